import Records
import Testing

@testable import Contracts

@Suite struct PeriodParserTests {
    @Test(arguments: ["2025", "2025-01", "2025-12", "2025-Q1", "2025-Q4"])
    func good(_ period: String) {
        #expect(parsing(period) { text(PeriodParser.parse($0)) } == .value(period))
    }

    /// Other forms with one reading only; a school year is the year that it begins in.
    @Test(arguments: [
        ("202503", "2025-03"), ("2025-3", "2025-03"), ("03-2025", "2025-03"), ("3/2025", "2025-03"),
        ("2025/03", "2025-03"), ("2025.03", "2025-03"), ("marts 2025", "2025-03"), ("Maj-2025", "2025-05"),
        ("okt. 2025", "2025-10"), ("2025 dec", "2025-12"), ("2025M03", "2025-03"), ("Q1 2025", "2025-Q1"),
        ("2025K4", "2025-Q4"), ("1. kvartal 2025", "2025-Q1"), ("2025/26", "2025"), ("2025-2026", "2025"),
        ("2010/11", "2010-11"), ("202513", nil), ("2025-13", nil), ("2025.1", nil), ("2025,10", nil),
        ("2025/27", nil), ("Q5 2025", nil), ("marts", nil), ("jan-25", nil), ("12.2025.1", nil),
        ("ju 2025", nil),
    ])
    func written(_ period: String, _ meant: String?) {
        #expect(parsing(period, WrittenDay.period) == meant)
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
