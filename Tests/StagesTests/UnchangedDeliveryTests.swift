import Formats
import Foundation
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// Full deliveries that repeat what is known: the rows stay those of the file that first brought them, and
/// nothing else is written.
@Suite struct UnchangedDeliveryTests {
    static let rooms =
        """
        select room || ' ' || seats || ' ' || f.name || ' ' || _line from raw_rooms as r join \
        ledger_file as f on f.file = r._file order by 1
        """
    static let counts =
        """
        select records_read || ' = ' || rows_loaded || ' + ' || rows_rejected || ' + ' || \
        rows_duplicate || ' + ' || rows_unchanged || ', -' || rows_replaced from ledger_file where \
        state = 'loaded' order by arrival, sha256
        """

    @Test func aSnapshotThatSaysTheSameWritesNoRowAndMakesNoModelRun() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let rows = try root.rows(Self.rooms)
        let version = try root.rows(
            "select version from ledger_table where name in ('raw_rooms', 'raw_houses') order by name")
        // The same records in another order and with other line ends; a register whose header alone differs.
        try root.write(
            "inbound/rooms-20260301.csv",
            "room,seats,opened\r\nloft,0,2026-03-01\r\nhall,120,\r\nlab,24,2020-08-01\r\n")
        try root.write(
            "inbound/houses_00002_20260301.xml",
            Good.houses.replacingOccurrences(of: "<x>1</x>", with: "<x>2</x>"))
        #expect(try root.run("2026-03-01").exitCode == .good)
        #expect(try root.rows(Self.rooms) == rows)
        #expect(try root.rows("select distinct _file from raw_houses").count == 1)
        #expect(
            try root.rows(
                "select version from ledger_table where name in ('raw_rooms', 'raw_houses') order by name")
                == version)
        #expect(
            try root.rows(
                """
                select rows_loaded, rows_unchanged, rows_replaced from ledger_file where name like \
                '%20260301%' order by name
                """
            ) == ["0|1|0", "0|3|0"])
        #expect(
            try root.rows(
                """
                select file, state, records_read, rows_accepted, rows_unchanged, rows_not_in_force from \
                raw_file where feed = 'rooms' order by file
                """
            )
                == ["rooms-20260201.csv|loaded|3|3|0|0", "rooms-20260301.csv|loaded|3|0|3|0"])
    }

    @Test func onlyWhatIsNewOrChangedIsWrittenAndWhatVanishedIsGone() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.run()
        try root.write(
            "inbound/rooms-20260202.csv", "room,seats,opened\nattic,3,\nhall,120,\nlab,25,2020-08-01\n")
        try root.run("2026-03-01")
        #expect(
            try root.rows(Self.rooms) == [
                "attic 3 rooms-20260202.csv 2", "hall 120 rooms-20260201.csv 2",
                "lab 25 rooms-20260202.csv 4",
            ])
        #expect(try root.rows(Self.counts) == ["3 = 3 + 0 + 0 + 0, -0", "3 = 2 + 0 + 0 + 1, -2"])
    }

    /// The same text under another header means something else.
    @Test func theFormBelongsToTheBytes() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", "seats,room\n1,1\n2,2\n")
        try root.run()
        try root.write("inbound/rooms-20260202.csv", "room,seats\n1,1\n2,2\n")
        try root.run("2026-03-01")
        #expect(try root.rows(Self.counts) == ["2 = 2 + 0 + 0 + 0, -0", "2 = 2 + 0 + 0 + 0, -2"])
    }

    @Test func aBadRecordIsSetAsideEveryNightWithThatNightsLine() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", "room,seats\nhall,1\nlab,x\n")
        try root.run()
        try root.write("inbound/rooms-20260202.csv", "room,seats\nlab,x\nhall,1\n")
        #expect(try root.run("2026-03-01").exitCode == .attention)
        #expect(try root.rows(Self.counts) == ["2 = 1 + 1 + 0 + 0, -0", "2 = 0 + 1 + 0 + 1, -0"])
        #expect(
            try root.rows(
                """
                select f.name, line, r.state from ledger_reject as r join ledger_file as f on f.file = \
                r.file order by 1
                """
            )
                == ["rooms-20260201.csv|3|superseded", "rooms-20260202.csv|2|open"])
    }

    @Test func aRecordThatComesTwiceCountsOnceAndAContradictionLeavesTheOldRow() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", "room,seats\nhall,1\nlab,2\nhall,1\n")
        try root.run()
        let version = try root.rows("select version from ledger_table where name = 'raw_rooms'")
        try root.write("inbound/rooms-20260202.csv", "room,seats\nhall,1\nhall,1\nlab,2\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select version from ledger_table where name = 'raw_rooms'") == version)
        try root.write("inbound/rooms-20260203.csv", "room,seats\nhall,1\nlab,2\nhall,7\n")
        try root.run("2026-03-02")
        #expect(
            try root.rows(Self.counts) == [
                "3 = 2 + 0 + 1 + 0, -0", "3 = 0 + 0 + 1 + 2, -0", "3 = 0 + 2 + 0 + 1, -0",
            ])
        #expect(try root.rows(Self.rooms) == ["hall 1 rooms-20260201.csv 2", "lab 2 rooms-20260201.csv 3"])
        #expect(
            try root.rows("select line, code from ledger_reject where state = 'open' order by line") == [
                "2|duplicate_key", "4|duplicate_key",
            ])
    }

    /// A row that stays in force settles what was set aside of its key, although no new row of the file says
    /// so.
    @Test func anUnchangedRecordSettlesAReject() throws {
        let root = try TrialRoot()
        try root.write("inbound/uses-20260201.csv", "room;day;hours\nhall;2026-02-01;7\n")
        try root.run()
        try root.write("inbound/uses-20260202.csv", "room;day;hours\nhall;2026-02-01;many\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select state from ledger_reject") == ["open"])
        try root.write("inbound/uses-20260203.csv", "room;day;hours\nhall;2026-02-01;7\nlab;2026-02-01;2\n")
        try root.run("2026-03-02")
        #expect(try root.rows("select rows_unchanged from ledger_file order by arrival") == ["0", "0", "1"])
        #expect(try root.rows("select state from ledger_reject") == ["superseded"])
    }

    // MARK: - made-up sequences of deliveries

    /// Deliveries of one feed, each made from the one before by seeded changes: records new, changed, gone,
    /// moved, twice, contradictory, bad.
    static func deliveries(_ random: inout Seeded, count: Int) -> [[String]] {
        var rooms = (0..<30).map { "r\($0),\($0)" }
        return (0..<count).map { _ in
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let at = Int.random(in: 0..<rooms.count, using: &random)
                let number = Int.random(in: 0..<40, using: &random)
                switch Int.random(in: 0..<7, using: &random) {
                case 0: rooms.append("r\(number),\(Int.random(in: 0..<3, using: &random))")
                case 1:
                    rooms[at] = rooms[at].prefix { $0 != "," } + ",\(Int.random(in: 0..<50, using: &random))"
                case 2: if rooms.count > 5 { rooms.remove(at: at) }
                case 3: rooms.append(rooms[at])
                case 4: rooms.shuffle(using: &random)
                case 5: rooms.insert("r\(number),x", at: at)
                default: rooms.removeAll { $0.hasSuffix("x") }
                }
            }
            return rooms
        }
    }

    /// What must be in force, told by a plain replay: text of each row, and the number of the delivery that
    /// has held it since. Of a key whose records are all bad or contradict each other the last good row
    /// stays.
    static func replay(_ deliveries: [[String]]) -> [String] {
        var force: [String: Int] = [:]
        for (number, records) in deliveries.enumerated() {
            let good = Set(records.filter { !$0.hasSuffix("x") })
            let keys = Dictionary(grouping: good) { $0.prefix { $0 != "," } }
            let told = Set(records.map { $0.prefix { $0 != "," } })
            let clear = Set(keys.filter { $0.value.count == 1 }.keys)
            let stays = force.filter { row, _ in
                told.contains(row.prefix { $0 != "," }) && !clear.contains(row.prefix { $0 != "," })
            }
            force = Dictionary(
                uniqueKeysWithValues: keys.values.filter { $0.count == 1 }.map {
                    ($0[0], force[$0[0]] ?? number)
                }
            ).merging(stays) { $1 }
        }
        return force.map { "\($0.key) \($0.value)" }.sorted()
    }

    private func root() throws -> TrialRoot {
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/rooms.yaml",
            root.text("schemas/feeds/rooms.yaml")!.replacingOccurrences(of: "rows: 2", with: "rows: 1000"))
        return root
    }

    private func load(
        _ texts: [String], order: [Int], name: (Int) -> String, knownLimit: Int = KnownRows.limit,
        reader: XMLReaderChoice = .automatic
    ) throws -> TrialRoot {
        let root = try root()
        for (turn, number) in order.enumerated() {
            try root.write("inbound/" + name(number), texts[number])
            let night = try root.night("2026-03-\(10 + turn)", scope: .only(.raw), reader: reader)
            night.knownLimit = knownLimit
            _ = try night.run()
            #expect(
                try root.rows(
                    """
                    select name from ledger_file where state = 'loaded' and records_read <> rows_loaded \
                    + rows_rejected + rows_duplicate + rows_unchanged
                    """
                ) == [])
        }
        return root
    }

    @Test(arguments: 0..<6) func inOrderOutOfOrderInPartsAndMadeAnewItIsTheSame(_ shard: Int) throws {
        var random = Seeded(state: UInt64(shard) &* 77 + 5)
        let made = Self.deliveries(&random, count: 5)
        // Bytes that came before are a matter of their own.
        let deliveries = made.enumerated().filter { number, records in !made[..<number].contains(records) }
            .map(\.element)
        let texts = deliveries.map { "room,seats\n" + $0.joined(separator: "\n") + "\n" }
        let name = { (number: Int) in "rooms-2026020\(number + 1).csv" }
        let content =
            """
            select room || ',' || seats || ' ' || (substr(f.name, 14, 1) - 1) from raw_rooms as r join \
            ledger_file as f on f.file = r._file order by 1
            """
        let whole =
            """
            select r.room, r.seats, r.opened, f.name, r._line, r._record, r._hash from raw_rooms as r \
            join ledger_file as f on f.file = r._file order by r.rowid
            """
        let settled =
            """
            select f.name, r.record, r.code, r.state from ledger_reject as r join ledger_file as f on \
            f.file = r.file order by 1, 2, 3
            """
        let counts =
            """
            select name, records_read, rows_loaded, rows_rejected, rows_duplicate, rows_unchanged, \
            rows_replaced, rows_in_force from ledger_file order by name
            """
        let inOrder = try load(texts, order: Array(texts.indices), name: name)
        #expect(try inOrder.rows(content) == Self.replay(deliveries))
        let late = try load(texts, order: Array(texts.indices).shuffled(using: &random), name: name)
        let inParts = try load(texts, order: Array(texts.indices), name: name, knownLimit: 7)
        for other in [late, inParts] {
            #expect(try other.rows(whole) == inOrder.rows(whole))
            #expect(try other.rows(counts) == inOrder.rows(counts))
            #expect(
                try other.rows("select version from ledger_table where name = 'raw_rooms'")
                    == inOrder.rows("select version from ledger_table where name = 'raw_rooms'"))
        }
        #expect(try inParts.rows(settled) == inOrder.rows(settled))
        // Made anew from the archive.
        let before = try inOrder.rows(whole)
        _ = try inOrder.night("2026-03-20", scope: .table("raw_rooms")).run()
        #expect(try inOrder.rows(whole) == before)
    }

    /// Register files: both readers, and each after the other, leave the same rows.
    @Test(arguments: 0..<4) func theTwoReadersAgree(_ shard: Int) throws {
        var random = Seeded(state: UInt64(shard) &* 991 + 3)
        var houses = (0..<25).map {
            """
            <House><house>\($0)</house><municipality>0147</municipality><name>n\($0) &amp; \
            æ</name><odd>1</odd></House>
            """
        }
        var texts: [String] = []
        for turn in 0..<4 {
            for _ in 0..<3 {
                let at = Int.random(in: 0..<houses.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: houses[at] = houses[at].replacingOccurrences(of: "<name>", with: "<name>\(turn)")
                case 1: houses.swapAt(0, at)
                case 2:
                    houses.append(
                        """
                        <House>\n \
                        <house>\(100 + turn)</house><municipality>0147</municipality>\
                        <name>\r\n</name>\n</House>
                        """
                    )
                case 3: houses[at] = houses[at].replacingOccurrences(of: "0147", with: "0101")
                default:
                    houses.append(
                        "<House><house>7</house><house>8</house><municipality>0147</municipality></House>")
                }
            }
            // A comment sends the file to the reference reader.
            let odd = turn == 2 && shard % 2 == 1 ? "<!-- x -->" : ""
            texts.append(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><REGISTER><HEADER><x>\(turn)</x></HEADER>\(odd)"
                    + houses.joined(separator: turn == 1 ? "\n" : "") + "</REGISTER>")
        }
        let name = { (number: Int) in "houses_0000\(number + 1)_2026020\(number + 1).xml" }
        let whole =
            """
            select r.*, f.name from raw_houses as r join ledger_file as f on f.file = r._file order by \
            r.rowid
            """
        let notes =
            """
            select f.name, e.code, e.column_name, e.occurrences from ledger_event as e join ledger_file \
            as f on f.file = e.file order by 1, 2, 3
            """
        let counts =
            """
            select name, records_read, rows_loaded, rows_rejected, rows_unchanged, rows_replaced from \
            ledger_file order by name
            """
        let plain = try load(texts, order: Array(texts.indices), name: name)
        let forced = try load(texts, order: Array(texts.indices), name: name, reader: .libxml2)
        let parts = try load(texts, order: Array(texts.indices), name: name, knownLimit: 6, reader: .libxml2)
        for other in [forced, parts] {
            #expect(try other.rows(whole) == plain.rows(whole))
            #expect(try other.rows(notes) == plain.rows(notes))
            #expect(try other.rows(counts) == plain.rows(counts))
        }
        #expect(try plain.rows("select sum(rows_unchanged) > 40 from ledger_file") == ["1"])
    }
}

/// A generator with a seed: the same sequence on every machine.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
