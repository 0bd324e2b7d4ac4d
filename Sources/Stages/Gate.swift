import Contracts
import Foundation
import Project
import Records
import Warehouse

/// The gate: a delivery that was read is held against what is in force before it takes effect.
///
/// It judges inside the delivery's own transaction, so that what is held leaves nothing behind. Middle values
/// and shares decide, never one value alone; a feed's first delivery has nothing to be held against.
struct Gate {
    /// Something that a delivery would change beyond what is usual.
    struct Finding {
        var code: FaultCode
        var column: String?
        /// In whole figures, in both languages.
        var words: Wording
        /// Line of the delivery where it begins.
        var line: Int?
        /// Whether the delivery does not take effect before a person let it through.
        var holds: Bool
        /// What is said first.
        var weight: Double
    }

    let feed: Feed
    let file: LedgerFile
    let asOf: CalendarDay
    let facts: GateFacts
    /// The project's feeds, for what refers to this one.
    let feeds: [Feed]
    /// Files of the feed that are loaded, by number.
    let others: [Int64: LedgerFile]
    /// When files of this very night were written, by name.
    var writtenAt: [String: Int] = [:]

    /// All the feed's rows were read again, since the delivery comes late.
    var isWhole = false

    /// What is in force came by another way: whether everything that it is about is still there is all that
    /// can be asked. The other way's zeros may be empty here, and its ended rows may not be there.
    var isOtherWay = false

    private var limits: GateLimits { feed.gate }
    private func title(_ language: Language) -> String { feed.title[language.rawValue] ?? feed.name }

    /// All that is to be said, what holds first, then by weight.
    func judge(_ part: DeliveryPart) throws -> [Finding] {
        guard limits.isOn, part != .mended else { return [] }
        // What covers itself counts twice from a feed's first delivery on.
        var found = try part == .whole ? periodsCovered() + sumsOfRowsAbove() : []
        if facts.meeting.last > 0 || isWhole { found += try changes(part, isCovered: !found.isEmpty) }
        for place in found.indices where feed.contract.drift.action(on: found[place].code) == .stop {
            found[place].holds = true
        }
        return found.sorted {
            ($0.holds ? 0 : 1, -$0.weight, $0.words.en) < ($1.holds ? 0 : 1, -$1.weight, $1.words.en)
        }
    }

    /// What a delivery changes of what is in force.
    private func changes(_ part: DeliveryPart, isCovered: Bool) throws -> [Finding] {
        let counts = try facts.counts()
        guard counts.rowsGone + counts.rowsNew > 0 else { return [] }
        if isOtherWay { return try part == .whole ? keysGone(counts) : [] }
        var found = try jumps(counts) + errorValues()
        if part == .whole {
            let gone = try keysGone(counts)
            found += gone + emptied(counts)
            // A sum that shrinks since rows go is the same matter.
            if !gone.contains(where: \.holds) { found += try sums(counts) }
            // What counts twice is no sum to be held against others.
            if !isCovered { found += try periods() }
            found += try sameNight(counts)
            if let doubled = doubled(try facts.repeats(least: limits.leastKeys)) { found.append(doubled) }
        }
        return found
    }

    // MARK: What goes

