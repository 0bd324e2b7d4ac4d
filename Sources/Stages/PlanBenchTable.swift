import Optimiser
import PlanChecker

/// The optimiser's benchmark as a table: made-up municipalities of growing size, each stage with its time and its checked distance from the best.
public enum PlanBenchTable {
    /// Prints a line as soon as it is known.
    public static func print(sizes: [Int], seed: UInt64) {
        line(["properties", "stage", "cpu s", "objective", "checked bound", "within %", "violations"])
        planBench(sizes: sizes, seed: seed) { row in
            line([
                Figures.count(row.properties), row.stage.rawValue, tenths(row.cpuSeconds), Figures.count(row.objective), row.checkedBound.map(Figures.count) ?? "-",
                row.distance.map(percent) ?? "-", String(row.violations),
            ])
        }
    }

    private static func line(_ cells: [String]) {
        let widths = [11, 11, 8, 24, 24, 10, 10]
        Output.write(zip(cells, widths).map { cell, width in String(repeating: " ", count: max(1, width - cell.count)) + cell }.joined() + "\n")
    }

    private static func tenths(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }

    /// Millionths as per cent with four decimals.
    private static func percent(_ millionths: Int) -> String {
        let fraction = String(millionths % 10_000)
        return "\(millionths / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
    }
}
