import Records
import Testing

@testable import Formats

/// The encoding is told from the bytes where the feed does not say it.
@Suite struct EncodingSearchTests {
    static let text = "a;b;c\nÆblevej;Ålbæk;på øen\nKøge;Næstved;Tårnby\n"
    static var layout: CSVLayout {
        var layout = CSVLayout(separator: nil)
        layout.findsEncoding = true
        return layout
    }

    private func bytes(_ text: String, _ table: [Character: UInt8]) -> [UInt8] {
        text.flatMap { table[$0].map { [$0] } ?? Array(String($0).utf8) }
    }
    private let windows: [Character: UInt8] = [
        "Æ": 0xC6, "Ø": 0xD8, "Å": 0xC5, "æ": 0xE6, "ø": 0xF8, "å": 0xE5,
    ]
    private let dos: [Character: UInt8] = ["Æ": 0x92, "Ø": 0x9D, "Å": 0x8F, "æ": 0x91, "ø": 0x9B, "å": 0x86]
    private let mac: [Character: UInt8] = ["Æ": 0xAE, "Ø": 0xAF, "Å": 0x81, "æ": 0xBE, "ø": 0xBF, "å": 0x8C]

    private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap {
            bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
        }
    }

    @Test(arguments: [1, 3, 7, 1 << 16]) func everyFormSaysTheSame(_ piece: Int) {
        let forms: [([UInt8], Bool)] = [
            (Array(Self.text.utf8), false), ([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), false),
            (bytes(Self.text, windows), true),
            ([0xFF, 0xFE] + utf16(Self.text, bigEndian: false), true),
            ([0xFE, 0xFF] + utf16(Self.text, bigEndian: true), true),
            (utf16(Self.text, bigEndian: false), true), (utf16(Self.text, bigEndian: true), true),
        ]
        for (form, isNoted) in forms {
            let reading = readCSV(form, Self.layout, piece: piece)
            #expect(reading.refusal == nil)
            #expect(
                reading.lines.count == 2 && reading.lines[0].contains("Æblevej|Ålbæk|på øen")
                    && reading.lines[1].contains("Køge|Næstved|Tårnby"), "\(reading)")
            #expect(reading.summary?.notes.contains { $0.code == .foundEncoding } == isNoted)
        }
    }

    @Test func otherLettersAreNamed() {
        let dosFile = readCSV(bytes(Self.text, dos), Self.layout).refusal?.fault
        let macFile = readCSV(bytes(Self.text, mac), Self.layout).refusal?.fault
        #expect(dosFile?.code == .encoding && dosFile?.value?.contains("850") == true)
        #expect(macFile?.code == .encoding && macFile?.value?.contains("Mac") == true)
    }

    @Test func aFewBadBytesInUTF8AreDamage() {
        #expect(
            readCSV(Array(Self.text.utf8) + [0x31, 0x3B, 0xE5, 0x3B, 0x33], Self.layout).refusal?.fault.code
                == .encoding)
    }

    @Test func whatTheFeedSaysIsStrict() {
        #expect(readCSV(bytes(Self.text, windows), CSVLayout()).refusal?.fault.code == .encoding)
    }

    @Test func oneOfTwoColumnsOfAName() {
        let fields = [["a"], [FieldName.of("AREA", nth: 2)], ["c"]]
        #expect(
            readCSV(Array("a;area;c;Area\n1;2;3;4\n".utf8), fields: fields).lines.first?.contains("1|4|3")
                == true)
    }

    @Test func blankCellsSayWhatTheCellAboveSays() {
        var layout = CSVLayout()
        layout.fillsDown = [["b"]]
        let lines = readCSV(Array("a;b;c\n1;x;3\n2;;3\n3;y;3\n4; ;3\n".utf8), layout).lines
        #expect(lines.map { $0.contains("x") || $0.contains("y") } == [true, true, true, true])
        #expect(lines[1].contains("2|x|3") && lines[3].contains("4|y|3"))
    }

    @Test func formsThatNobodyFilledInAreNoRecords() {
        var layout = CSVLayout()
        layout.formColumns = [["b"], ["c"]]
        let reading = readCSV(Array("a;b;c\n1;;\n2;x;\n3;;\n".utf8), layout)
        #expect(reading.summary?.records == 1 && reading.summary?.notes.map(\.code) == [.emptyForm])
    }
}
