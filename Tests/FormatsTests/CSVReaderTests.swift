import Records
import Testing

@testable import Formats

func readCSV(
    _ bytes: [UInt8], _ layout: CSVLayout = CSVLayout(),
    fields: [[String]] = [["a"], ["b", "beløb"], ["c"]], required: [Int] = [0],
    limits: Limits = Limits(), piece: Int = 64 << 10
) -> Reading {
    let reader = CSVReader(layout: layout, fields: FieldList(fields), required: required, limits: limits)
    return Reading.of { try reader.read(.bytes(bytes, piece: piece), onReject: $0, onRecord: $1) }
}

/// One-line cases, each also cut at every byte.
@Suite struct CSVReaderTests {
    struct Case: Sendable {
        var name: String
        var text: String
        var expected: [String]
        var notes: [FaultCode] = []
        var layout = CSVLayout()
    }

    static let taken: [Case] = [
        Case(name: "LF", text: "a;b;c\n1;2;3\n4;5;6\n", expected: ["2:-@6/1 1|2|3", "3:-@12/2 4|5|6"]),
        Case(name: "CRLF", text: "a;b;c\r\n1;2;3\r\n4;5;6", expected: ["2:-@7/1 1|2|3", "3:-@14/2 4|5|6"]),
        Case(name: "CR", text: "a;b;c\r1;2;3\r4;5;6\r", expected: ["2:-@6/1 1|2|3", "3:-@12/2 4|5|6"]),
        Case(
            name: "mixed", text: "a;b;c\r\n1;2;3\n4;5;6\r", expected: ["2:-@7/1 1|2|3", "3:-@13/2 4|5|6"],
            notes: [.mixedLineEnds]),
        Case(name: "byte order mark", text: "\u{FEFF}a;b;c\n1;2;3", expected: ["2:-@9/1 1|2|3"]),
        Case(name: "blank lines", text: "\n\na;b;c\n\n1;2;3\n \t\n\n", expected: ["5:-@9/1 1|2|3"]),
        Case(name: "only a header", text: "a;b;c", expected: []),
        Case(
            name: "quotes", text: "a;b;c\n\"1;\"\"x\"\"\";\"2\r\n2\";\"\"\n4;5;6",
            expected: ["2:-@6/1 1;\"x\"|2\r\n2|", "4:-@26/2 4|5|6"]),
        Case(
            name: "blank rows", text: "a;b;c\n;;\n1;;\n \u{A0}; ;\n\u{1A}\n", expected: ["3:-@9/1 1||"],
            notes: [.blankRows]),
        Case(name: "the mark of DOS", text: "a;b;c\n1;2;3\u{1A}", expected: ["2:-@6/1 1|2|3"]),
        Case(
            name: "title lines", text: "Elevtal;;\nUdtræk: 28-02-2026\n;;\na;b;c\n1;2;3\n",
            expected: ["5:-@39/1 1|2|3"], notes: [.titleLines]),
        Case(
            name: "a type above", text: "#TYPE System.Object\r\n\"a\",\"b\"\r\n\"1\",\"2\"\r\n",
            expected: ["3:-@30/1 1|2|-"], notes: [.titleLines, .otherSeparator]),
        Case(
            name: "a column without a name", text: "a;;c;\n1;x;3;\n", expected: ["2:-@6/1 1|-|3"],
            notes: [.namelessColumn, .namelessColumn]),
        Case(
            name: "unwanted names twice", text: "a;x;b;x\n1;2;3;4\n", expected: ["2:-@8/1 1|3|-"],
            notes: [.repeatedColumn]),
        Case(
            name: "header again", text: "a;b;c\n1;2;3\nA;B;C\n4;5;6\n",
            expected: [
                "2:-@6/1 1|2|3", "reject 3:-@12/2 [\"repeated_header 3:-@12/2 - - -\"] <A;B;C>",
                "4:-@18/3 4|5|6",
            ]),
        Case(
            name: "separators at the end", text: "a;b;c\n1;2;3;;\n4;5;6\n",
            expected: ["2:-@6/1 1|2|3", "3:-@14/2 4|5|6"], notes: [.trailingSeparators]),
        Case(
            name: "other order and case", text: "C;BELØB;A\n1;2;3", expected: ["2:-@11/1 3|2|1"],
            notes: [.reorderedColumns]),
        Case(name: "unknown columns", text: "a;x;b\n1;2;3", expected: ["2:-@6/1 1|3|-"]),
        Case(
            name: "comma though semicolon", text: "a,b,c\n1,2,3", expected: ["2:-@6/1 1|2|3"],
            notes: [.otherSeparator]),
        Case(
            name: "by the header", text: "a\tb\tc\n1\t2\t3", expected: ["2:-@6/1 1|2|3"],
            layout: CSVLayout(separator: nil)),
        Case(name: "sep line", text: "sep=,\r\na,b,c\r\n1,2,3\r\n", expected: ["3:-@14/1 1|2|3"]),
        Case(
            name: "preamble", text: "Udtræk pr. 1/2\n\na;b;c\n1;2;3", expected: ["4:-@23/1 1|2|3"],
            layout: CSVLayout(preambleLines: 2)),
        Case(
            name: "excel's mark", text: "a;b;c\n=\"0012\";\"=\"\"0013\"\"\";=\"1;\n2\"",
            expected: ["2:-@6/1 0012|0013|1;\n2"]),
        Case(
            name: "field count", text: "a;b;c\n1;2\n1;2;3;4\n4;5;6",
            expected: [
                "2:-@6/1 1|2|-",
                "reject 3:-@10/2 [\"field_count 3:-@10/2 - - 4 fields, the header has 3\"] <1;2;3;4>",
                "4:-@18/3 4|5|6",
            ], notes: [.trailingSeparators]),
        Case(
            name: "bare quote", text: "a;b;c\n1;2\"x;3\n4;5;6",
            expected: [
                "reject 2:-@6/1 [\"bad_quote 2:4@9/1 - - -\"] <1;2\"x;3>", "3:-@14/2 4|5|6",
            ]),
        Case(
            name: "text behind a quote", text: "a;b;c\n1;\"2\n2\"x;3\n4;5;6",
            expected: [
                "reject 2:-@6/1 [\"bad_quote 3:3@13/1 - - -\"] <1;\"2\n2\"x;3>", "4:-@17/2 4|5|6",
            ]),
        Case(
            name: "quote never closed", text: "a;b;c\n1;\"2;3\n4;5;6\n",
            expected: [
                "reject 2:-@6/1 [\"bad_quote 2:3@8/1 - - -\"] <1;\"2;3>", "3:-@13/2 4|5|6",
            ]),
        Case(
            name: "total row", text: "a;b;c\nx;2;3\nI ALT;2\n",
            expected: [
                "2:-@6/1 x|2|3", "reject 3:-@12/2 [\"total_row 3:-@12/2 a - -\"] <I ALT;2>",
            ], layout: CSVLayout(totalRows: [TotalRowRule(field: "a", starts: "I alt")])),
        Case(
            name: "mojibake", text: "a;b;c\nBlÃ¥bÃ¦r;2;3", expected: ["2:-@6/1 BlÃ¥bÃ¦r|2|3"],
            notes: [.mojibake]),
        Case(
            name: "utf-8 though windows-1252", text: "\u{FEFF}a;b;c\næ;2;3", expected: ["2:-@9/1 æ|2|3"],
            notes: [.otherEncoding],
            layout: CSVLayout(encoding: .windows1252)),
    ]

