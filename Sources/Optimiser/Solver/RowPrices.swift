/// Prices of a model's rows, those that are not 0: of many rows few have one, and a proof keeps thousands of
/// such lists.
struct RowPrices: Sendable {
    private let rows: [Int32]
    private let prices: [Double]

    /// - Parameter rows: the model's row that each price belongs to.
    init(_ prices: [Double], rows: [Int32]) {
        let kept = prices.indices.filter { prices[$0] != 0 }.sorted { rows[$0] < rows[$1] }
        self.rows = kept.map { rows[$0] }
        self.prices = kept.map { prices[$0] }
    }

    /// Of rows in the model's own order.
    init(_ prices: [Double]) { self.init(prices, rows: prices.indices.map(Int32.init)) }

    /// What `body` makes of each row and its price, in the order of the rows.
    func compactMap<T>(_ body: (Int, Double) -> T?) -> [T] {
        zip(rows, prices).compactMap { body(Int($0), $1) }
    }
}
