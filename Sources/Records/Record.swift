/// One record as read: the bytes of its fields, in the order of the reader's field list.
///
/// A view into the reader's own buffers, valid only inside the call that hands it over. No field becomes a
/// `String` here: a register has millions of records and most of their fields are numbers.
public struct Record {
    /// One entry per field of the reader's list: UTF-8 bytes, or a nil base address when the field is absent.
    /// An empty field has a base address and a count of 0; contracts treat both as null.
    public let fields: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>
    /// Where the record starts.
    public let position: Position
    /// The record's own bytes as delivered (after unpacking, before any translation of the encoding), from
    /// its first byte to its last. Empty where a reader cannot give them.
    public let raw: UnsafeBufferPointer<UInt8>

    /// A view of fields that the reader owns; neither they nor `raw` are copied.
    public init(
        fields: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>, position: Position,
        raw: UnsafeBufferPointer<UInt8> = .init(start: nil, count: 0)
    ) {
        self.fields = fields
        self.position = position
        self.raw = raw
    }

    /// The field's text, for messages and rejects; nil when absent.
    public func text(_ ordinal: Int) -> String? {
        let field = fields[ordinal]
        return field.baseAddress == nil ? nil : String(decoding: field, as: UTF8.self)
    }
}
