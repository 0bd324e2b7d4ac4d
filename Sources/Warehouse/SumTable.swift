/// Sums of measures by what rows are about, told by the hash of that: eight bytes a key and eight a measure.
final class SumTable {
    let measures: Int
    private(set) var count = 0
    /// 0 in an empty slot.
    private var hashes: [UInt64]
    /// NaN where no row of the key had a number.
    private var sums: [Double]
    private var mask: Int

    init(measures: Int) {
        self.measures = measures
        mask = 63
        hashes = Array(repeating: 0, count: 64)
        sums = Array(repeating: .nan, count: 64 * measures)
    }

    /// Where the key's sums lie; a key that is not there yet gets a place.
    func place(_ hash: UInt64) -> Int {
        if (count + 1) * 8 > (mask + 1) * 7 { grow() }
        let hash = max(1, hash), slot = find(hash)
        if hashes[slot] == 0 {
            hashes[slot] = hash
            count += 1
        }
        return slot
    }

    func add(_ place: Int, measure: Int, _ value: Double) {
        let at = place * measures + measure, before = sums[at]
        sums[at] = before.isNaN ? value : before + value
    }

    /// A key's sums, by its measures; nil where no row is about it.
    func place(of hash: UInt64) -> Int? {
        let hash = max(1, hash), slot = find(hash)
        return hashes[slot] == 0 ? nil : slot
    }

    func sum(_ place: Int, _ measure: Int) -> Double { sums[place * measures + measure] }

    /// Goes through the keys, in no order that means anything.
    func each(_ body: (_ hash: UInt64, _ place: Int) throws -> Void) rethrows {
        for slot in 0...mask where hashes[slot] != 0 { try body(hashes[slot], slot) }
    }

    /// The keys in their order, each with its sums behind it: what the ledger keeps.
    var words: [UInt64] {
        var result: [UInt64] = []
        result.reserveCapacity(count * (1 + measures))
        let order = (0...mask).filter { hashes[$0] != 0 }.sorted { hashes[$0] < hashes[$1] }
        for slot in order {
            result.append(hashes[slot])
            for measure in 0..<measures { result.append(sum(slot, measure).bitPattern) }
        }
        return result
    }

    private func find(_ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot &+ 1) & mask }
        return slot
    }

    private func grow() {
        let (oldHashes, oldSums) = (hashes, sums)
        mask = mask * 2 + 1
        hashes = Array(repeating: 0, count: mask + 1)
        sums = Array(repeating: .nan, count: (mask + 1) * measures)
        for old in oldHashes.indices where oldHashes[old] != 0 {
            let slot = find(oldHashes[old])
            hashes[slot] = oldHashes[old]
            for measure in 0..<measures {
                sums[slot * measures + measure] = oldSums[old * measures + measure]
            }
        }
    }
}