    private func keysGone(_ counts: GateFacts.Counts) throws -> [Finding] {
        guard counts.keysGone > 0 else { return [] }
        let all = counts.keysGone == counts.keysBefore && counts.rowsNew == 0
        let isMuch = counts.keysGone * 100 > counts.keysBefore * limits.keysGonePercent
        let holds = all || isMuch && counts.keysGone >= limits.leastKeys
        // One or two rows are much of a short list, and may still be right: told. Of three rows or fewer,
        // only where a complete list lost some and says nothing new.
        if holds
            || isMuch
                && (counts.keysBefore > limits.leastKeys || feed.replaces == .all && counts.rowsNew == 0)
        {
            let named = try facts.keysGone(3).map(\.key)
            let amount = try amountGone()
            let names =
                named.isEmpty
                ? ""
                : " (" + named.joined(separator: ", ") + (counts.keysGone > named.count ? " …" : "") + ")"
            func words(_ language: Language) -> String {
                let (gone, before) = (count(counts.keysGone, language), count(counts.keysBefore, language))
                let own =
                    language == .da
                    ? """
                    \(gone) af \(before) rækker i \(title(.da)) \
                    \(holds ? "ville forsvinde" : "er forsvundet")
                    """
                    : """
                    \(gone) of \(before) rows of \(title(.en)) \
                    \(holds ? "would go" : counts.keysGone == 1 ? "is gone" : "are gone")
                    """
                return own + VisibleText.of(names) + (amount.map { ", " + $0[language] } ?? "")
            }
            let share = Double(counts.keysGone) / Double(max(1, counts.keysBefore))
            let own = Finding(
                code: .keysGone, words: Wording(da: words(.da), en: words(.en)), holds: holds,
                weight: holds ? 10 + share : 4)
            return holds ? [own] : try [own] + referred()
        }
        return try referred() + tailCut(counts)
    }

    /// What the keys that go came to: the first measure that has a unit worth saying.
    private func amountGone() throws -> Wording? {
        let sums = try facts.sumGone()
        for (name, sum) in zip(facts.measures, sums) where sum != .null {
            guard let column = feed.contract.columns.first(where: { $0.name == name }), column.unit != "m",
                column.type != .percent
            else { continue }
            return amount(sum.double, column)
        }
        return nil
    }

    /// Keys that are gone while other tables still refer to them: told, since figures go with them.
    private func referred() throws -> [Finding] {
        var rows: [String: (da: String, en: String, count: Int)] = [:]
        var keys: Set<String> = []
        for other in feeds where other.table != feed.table {
            for column in other.contract.storedColumns {
                guard let target = column.reference, target.feed == feed.tableName else { continue }
                var found = try facts.referring(from: other, column: column.name, to: target.column)
                // A key that only has another spelling now is not gone: what refers to it is read by the new
                // one.
                if !found.isEmpty, column.type == .key {
                    let now = KnownKeys(try facts.transaction.values(of: target.column, in: feed.table))
                    found.removeAll { now.spelling(of: $0.key) != nil }
                }
                if !found.isEmpty {
                    let count = found.map(\.rows).reduce(0, +) + (rows[other.name]?.count ?? 0)
                    rows[other.name] = (
                        other.title["da"] ?? other.name, other.title["en"] ?? other.name, count
                    )
                    keys.formUnion(found.map(\.key))
                }
            }
        }
        guard !keys.isEmpty else { return [] }
        let named =
            keys.sorted().prefix(5).map(VisibleText.of).joined(separator: ", ") + (keys.count > 5 ? " …" : "")
        let tables = rows.sorted { $0.key < $1.key }.map(\.value).prefix(4)
        let da =
            "\(named) er ikke længere i \(title(.da)), men "
            + tables.map { "\(count($0.count, .da)) \($0.count == 1 ? "række" : "rækker") i \($0.da)" }
            .joined(separator: ", ") + " hører til"
        let en =
            "\(named) \(keys.count == 1 ? "is" : "are") no longer in \(title(.en)), but "
            + tables.map { "\(count($0.count, .en)) \($0.count == 1 ? "row" : "rows") of \($0.en)" }.joined(
                separator: ", ") + (tables.map(\.count).reduce(0, +) == 1 ? " refers to " : " refer to ")
            + (keys.count == 1 ? "it" : "them")
        return [Finding(code: .keysGone, words: Wording(da: da, en: en), holds: false, weight: 3)]
    }

    private func tailCut(_ counts: GateFacts.Counts) throws -> [Finding] {
        guard counts.keysGone > 1, try facts.isTailCut() else { return [] }
        let named = try facts.keysGone(3).map(\.key).map(VisibleText.of).joined(separator: ", ")
        return [
            Finding(
                code: .keysGone,
                words: Wording(
                    da:
                        """
                        de sidste \(count(counts.keysGone, .da)) rækker i \(title(.da)) mangler \
                        (\(named)), alt før dem er uændret: filen kan være afkortet
                        """,
                    en:
                        """
                        the last \(count(counts.keysGone, .en)) rows of \(title(.en)) are missing \
                        (\(named)) and all before them are as they were: the file may be cut off
                        """
                ),
                holds: false, weight: 4)
        ]
    }

