/// Numbers of rows by the hash of their record's bytes: sixteen bytes a row, nothing of the row itself.
final class RowHashes {
    private var hashes: UnsafeMutablePointer<UInt64>
    /// The row's number; 0 in an empty slot, negative when a record has repeated it.
    private var rows: UnsafeMutablePointer<Int64>
    private var mask = 0
    private(set) var count = 0
    /// Records that are not equal to one before them, and those of them that stand there once.
    private(set) var distinct = 0, single = 0
    /// So many equal records that each more is looked for among them all.
    private(set) var isCrowded = false

    init(expecting count: Int) {
        // An eighth of the slots stays empty.
        var slots = 64
        while slots * 7 < count * 8 { slots *= 2 }
        mask = slots - 1
        hashes = .allocate(capacity: slots)
        rows = .allocate(capacity: slots)
        rows.initialize(repeating: 0, count: slots)
    }

    deinit {
        hashes.deallocate()
        rows.deallocate()
    }

    func put(_ hash: UInt64, _ row: Int64) {
        if (count + 1) * 8 > (mask + 1) * 7 { grow() }
        count += 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        var equal = 0
        while rows[slot] != 0 {
            if hashes[slot] == hash { equal += 1 }
            slot = (slot &+ 1) & mask
        }
        hashes[slot] = hash
        rows[slot] = row
        if equal == 0 { (distinct, single) = (distinct + 1, single + 1) } else if equal == 1 { single -= 1 }
        if equal > 200 { isCrowded = true }
    }

    private func grow() {
        let (oldHashes, oldRows, oldCount) = (hashes, rows, mask + 1)
        mask = oldCount * 2 - 1
        hashes = .allocate(capacity: oldCount * 2)
        rows = .allocate(capacity: oldCount * 2)
        rows.initialize(repeating: 0, count: oldCount * 2)
        // By rowid, so that of equal records the first stays the first.
        for old in (0..<oldCount).filter({ oldRows[$0] != 0 }).sorted(by: {
            abs(oldRows[$0]) < abs(oldRows[$1])
        }) {
            var slot = Int(truncatingIfNeeded: oldHashes[old]) & mask
            while rows[slot] != 0 { slot = (slot &+ 1) & mask }
            (hashes[slot], rows[slot]) = (oldHashes[old], oldRows[old])
        }
        oldHashes.deallocate()
        oldRows.deallocate()
    }

    /// Whether a row has this hash and no record has repeated it yet; the first such row is repeated now.
    func take(_ hash: UInt64) -> Bool {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let row = rows[slot]
            if row == 0 { return false }
            if row > 0, hashes[slot] == hash {
                rows[slot] = -row
                return true
            }
            slot = (slot &+ 1) & mask
        }
    }

    /// Rows that no record has repeated, in their order.
    func left() -> [Int64] {
        var result: [Int64] = []
        for slot in 0...mask where rows[slot] > 0 { result.append(rows[slot]) }
        return result.sorted()
    }
}
