import Contracts
import Formats
import Project
import Records

/// Which columns of a table are which of a feed's, told by their names and their values.
struct FeedGuess {
    /// One of the contract's columns with the one of the table that it is.
    struct Found {
        var column: Column
        /// Number in the table, from 0.
        var index: Int
        var header: String
        /// Which of the columns of that name it is, where there are several.
        var nth: Int?
        var score: Int
        var says: [(column: String, value: String)]
        /// Values that are no values of the column.
        var misfits: [String]
    }

    let feed: Feed
    let head: TableHead
    /// Number of the header among the head's rows.
    let headerRow: Int
    var found: [Found] = []
    /// How numbers and dates are written, where the feed does not say it yet.
    var style: ValueStyle?
    var score = 0.0

    var header: [String] { head.rows[headerRow].cells }
    var headerLine: Int { head.rows[headerRow].line }

    /// What names say of every row, where no column of the table does.
    var said: [(column: String, value: String)] {
        let own = Set(found.map(\.column.name))
        return found.flatMap(\.says).filter { !own.contains($0.column) }
    }

    /// Columns without which no row is taken.
    var missing: [Column] { lacking.filter(\.required) }

    /// Columns that a file should have, and that may be empty: nobody knows what they would say.
    var absent: [Column] { lacking.filter { !$0.required && $0.inHeader } }

    private var lacking: [Column] {
        let known = Set(found.map(\.column.name) + said.map(\.column))
        return feed.contract.columns.filter { !known.contains($0.name) }
    }

    /// Columns of the table that nobody asked for.
    var unused: [Int] {
        let used = Set(found.map(\.index))
        return header.indices.filter { !used.contains($0) && !header[$0].isEmpty }
    }

    /// Values of a column of the table, as they stand below the header.
    static func values(_ head: TableHead, below header: Int, _ column: Int) -> [String] {
        head.rows.dropFirst(header + 1).compactMap { row in
            let first = row.cells.first { !$0.isEmpty } ?? ""
            let isTotal = Array(first.utf8).withUnsafeBufferPointer { TotalRow.isWord($0) }
            return isTotal || column >= row.cells.count || row.cells[column].isEmpty ? nil : row.cells[column]
        }
    }
}

/// Makes guesses for all feeds.
final class FeedGuesser {
    private let project: Project
    private let words: ColumnWords
    private let names: ColumnNames
    private let fit: ValueFit
    private let feeds: [Feed]
    /// Names of a feed's columns, made once.
    private var known: [String: [[ColumnNames.Name]]] = [:]
    private var scores: [Pair: Int] = [:]

    private struct Pair: Hashable {
        var header: NameLikeness.Folded
        var name: NameLikeness.Folded
    }

    init(_ project: Project, feed: String? = nil) {
        self.project = project
        words = ColumnWords(project)
        names = ColumnNames(project, words)
        fit = ValueFit(codes: project.codes)
        // A table's own feed before its further ways: where both would do, it is the one that is told.
        feeds = project.feeds.flatMap(\.ways).filter { one in
            if case .csv = one.format { feed == nil || one.name == feed } else { false }
        }
        for feed in feeds {
            known[feed.name] = feed.contract.columns.map { column in
                column.from.map { ColumnNames.Name(folded: .init($0, words)) }
                    + names.of(feed.contract.name, column.name)
            }
        }
    }

    /// The likeliest first.
    func guesses(_ heads: [TableHead], fileName: String) -> [FeedGuess] {
        let all = heads.filter { !$0.isHidden && $0.rows.count > 1 }.flatMap { head in
            feeds.compactMap { guess($0, head, fileName) }
        }
        return all.enumerated().sorted { ($0.element.score, $1.offset) > ($1.element.score, $0.offset) }.map(
            \.element)
    }

    // MARK: - header

    /// Rows that could be a header: texts, of which none stands twice too often.
    private func headerRows(_ head: TableHead) -> [Int] {
        let width = head.rows.prefix(60).map { row in row.cells.count { !$0.isEmpty } }.max() ?? 0
        return head.rows.indices.prefix(30).filter { index in
            let cells = head.rows[index].cells.filter { !$0.isEmpty }
            guard cells.count >= 2, cells.count * 2 >= width, index + 1 < head.rows.count else {
                return false
            }
            return cells.count { $0.first!.isNumber || $0.first == "-" } * 5 <= cells.count * 2
        }
    }

    private func likeness(_ header: NameLikeness.Folded, _ name: NameLikeness.Folded) -> Int {
        let pair = Pair(header: header, name: name)
        if let score = scores[pair] { return score }
        let score = NameLikeness.score(header, name)
        scores[pair] = score
        return score
    }

    private func best(_ header: NameLikeness.Folded, _ names: [ColumnNames.Name]) -> (
        score: Int, name: ColumnNames.Name?
    ) {
        var best: (score: Int, name: ColumnNames.Name?) = (0, nil)
        for name in names {
            let score = likeness(header, name.folded) * name.weight / 100
            if score > best.score { best = (score, name) }
        }
        return best
    }