    private func emptied(_ counts: GateFacts.Counts) -> [Finding] {
        // Of a list that is shorter than that, all of it.
        let least = min(limits.leastKeys, counts.rowsBefore + facts.meeting.repeated)
        guard counts.rowsBefore >= least, counts.rowsNew >= least else { return [] }
        // Of what takes nothing out of force only a new period can be told against those before it.
        guard counts.rowsGone > 0 || namesPeriods else { return [] }
        let all = counts.rowsGone > 0 ? counts.rowsGone + facts.meeting.repeated : counts.rowsNew
        return counts.emptied.compactMap { column, before, now in
            let lost = before * counts.rowsNew / counts.rowsBefore - now
            guard lost >= least, lost * 100 > all * limits.keysGonePercent,
                lost * 2 > before * counts.rowsNew / counts.rowsBefore
            else { return nil }
            let isNeeded =
                facts.measures.contains(column)
                || feed.contract.columns.contains { $0.name == column && $0.inHeader }
            // A column that says so little that nobody asks for it may go.
            guard isNeeded || before * 2 > counts.rowsBefore else { return nil }
            return Finding(
                code: .columnEmptied, column: column,
                words: Wording(
                    da: "\(column) ville være tom i \(count(lost, .da)) rækker, hvor den før havde en værdi",
                    en: "\(column) would be empty in \(count(lost, .en)) rows where it had a value before"),
                holds: isNeeded, weight: isNeeded ? 8 : 1)
        }
    }

    // MARK: What it comes to

    private func sums(_ counts: GateFacts.Counts) throws -> [Finding] {
        guard counts.rowsGone > 0 else { return [] }
        let rows = counts.rowsGone + facts.meeting.repeated
        let found = zip(facts.measures, try facts.sums(percent: limits.sumChangedPercent)).compactMap {
            name, sum -> Finding? in
            guard let column = column(name), column.unit != "m", column.unitIn == nil, sum.rows >= 5,
                sum.rows * 5 >= rows, sum.before > 0
            else { return nil }
            let change = abs(sum.now - sum.before)
            guard change * 100 > sum.before * Double(limits.sumChangedPercent) else { return nil }
            // A month that is filled up is no mishap: what is usual of the other months is asked for below.
            if speaksOfPeriods, sum.now > sum.before, counts.keysGone == 0,
                sum.now < sum.before * limits.periodHeld
            {
                return nil
            }
            func words(_ language: Language) -> String {
                let (before, now) = (amount(sum.before, column)[language], amount(sum.now, column)[language])
                return language == .da
                    ? "\(name) i alt: fra \(before) til \(now)" : "\(name) in all: from \(before) to \(now)"
            }
            return Finding(
                code: .sumChanged, column: name, words: Wording(da: words(.da), en: words(.en)), holds: true,
                weight: 5 + min(4, change / sum.before))
        }
        return found.max { $0.weight < $1.weight }.map { [$0] } ?? []
    }

    /// A file of the feed speaks of months or years, of some things or of all.
    private var namesPeriods: Bool {
        guard case .columns(let columns) = feed.replaces else { return false }
        return columns.contains(where: feed.contract.periods.contains)
    }

    /// A file of the feed speaks of whole months or years, and of nothing beside.
    private var speaksOfPeriods: Bool {
        guard case .columns(let columns) = feed.replaces else { return false }
        return columns.allSatisfy(feed.contract.periods.contains)
    }

    /// Periods that lie within or around others of the same accounts.
    private func periodsCovered() throws -> [Finding] {
        guard let (period, others) = try facts.overlappingPeriods() else { return [] }
        let named =
            others.prefix(3).map(VisibleText.of).joined(separator: ", ") + (others.count > 3 ? " …" : "")
        return [
            Finding(
                code: .periodOverlap,
                words: Wording(
                    da:
                        """
                        perioden \(VisibleText.of(period)) og \(named) dækker hinanden: beløbene ville \
                        tælle to gange
                        """,
                    en:
                        """
                        the period \(VisibleText.of(period)) and \(named) cover each other: their \
                        amounts would count twice
                        """
                ),
                holds: true, weight: 12)
        ]
    }