    /// Found by the fuzzer: a mark that came in two pieces was forgotten, and the file's zeros were called
    /// holes.
    @Test(arguments: [1, 2, 3, 64]) func theMarkOfUTF16InPieces(_ piece: Int) {
        let reading = Reading.of {
            try CSVReader(layout: CSVLayout(), fields: FieldList([["a"]])).read(
                .bytes([0xFE, 0xFF, 0, 0, 0, 0x61], piece: piece), onReject: $0, onRecord: $1)
        }
        #expect(reading.refusal?.fault.code == .encoding)
    }

    @Test(arguments: taken.indices) func takenAtEveryCut(_ index: Int) {
        let sample = Self.taken[index]
        let bytes = Array(sample.text.utf8)
        let whole = readCSV(bytes, sample.layout)
        #expect(whole.refusal == nil, "\(sample.name): \(whole)")
        #expect(
            whole.lines.map { $0.hasPrefix("reject") ? $0 : String($0.prefix { $0 != "#" }.dropLast()) }
                == sample.expected, "\(sample.name)")
        let end = bytes.last { $0 != 0x1A }
        let isOpen = end != 0x0A && end != 0x0D
        #expect(
            whole.summary?.notes.map(\.code) == sample.notes + (isOpen ? [.openEnd] : []), "\(sample.name)")
        for cut in 1...bytes.count {
            #expect(readCSV(bytes, sample.layout, piece: cut) == whole, "\(sample.name) cut \(cut)")
        }
    }

    @Test func legacyEncodings() {
        let bytes = latin1("a;b;c\n\u{E6}\u{80};\"\u{F8}\"\"\";\u{E5}\n")
        #expect(
            readCSV(bytes, CSVLayout(encoding: .windows1252)).lines.first?.hasPrefix("2:-@6/1 æ€|ø\"|å #")
                == true)
        #expect(
            readCSV(bytes, CSVLayout(encoding: .iso88591)).lines.first?.hasPrefix("2:-@6/1 æ\u{80}|ø\"|å #")
                == true)
    }

    static let refused: [(String, [UInt8], CSVLayout, FaultCode, Position)] = [
        ("empty", [], CSVLayout(), .emptyFile, Position(line: 1)),
        ("blank", Array("\r\n \n".utf8), CSVLayout(), .emptyFile, Position(line: 1)),
        (
            "nul", Array("a;b;c\n1;2;3\n4;\0".utf8), CSVLayout(), .nulByte,
            Position(line: 3, column: 3, byte: 14, record: 2)
        ),
        (
            "latin1 in utf-8", latin1("a;b;c\n1;2;3\n4;x\u{E5};6\n"), CSVLayout(), .encoding,
            Position(line: 3, column: 4, byte: 15, record: 2)
        ),
        (
            "latin1 in a quoted field", latin1("a;b;c\n1;\"x\n\u{E5}\";6\n"), CSVLayout(), .encoding,
            Position(line: 3, column: 1, byte: 11, record: 1)
        ),
        (
            "latin1 in an unknown column", latin1("a;x\n1;\u{E5}\n"), CSVLayout(), .encoding,
            Position(line: 2, column: 3, byte: 6, record: 1)
        ),
        (
            "not in windows-1252", latin1("a;b;c\n\u{81};2;3"), CSVLayout(encoding: .windows1252), .encoding,
            Position(line: 2, column: 1, byte: 6, record: 1)
        ),
        ("utf-16", [0xFF, 0xFE, 0x61, 0], CSVLayout(), .encoding, Position(line: 1)),
        ("header twice", Array("\na;b;A\n".utf8), CSVLayout(), .duplicateColumn, Position(line: 2, byte: 1)),
        (
            "two names of one field", Array("a;b;beløb\n".utf8), CSVLayout(), .duplicateColumn,
            Position(line: 1)
        ),
        ("no name at all", Array(";;\n".utf8), CSVLayout(), .missingHeader, Position(line: 1)),
        (
            "a web page", Array("<!DOCTYPE html>\n<html><body>Log ind</body></html>\n".utf8), CSVLayout(),
            .notATable, Position(line: 1)
        ),
        (
            "an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], CSVLayout(),
            .notATable, Position(line: 1)
        ),
        ("JSON", Array("[{\"a\": 1}]".utf8), CSVLayout(), .notATable, Position(line: 1)),
        (
            "lines in a quote", Array("a;b;c\n1;2;\"x\n4;5;6\n7;8;y\"\n".utf8), CSVLayout(), .openQuote,
            Position(line: 2, column: 5, byte: 10, record: 1)
        ),
        (
            "one line in a quote", Array("a;b;c\n1;2;\"x\n7;8;y\"\n".utf8), CSVLayout(), .openQuote,
            Position(line: 2, column: 5, byte: 10, record: 1)
        ),
        ("column missing", Array("\nb;c\n".utf8), CSVLayout(), .missingColumn, Position(line: 2, byte: 1)),
        ("no header", Array("1;2;3\n".utf8), CSVLayout(), .missingHeader, Position(line: 1)),
    ]

    @Test(arguments: refused.indices) func refusedAtEveryCut(_ index: Int) {
        let (name, bytes, layout, code, position) = Self.refused[index]
        let whole = readCSV(bytes, layout)
        #expect(whole.refusal?.fault.code == code, "\(name): \(whole)")
        #expect(whole.refusal?.fault.position == position, "\(name)")
        for cut in 1..<max(2, bytes.count) {
            #expect(readCSV(bytes, layout, piece: cut) == whole, "\(name) cut \(cut)")
        }
    }

    @Test func missingColumnIsNamed() {
        let fault = readCSV(Array("b;c\n".utf8)).refusal?.fault
        #expect(fault?.column == "a")
        #expect(fault?.value == "b, c")
    }

    @Test func limits() {
        var limits = Limits()
        limits.csvFieldBytes = 100
        limits.csvLineBytes = 150
        limits.csvColumns = 5
        func code(_ text: String) -> FaultCode? {
            readCSV(Array(text.utf8), limits: limits).refusal?.fault.code
        }
        let long = String(repeating: "x", count: 101)
        let fits = String(repeating: "x", count: 99)
        #expect(code("a;b;c\n\(long);2;3\n") == .limit)
        #expect(code("a;b;c\n\"\(long)\";2;3\n") == .limit)
        #expect(code("a;b;c\n\(fits);\(fits);3\n") == .limit)
        #expect(code("a;b;c\n1;\"\(long)") == .limit)
        #expect(code("a;b;c;d;e;f\n1;2;3;4;5;6\n") == .limit)
    }

    @Test func headerAlone() throws {
        #expect(
            try CSVReader.header(.bytes(Array("x;\"y;z\"\n1;2\n".utf8)), layout: CSVLayout()) == ["x", "y;z"])
        #expect(
            try CSVReader.header(.bytes(Array("x,y\n\u{1}".utf8)), layout: CSVLayout(separator: nil)) == [
                "x", "y",
            ])
    }

    @Test func unknownColumnsAreCountedAndMissingOnesNamed() {
        let summary = readCSV(Array("a;x\n1;2\n3;4\n".utf8)).summary
        #expect(summary?.unknownFields == ["x": 2])
        #expect(summary?.missingFields == [1, 2])
    }

    /// Damaged files at random cuts: the pieces never matter, and every record is counted once.
    @Test func mutatedFilesAtRandomCuts() {
        var random = Seeded(state: 11)
        let tokens: [[UInt8]] =
            ["\"", "\"\"", ";", "\n", "\r", "\r\n", "=\"1\"", "x", "æ", "I alt", "\u{0}", " "].map {
                Array($0.utf8)
            } + [[0xE5], [0xC3]]
        let layout = CSVLayout(totalRows: [TotalRowRule(field: "a", starts: "I alt")])
        for _ in 0..<3000 {
            var bytes = Array("a;b;c\r\n1;\"2;\"\"\r\n\";3\r\næ;;=\"0012\"\r\n\"4\";5;6\r\nI alt;9\r\n".utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes.insert(
                    contentsOf: tokens.randomElement(using: &random)!,
                    at: Int.random(in: 7...bytes.count, using: &random))
            }
            let whole = readCSV(bytes, layout)
            #expect(
                whole == readCSV(bytes, layout, piece: Int.random(in: 1...20, using: &random)),
                "\(String(decoding: bytes, as: UTF8.self))")
            if let summary = whole.summary {
                #expect(summary.records == whole.lines.count)
                #expect(summary.rejected == whole.lines.count { $0.hasPrefix("reject") })
            }
        }
    }
}
