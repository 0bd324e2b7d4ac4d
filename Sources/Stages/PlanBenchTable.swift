import Optimiser
import PlanFiles

/// The optimiser's benchmark as lines of fields, one a stage, for `Tests/bench/plan.py` to put beside the
/// solver's own program.
public enum PlanBenchTable {
    private static let fields = [
        "properties", "seed", "stage", "columns", "rows", "model_s", "search_s", "proof_s", "plan", "bound",
        "within_millionths", "claim", "greedy", "proof_bytes", "violations",
    ]

    /// Prints a line as soon as it is known; with a folder, each stage's model is written there as
    /// `SIZE-SEED-STAGE.lp`.
    ///
    /// - Throws: `SystemFailure` where a model cannot be written; the measuring goes on to its end first.
    public static func print(sizes: [Int], seeds: [UInt64], models folder: String?) throws {
        line(fields)
        var failure: (any Error)?
        let written = { (n: Int, seed: UInt64, stage: Plan.Stage, text: String) in
            guard let folder else { return }
            do {
                try Durable.write(Array(text.utf8), to: "\(folder)/\(n)-\(seed)-\(stage.rawValue).lp")
            } catch { failure = error }
        }
        planBench(sizes: sizes, seeds: seeds, written: written) { r in
            func text(_ n: Int?) -> String { n.map(String.init) ?? "-" }
            line([
                String(r.properties), String(r.seed), r.stage.rawValue, String(r.columns), String(r.rows),
                hundredths(r.model), hundredths(r.search), hundredths(r.proof),
                String(r.objective), text(r.checkedBound), text(r.distance), text(r.solverClaim),
                text(r.greedy), String(r.proofBytes), String(r.violations),
            ])
        }
        if let failure { throw failure }
    }

    private static func line(_ cells: [String]) { Output.write(cells.joined(separator: "\t") + "\n") }

    private static func hundredths(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100)" }
}
