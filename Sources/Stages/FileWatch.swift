import Contracts
import Formats
import Project
import Records

/// What a whole file shows that no record shows alone: dates with the month first, and cells that were
/// merged. It sees every record, also those whose bytes are known, so that a file is judged alike whatever
/// was in force before it.
final class FileWatch {
    private(set) var watches: [CSVReader.Watch] = []
    private var dates: [(column: String, watch: DateWatch)] = []
    private var blocks: [(column: String, watch: BlockWatch)] = []

    init(feed: Feed, fields: FieldList) {
        let readsDayFirst = feed.style.dates.contains { pattern in
            guard let day = pattern.firstRange(of: "dd"), let month = pattern.firstRange(of: "MM"),
                let year = pattern.firstRange(of: "yyyy")
            else { return false }
            return day.lowerBound < month.lowerBound && month.lowerBound < year.lowerBound
        }
        let filled: [[String]] = if case .csv(let layout) = feed.format { layout.fillsDown } else { [] }
        for column in feed.contract.columns {
            guard let field = column.from.compactMap({ fields.ordinals(of: $0).first }).first else {
                continue
            }
            if column.type == .date, readsDayFirst {
                let watch = DateWatch()
                dates.append((column.name, watch))
                watches.append((field, watch.see))
            }
            // What every row must say and some leave out below a value, block for block, was merged as well.
            let isName =
                column.mustStand
                && (feed.contract.key + feed.gate.key + feed.contract.periods).contains(column.name)
            if column.watchesMerged || isName, !filled.contains(column.from) {
                let watch = BlockWatch()
                blocks.append((column.name, watch))
                watches.append((field, watch.see))
            }
        }
    }

    /// - Throws: `Refusal` for a file that was written in a way in which its values mean something else.
    func judge() throws {
        for (column, watch) in dates {
            guard let proof = watch.proof, watch.dayFirst == 0, watch.either > 0 else { continue }
            throw Refusal(
                .monthFirst, at: proof.position, column: column, value: proof.text,
                detail:
                    "\(watch.monthFirst) can be read in no other way, \(watch.either) could be read in both")
        }
        for (column, watch) in blocks {
            guard let (line, blocks, blanks) = watch.merged else { continue }
            throw Refusal(
                .mergedCells, at: Position(line: line), column: column,
                detail: "\(column): \(blocks) values with \(blanks) blank cells under them")
        }
    }
}

/// The dates of one column that have two digits, a separator, two digits.
private final class DateWatch {
    private(set) var monthFirst = 0
    private(set) var dayFirst = 0
    /// Both numbers are at most 12 and differ.
    private(set) var either = 0
    private(set) var proof: (position: Position, text: String)?

    func see(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Position) {
        guard bytes.count >= 10, bytes[2] < 0x30, bytes[5] == bytes[2], let a = number(bytes, 0),
            let b = number(bytes, 3), number(bytes, 6) != nil
        else { return }
        guard a > 0, b > 0, a <= 31, b <= 31 else { return }
        if a <= 12, b > 12 {
            monthFirst += 1
            if proof == nil { proof = (position, String(decoding: bytes.prefix(10), as: UTF8.self)) }
        } else if a > 12, b <= 12 {
            dayFirst += 1
        } else if a <= 12, b <= 12, a != b {
            either += 1
        }
    }

    private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let tens = bytes[at] &- 0x30
        let ones = bytes[at + 1] &- 0x30
        return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
    }
}

/// The cells of one column as merged ones leave them: each value stands once, and blank cells under it.
private final class BlockWatch {
    private var values: Set<[UInt8]> = []
    private var blocks = 0
    private var blanks = 0
    private var isBroken = false
    private var isUnderValue = false
    private var firstBlank: Int?

    func see(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Position) {
        if isBroken { return }
        if bytes.allSatisfy({ $0 <= 0x20 }) {
            // The first row of a merged column has its value.
            if values.isEmpty {
                isBroken = true
                return
            }
            blanks += 1
            if isUnderValue { blocks += 1 }
            isUnderValue = false
            firstBlank = firstBlank ?? position.line
        } else {
            // A value again, or a value right under another one: somebody fills in each cell.
            if !values.insert(Array(bytes)).inserted || isUnderValue { isBroken = true }
            isUnderValue = true
        }
    }

    /// Where the first blank cell is, how many blocks and blank cells there are; nil where nothing was
    /// merged.
    var merged: (line: Int, blocks: Int, blanks: Int)? {
        guard !isBroken, blocks >= 2, blocks >= values.count - 1, let firstBlank else { return nil }
        return (firstBlank, blocks, blanks)
    }
}
