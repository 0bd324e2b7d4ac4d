import Records
import Testing

@testable import Contracts

/// Keys that nobody can tell apart by eye are one key.
@Suite struct KeySpellingTests {
    @Test(arguments: [
        ("E\u{2011}00001", "E-00001"), ("E\u{2013}00001", "E-00001"), ("E\u{2212}00001", "E-00001"),
        ("Ha\u{30A}ndboldsal", "Håndboldsal"),
        ("A\u{30A}lb\u{E6}k", "Ålbæk"), ("Hal\u{A0}1", "Hal 1"), ("Hal  1", "Hal 1"),
        ("Hal\u{200B}1", "Hal1"), ("Prøve\u{AD}strup", "Prøvestrup"),
        ("\u{FEFF}E-1", "E-1"), ("'0012", "0012"), ("Hal\t1", "Hal 1"), ("Cafe\u{301}", "Café"),
    ])
    func folded(_ delivered: String, _ plain: String) {
        #expect(KeySpelling.plain(delivered) == plain)
        let columns = [Column(name: "k", type: .key)]
        #expect(check(columns, delivered).row == [.text(plain)])
    }

    @Test(arguments: ["E-00001", "4000001", "Håndboldsal", "3.22.01-2200", "Hal 1", "æ", "e-00001"])
    func plainAlready(_ key: String) { #expect(parsing(key) { KeySpelling.plain($0) } == nil) }

    /// A cell that only looks as if something stood in it.
    @Test(arguments: ["'", "\u{200B}", "\u{AD}\u{FEFF}", "''"])
    func nothing(_ delivered: String) {
        #expect(KeySpelling.plain(delivered) == "")
        #expect(check([Column(name: "k", type: .key)], delivered).row == [.null])
        #expect(
            check([Column(name: "k", type: .key, required: true)], delivered).faults.contains {
                $0.contains("missing_value")
            })
    }

    @Test func theDeliveredSpellingIsNoted() {
        #expect(
            check([Column(name: "k", type: .key)], "E\u{2011}1").faults.contains { $0.contains("folded_key") }
        )
    }

    @Test(arguments: [
        ("4,00E+06", true), ("4E+06", true), ("5.71313E+17", true), ("12E3", false), ("E+1", false),
        ("1+2", false), ("4,E+06", false),
    ])
    func scientific(_ code: String, _ isDamaged: Bool) {
        let result = check([Column(name: "k", type: .key)], code)
        #expect((result.row == nil) == isDamaged)
    }
}
