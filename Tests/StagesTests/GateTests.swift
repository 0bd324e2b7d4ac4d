import Foundation
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// The small project with a list, a monthly account and shares, all about made-up places.
private func gatedRoot() throws -> TrialRoot {
    let root = try TrialRoot()
    // The small project's own list is not what these nights are about.
    let rooms = try String(contentsOfFile: root.path + "/pipelines/1_raw/rooms.yaml", encoding: .utf8)
    try root.write("pipelines/1_raw/rooms.yaml", rooms.replacing("mandatory: true", with: "mandatory: false"))
    try root.write(
        "schemas/feeds/places.yaml",
        """
        contract: places
        describes: One place
        key: [place]
        columns:
          - {name: place, type: code, required: true, describes: Key}
          - {name: area_m2, type: number, unit: m2, describes: Area}
          - {name: kind, in_header: true, type: code, describes: Kind}
        """)
    try root.write(
        "schemas/feeds/postings.yaml",
        """
        contract: postings
        describes: One posting
        columns:
          - {name: period, type: period, required: true, describes: Month}
          - {name: centre, type: code, required: true, describes: Cost centre}
          - {name: amount_ore, from: [amount], type: money, unit: ore, required: true, describes: Amount}
        """)
    try root.write(
        "schemas/feeds/shares.yaml",
        """
        contract: shares
        describes: One share
        key: [centre, place]
        columns:
          - {name: centre, type: code, required: true, describes: Cost centre}
          - {name: place, type: code, required: true, references: places.place, describes: Place}
          - {name: share, type: percent, unit: percent, required: true, describes: Share}
        """)
    func feed(_ name: String, _ replaces: String, _ more: String = "") -> String {
        """
        feed: \(name)
        title: {da: "\(name.capitalized)", en: "\(name.capitalized)"}
        match: ['^\(name)(?:[-_. ](?<period>\\d{4}-\\d{2}))?(?:[-_. ].*)?\\.csv$']
        format: csv
        csv: {separator: ";"}
        values: {decimal: ",", thousands: "."}
        replaces: \(replaces)
        \(more)
        """
    }
    try root.write("pipelines/1_raw/places.yaml", feed("places", "all"))
    try root.write("pipelines/1_raw/postings.yaml", feed("postings", "[period]", "gate: {key: [centre]}"))
    try root.write("pipelines/1_raw/shares.yaml", feed("shares", "all"))
    return root
}

private func places(_ count: Int, area: (Int) -> String = { "\(100 + $0)" }) -> String {
    "place;area_m2;kind\n"
        + (1...max(1, count)).prefix(count).map { "P\(100 + $0);\(area($0));school\n" }.joined()
}

private func postings(_ months: [String], factor: Double = 1, centres: ClosedRange<Int> = 1...8) -> String {
    "period;centre;amount\n"
        + months.flatMap { month in
            centres.map { centre in
                let amount = String(format: "%.2f", Double(centre * 10_000) * factor)
                return "\(month);C\(centre);\(amount.replacing(".", with: ","))\n"
            }
        }.joined()
}

@Suite struct GateTests {
    /// Plays a night with one delivery, and says what came of it.
    private func night(_ root: TrialRoot, _ day: Int, _ files: [(String, String)]) throws -> NightOutcome {
        for (name, text) in files { try root.write("inbound/" + name, text) }
        return try root.run(String(format: "2026-03-%02d", day), scope: .only(.raw))
    }

    private func count(_ root: TrialRoot, _ table: String) throws -> Int {
        try Int(root.rows("select count(*) from \(table)")[0])!
    }

