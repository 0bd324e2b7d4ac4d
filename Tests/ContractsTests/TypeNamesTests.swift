import Records
import Testing

@testable import Contracts

@Suite struct TypeNamesTests {
    @Test(arguments: ColumnType.allCases, Language.allCases)
    func everyTypeHasBothLanguages(_ type: ColumnType, _ language: Language) {
        #expect(!TypeNames.name(type)[language].isEmpty)
        #expect(!TypeNames.rule(type)[language].isEmpty)
    }
}
