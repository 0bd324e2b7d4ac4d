import Contracts
import Formats
import Project
import Records

/// Reads single records of a delivered file back from the archive, as they were delivered.
struct TraceReader {
    let archive: Archive
    /// Columns of a raw table that some model reads; what nobody reads of a register record is only counted.
    let columnsRead: (_ table: String) throws -> Set<String>

    /// Where a record stands. In a CSV file the line decides; a register file may be one line, so there the
    /// record's number does.
    struct Place: Hashable {
        var line: Int
        var record: Int?
    }

    private struct Enough: Error {}

    /// The delivered records as text. A place that the file does not have is missing from the answer.
    func records(sha256: String, feed: Feed, at places: Set<Place>) throws -> [Place: String] {
        guard let entry = try archive.entry(sha256) else {
            throw SystemFailure("read", archive.folder(of: sha256), 2)
        }
        // What is shown as delivered is what was delivered.
        guard try archive.isWhole(entry) else { throw AlteredDelivery(path: entry.path) }
        let checker = RowChecker(contract: feed.contract, style: feed.style, codes: [:])
        let elements = try elements(of: feed)
        let byRecord = Dictionary(places.compactMap { place in place.record.map { ($0, place) } }) {
            first, _ in first
        }
        let byLine = Dictionary(places.filter { $0.record == nil }.map { ($0.line, $0) }) { first, _ in first
        }
        var found: [Place: String] = [:]
        func take(_ record: Record) throws {
            guard let place = byRecord[record.position.record] ?? byLine[record.position.line],
                found[place] == nil
            else { return }
            found[place] =
                elements.map { Self.text(record.raw, elements: $0) } ?? Self.lines(checker.shown(record))
            if found.count == places.count { throw Enough() }
        }
        /// A row that the reader itself gives up has its bytes in the reject.
        func giveUp(_ reject: Reject) throws {
            if let place = byRecord[reject.position.record] ?? byLine[reject.position.line] {
                found[place] = Self.lines(RowChecker.shown(uncut: reject.raw, contract: feed.contract))
            }
        }
        do {
            let fields = FieldList(checker.fieldNames)
            switch feed.format {
            case .csv(let layout):
                _ = try CSVReader(layout: layout, fields: fields, required: [], limits: feed.limits).read(
                    path: entry.path, onReject: giveUp, onRecord: take)
            case .xml(let layout):
                func read(_ choice: XMLReaderChoice) throws {
                    _ = try RegisterXMLReader(
                        layout: layout, fields: fields, limits: feed.limits, choice: choice
                    ).read(path: entry.path, onReject: giveUp, onRecord: take)
                }
                do { try read(.automatic) } catch is PlainReaderDeclined { try read(.libxml2) }
            }
        } catch is Enough {}
        return found
    }

    /// The elements of a register record that reach a model, by their normalised names; nil for a CSV feed.
    private func elements(of feed: Feed) throws -> Set<String>? {
        guard case .xml = feed.format else { return nil }
        let read = try columnsRead(feed.table)
        let columns = feed.contract.columns.filter { !$0.drop && read.contains($0.name) }
        return Set(columns.flatMap { $0.from.isEmpty ? [$0.name] : $0.from }.map { FieldName.normalised($0) })
    }

    /// A register record has no lines: the elements that a model reads stand one by one, as they were
    /// delivered.
    private static func text(_ bytes: UnsafeBufferPointer<UInt8>, elements: Set<String>) -> String {
        // The file declares its encoding at its start only: what is no UTF-8 is one of the two eight-bit
        // encodings, equal in letters.
        let text =
            String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        let all = text.replacing("><", with: ">\n<").split(whereSeparator: \.isNewline).filter {
            $0.contains("</")
        }
        let shown = all.filter { element in
            elements.contains(
                FieldName.normalised(
                    element.drop { $0 == " " || $0 == "\t" }.dropFirst().prefix {
                        $0 != ">" && $0 != " " && $0 != "/"
                    }))
        }
        return lines(shown.joined(separator: "\n") + "\n… + \(all.count - shown.count)")
    }

    /// Control characters do not reach the terminal.
    private static func lines(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { VisibleText.of(String($0)) }.joined(separator: "\n")
    }
}

/// A file of the archive that no longer has the bytes that were delivered.
struct AlteredDelivery: Error, CustomStringConvertible {
    var path: String
    var description: String {
        """
        \(path): it no longer has the bytes that were delivered (sha256), so it is not read; nothing \
        was changed; next: put it back from a copy of the archive
        """
    }
}
