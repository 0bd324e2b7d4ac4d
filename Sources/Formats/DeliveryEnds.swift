import Records

/// The first or the last of a delivery's text, unpacked: where systems write a number or a date about the
/// whole file.
public enum DeliveryEnds {
    /// Bytes that are looked at.
    public static let length = 4096

    /// The beginning, as far as it is text.
    ///
    /// - Throws: `Refusal` when the file cannot be taken.
    public static func head(path: String, isXML: Bool, limits: Limits = .init()) throws -> String {
        struct Enough: Error {}
        var bytes: [UInt8] = []
        do {
            try read(path, isXML, limits) {
                bytes += $0.prefix(length - bytes.count)
                if bytes.count == length { throw Enough() }
            }
        } catch is Enough {}
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The end; the whole delivery is unpacked for it.
    ///
    /// - Throws: `Refusal` when the file cannot be taken, as far as its last byte.
    public static func tail(path: String, isXML: Bool, limits: Limits = .init()) throws -> String {
        var bytes: [UInt8] = []
        try read(path, isXML, limits) {
            bytes += $0.suffix(length)
            if bytes.count > length { bytes.removeFirst(bytes.count - length) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func read(
        _ path: String, _ isXML: Bool, _ limits: Limits, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        if !isXML, let book = try SheetBook.open(.path(path), limits: limits) {
            defer { book.close() }
            // What stands above the header of a sheet that a person made.
            for head in try book.heads(decimal: UInt8(ascii: ",")).prefix(1) {
                try head.text.withUnsafeBytes(body)
            }
            return
        }
        _ = try DeliveryReader(limits: limits).read(
            path: path, wantedSuffixes: isXML ? RegisterXMLReader.suffixes : CSVReader.suffixes, body)
    }
}