    /// Subtotals that have all that a row needs: only what they come to tells them.
    private func sumsOfRowsAbove() throws -> [Finding] {
        guard feed.contract.drift.action(on: .totalRow) != .accept else { return [] }
        let lines = try facts.sumsOfRowsAbove(facts.sumLines)
        guard let first = lines.first else { return [] }
        let (isOne, all) = (lines.count == 1, lines.count)
        let (one, more) = (
            isOne ? "række er summen" : "rækker er summer", isOne ? "row is the sum" : "rows are sums"
        )
        return [
            Finding(
                code: .totalRow,
                words: Wording(
                    da: """
                        \(count(all, .da)) \(one) af rækkerne over og ville tælle to gange, den første på \
                        linje \(first)
                        """,
                    en: """
                        \(count(all, .en)) \(more) of rows above and would count twice, the first on line \
                        \(first)
                        """),
                line: first, holds: true, weight: 12.5)
        ]
    }

    private func periods() throws -> [Finding] {
        guard speaksOfPeriods, let period = feed.contract.periods.first else { return [] }
        var found: [Finding] = []
        for name in facts.measures {
            guard let column = column(name) else { continue }
            let sums = try facts.periodSums(measure: name, period: period)
            guard sums.known.count >= 3 else { continue }
            let usual = sums.known.sorted()[sums.known.count / 2]
            guard usual > 0 else { continue }
            for (period, sum) in sums.new {
                // A month that is not over yet may be small; so may one of which other parts are still to
                // come.
                let isOpen = feed.parts != nil || period >= String(asOf.description.prefix(period.count))
                let factor = sum > usual ? sum / usual : isOpen ? 1 : usual / max(sum, 0.001)
                guard factor >= limits.periodTold else { continue }
                func words(_ language: Language) -> String {
                    let (now, before) = (amount(sum, column)[language], amount(usual, column)[language])
                    let guess = self.guess(sum / usual, column).map { ": " + $0[language] } ?? ""
                    return
                        (language == .da
                        ? "\(name) for \(period) er \(now), det sædvanlige er \(before)"
                        : "\(name) of \(period) is \(now), \(before) are usual") + guess
                }
                found.append(
                    Finding(
                        code: .sumChanged, column: name, words: Wording(da: words(.da), en: words(.en)),
                        holds: factor >= limits.periodHeld,
                        weight: 6 + min(3, factor / 100)))
            }
        }
        return found
    }

    /// Every row twice is held; a part of them, where that is not so of what is in force, is told: equal
    /// postings happen.
    private func doubled(_ repeats: GateFacts.Repeats) -> Finding? {
        if repeats.isWhole {
            return Finding(
                code: .doubledRows,
                words: Wording(
                    da: "hver række står to gange eller flere i filen",
                    en: "every row stands in the file twice or more"),
                holds: true, weight: 9)
        }
        let share = repeats.again * 100
        let usual = repeats.againBefore * 100 / max(1, repeats.rowsBefore)
        guard repeats.again >= limits.leastKeys, share > repeats.rows * (usual * 2 + limits.keysGonePercent)
        else { return nil }
        return Finding(
            code: .doubledRows,
            words: Wording(
                da:
                    """
                    \(count(repeats.again, .da)) af \(count(repeats.rows, .da)) rækker står i filen i \
                    forvejen
                    """,
                en:
                    """
                    \(count(repeats.again, .en)) of \(count(repeats.rows, .en)) rows stand in the file \
                    before already
                    """
            ),
            holds: false, weight: 5)
    }

    // MARK: Single values

