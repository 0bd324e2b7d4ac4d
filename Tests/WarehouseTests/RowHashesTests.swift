import Testing

@testable import Warehouse

@Suite struct RowHashesTests {
    @Test func eachRecordIsRepeatedOnceByTheFirstRowThatEqualsIt() {
        let hashes = RowHashes(expecting: 2)
        // More than were expected, hashes that fall on one slot, and equal ones.
        for row in 1...500 { hashes.put(UInt64(row % 100) &<< 32, Int64(row)) }
        #expect(hashes.count == 500 && hashes.distinct == 100 && hashes.single == 0)
        #expect(hashes.take(7 &<< 32) && hashes.take(7 &<< 32) && !hashes.take(7))
        #expect(hashes.left() == (1...500).map(Int64.init).filter { $0 != 7 && $0 != 107 })
        for _ in 3...5 { #expect(hashes.take(7 &<< 32)) }
        #expect(!hashes.take(7 &<< 32))
    }

    @Test func recordsThatStandThereOnceAreCounted() {
        let hashes = RowHashes(expecting: 10)
        for (row, hash) in [UInt64(1), 2, 3, 2, 2, 4].enumerated() { hashes.put(hash, Int64(row + 1)) }
        #expect(hashes.distinct == 4 && hashes.single == 3 && !hashes.isCrowded)
        for row in 7...300 { hashes.put(9, Int64(row)) }
        #expect(hashes.isCrowded)
    }
}
