import Fingerprints
import Testing

/// Records are known again by a keyed hash: every byte, the length, the form and the key count.
@Suite struct RecordHasherTests {
    private func hash(_ bytes: [UInt8], seed: String = "s", form: String = "f") -> UInt64 {
        let hasher = RecordHasher(seed: seed, form: form)
        return bytes.withUnsafeBufferPointer { hasher.hash($0) }
    }

    @Test func theSameBytesAtAnyAddress() {
        let hasher = RecordHasher(seed: "s", form: "f")
        let bytes = (0..<700).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for length in [0, 1, 7, 8, 127, 128, 129, 255, 256, 300] {
            let wanted = hash(Array(bytes[0..<length]))
            for shift in 0..<9 {
                let moved = [UInt8](repeating: 9, count: shift) + bytes[0..<length] + [77, 78]
                moved.withUnsafeBufferPointer {
                    #expect(hasher.hash(UnsafeBufferPointer(rebasing: $0[shift..<shift + length])) == wanted)
                }
            }
        }
    }

    @Test func everyBitEveryLengthTheFormAndTheKeyCount() {
        var seen: Set<UInt64> = []
        var count = 0
        func add(_ value: UInt64) {
            seen.insert(value)
            count += 1
        }
        for length in 0...300 { add(hash([UInt8](repeating: 0, count: length))) }
        for length in [1, 64, 128, 200, 385] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 5) }
            add(hash(bytes))
            for bit in 0..<length * 8 {
                var other = bytes
                other[bit / 8] ^= 1 << UInt8(bit % 8)
                add(hash(other))
            }
            add(hash(bytes, seed: "t"))
            add(hash(bytes, form: "g"))
        }
        #expect(seen.count == count)
    }

    /// Words and blocks that only change places would look alike to a plain sum.
    @Test func theOrderCounts() {
        let words = (0..<64).map { UInt8($0) }
        var seen: Set<UInt64> = []
        for a in stride(from: 0, to: 512, by: 8) {
            for b in stride(from: a + 8, to: 512, by: 8) {
                var bytes = (0..<512).map { words[$0 / 8] }
                for i in 0..<8 { bytes.swapAt(a + i, b + i) }
                seen.insert(hash(bytes))
            }
        }
        #expect(seen.count == 64 * 63 / 2)
    }

    /// Fixed for ever: warehouses hold these values.
    @Test func theValueStays() {
        #expect(
            hash([UInt8](repeating: 65, count: 1000), seed: "seed", form: "xml") == 6_589_208_610_291_026_893)
    }
}
