import Records
import Testing

@testable import Warehouse

@Suite struct PeriodSumsTests {
    /// Fifteen months in an order of their own, each with one row of 100 for key 0 and two of -month for key
    /// 1.
    private func sums(_ months: [Int]) -> PeriodSums {
        var sums = PeriodSums(keys: 3, measures: 1)
        for month in months {
            for (key, value) in [(0, 100.0), (1, -Double(month)), (1, -Double(month))] {
                let place = sums.place(UInt64(month), .text(month < 10 ? "2025-0\(month)" : "2025-\(month)"))
                sums.add(place, measure: 0, value)
                if sums.isNewest(place) { sums.add(place, key: key, measure: 0, value) }
            }
        }
        return sums
    }

    @Test(arguments: [
        Array(1...15), Array((1...15).reversed()), [8, 3, 15, 1, 9, 2, 14, 4, 13, 5, 7, 12, 6, 11, 10],
    ])
    func theNewestYearIsKeptByKeyWhateverTheOrder(_ months: [Int]) {
        let sums = sums(months)
        #expect(sums.known(key: 0, measure: 0) == Array(repeating: 100, count: 12))
        #expect(sums.known(key: 1, measure: 0) == (4...15).reversed().map { -2 * Double($0) })
        #expect(sums.known(key: 2, measure: 0) == [])
        #expect(sums.inOrder.map { sums.totals[$0][0] } == (1...15).map { 100 + 2 * Double($0) })
        #expect(sums.has(7) && !sums.has(16))
    }

    @Test func whatHasNoPeriodIsSummedAndIsOlderThanAll() {
        var sums = PeriodSums(keys: 1, measures: 1)
        let none = sums.place(1, .null)
        let one = sums.place(2, .text("2025-01"))
        sums.add(none, measure: 0, -5)
        sums.add(one, key: 0, measure: 0, 7)
        #expect(!sums.isNewest(none) && sums.isNewest(one))
        #expect(sums.inOrder == [none, one] && sums.totals == [[5], [0]])
        #expect(sums.known(key: 0, measure: 0) == [7])
    }
}
