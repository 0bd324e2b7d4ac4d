import Records

/// Which line ends a file uses, and the physical lines inside a record.
struct LineEndCount {
    private var counts = [0, 0, 0]
    private var firstOther: Int?
    private var first: CSVGrammar.LineEnd?

    mutating func add(_ kind: CSVGrammar.LineEnd, line: Int) {
        if kind == .none { return }
        counts[kind.rawValue] += 1
        if let first {
            if kind != first, firstOther == nil { firstOther = line }
        } else {
            first = kind
        }
    }

    /// A note when there is more than one kind.
    var note: Fault? {
        firstOther.map {
            Fault(
                code: .mixedLineEnds, position: Position(line: $0),
                detail: "CRLF \(counts[1]), LF \(counts[0]), CR \(counts[2])")
        }
    }

    /// Line ends in a stretch of bytes: CRLF, LF and a lone CR count one each.
    static func lines(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var n = 0
        var i = 0
        while i < count {
            if i + 8 <= count {
                let x = Swar.load(p + i)
                if (Swar.zeros(x ^ Swar.spread(10)) | Swar.zeros(x ^ Swar.spread(13))) == 0 {
                    i += 8
                    continue
                }
            }
            if p[i] == 10 || (p[i] == 13 && !(i + 1 < count && p[i + 1] == 10)) { n += 1 }
            i += 1
        }
        return n
    }

    /// Column, counted in bytes from 1, of the byte at `at` in its physical line, not looking before `from`.
    static func column(_ base: UnsafePointer<UInt8>, _ from: Int, _ at: Int) -> Int {
        var i = at
        while i > from, base[i - 1] != 10, base[i - 1] != 13 { i -= 1 }
        return at - i + 1
    }
}
