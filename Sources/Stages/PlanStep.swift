import Optimiser
import Project
import Records
import Warehouse

/// The plan as a step of the night: reads what the models state, asks, and keeps what the checker lets pass.
struct PlanStep {
    let project: Project
    let warehouse: Warehouse
    let run: Int
    var stage: PlanStage

    /// What the step came to, for the ledger and the operator.
    struct Outcome {
        var rows: Int
        var detail: String
        var warnings: [String]
    }

    /// Fingerprint of everything the plan follows from: the models' tables, the scenarios, this program and
    /// the solver.
    static func version(_ project: Project, _ versions: [String: String]) -> [String] {
        let texts = project.texts.keys.sorted().flatMap { [$0, project.texts[$0] ?? ""] }
        return [Program.version, CbcSolver().name] + texts
            + PlanTables.inputs.flatMap { [$0, versions[$0] ?? ""] }
    }

    func take(version: String) throws -> Outcome {
        let question = try warehouse.read(PlanQuestion.init)
        let cases = stage.answer(question)
        try StopRequest.check()
        let rows = PlanRows(question, cases)
        let main = cases[0]
        let words = PlanWords(.en, question)
        try warehouse.transaction { transaction in
            func fill(_ table: EngineTables.Table, _ content: some Collection<[Value]>) throws {
                try transaction.fill(table.name, columns: table.columns, rows: content)
                try transaction.set(
                    table: table.name, stage: Stage.plan.rawValue, version: version, rows: content.count,
                    content: try transaction.content(of: table.name), run: run)
            }
            for (table, content) in rows.tables { try fill(table, content) }
            try fill(PlanTables.file, rows.files)
            try transaction.set(
                table: "plan", stage: Stage.plan.rawValue, version: version,
                rows: main.published?.closed.count ?? 0, run: run)
        }
        let refused = cases.filter { !$0.refused.isEmpty }
        return Outcome(
            rows: main.published?.closed.count ?? 0, detail: words.headline(main),
            warnings: refused.map { one in
                """
                plan \(one.name): \(words.sentence.situation(.refused(one.refused)))\n  what it was \
                made from is kept in the edition's folder plan; next: kvadratur plan
                """
            })
    }
}
