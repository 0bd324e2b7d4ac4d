import Records
import Testing

@testable import Contracts

@Suite struct PeriodParserTests {
    @Test(arguments: ["2025", "2025-01", "2025-12", "2025-Q1", "2025-Q4"])
    func good(_ period: String) {
        #expect(parsing(period) { text(PeriodParser.parse($0)) } == .value(period))
    }

    @Test(arguments: [
        "25", "0025", "2025-00", "2025-13", "2025-1", "2025-Q0", "2025-Q5", "2025-q1", "2025Q1", "2025/03",
        "03-2025", "2025-03-01", "202503",
        "2025-",
        "2025-Q12", "marts",
    ])
    func bad(_ period: String) {
        #expect(parsing(period) { text(PeriodParser.parse($0)) } == .bad(.badPeriod))
    }
}
