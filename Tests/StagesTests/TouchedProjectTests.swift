import Records
import Sample
import Testing

@testable import Project
@testable import Stages
@testable import Warehouse

/// Every model of the project that declares `-- rebuild:` is safe to build for the touched keys: whatever
/// rows of its inputs change, vanish, come or move to another key, it holds the same as when it is built
/// whole.
@Suite struct TouchedProjectTests {
    @Test func touchedIsTheSameAsWhole() throws {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 40, seed: 3).write(into: root.path + "/inbound")
        let night = try root.night()
        _ = try night.run()
        let warehouse = try root.warehouse()
        let compiled = night.compiled
        let declared = compiled.models.filter { $0.rebuild != nil }
        #expect(declared.count > 5)
        for model in declared {
            var differing = 0
            for seed in 1...8 as ClosedRange<UInt64> {
                try warehouse.undone {
                    differing += try Self.prove(model, compiled.keyedInputs(of: model), seed, $0) ? 1 : 0
                }
            }
            #expect(differing > 2, "\(model.name): the changes hardly ever reached it, so nothing is proved")
        }
    }

    /// The proof finds a declaration that does not hold: a rank among all properties.
    @Test func aRankAmongAllIsFoundUnsafe() throws {
        let root = try TrialRoot(project: repository)
        try root.run()
        let rank = Model(
            name: "kpi_rank", stage: .kpi, file: "f",
            sql:
                """
                select property_id, rank() over (order by sum(amount_ore)) as place from core_cost \
                group by property_id
                """,
            sentence: "", grain: ["property_id"], indexes: [], rebuild: KeyedBuild(["property_id"]))
        try root.warehouse().transaction { transaction in
            try transaction.execute("delete from core_cost")
            try transaction.execute(
                """
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 20)
                insert into core_cost (property_id, period, category, amount_ore) select 'p' || i, \
                '2026-01', 'rent', 1000 * i from n
                """)
            _ = try transaction.build(rank, audits: [])
            try withKnownIssue {
                for seed in 1...4 as ClosedRange<UInt64> {
                    _ = try Self.prove(rank, ["core_cost": "property_id"], seed, transaction)
                }
            }
        }
    }

    /// Changes the model's inputs at random and builds it both ways; says whether its content changed.
    private static func prove(
        _ model: Model, _ keyed: [String: String], _ seed: UInt64, _ transaction: Transaction
    ) throws -> Bool {
        let before = try transaction.content(of: model.name)
        var random = Random(state: seed)
        for (table, column) in keyed.sorted(by: { $0.key < $1.key }) {
            try transaction.watch(table, columns: [column])
            try change(table, column, &random, transaction, toNull: !model.grain.contains(model.rebuild!.key))
        }
        let inputs = keyed.map { KeyedInput(table: $0.key, column: $0.value, hasChanges: true) }
        // However many keys the changes touch beside the table's own rows: here the cheaper way is not the
        // question.
        let touched = try transaction.buildTouched(
            model, key: model.rebuild!.key, inputs: inputs, audits: [], content: before, tooMany: 0)
        let found = try transaction.content(of: model.name)
        guard let whole = try whole(model, transaction) else {
            // The made-up changes broke the model's own grain: neither way gives a table.
            #expect(touched == nil, "\(model.name), seed \(seed)")
            return false
        }
        // A change that left the grain unknown makes a table without a key, which only the whole build can.
        if touched == nil, try !transaction.isClustered(model.name) { return false }
        guard let said = touched?.built.content else {
            Issue.record("\(model.name), seed \(seed): its rows of the touched keys alone do not make it")
            return false
        }
        #expect(said == found && found == whole, "\(model.name), seed \(seed)")
        return whole != before
    }

    /// What the whole model gives; nil when its own grain does not hold.
    private static func whole(_ model: Model, _ transaction: Transaction) throws -> String? {
        do { return try transaction.build(model, audits: []).content } catch is ModelRefused { return nil }
    }

    /// Rows of a few keys vanish, come again under a new key, move to another key or to none, and get values
    /// of other rows.
    private static func change(
        _ table: String, _ column: String, _ random: inout Random, _ transaction: Transaction, toNull: Bool
    ) throws {
        let name = "main." + quoted(table)
        let key = quoted(column)
        let keys = try transaction.rows(
            "SELECT DISTINCT \(key) FROM \(name) WHERE \(key) IS NOT NULL ORDER BY 1"
        ).map { $0[0] }
        guard keys.count > 4 else { return }
        let columns = try transaction.columns(of: table)
        func some() -> Value { keys[random.below(keys.count)] }
        func other() -> String { quoted(columns[random.below(columns.count)]) }
        for kind in 0..<5 where random.below(3) > 0 {
            switch kind {
            case 0: try transaction.execute("DELETE FROM \(name) WHERE \(key) = ?", [some()])
            case 1:
                let list = columns.map { $0 == column ? "?1" : quoted($0) }.joined(separator: ", ")
                try transaction.execute(
                    "INSERT OR IGNORE INTO \(name) SELECT \(list) FROM \(name) WHERE \(key) = ?2",
                    [.text("new \(random.below(9))"), some()])
            case 2:
                try transaction.execute(
                    "UPDATE OR IGNORE \(name) SET \(key) = ? WHERE \(key) = ?", [some(), some()])
            case 3 where toNull:
                try transaction.execute(
                    "UPDATE OR IGNORE \(name) SET \(key) = NULL WHERE \(key) = ?", [some()])
            default:
                for _ in 0..<3 {
                    let field = other()
                    try transaction.execute(
                        """
                        UPDATE OR IGNORE \(name) SET \(field) = (SELECT \(field) FROM \(name) WHERE \
                        \(key) = ?1 LIMIT 1) WHERE \(key) = ?2
                        """,
                        [some(), some()])
                }
            }
        }
    }

    /// SplitMix64: the same changes on every machine.
    private struct Random {
        var state: UInt64
        mutating func below(_ limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((word ^ (word >> 31)) % UInt64(limit))
        }
    }
}
