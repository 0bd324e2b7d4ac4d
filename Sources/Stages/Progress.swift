import Foundation
import Records

/// What a run tells while it works: one moving line on a terminal, plain lines where there is none.
public final class Progress {
    /// How much is told, and where.
    public enum Mode: Sendable { case terminal, plain, silent }
    private let mode: Mode
    private var lastDrawn = ContinuousClock.now
    private var lineIsOpen = false
    private var tally: (stage: String, built: Int, same: Int)?

    /// - Parameter mode: nil is a moving line where standard output is a terminal, plain lines elsewhere.
    public init(mode: Mode? = nil) {
        self.mode = mode ?? (isatty(STDOUT_FILENO) == 1 ? .terminal : .plain)
    }

    /// A step that is done, or a message: a line that stays.
    public func line(_ text: String) {
        guard mode != .silent else { return }
        clear()
        Output.write(text + "\n")
    }

    /// A table that was built or found unchanged: a line of its own in a log, a part of its stage's line on a
    /// terminal.
    public func table(_ text: String, stage: String, built: Bool) {
        guard mode == .terminal else { return line(text) }
        if tally?.stage != stage { endStage() }
        let before = tally ?? (stage, 0, 0)
        tally = (stage, before.built + (built ? 1 : 0), before.same + (built ? 0 : 1))
    }

    /// Prints the line of the stage that the tables so far belong to.
    public func endStage() {
        guard let done = tally else { return }
        tally = nil
        let stage = done.stage + String(repeating: " ", count: max(1, 7 - done.stage.count))
        line("\(stage)\(done.built) tables built" + (done.same > 0 ? ", \(done.same) unchanged" : ""))
    }

    /// Where a long step stands: shown on a terminal only, at most ten times a second.
    public func moment(_ text: @autoclosure () -> String) {
        guard mode == .terminal, ContinuousClock.now - lastDrawn > .milliseconds(100) else { return }
        lastDrawn = .now
        Output.write("\r\u{1B}[K" + text())
        lineIsOpen = true
    }

    private func clear() {
        if lineIsOpen { Output.write("\r\u{1B}[K") }
        lineIsOpen = false
    }
}

/// Standard output and error by write(2): a full pipe is an error to be told, not lost.
public enum Output {
    /// Writes all of the text; what the descriptor will not take is dropped, since nobody is left to be told.
    public static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes {
            try? Durable.writeAll(
                $0, to: descriptor, path: descriptor == STDOUT_FILENO ? "standard output" : "standard error")
        }
    }

    /// Writes a line to standard error.
    public static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }
}

/// Numbers and sizes for the terminal, the same in every locale.
public enum Figures {
    /// `18,204`.
    public static func count(_ number: Int) -> String { Thousands.parted(number, .en) }

    /// A number of things, each count with its own word: `1 table`, `2 tables`.
    public static func of(_ number: Int, _ one: String, _ many: String) -> String {
        count(number) + " " + (number == 1 ? one : many)
    }

    /// `1 row`, `18,204 rows`.
    public static func rows(_ number: Int) -> String { of(number, "row", "rows") }

    /// `1 step`, `189 steps`.
    public static func steps(_ number: Int) -> String { of(number, "step", "steps") }

    /// `1 finding`, `12 findings`.
    public static func findings(_ number: Int) -> String { of(number, "finding", "findings") }

    /// `28.2 MB`.
    public static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) B"
        case ..<1_000_000: tenths(count, 1000) + " kB"
        case ..<1_000_000_000: tenths(count, 1_000_000) + " MB"
        default: tenths(count, 1_000_000_000) + " GB"
        }
    }

    private static func tenths(_ count: Int, _ unit: Int) -> String {
        let tenths = (count * 10 + unit / 2) / unit
        return "\(tenths / 10).\(tenths % 10)"
    }
}
