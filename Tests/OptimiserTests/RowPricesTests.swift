import Testing

@testable import Optimiser

@Suite struct RowPricesTests {
    @Test func onlyPricesThatAreNotZeroAreKeptInTheOrderOfTheRows() {
        let prices = RowPrices([0, 2, 0, -3, 1], rows: [4, 3, 2, 0, 9])
        #expect(prices.compactMap { row, price in "\(row) \(price)" } == ["0 -3.0", "3 2.0", "9 1.0"])
        #expect(RowPrices([0, 5]).compactMap { row, price in row == 1 && price == 5 ? 1 : nil } == [1])
    }
}
