/// SplitMix64: a stream of numbers that a seed fixes on every machine.
struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64
    /// The stream of this seed.
    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A whole number in the range.
    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True in this many of a thousand.
    mutating func chance(permille: Int) -> Bool { int(0...999) < permille }

    /// About normal around 0 with the given spread, in whole numbers: the sum of twelve uniform ones.
    mutating func bell(_ spread: Int) -> Int {
        var sum = 0
        for _ in 0..<12 { sum += int(-spread...spread) }
        return sum / 2
    }
}
