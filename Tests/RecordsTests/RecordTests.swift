import Testing

@testable import Records

@Suite struct RecordTests {
    @Test("an absent field has no text, an empty one an empty text")
    func text() {
        let value = Array("Blåbær".utf8)
        value.withUnsafeBufferPointer { bytes in
            let empty = UnsafeBufferPointer(rebasing: bytes[0..<0])
            [bytes, empty, UnsafeBufferPointer(start: nil, count: 0)].withUnsafeBufferPointer { fields in
                let record = Record(fields: fields, position: Position(line: 1))
                #expect((0..<3).map { record.text($0) } == ["Blåbær", "", nil])
            }
        }
    }
}
