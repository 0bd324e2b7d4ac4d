import Testing

@testable import Formats

@Suite struct CSVWriterTests {
    @Test func whatIsWrittenReadsBack() {
        var writer = CSVWriter()
        let rows = [["1", "a;b", "x\"y"], ["", "line\r\nend", " blank "], ["=1", "æ", "'"]]
        writer.line(["a", "b", "c"])
        for row in rows { writer.line(row) }
        let reading = readCSV(writer.take())
        #expect(
            reading.lines.map { $0.split(separator: " ", maxSplits: 1)[1].prefix { $0 != "#" }.dropLast() }
                == rows.map { Substring($0.joined(separator: "|")) })
        #expect(writer.bytes.isEmpty)
    }
}
