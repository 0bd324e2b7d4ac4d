import Records

/// Sums of measures by period, and by period and key for the newest of them; one pass makes both.
///
/// What is kept grows with periods and keys, never with rows.
struct PeriodSums {
    /// Periods whose sums by key say what is usual: a year of months.
    static let most = 12

    private let keys: Int
    private let measures: Int
    /// In the order of their first rows.
    private(set) var periods: [Value] = []
    /// Without signs, by period and measure.
    private(set) var totals: [[Double]] = []
    /// By period, key and measure; nothing of a period that is not among the newest. No number: no row.
    private var sums: [[Double]] = []
    /// Places of the newest periods, the newest first.
    private var newest: [Int] = []
    private var place: [UInt64: Int] = [:]
    private var last: (hash: UInt64, place: Int)?

    init(keys: Int, measures: Int) { (self.keys, self.measures) = (keys, measures) }

    /// Where the period with this hash stands. Rows of one period mostly follow each other.
    mutating func place(_ hash: UInt64, _ period: @autoclosure () -> Value) -> Int {
        if let last, last.hash == hash { return last.place }
        let index = place[hash] ?? periods.count
        if index == periods.count {
            place[hash] = index
            periods.append(period())
            totals.append(Array(repeating: 0, count: measures))
            sums.append([])
            admit(index)
        }
        last = (hash, index)
        return index
    }

    private mutating func admit(_ index: Int) {
        guard keys > 0, periods[index] != .null else { return }
        let older = newest.firstIndex { Self.isBefore(periods[$0], periods[index]) }
        newest.insert(index, at: older ?? newest.count)
        sums[index] = Array(repeating: .nan, count: keys * measures)
        if newest.count > Self.most { sums[newest.removeLast()] = [] }
    }

    func has(_ hash: UInt64) -> Bool { place[hash] != nil }

    /// Whether sums by key are kept of a period, as far as is known yet.
    func isNewest(_ place: Int) -> Bool { !sums[place].isEmpty }

    mutating func add(_ place: Int, measure: Int, _ value: Double) { totals[place][measure] += abs(value) }

    mutating func add(_ place: Int, key: Int, measure: Int, _ value: Double) {
        let at = key * measures + measure
        let before = sums[place][at]
        sums[place][at] = before.isNaN ? value : before + value
    }

    /// A key's sums in the newest periods in which it has rows, the newest first.
    func known(key: Int, measure: Int) -> [Double] {
        newest.map { sums[$0][key * measures + measure] }.filter { !$0.isNaN }
    }

    /// The least and the greatest of them; nil where there are fewer than `least` of them.
    func spread(key: Int, measure: Int, of least: Int) -> (least: Double, most: Double)? {
        let at = key * measures + measure
        var range = (least: Double.infinity, most: -Double.infinity), count = 0
        for place in newest {
            let sum = sums[place][at]
            if sum.isNaN { continue }
            count += 1
            range = (min(range.least, sum), max(range.most, sum))
        }
        return count < least ? nil : range
    }

    /// Places of all periods in their order, as the database sorts them.
    var inOrder: [Int] { periods.indices.sorted { Self.isBefore(periods[$0], periods[$1]) } }

    private static func isBefore(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.null, _): b != .null
        case (_, .null): false
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.text, _): false
        case (_, .text): true
        default: a.double < b.double
        }
    }
}
