import Testing

@testable import Records

@Suite struct FaultSentenceTests {
    static let place = Position(line: 1042, column: 7, byte: 20_000, record: 1041)

    static func both(_ code: FaultCode, column: String? = nil, value: String? = nil, detail: String? = nil)
        -> [String]
    {
        let fault = Fault(code: code, position: place, column: column, value: value, detail: detail)
        return [FaultSentence.text(fault, language: .en), FaultSentence.text(fault, language: .da)]
    }

    @Test func values() {
        #expect(
            Self.both(.badDate, column: "day", value: "31-02-2026") == [
                #""31-02-2026" is not a date"#, #""31-02-2026" er ikke en dato"#,
            ])
        #expect(
            Self.both(.badText, column: "note") == [
                "the value of note has characters that a text cannot have",
                "værdien i note har tegn, som en tekst ikke kan have",
            ])
        #expect(Self.both(.badDate) == ["the value is not a date", "værdien er ikke en dato"])
    }

    @Test func limits() {
        #expect(
            Self.both(.outOfRange, value: "7", detail: "0..5") == [
                #""7" is outside 0..5"#, #""7" er uden for 0..5"#,
            ])
        #expect(
            Self.both(.outOfRange, value: "7") == [#""7" is out of range"#, #""7" er uden for grænserne"#])
        #expect(
            Self.both(.unknownCode, value: "9", detail: "status") == [
                #""9" is not in the code list status"#, #""9" er ikke i kodelisten status"#,
            ])
        #expect(
            Self.both(.wrongLength, value: "101", detail: "4") == [
                #""101" does not have the length 4"#, #""101" har ikke længden 4"#,
            ])
        #expect(
            Self.both(.tooLong, column: "note", detail: "4 > 3") == [
                "the value of note is too long (4 > 3)", "værdien i note er for lang (4 > 3)",
            ])
    }

    @Test func withoutAValue() {
        #expect(
            Self.both(.missingValue, column: "property_id") == [
                "property_id is missing", "property_id mangler",
            ])
        #expect(Self.both(.missingValue) == ["a required value is missing", "en krævet værdi mangler"])
        #expect(
            Self.both(.personalData, column: "text") == [
                "text seems to hold a CPR number", "text ser ud til at indeholde et CPR-nummer",
            ])
        #expect(
            Self.both(.archiveDamaged, detail: "CRC") == [
                "the archive is damaged (CRC)", "arkivfilen er beskadiget (CRC)",
            ])
        #expect(
            Self.both(.missingColumn, column: "period") == [
                "a required column is missing: period", "en krævet kolonne mangler: period",
            ])
        #expect(
            Self.both(.unknownField, value: "Navn")[0]
                == "the file has a field that the contract does not name; it was not read: \"Navn\"")
    }

    @Test("a value cannot forge a line")
    func hidden() {
        #expect(
            Self.both(.badDate, value: "a\nb\t\u{1B}[31m\u{202E}")[0]
                == #""a\nb\t\u{1b}[31m\u{202e}" is not a date"#)
    }

    @Test func lines() {
        var fault = Fault(code: .badDate, position: Self.place, column: "day", value: "31-02-2026")
        #expect(
            FaultSentence.line(fault, file: "inbound/bookings/2026-02-28.csv", language: .en)
                == #"inbound/bookings/2026-02-28.csv:1042:7: "31-02-2026" is not a date (bad_date)"#)
        fault.position = Position(line: 1, record: 512)
        #expect(
            FaultSentence.line(fault, file: "b.xml", language: .en)
                == #"b.xml:1: record 512, day: "31-02-2026" is not a date (bad_date)"#)
        #expect(
            FaultSentence.line(fault, file: "b.xml", language: .da)
                == #"b.xml:1: post 512, day: "31-02-2026" er ikke en dato (bad_date)"#)
        let refusal = Refusal(.emptyFile)
        #expect(
            FaultSentence.line(refusal.fault, file: "b.xml", language: .en)
                == "b.xml:1: the file is empty (empty_file)")
    }

    @Test("every code makes a sentence from any facts", arguments: FaultCode.allCases, Language.allCases)
    func total(_ code: FaultCode, _ language: Language) {
        for facts in 0..<8 {
            let fault = Fault(
                code: code, position: Position(line: 1), column: facts & 1 == 0 ? nil : "c",
                value: facts & 2 == 0 ? nil : "v",
                detail: facts & 4 == 0 ? nil : "d")
            let sentence = FaultSentence.text(fault, language: language)
            #expect(!sentence.isEmpty && !sentence.hasSuffix(".") && !sentence.contains("  "))
        }
    }
}