    private func jumps(_ counts: GateFacts.Counts) throws -> [Finding] {
        struct Tally {
            var count = 0
            var classes: [Double: Int] = [:]
            var largest: [GateFacts.Pair] = []
        }
        var tallies = facts.measures.map { _ in Tally() }
        let columns = facts.measures.map { column($0) }
        try facts.eachChange { pair in
            guard let column = columns[pair.measure], column.unit != "m", pair.old != 0 else { return }
            // Nothing where there was something is a jump like any other, and of no power of ten.
            let ratio = pair.new / pair.old
            let size = abs(ratio)
            let isTurned = ratio < 0 && abs(size - 1) < 0.1
            guard size >= limits.valueFactor || size * limits.valueFactor <= 1 || isTurned else { return }
            tallies[pair.measure].count += 1
            tallies[pair.measure].classes[isTurned ? -1 : Self.power(size) ?? 0, default: 0] += 1
            guard max(abs(pair.old), abs(pair.new)) >= least(column), !isTurned else { return }
            if pair.new == 0, limits.zeroIsUsual { return }
            if facts.isSummed, max(size, 1 / size) < limits.valueFactor * 4 { return }
            tallies[pair.measure].largest.append(pair)
            if tallies[pair.measure].largest.count > 200 {
                tallies[pair.measure].largest = Self.first(tallies[pair.measure].largest, 20)
            }
        }
        var found: [Finding] = []
        // A common jump is one of more than half of them; a size of its own has a column of which less than
        // half has a value before.
        let enough = tallies.map {
            $0.count > 0 ? 2 * $0.count : isGain(counts) ? 0 : (counts.rowsNew + 1) / 2
        }
        let pairs = tallies.contains { $0.count > 0 } ? try facts.pairs(enough: enough) : []
        for (index, tally) in tallies.enumerated() {
            guard let column = columns[index] else { continue }
            let name = facts.measures[index]
            if let unit = column.unitIn, let alone = try unitAlone(name, unit, counts) { found.append(alone) }
            if tally.count == 0 {
                if let scaled = try scale(column, counts, paired: pairs.isEmpty ? 0 : pairs[index]) {
                    found.append(scaled)
                }
                continue
            }
            let all = max(1, pairs.isEmpty ? tally.count : max(pairs[index], tally.count))
            let common = tally.classes.filter { $0.key != 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
            if let common, common.value * 2 > all, common.value >= 2 || abs(log10(abs(common.key))) >= 2 {
                found.append(
                    Finding(
                        code: .valuesScaled, column: name,
                        words: scaled(name, common.key, common.value, all, column), holds: true, weight: 11))
                continue
            }
            if tally.count >= limits.leastKeys, tally.count * 2 > all {
                found.append(
                    Finding(
                        code: .valuesScaled, column: name,
                        words: Wording(
                            da: "\(name) springer i \(count(tally.count, .da)) af \(count(all, .da)) rækker",
                            en: "\(name) jumps in \(count(tally.count, .en)) of \(count(all, .en)) rows"),
                        holds: true, weight: 7))
                continue
            }
            let first = Self.first(tally.largest, 3)
            for pair in first {
                func words(_ language: Language) -> String {
                    let (old, new) = (amount(pair.old, column)[language], amount(pair.new, column)[language])
                    let guess = self.guess(pair.new / pair.old, column).map { ": " + $0[language] } ?? ""
                    let key = VisibleText.of(pair.key)
                    return
                        (language == .da
                        ? "\(name) for \(key) er \(new), før \(old)"
                        : "\(name) of \(key) is \(new), it was \(old)") + guess
                }
                found.append(
                    Finding(
                        code: .valueJump, column: name, words: Wording(da: words(.da), en: words(.en)),
                        line: pair.line, holds: false,
                        weight: 2 + min(0.9, abs(log10(abs(pair.new / pair.old))) / 10)))
            }
            if tally.largest.count > first.count {
                let more = tally.largest.count - first.count
                found.append(
                    Finding(
                        code: .valueJump, column: name,
                        words: Wording(
                            da:
                                """
                                \(name) springer i \(count(more, .da)) \
                                \(more == 1 ? "række" : "rækker") til
                                """,
                            en: "\(name) jumps in \(count(more, .en)) more \(more == 1 ? "row" : "rows")"),
                        holds: false,
                        weight: 1.9))
            }
        }
        return found
    }

    /// Values that got another unit and stayed the numbers that they were.
    private func unitAlone(_ name: String, _ unit: String, _ counts: GateFacts.Counts) throws -> Finding? {
        let (rows, line) = try facts.unitsAlone(measure: name, unitIn: unit)
        guard rows > 0 else { return nil }
        let isMuch = rows >= min(limits.leastKeys, counts.rowsNew)
        let words = Wording(
            da:
                """
                \(name): \(count(rows, .da)) \(rows == 1 ? "række" : "rækker") har en anden enhed end \
                før og næsten samme tal
                """,
            en:
                """
                \(name): \(count(rows, .en)) \(rows == 1 ? "row has" : "rows have") another unit than \
                before and nearly the same number
                """
        )
        return Finding(
            code: isMuch ? .valuesScaled : .valueJump, column: name, words: words, line: line, holds: isMuch,
            weight: isMuch ? 11 : 2.8)
    }

    /// A whole column that is another size than what is in force, where no key tells row by row.
    private func scale(_ column: Column, _ counts: GateFacts.Counts, paired: Int) throws -> Finding? {
        guard column.unit != "m", paired * 2 < counts.rowsNew, counts.rowsNew >= 5 else { return nil }
        guard !isGain(counts) else { return nil }
        guard let middles = try facts.middles(measure: column.name, unitIn: column.unitIn, least: 5),
            middles.before > 0, middles.now > 0
        else { return nil }
        let ratio = middles.now / middles.before
        guard max(ratio, 1 / ratio) >= limits.valueFactor * 2 else { return nil }
        func words(_ language: Language) -> String {
            let (now, before) = (
                amount(middles.now, column)[language], amount(middles.before, column)[language]
            )
            let guess = self.guess(ratio, column).map { ": " + $0[language] } ?? ""
            return
                (language == .da
                ? "\(column.name) er midt i filen \(now), det sædvanlige er \(before)"
                : "\(column.name) is \(now) in the middle, \(before) is usual") + guess
        }
        return Finding(
            code: .valuesScaled, column: column.name, words: Wording(da: words(.da), en: words(.en)),
            holds: true, weight: 7)
    }

    /// What a list gains that is otherwise as it was is no column: the new properties of a year may all be
    /// large.
    private func isGain(_ counts: GateFacts.Counts) -> Bool {
        facts.isMostlySame || facts.meeting.repeated > counts.rowsNew
    }

    private func scaled(_ name: String, _ power: Double, _ count: Int, _ all: Int, _ column: Column)
        -> Wording
    {
        func words(_ language: Language) -> String {
            let share =
                language == .da
                ? "\(self.count(count, .da)) af \(self.count(all, .da)) rækker"
                : "\(self.count(count, .en)) of \(self.count(all, .en)) rows"
            let what: String
            if power == -1 {
                what = language == .da ? "har modsat fortegn" : "have the other sign"
            } else {
                let factor = power > 1 ? "× \(plain(power, language))" : "÷ \(plain(1 / power, language))"
                what = language == .da ? "er \(factor) i forhold til før" : "are \(factor) of what they were"
            }
            let guess = self.guess(power, column).map { ": " + $0[language] } ?? ""
            return "\(name): \(share) \(what)\(power == -1 ? "" : guess)"
        }
        return Wording(da: words(.da), en: words(.en))
    }

    /// What a program writes where it has no value: the greatest numbers of its own kind, and rows of nines.
    private static let codes: [Double] = [
        4_294_967_295, 2_147_483_647, -2_147_483_648, 65_535, 32_767, -32_768, 999_999, 9_999_999, 99_999_999,
        999_999_999, -999, -9_999,
    ]

    private func errorValues() throws -> [Finding] {
        // An amount of money may be any number.
        let asked = facts.measures.filter { name in column(name).map { $0.type != .money } ?? false }
        return try facts.errorCodes(Self.codes, of: asked).map { name, value, line in
            Finding(
                code: .valueJump, column: name,
                words: Wording(
                    da: "\(name) er \(plain(value, .da)): sådan skriver et program, at det ikke har en værdi",
                    en: "\(name) is \(plain(value, .en)): what a program writes where it has no value"),
                line: line, holds: false, weight: 2.5)
        }
    }

    // MARK: Files of one night

    private func sameNight(_ counts: GateFacts.Counts) throws -> [Finding] {
        let own = FeedFinder.period(file.name, feed)
        func isOfThisNight(_ other: LedgerFile) -> Bool {
            other.file != file.file && other.arrival <= file.arrival && other.claimedOn == file.claimedOn
                && other.deliveredOn == file.deliveredOn && other.run == file.run
                && FeedFinder.period(other.name, feed) == own
        }
        var gone = try facts.filesGone()
        // Rows that an earlier night brought and a complete list of this one confirmed are that list's own.
        if feed.replaces == .all,
            let other = others.values.filter(isOfThisNight).max(by: { $0.arrival < $1.arrival }),
            other.rowsUnchanged > 0
        {
            gone = [(other.file, counts.rowsGone)]
        }
        return gone.compactMap { number, rows in
            guard let other = others[number], isOfThisNight(other) else { return nil }
            // Copying a folder writes its files one after another: that says nothing of their age.
            let isOlder = (writtenAt[file.name] ?? 0) + 60 < (writtenAt[other.name] ?? 0)
            let holds =
                isOlder
                || counts.keysGone * 100 > counts.keysBefore * max(1, limits.keysGonePercent)
                    && counts.keysGone > 0
            func words(_ language: Language) -> String {
                let name = VisibleText.of(other.name)
                switch language {
                case .da:
                    return
                        """
                        filen \(holds ? "ville tage" : "har taget") \(count(rows, .da)) \
                        \(rows == 1 ? "række" : "rækker") fra \(name), der kom samme nat, ud af kraft
                        """
                            + (isOlder ? ", skønt den er ældre" : "")
                case .en:
                    return
                        """
                        it \(holds ? "would take" : "took") \(count(rows, .en)) \
                        \(rows == 1 ? "row" : "rows") of \(name), which came the same night, out of \
                        force
                        """
                            + (isOlder ? ", although it is the older file" : "")
                }
            }
            return Finding(
                code: .sameNight, words: Wording(da: words(.da), en: words(.en)), holds: holds, weight: 9.5)
        }
    }

    // MARK: Words

    private func column(_ name: String) -> Column? { feed.contract.columns.first { $0.name == name } }

    /// The smallest value whose jump is worth a word: money is counted in øre, and a hundred kroner are what
    /// one of anything else is.
    private func least(_ column: Column) -> Double {
        column.type == .money ? limits.valueLeast * 10_000 : column.type == .percent ? 1 : limits.valueLeast
    }

    /// The power of ten that a ratio is, within a twentieth; nil for any other.
    static func power(_ ratio: Double) -> Double? {
        let exponent = log10(ratio).rounded()
        let power = pow(10, exponent)
        return exponent != 0 && abs(ratio / power - 1) <= 0.05 ? power : nil
    }

    private static func first(_ pairs: [GateFacts.Pair], _ count: Int) -> [GateFacts.Pair] {
        func size(_ pair: GateFacts.Pair) -> Double { abs(log10(abs(pair.new / pair.old))) }
        return Array(
            pairs.sorted { (-size($0), $0.key, $0.line) < (-size($1), $1.key, $1.line) }.prefix(count))
    }

    /// What may have happened to a value that is so many times what it was.
    private func guess(_ ratio: Double, _ column: Column) -> Wording? {
        guard let power = Self.power(abs(ratio)) else { return nil }
        switch (column.type, power) {
        case (.money, 100): return Wording(da: "øre læst som kroner?", en: "øre read as kroner?")
        case (.money, 0.01): return Wording(da: "kroner læst som øre?", en: "kroner read as øre?")
        case (.money, 0.001): return Wording(da: "i 1.000 kr.?", en: "in 1,000 kr.?")
        case (.money, 0.000_001): return Wording(da: "i mio. kr.?", en: "in millions of kr.?")
        case (.percent, 0.01):
            return Wording(da: "andele i stedet for procent?", en: "fractions in place of per cent?")
        case (.percent, 100): return Wording(da: "procent ganget med 100?", en: "per cent times 100?")
        case (_, 1000):
            return Wording(
                da: "decimalpunktum læst som tusindtal, eller en anden enhed?",
                en: "a decimal point read as thousands, or another unit?")
        case (_, 0.001):
            return Wording(da: "i tusinder, eller en anden enhed?", en: "in thousands, or another unit?")
        case (_, 10): return Wording(da: "et ciffer for meget?", en: "a digit too many?")
        case (_, 0.1): return Wording(da: "et ciffer for lidt?", en: "a digit too few?")
        case (_, 100):
            return Wording(
                da: "to cifre for meget, eller en anden enhed?", en: "two digits too many, or another unit?")
        case (_, 0.01):
            return Wording(
                da: "to cifre for lidt, eller en anden enhed?", en: "two digits too few, or another unit?")
        default: return Wording(da: "en anden enhed?", en: "another unit?")
        }
    }

    private func count(_ number: Int, _ language: Language) -> String { Thousands.parted(number, language) }

    /// A number with two decimals at most, grouped as the language does.
    private func plain(_ number: Double, _ language: Language) -> String {
        let hundredths = (abs(number) * 100).rounded()
        guard hundredths < 1e15 else { return "\(number)" }
        let whole = Int(hundredths) / 100
        let rest = Int(hundredths) % 100
        var decimals = rest == 0 ? "" : (language == .da ? "," : ".") + (rest < 10 ? "0" : "") + String(rest)
        if decimals.count == 3, decimals.hasSuffix("0") { decimals.removeLast() }
        return (number < 0 ? "-" : "") + Thousands.parted(whole, language) + decimals
    }

    /// A value with its unit.
    private func amount(_ value: Double, _ column: Column) -> Wording {
        // How few people there were is shown nowhere.
        if let least = column.shownFrom, abs(value) < least {
            return Wording(da: "under \(plain(least, .da))", en: "below \(plain(least, .en))")
        }
        if column.type == .money {
            let kroner = (value / 100).rounded()
            return Wording(da: plain(kroner, .da) + " kr.", en: plain(kroner, .en) + " kr.")
        }
        let unit =
            column.type == .percent
            ? "%" : column.unit.map { $0 == "m2" ? "m²" : $0 == "m3" ? "m³" : $0 == "kwh" ? "kWh" : $0 } ?? ""
        let own = { (language: Language) in self.plain(value, language) + (unit.isEmpty ? "" : " " + unit) }
        return Wording(da: own(.da), en: own(.en))
    }
}

extension Gate.Finding {
    /// As the ledger keeps it: news of the delivery, unless the feed says that it is to be so.
    func event(isNews: Bool) -> LedgerEvent {
        LedgerEvent(
            code: code, column: column, detail: words.en + (line.map { ", line \($0)" } ?? ""),
            detailDanish: words.da + (line.map { ", linje \($0)" } ?? ""),
            isNews: isNews)
    }
}

/// A delivery that does not take effect: rolled back, kept in the archive, and a matter for a person.
struct HeldDelivery: Error {
    var findings: [Gate.Finding]
    /// What was news of its form, which may be why.
    var news: [LedgerEvent] = []
    /// What it speaks of, where the feed's files replace each other by columns.
    var places: Set<UInt64>?

    /// One sentence with the three largest reasons, and what was seen of the file's form.
    var words: Wording {
        // What would only be told may be the cause of what holds: the one value that moves the sum.
        let reasons = (findings.filter(\.holds) + findings.filter { !$0.holds }).prefix(3)
        func words(_ language: Language) -> String {
            let forms = news.filter { $0.code != .volume }.prefix(2)
                .map { $0.code.meaning[language] + ($0.column.map { " (\($0))" } ?? "") }
            return (reasons.map { $0.words[language] } + forms).joined(separator: "; ")
        }
        return Wording(da: words(.da), en: words(.en))
    }

    var line: Int { findings.first { $0.holds && $0.line != nil }?.line ?? 1 }
}
