import Project
import Records

/// Which sums are kept of a feed: those of each measure by month and by what a row is about.
///
/// A feed has one where its rows have no key and its files replace whole months: then what a delivery takes
/// out of force are months of other files, all of each, and their sums say what they came to without a look
/// at a row.
public struct SumShape: Equatable, Sendable {
    let period: String
    /// What a row is about, but its month.
    let about: [String]
    let measures: [String]

    /// Nil for a feed of which none are kept.
    public init?(_ feed: Feed) {
        let contract = feed.contract
        guard feed.gate.isOn, contract.key.isEmpty, contract.periods.count == 1 else { return nil }
        period = contract.periods[0]
        about = feed.gate.key.filter { $0 != contract.periods[0] }
        measures = contract.measures
        guard case .columns(let columns) = feed.replaces, columns == [period], !about.isEmpty,
            !measures.isEmpty,
            contract.storedColumns.contains(where: { [period] in $0.name == period && $0.type == .period })
        else { return nil }
    }

    /// Sums of another shape are no sums of this one.
    var name: String { ([period] + about + ["="] + measures).joined(separator: " ") }
}

/// What a delivery comes to, gathered while its rows are on their way into the table.
public final class DeliverySums {
    /// One month of the delivery.
    struct Part {
        var period: String
        var rows = 0
        /// Without signs, by measure.
        var totals: [Double]
        var keys: SumTable
    }

    let shape: SumShape
    /// In the order of their first rows.
    private(set) var parts: [Part] = []
    /// A delivery of more keys than this is not summed up: it would need memory of its own.
    private static let most = 1 << 20
    /// It was, and says nothing.
    public private(set) var isTooLarge = false

    private let period: Int
    private let about: [Int]
    private let measures: [Int]
    private var places: [UInt64: Int] = [:]
    private var last: (hash: UInt64, place: Int)?
    private var keys = 0

    /// Of rows that are read from the table.
    convenience init(_ shape: SumShape) {
        self.init(shape, columns: [shape.period] + shape.about + shape.measures)!
    }

    /// Nil where the rows do not have all that is summed.
    ///
    /// - Parameters:
    ///   - shape: what is summed.
    ///   - columns: names of a batch's cells.
    public init?(_ shape: SumShape, columns: [String]) {
        self.shape = shape
        let (names, wanted) = ([shape.period] + shape.about + shape.measures, 1 + shape.about.count)
        let found = names.compactMap { name in columns.firstIndex(of: name) }
        guard found.count == names.count else { return nil }
        (period, about, measures) = (found[0], Array(found[1..<wanted]), Array(found[wanted...]))
    }

    /// Adds the rows of a batch.
    public func add(_ batch: borrowing RowBatch) {
        let cells = batch.cells, pool = batch.pool
        var first = 0
        for _ in 0..<batch.rowCount where !isTooLarge {
            let cell = cells[first + period]
            var month = CellHash(), hash = CellHash()
            Self.add(cell, pool, to: &month)
            for column in about { Self.add(cells[first + column], pool, to: &hash) }
            add(month.value, Self.text(cell, pool), hash.value) { Self.number(cells[first + measures[$0]]) }
            first += batch.columnCount
        }
    }

    /// Adds a row that a statement stands on: its month, what it is about, its measures, column after column.
    func add(_ raw: OpaquePointer) {
        if isTooLarge { return }
        let about = 1..<1 + shape.about.count
        add(Cell.hash(raw, 0..<1), Cell.value(raw, 0).plain, Cell.hash(raw, about)) {
            Cell.number(raw, about.upperBound + $0)
        }
    }

    @inline(__always)
    private func add(
        _ month: UInt64, _ period: @autoclosure () -> String, _ about: UInt64,
        _ value: (_ measure: Int) -> Double?
    ) {
        let part = self.part(month, period)
        let table = parts[part].keys, before = table.count, place = table.place(about)
        keys += table.count - before
        parts[part].rows += 1
        for measure in shape.measures.indices {
            guard let value = value(measure) else { continue }
            table.add(place, measure: measure, value)
            parts[part].totals[measure] += abs(value)
        }
        if keys > Self.most { (isTooLarge, parts, last) = (true, [], nil) }
    }

    private func part(_ month: UInt64, _ period: () -> String) -> Int {
        if let last, last.hash == month { return last.place }
        let place = places[month] ?? parts.count
        if place == parts.count {
            places[month] = place
            let none = shape.measures.map { _ in 0.0 }
            parts.append(Part(period: period(), totals: none, keys: SumTable(measures: none.count)))
        }
        last = (month, place)
        return place
    }

    private static func text(_ cell: RowBatch.Cell, _ pool: UnsafeBufferPointer<UInt8>) -> String {
        guard cell.kind == .text else { return "" }
        return String(decoding: pool[Int(cell.bits)..<Int(cell.bits) + Int(cell.length)], as: UTF8.self)
    }

    @inline(__always)
    private static func add(
        _ cell: RowBatch.Cell, _ pool: UnsafeBufferPointer<UInt8>, to hash: inout CellHash
    ) {
        switch cell.kind {
        case .null: hash.addNull()
        case .integer: hash.add(cell.bits)
        case .real: hash.add(Double(bitPattern: UInt64(bitPattern: cell.bits)))
        case .text: hash.add(text: UnsafeRawPointer(pool.baseAddress! + Int(cell.bits)), Int(cell.length))
        }
    }

    @inline(__always)
    private static func number(_ cell: RowBatch.Cell) -> Double? {
        switch cell.kind {
        case .integer: Double(cell.bits)
        case .real: Double(bitPattern: UInt64(bitPattern: cell.bits))
        case .null, .text: nil
        }
    }
}
