import Records
import Testing

@testable import Warehouse

@Suite struct TextPiecesTests {
    /// A text of more than two mebibytes comes in pieces that are its bytes, wherever a letter is cut; an
    /// empty one comes in none.
    @Test func aLongTextComesInPieces() throws {
        let trial = try TrialWarehouse()
        let long = String(repeating: "æ ", count: 750_001)
        let (pieces, sizes, empty) = try trial.warehouse.transaction { transaction in
            try transaction.fill(
                "t", columns: [("name", "TEXT"), ("content", "TEXT")],
                rows: [[.text("a"), .text(long)], [.text("b"), .text("")]])
            var bytes: [UInt8] = []
            var sizes: [Int] = []
            var empty = 0
            try transaction.pieces(of: "t", "content", row: 1) {
                bytes += $0
                sizes.append($0.count)
            }
            try transaction.pieces(of: "t", "content", row: 2) { _ in empty += 1 }
            return (bytes, sizes, empty)
        }
        #expect(
            pieces.elementsEqual(long.utf8) && sizes == [1 << 20, 1 << 20, long.utf8.count - (2 << 20)]
                && empty == 0)
    }

    @Test func aRowThatIsNotThereIsAnError() throws {
        let trial = try TrialWarehouse()
        #expect(throws: (any Error).self) {
            try trial.warehouse.transaction { transaction in
                try transaction.fill("t", columns: [("content", "TEXT")], rows: [])
                try transaction.pieces(of: "t", "content", row: 1) { _ in }
            }
        }
    }
}