    @Test func aListThatIsCutOrEmptyIsHeldAndTheLastOneStays() throws {
        for left in [0, 1, 9] {
            let root = try gatedRoot()
            #expect(try night(root, 1, [("places-1.csv", places(14))]).exitCode == .good)
            let outcome = try night(root, 2, [("places-2.csv", places(left))])
            #expect(outcome.exitCode == .attention)
            #expect(
                outcome.warnings.contains {
                    $0.contains(
                        "places-2.csv:1: the file is held: \(14 - left) of 14 rows of Places would go")
                }, "\(outcome.warnings)")
            #expect(try count(root, "raw_places") == 14)
            #expect(
                try root.rows("select name || ' ' || state from ledger_file order by file") == [
                    "places-1.csv loaded", "places-2.csv held",
                ])
            #expect(root.tree("inbound").isEmpty)
            // A person is asked every night until he has spoken.
            #expect(
                try night(root, 3, []).warnings.contains {
                    $0.contains("places-2.csv") && $0.contains("since 2026-03-02")
                })
        }
    }

    @Test func whatIsOrdinaryTakesEffectWithoutAWord() throws {
        let root = try gatedRoot()
        #expect(
            try night(
                root, 1,
                [
                    ("places-1.csv", places(14)),
                    ("postings-1.csv", postings(["2025-10", "2025-11", "2025-12"])),
                ]
            ).exitCode == .good)
        // One is sold, two are new, some grow; a month is added and one corrected by a posting.
        let sold = places(16).replacing("P114;114;school\n", with: "").replacing(
            "P103;103;", with: "P103;150;")
        let more = postings(["2026-01"], factor: 1.3)
        let late = postings(["2025-12"]) + "2025-12;C3;1.500,00\n"
        let outcome = try night(
            root, 2, [("places-2.csv", sold), ("postings-2026-01.csv", more), ("postings-2025-12.csv", late)])
        #expect(outcome.exitCode == .good, "\(outcome.warnings)")
        #expect(try count(root, "raw_places") == 15 && count(root, "raw_postings") == 33)
    }

    @Test func aBadRowLeavesTheLastGoodOneUntilItsKeyComesRightOrIsGone() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(6))])
        let bad = places(6) { $0 == 2 ? "to hundrede" : "\(100 + $0)" }
        let outcome = try night(root, 2, [("places-2.csv", bad)])
        #expect(
            outcome.exitCode == .attention
                && outcome.warnings.contains { $0.contains("its last good row stays in force") },
            "\(outcome.warnings)")
        #expect(try root.rows("select area_m2 from raw_places where place = 'P102'") == ["102.0"])
        #expect(try root.rows("select record, kept from ledger_reject") == ["2|1"])
        // Two rows that contradict each other are set aside both, and so leave what was there.
        let twice = places(6).replacing("P102;102;school\n", with: "P102;102;school\nP102;900;hall\n")
        _ = try night(root, 3, [("places-3.csv", twice)])
        #expect(
            try root.rows("select area_m2, kind from raw_places where place = 'P102'") == ["102.0|school"])
        // Made anew from the archive it is the same.
        let before = try root.rows("select place, area_m2, kind, _file, _line from raw_places order by place")
        let warehouse = try root.warehouse()
        let (project, _) = Project.load(root: root.path)
        let raw = RawStage(
            project: project, places: Places(root: root.path), warehouse: warehouse,
            asOf: CalendarDay("2026-03-03")!, run: 3)
        _ = try raw.rebuild(project.feeds.first { $0.name == "places" }!)
        #expect(
            try root.rows("select place, area_m2, kind, _file, _line from raw_places order by place")
                == before)
        // It comes right, and then it is gone from the list.
        _ = try night(root, 4, [("places-4.csv", places(6) { $0 == 2 ? "140" : "\(100 + $0)" })])
        #expect(try root.rows("select area_m2 from raw_places where place = 'P102'") == ["140.0"])
        _ = try night(root, 5, [("places-5.csv", places(6).replacing("P102;102;school\n", with: ""))])
        #expect(try count(root, "raw_places") == 5)
    }

    @Test func aColumnOfAnotherSizeIsHeldWithAGuess() throws {
        let shares =
            "centre;place;share\n" + (1...6).map { "C\($0);P10\($0);\($0 == 1 ? "100" : "60")\n" }.joined()
        for (name, good, bad, guess) in [
            (
                "places", places(2) { "\(400 + $0),25" }, places(2) { "\(400 + $0).250" },
                "a decimal point read as thousands"
            ),
            ("places", places(8), places(8) { "\(100 + $0)00" }, "two digits too many"),
            (
                "shares", shares, shares.replacing(";100\n", with: ";1\n").replacing(";60\n", with: ";0,6\n"),
                "fractions in place of per cent"
            ),
            ("postings", postings(["2026-01"]), postings(["2026-01"], factor: 100), "øre read as kroner"),
            ("postings", postings(["2026-01"]), postings(["2026-01"], factor: 0.001), "in 1,000 kr."),
            ("postings", postings(["2026-01"]), postings(["2026-01"], factor: -1), "the other sign"),
            (
                "postings", postings(["2025-10", "2025-11", "2025-12"]), postings(["2026-01"], factor: 0.001),
                "in 1,000 kr."
            ),
        ] {
            let root = try gatedRoot()
            #expect(try night(root, 1, [("\(name)-1.csv", good)]).exitCode == .good)
            let before = try root.rows("select * from raw_\(name)")
            let outcome = try night(root, 2, [("\(name)-2.csv", bad)])
            #expect(
                outcome.warnings.contains {
                    $0.contains("\(name)-2.csv:1: the file is held") && $0.contains(guess)
                }, "\(name) \(guess): \(outcome.warnings)")
            #expect(try root.rows("select * from raw_\(name)") == before)
        }
    }

    @Test func oneValueThatJumpsIsToldWithItsLine() throws {
        for value in ["1050", "10500", "4294967295", "10"] {
            let root = try gatedRoot()
            _ = try night(root, 1, [("places-1.csv", places(30))])
            let outcome = try night(
                root, 2, [("places-2.csv", places(30) { $0 == 5 ? value : "\(100 + $0)" })])
            #expect(outcome.exitCode == .attention)
            #expect(
                outcome.warnings.contains {
                    $0.contains("places-2.csv") && ($0.contains("line 6") || $0.contains("is held"))
                }, "\(value): \(outcome.warnings)")
            #expect(
                outcome.warnings.contains { $0.contains("P105 is") || $0.contains("what a program writes") },
                "\(value): \(outcome.warnings)")
        }
    }

    @Test func aColumnThatIsEmptiedIsHeld() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(12))])
        let outcome = try night(root, 2, [("places-2.csv", places(12) { _ in "" })])
        #expect(
            outcome.warnings.contains { $0.contains("area_m2 would be empty in 12 rows") },
            "\(outcome.warnings)")
    }

    @Test func periodsThatCoverEachOtherAndRowsThatStandTwiceAreHeld() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("postings-1.csv", postings(["2025-10", "2025-11", "2025-12"]))])
        for (text, words) in [
            (postings(["2025-Q4"], factor: 3), "cover each other"), (postings(["2025"]), "cover each other"),
        ] {
            #expect(
                try night(root, 2, [("postings-q.csv", text)]).warnings.contains {
                    $0.contains("is held") && $0.contains(words)
                })
        }
        let twice =
            postings(["2026-01"])
            + postings(["2026-01"]).split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
        #expect(
            try night(root, 3, [("postings-t.csv", twice)]).warnings.contains {
                $0.contains("every row stands in the file twice")
            })
        #expect(try count(root, "raw_postings") == 24)
        // A few rows are as few as a file may have, and a part of the rows may be pasted twice.
        let few = postings(["2026-01"], centres: 1...3)
        let half =
            postings(["2026-01"])
            + postings(["2026-01"], centres: 1...3).split(separator: "\n").dropFirst().map { $0 + "\n" }
            .joined()
        #expect(
            try night(
                root, 4,
                [("postings-f.csv", few + few.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined())]
            ).warnings
                .contains { $0.contains("postings-f.csv") && $0.contains("twice or more") })
        #expect(
            try night(root, 5, [("postings-h.csv", half)]).warnings.contains {
                $0.contains("3 of 11 rows stand in the file before already (doubled_rows)")
            })
        #expect(
            try night(root, 6, [("postings-2026-02.csv", postings(["2026-02"]))]).warnings.filter {
                $0.contains("-02") && $0.contains("doubled")
            } == [])
    }

    @Test func aNewMonthIsHeldAgainstTheMiddleOneOfThoseBeforeInAllAndByWhatItIsAbout() throws {
        let root = try gatedRoot()
        let months = (1...9).map { "2025-0\($0)" }
        _ = try night(root, 1, [("postings-1.csv", postings(months, centres: 1...20))])
        let month = "period;centre;amount\n" + (1...20).map { "2025-10;C\($0);1000000,00\n" }.joined()
        let told = try night(root, 2, [("postings-2025-10.csv", month)]).warnings
        let words =
            """
            held: amount_ore jumps in 20 of 20 rows; amount_ore of 2025-10 is 20,000,000 kr., 2,100,000 \
            kr. are usual: a digit too many?
            """
        #expect(told.contains { $0.contains(words) }, "\(told)")
    }

    /// A delivery most of which is there to the byte is judged by what differs; written with other columns
    /// first, by all its rows. Both say the same.
    @Test(arguments: Mishap.allCases)
    func whatIsKnownToTheByteIsJudgedAsIfItWereRead(_ mishap: Mishap) throws {
        var said: [[String]] = []
        for isTurned in [false, true] {
            let root = try gatedRoot()
            // A feed that names its totals is read whole.
            let feed = try String(
                contentsOfFile: root.path + "/pipelines/1_raw/postings.yaml", encoding: .utf8)
            let totals = "csv: {separator: \";\", total_rows: [{column: period, starts: \"I alt\"}]}"
            try root.write(
                "pipelines/1_raw/postings.yaml", feed.replacing("csv: {separator: \";\"}", with: totals))
            // A second posting, so that a sum may change of which a part stays.
            let year = postings((1...9).map { "2025-0\($0)" }, centres: 1...20) + "2025-02;C17;100,00\n"
            _ = try night(root, 1, [("postings-1.csv", year)])
            let text = mishap.done(to: year)
            let told = try night(root, 2, [("postings-2.csv", isTurned ? turned(text) : text)]).warnings
            let states = try root.rows("select state, coalesce(fault_en, '') from ledger_file order by file")
            let sums = try root.rows(
                """
                select period, centre, sum(amount_ore), count(*) from raw_postings group by 1, 2 order \
                by 1, 2
                """
            )
            let counted = try root.rows(
                "select rows_loaded, rows_replaced, rows_in_force from ledger_file order by file")
            said.append(told + states + sums + counted)
            #expect(
                mishap.words.map { words in told.contains { $0.contains(words) } } ?? told.isEmpty, "\(told)")
        }
        #expect(said[0] == said[1])
    }

    /// What may be wrong with the year's postings of twenty cost centres.
    enum Mishap: CaseIterable {
        case added, amounts, oneJumps, someJump, centreGone, centreNew, monthNew, someTwice, cut, turned

        /// What is said of it; nil where nothing is.
        var words: String? {
            switch self {
            case .added, .amounts, .centreNew, .cut, .turned: nil
            case .monthNew: "20,000,000 kr., 2,100,000 kr. are usual: a digit too many?"
            case .oneJumps: "9,170,100 kr., it was 170,100 kr., line 38 (value_jump)"
            case .someJump: "amount_ore in all: from 18,900,100 kr. to 658,260,100 kr."
            case .centreGone: "27 of 180 rows of Postings would go"
            case .someTwice: "60 of 241 rows stand in the file before already (doubled_rows)"
            }
        }

        func done(to text: String) -> String {
            var lines = text.split(separator: "\n").map(String.init)
            for index in lines.indices.dropFirst() {
                let cells = lines[index].split(separator: ";").map(String.init)
                let (month, centre) = (cells[0], cells[1])
                switch self {
                case .amounts where index % 10 == 0:
                    lines[index] = "\(month);\(centre);\(cells[2].dropLast())7"
                case .oneJumps where index == 37: lines[index] = "\(month);\(centre);9\(cells[2])"
                case .someJump where index % 23 == 0:
                    lines[index] = "\(month);\(centre);\(cells[2].dropLast(3))000,00"
                case .centreGone where centre == "C7" || centre == "C8" || centre == "C9":
                    lines[index] = "\(month);C6;\(cells[2])"
                case .centreNew where centre == "C7": lines[index] = "\(month);C77;\(cells[2])"
                case .turned where index % 31 == 0: lines[index] = "\(month);\(centre);-\(cells[2])"
                default: continue
                }
            }
            switch self {
            case .added: lines.append("2025-09;C20;12,00")
            case .monthNew: lines += (1...20).map { "2025-10;C\($0);1000000,00" }
            case .someTwice: lines += lines[1...60]
            case .cut: lines.removeLast(3)
            default: break
            }
            return lines.map { $0 + "\n" }.joined()
        }
    }

    /// The same rows with the centre first.
    private func turned(_ text: String) -> String {
        text.split(separator: "\n").map { line in
            let cells = line.split(separator: ";")
            return "\(cells[1]);\(cells[0]);\(cells[2])\n"
        }.joined()
    }

    @Test func aListOfTwoIsJudgedToo() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(2))])
        #expect(
            try night(root, 2, [("places-2.csv", places(2) { _ in "" })]).warnings
                .contains { $0.contains("is held") && $0.contains("area_m2 would be empty in 2 rows") })
        #expect(
            try night(root, 3, [("places-3.csv", places(1))]).warnings.contains {
                $0.contains("1 of 2 rows of Places is gone (P102), 102 m²")
            })
        #expect(try count(root, "raw_places") == 1)
    }

    /// What one half leaves as it was is of an earlier night by its rows, and of this one by what was
    /// delivered.
    @Test func twoHalvesOfAListInOneNightAreAQuestion() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(2))])
        let second = "place;area_m2;kind\nP102;102;school\n"
        let outcome = try night(root, 2, [("places-a.csv", places(1)), ("places-b.csv", second)])
        #expect(
            outcome.warnings.contains {
                $0.contains("places-b.csv")
                    && $0.contains("it would take 1 row of places-a.csv, which came the same night")
            })
        #expect(try root.rows("select place from raw_places") == ["P101"])
    }

    @Test func whatBecomesNothingIsAJump() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(12))])
        #expect(
            try night(root, 2, [("places-2.csv", places(12) { $0 == 4 ? "0" : "\(100 + $0)" })]).warnings
                .contains { $0.contains("area_m2 of P104 is 0 m², it was 104 m²") && !$0.contains("is held") }
        )
        #expect(
            try night(root, 3, [("places-3.csv", places(12) { _ in "0" })]).warnings
                .contains { $0.contains("is held") && $0.contains("area_m2 jumps in 11 of 11 rows") })
    }

    @Test func aNewSupplierInAnotherUnitIsHeldThoughNoKeyIsTheSame() throws {
        let root = try gatedRoot()
        try root.write(
            "schemas/feeds/meters.yaml",
            """
            contract: meters
            describes: One meter in one year
            key: [meter, year]
            columns:
              - {name: meter, type: code, required: true, describes: Number}
              - {name: year, type: year, required: true, describes: Year}
              - {name: amount, type: number, required: true, measure: true, unit_in: unit, describes: Use}
              - {name: unit, type: code, required: true, describes: Unit}
            """)
        try root.write(
            "pipelines/1_raw/meters.yaml",
            """
            feed: meters
            title: {da: "Målere", en: "Meters"}
            match: ['^meters.*\\.csv$']
            format: csv
            csv: {separator: ";"}
            replaces: [meter, year]
            """)
        func meters(_ mark: String, _ year: Int, _ factor: Double, _ unit: String = "kwh") -> String {
            "meter;year;amount;unit\n"
                + (1...8).map { "\(mark)\($0);\(year);\(Int(Double($0 * 40_000) * factor));\(unit)\n" }
                .joined()
                + (1...3).map { "W\(mark)\($0);\(year);\($0 * 900);m3\n" }.joined()
        }
        _ = try night(root, 1, [("meters-1.csv", meters("A", 2024, 1))])
        #expect(
            try night(root, 2, [("meters-2.csv", meters("B", 2025, 0.001))]).warnings
                .contains {
                    $0.contains("is held") && $0.contains("amount is 200 in the middle, 200,000 is usual")
                })
        // So is a unit that changed while the numbers stayed: of a year that is there, and of a new one.
        for year in [2024, 2025] {
            #expect(
                try night(root, 2, [("meters-u.csv", meters("A", year, 1, "mwh"))]).warnings
                    .contains {
                        $0.contains("meters-u.csv")
                            && $0.contains("8 rows have another unit than before and nearly the same number")
                    })
        }
        // Another unit that says so is none of these, nor a supplier who counts alike.
        #expect(
            try !night(root, 3, [("meters-3.csv", meters("C", 2025, 0.001, "mwh"))]).warnings.contains {
                $0.contains("meters-3.csv") && $0.contains("is held")
            })
        #expect(
            try !night(root, 4, [("meters-4.csv", meters("D", 2025, 1.1))]).warnings.contains {
                $0.contains("meters-4.csv") && $0.contains("is held")
            })
    }

    /// A year's new places may all be large: what a list gains that is otherwise as it was is no column of
    /// another size.
    @Test func newRowsOfAListThatStaysAreNoColumnOfAnotherSize() throws {
        let root = try gatedRoot()
        let old = places(12)
        let large = (1...6).map { "Q\($0);9000;school\n" }.joined()
        _ = try night(root, 1, [("places-1.csv", old)])
        let outcome = try night(root, 2, [("places-2.csv", old + large)])
        #expect(!outcome.warnings.contains { $0.contains("is held") }, "\(outcome.warnings)")
        #expect(try count(root, "raw_places") == 18)
    }

    @Test func aYearBesideMonthsOfOtherCentresIsNobodysDoubleAndAFirstDeliveryMayCoverItself() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("postings-1.csv", postings(["2025-10", "2025-11", "2025-12"]))])
        let outcome = try night(root, 2, [("postings-y.csv", "period;centre;amount\n2025;C99;360.000,00\n")])
        #expect(!outcome.warnings.contains { $0.contains("is held") }, "\(outcome.warnings)")
        #expect(try count(root, "raw_postings") == 25)
        let first = try gatedRoot()
        let both = postings(["2025-10", "2025-11", "2025-12"]) + "2025-Q4;C3;90.000,00\n"
        #expect(
            try night(first, 1, [("postings-1.csv", both)]).warnings.contains {
                $0.contains("is held") && $0.contains("2025-Q4") && $0.contains("cover each other")
            })
        #expect(try count(first, "raw_postings") == 0)
    }

    @Test func twoFilesOfOneNightNeverTakeEachOtherOutWithoutAWord() throws {
        // Two departments: the second would take the first out of force.
        let parts = try gatedRoot()
        _ = try night(parts, 1, [("postings-1.csv", postings(["2025-12"]))])
        let outcome = try night(
            parts, 2,
            [
                ("postings-2026-01-a.csv", postings(["2026-01"], centres: 1...4)),
                ("postings-2026-01-b.csv", postings(["2026-01"], centres: 5...8)),
            ])
        #expect(
            outcome.warnings.contains {
                $0.contains("postings-2026-01-b.csv") && $0.contains("is held")
                    && $0.contains("the same night")
            }, "\(outcome.warnings)")
        // A copy comes behind its original, and is told.
        let copies = try gatedRoot()
        let told = try night(
            copies, 1, [("places (1).csv", places(6) { "\(110 + $0)" }), ("places.csv", places(6))])
        #expect(try copies.rows("select area_m2 from raw_places where place = 'P101'") == ["111.0"])
        #expect(
            told.exitCode == .attention
                && told.warnings.contains {
                    $0.contains(
                        "inbound/places (1).csv: it took 6 rows of places.csv, which came the same night")
                }, "\(told.warnings)")
    }

    @Test func manyFilesOfOneNightThatTakeEachOthersPlaceAreOneMatter() throws {
        let root = try gatedRoot()
        let outcome = try night(
            root, 1, (1...9).map { number in ("places-\(number).csv", places(6) { "\(200 + $0 + number)" }) })
        let told = outcome.warnings.filter { $0.contains("(same_night)") }
        #expect(told.count == 4 && told[3].contains("inbound: 5 more files of places took rows"), "\(told)")
        #expect(try root.rows("select count(*) from ledger_event where code = 'same_night'") == ["8"])
    }

    /// What is new takes nothing out of force, and may still lack what was always said.
    @Test func aNewPeriodThatLacksAColumnIsHeld() throws {
        for (number, empty) in [(8, 8), (8, 5), (8, 1), (8, 0)] {
            let root = try gatedRoot()
            try root.write(
                "schemas/feeds/postings.yaml",
                root.text("schemas/feeds/postings.yaml")!
                    .replacing("ore, required: true, describes: Amount", with: "ore, describes: Amount"))
            _ = try night(root, 1, [("postings-2025.csv", postings(["2025-11", "2025-12"]))])
            let rows = (1...number).map { "2026-01;C\($0);\($0 <= empty ? "" : "\($0)0.000,00")\n" }
            let text = "period;centre;amount\n" + rows.joined()
            let outcome = try night(root, 2, [("postings-2026-01.csv", text)])
            let words = "amount_ore would be empty in \(empty) rows where it had a value before"
            let isHeld = outcome.warnings.contains { $0.contains("is held") && $0.contains(words) }
            #expect(isHeld == (empty > 4), "\(empty): \(outcome.warnings)")
        }
    }

    @Test func oneRowOfAShortListThatIsGoneIsToldAndOfAShorterOneIsNot() throws {
        for (count, told) in [(6, true), (3, false)] {
            let root = try gatedRoot()
            _ = try night(root, 1, [("places-1.csv", places(count))])
            let outcome = try night(
                root, 2, [("places-2.csv", places(count).replacing("P102;102;school\n", with: ""))])
            #expect(
                outcome.warnings.contains {
                    $0.contains("1 of 6 rows of Places is gone (P102), 102 m² (keys_gone)")
                } == told, "\(outcome.warnings)")
            #expect(try self.count(root, "raw_places") == count - 1)
        }
    }

    @Test func aKeyThatIsGoneWhileOthersReferToItIsTold() throws {
        let root = try gatedRoot()
        let shares = "centre;place;share\n" + (1...6).map { "C\($0);P\(100 + $0);100\n" }.joined()
        _ = try night(root, 1, [("places-1.csv", places(30)), ("shares-1.csv", shares)])
        let outcome = try night(
            root, 2, [("places-2.csv", places(30).replacing("P103;103;school\n", with: ""))])
        #expect(
            outcome.warnings.contains {
                $0.contains("P103 is no longer in Places, but 1 row of Shares refer")
            }, "\(outcome.warnings)")
        #expect(try count(root, "raw_places") == 29)
    }

    @Test func aPersonLetsItThroughDismissesItOrTakesItBack() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(14))])
        _ = try night(root, 2, [("places-2.csv", places(5))])
        let held = try HeldFiles(root: root.path)
        #expect(throws: UsageFailure.self) { try held.release("places-9.csv", by: "Chief", why: "so") }
        #expect(throws: UsageFailure.self) { try held.release("places-2.csv", by: "", why: "so") }
        #expect(try held.list().contains("places-2.csv, for places, held since 2026-03-02"))
        _ = try held.release("inbound/places-2.csv", by: "Chief", why: "nine were sold")
        #expect(try night(root, 2, []).exitCode == .good)
        #expect(try count(root, "raw_places") == 5)
        // Taken back: what it had replaced is in force again.
        _ = try held.hold("places-2.csv", by: "Chief", why: "they were not", asOf: nil)
        #expect(try count(root, "raw_places") == 14)
        #expect(try night(root, 3, []).exitCode == .attention)
        _ = try held.discard("places-2.csv", by: "Chief", why: "wrong")
        #expect(try night(root, 4, []).exitCode == .good)
        #expect(
            try root.rows(
                "select verdict || ' ' || by_role || ' ' || why from ledger_decision order by run, verdict")
                == ["released Chief nine were sold", "held Chief they were not", "discarded Chief wrong"])
    }

    @Test func aCorrectedFileTakesThePlaceOfTheHeldOneAndALostWarehouseForgetsNeither() throws {
        let root = try gatedRoot()
        _ = try night(root, 1, [("places-1.csv", places(14))])
        _ = try night(root, 2, [("places-2.csv", places(5))])
        try root.remove(".kvadratur/warehouse.sqlite")
        let outcome = try night(root, 3, [])
        #expect(try count(root, "raw_places") == 14)
        #expect(
            outcome.warnings.contains { $0.contains("places-2.csv") && $0.contains("is held") },
            "\(outcome.warnings)")
        #expect(try night(root, 4, [("places-4.csv", places(13))]).exitCode == .good)
        #expect(
            try root.rows("select name || ' ' || state from ledger_file order by arrival")
                == ["places-1.csv loaded", "places-2.csv discarded", "places-4.csv loaded"])
    }

    @Test func periodsContainEachOther() {
        #expect(
            Transaction.isWithin("2025-12", "2025-Q4") && Transaction.isWithin("2025-12", "2025")
                && Transaction.isWithin("2025-Q4", "2025"))
        #expect(
            !Transaction.isWithin("2025-09", "2025-Q4") && !Transaction.isWithin("2025", "2025")
                && !Transaction.isWithin("2024-12", "2025") && !Transaction.isWithin("2025-Q4", "2025-12"))
    }

    @Test func powersOfTen() {
        #expect(
            Gate.power(1000) == 1000 && Gate.power(0.0098) == 0.01 && Gate.power(1.01) == nil
                && Gate.power(30) == nil)
    }
}