    /// The row whose cells look most like the feed's columns; without any such the first that could be a
    /// header.
    private func headerRow(_ feed: Feed, _ head: TableHead) -> Int? {
        let rows = headerRows(head)
        let scored = rows.map { row -> (row: Int, score: Int) in
            let cells = head.rows[row].cells.map { NameLikeness.Folded($0, words) }
            let score = known[feed.name]!.map { names in cells.map { best($0, names).score }.max() ?? 0 }
                .filter { $0 >= NameLikeness.enough }
            return (row, score.reduce(0, +))
        }
        return scored.max { ($0.score, $1.row) < ($1.score, $0.row) }?.row
    }

    // MARK: - columns

    private func guess(_ feed: Feed, _ head: TableHead, _ fileName: String) -> FeedGuess? {
        guard let row = headerRow(feed, head) else { return nil }
        var guess = FeedGuess(feed: feed, head: head, headerRow: row)
        let header = guess.header
        let folded = header.map { NameLikeness.Folded($0, words) }
        let values = header.indices.map { FeedGuess.values(head, below: row, $0) }
        var pairs: [(column: Int, index: Int, score: Int, name: ColumnNames.Name?)] = []
        for (number, column) in feed.contract.columns.enumerated() {
            for index in header.indices {
                let named = best(folded[index], known[feed.name]![number])
                let score = self.score(named.score, feed, column, values[index])
                if score >= NameLikeness.enough {
                    pairs.append(
                        (number, index, score, named.score >= NameLikeness.enough ? named.name : nil))
                }
            }
        }
        pairs.sort { ($0.score, $1.column, $1.index) > ($1.score, $0.column, $0.index) }
        var takenColumns: Set<Int> = []
        var takenIndices: Set<Int> = []
        for pair in pairs where !takenColumns.contains(pair.column) && !takenIndices.contains(pair.index) {
            takenColumns.insert(pair.column)
            takenIndices.insert(pair.index)
            let same = header.indices.filter {
                FieldName.normalised(header[$0]) == FieldName.normalised(header[pair.index])
            }
            guess.found.append(
                FeedGuess.Found(
                    column: feed.contract.columns[pair.column], index: pair.index, header: header[pair.index],
                    nth: same.count > 1 ? same.firstIndex(of: pair.index)! + 1 : nil, score: pair.score,
                    says: pair.name?.says ?? [], misfits: []))
        }
        guess.found.sort { $0.index < $1.index }
        guess.style = fit.style(guess.found.map { ($0.column, values[$0.index]) }, from: feed.style)
        for index in guess.found.indices {
            let one = guess.found[index]
            guess.found[index].misfits =
                fit.judge(values[one.index], one.column, guess.style ?? feed.style).misfits
        }
        guess.score = score(guess, fileName)
        return guess
    }

    private func score(_ named: Int, _ feed: Feed, _ column: Column, _ values: [String]) -> Int {
        let contract = feed.contract.name
        let form = names.fits(values, contract, column.name)
        guard named < NameLikeness.enough else {
            if values.isEmpty || [.text, .key].contains(column.type) {
                return named + (form == true ? 8 : 0)
            }
            let share = best(values, column, feed.style)
            return named + (form == true ? 8 : 0) - (share < 0.3 ? 45 : share < 0.7 ? 15 : 0)
        }
        guard values.count >= 2 else { return 0 }
        if form == true { return 62 }
        let share = fit.judge(values, column, feed.style).share
        switch column.type {
        case .uuid, .uuids: return share >= 0.9 ? 80 : 0
        case .number where (column.minimum ?? 0) >= 1000: return share >= 0.9 ? 66 : 0
        case .code:
            let isWords = values.contains { $0.contains(where: \.isLetter) }
            return column.codes != nil && isWords && values.count >= 3 && share >= 0.8 ? 60 : 0
        default: return 0
        }
    }

    /// The share of values that a column takes, under whatever style takes most.
    private func best(_ values: [String], _ column: Column, _ style: ValueStyle) -> Double {
        let own = fit.judge(values, column, style).share
        guard own < 0.9, let other = fit.style([(column, values)], from: style) else { return own }
        return max(own, fit.judge(values, column, other).share)
    }

    /// How likely the whole table is the feed's.
    private func score(_ guess: FeedGuess, _ fileName: String) -> Double {
        let contract = guess.feed.contract
        var score = 0.0
        for one in guess.found {
            let weight =
                one.column.required || contract.key.contains(one.column.name)
                ? 3.0 : one.column.inHeader ? 2.0 : 1.0
            score += Double(one.score) / 100 * weight
        }
        score -= 3 * Double(guess.missing.count) + Double(guess.absent.count)
        score -= 0.3 * Double(guess.unused.count)
        let name = fileName.lowercased()
        if guess.feed.match.contains(where: { $0.groups(in: name) != nil }) { score += 4 }
        if names.isTitle(fileName, of: contract.name)
            || names.isTitle(guess.head.sheet ?? "", of: contract.name)
        {
            score += 4
        }
        return score
    }
}
