import Project
import Records
import Warehouse

/// A night before the one that the warehouse stands at: which run made its edition, and what it rested on.
struct PastNight {
    let asOf: CalendarDay
    /// The edition that the night ended with, and the run that published it first; nil for a night that never
    /// ran.
    let edition: String?
    let corrects: String?
    /// The run of the edition; for a night that never ran, the last one before it.
    let run: Int
    /// Version of the program that ran it.
    let program: String?

    /// Nil when the day is not past: the warehouse stands at it or before it, or no night ran at all.
    init?(_ day: CalendarDay, _ transaction: Transaction) throws {
        guard try transaction.exists(table: "night"),
            let stands = try transaction.text("SELECT as_of FROM night"), day.description < stands
        else { return nil }
        asOf = day
        let date = Value.text(day.description)
        // A run that changed nothing names the edition that it found; retention may have taken its row.
        let name =
            try transaction.text(
                """
                SELECT edition FROM ledger_run WHERE as_of = ? AND edition IS NOT NULL ORDER BY run \
                DESC LIMIT 1
                """,
                [date])
            ?? transaction.text(
                "SELECT name FROM ledger_edition WHERE as_of = ? ORDER BY run DESC LIMIT 1", [date])
        let row = try name.flatMap {
            try transaction.rows("SELECT name, corrects, run FROM ledger_edition WHERE name = ?", [.text($0)])
                .first
        }
        edition = row?[0].plain
        corrects = row?[1].optional
        run =
            try row?[2].int ?? transaction.integer("SELECT max(run) FROM ledger_run WHERE as_of < ?", [date])
            ?? 0
        program =
            try edition == nil
            ? nil : transaction.text("SELECT program FROM ledger_run WHERE run = ?", [.integer(Int64(run))])
    }

    /// A night to be played: its date and its run.
    struct Play: Equatable {
        var asOf: CalendarDay
        var run: Int
    }

    /// The nights to play, oldest first. One is enough where it built everything; where a table had been held
    /// back, it showed an earlier night's content, and the nights are played from the last one that held
    /// nothing back.
    func plays(_ transaction: Transaction) throws -> [Play] {
        var plays = [Play(asOf: asOf, run: run)]
        guard edition != nil else { return plays }
        while try heldBack(plays[0].run, transaction) {
            let earlier = try transaction.rows(
                """
                SELECT as_of, run FROM ledger_run WHERE run < ? AND exit_code IN (0, 1, 70) AND command \
                IN ('run', 'retry') ORDER BY run DESC LIMIT 1
                """,
                [.integer(Int64(plays[0].run))]
            ).first
            guard let earlier, let day = CalendarDay(earlier[0].plain) else { break }
            plays.insert(Play(asOf: day, run: earlier[1].int), at: 0)
        }
        return plays
    }

    private func heldBack(_ run: Int, _ transaction: Transaction) throws -> Bool {
        try transaction.integer(
            """
            SELECT EXISTS (SELECT 1 FROM ledger_step WHERE run = ? AND stage <> 'raw' AND outcome IN \
            ('held_back', 'failed'))
            """,
            [.integer(Int64(run))]) == 1
    }

    /// Files that were loaded at a run, each as its newest arrival until then puts it, with the run of that
    /// arrival.
    func files(at run: Int, _ transaction: Transaction) throws -> [LedgerFile] {
        var condition = "run <= ?1"
        var arguments: [Value] = [.integer(Int64(run))]
        if edition == nil {
            // Nobody took what waited in the drop folder then: the next night did, and by its name it was
            // there.
            condition = """
                run <= ?1 OR claimed_on <= ?2 OR delivered_on <= ?2 AND run IN (
                    SELECT run FROM ledger_run WHERE as_of = (SELECT min(as_of) FROM ledger_run WHERE run > \
                ?1 AND as_of > ?2))
                """
            arguments.append(.text(asOf.description))
        }
        let arrivals = try transaction.rows(
            "SELECT file, arrival, delivered_on, run FROM ledger_arrival WHERE \(condition) ORDER BY arrival",
            arguments)
        let newest = Dictionary(arrivals.map { ($0[0].int, $0) }) { _, last in last }
        return try transaction.files("state IN ('loaded', 'erased', 'held', 'discarded')").compactMap {
            file in
            guard let arrival = newest[Int(file.file)] else { return nil }
            // What was in force then, and a person took out of force later, counts.
            if try transaction.integer(
                """
                SELECT EXISTS (SELECT 1 FROM ledger_refusal WHERE file = ? AND state IN ('held', \
                'discarded') AND run > ? AND run <= ?)
                """,
                [.integer(file.file), arrival[3], .integer(Int64(run))]) == 1
            {
                return nil
            }
            var file = file
            (file.arrival, file.deliveredOn, file.run) = (arrival[1].plain, arrival[2].plain, arrival[3].int)
            return file
        }.sorted { ($0.feed ?? "", $0.arrival, $0.sha256) < ($1.feed ?? "", $1.arrival, $1.sha256) }
    }

    /// Numbers of files without a row in force at a run.
    static func superseded(at run: Int, _ transaction: Transaction) throws -> Set<Int64> {
        Set(
            try transaction.rows("SELECT file FROM ledger_superseded WHERE run <= ?", [.integer(Int64(run))])
                .map { Int64($0[0].int) })
    }
}
