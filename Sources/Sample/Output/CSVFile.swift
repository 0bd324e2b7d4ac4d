import Records

/// One of the municipality's own files: UTF-8, semicolon, decimal comma, LF; knows its line, so that the
/// delivery note is exact.
final class CSVFile {
    let name: String
    let columns: [String]
    private(set) var rows = 0
    /// 1-based line of the last row that was written.
    private(set) var line = 1
    private let sink: ByteSink
    private var field = 0
    private var dirt: Dirtier?

    init(_ sink: ByteSink, name: String, columns: [String], dirt: Dirtier?) {
        self.sink = sink
        self.name = name
        self.columns = columns
        self.dirt = dirt
        sink.put(columns.joined(separator: ";"))
        sink.put(byte: 10)
    }

    func text(_ value: String) {
        next()
        sink.put(value)
    }

    func whole(_ value: Int) {
        next()
        sink.put(value)
    }

    func empty() { next() }

    func day(_ value: Day) {
        next()
        sink.put(value)
    }

    /// `value` over 10 to the power of `decimals`, with a decimal comma.
    func decimal(_ value: Int, decimals: Int) {
        next()
        var unit = 1
        for _ in 0..<decimals { unit *= 10 }
        if value < 0 { sink.put(byte: 45) }
        sink.put(Int(value.magnitude) / unit)
        sink.put(byte: 44)
        sink.put(Int(value.magnitude) % unit, width: decimals)
    }

    func end() {
        close()
        dirt?.afterRow(rows, of: self)
    }

    /// A whole row at once; the dirty ones come this way.
    func raw(_ values: [String]) {
        sink.put(values.joined(separator: ";"))
        field = 1
        close()
    }

    func finish() throws {
        dirt?.atEnd(of: self)
        try sink.finish()
    }

    private func next() {
        if field > 0 { sink.put(byte: 59) }
        field += 1
    }

    private func close() {
        sink.put(byte: 10)
        field = 0
        rows += 1
        line += 1
    }
}
