import Testing

@testable import Records

@Suite struct FaultCatalogueTests {
    @Test("every code has its words in both languages", arguments: FaultCode.allCases, Language.allCases)
    func complete(_ code: FaultCode, _ language: Language) {
        let meaning = code.meaning[language]
        let advice = code.whatToDo[language]
        #expect(meaning.count > 8 && !meaning.hasSuffix(".") && meaning.first!.isLowercase)
        #expect(advice.hasSuffix(".") && advice.first!.isUppercase)
        #expect(code.meaning.da != code.meaning.en && code.whatToDo.da != code.whatToDo.en)
    }

    @Test("each code is in exactly one table", arguments: FaultCode.allCases)
    func once(_ code: FaultCode) {
        #expect([code.fileWords, code.rowWords, code.noteWords].compactMap { $0 }.count == 1)
        #expect(code.scope == (code.fileWords != nil ? .file : code.rowWords != nil ? .row : .note))
    }

    @Test("codes are stable words", arguments: FaultCode.allCases)
    func spelling(_ code: FaultCode) {
        #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
    }
}
