/// The sample's only source of chance: SplitMix64, keyed by seed, stream and index. Any record can be made on
/// its own, in any order, so the writers need no memory of what they wrote before.
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64, _ stream: Stream, _ a: Int = 0, _ b: Int = 0) {
        var key = SplitMix.mixed(seed &+ SplitMix.golden &* (stream.rawValue &+ 1))
        key = SplitMix.mixed(key ^ UInt64(bitPattern: Int64(a)) &* 0xD6E8_FEB8_6659_FD93)
        state = SplitMix.mixed(key ^ UInt64(bitPattern: Int64(b)) &* 0xA076_1D64_78BD_642F)
    }

    mutating func next() -> UInt64 {
        state &+= SplitMix.golden
        return SplitMix.mixed(state)
    }

    /// A whole number in `0..<limit`.
    mutating func below(_ limit: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// A whole number in `range`, both ends included.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in `permille` of 1000 cases.
    mutating func chance(_ permille: Int) -> Bool { below(1000) < permille }

    /// How often an event of probability `permille` happens before it first does not.
    mutating func runLength(_ permille: Int, atMost limit: Int) -> Int {
        var length = 0
        while length < limit, chance(permille) { length += 1 }
        return length
    }

    /// One of the values; a value that stands twice is twice as likely.
    mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

    private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Independent streams of chance: adding a draw to one leaves every other file's bytes as they were.
enum Stream: UInt64 {
    case place, estate, building, buildingHistory, buildingRow, unit, unitHistory, floor, floorHistory,
        stairway
    case stairwayHistory, property, propertyHistory, plot, plotHistory, parcel, installation,
        installationHistory
    case sharedArea, link, identity, headcount, use, cost, condition, energy, lease, forecast, dirt, thin,
        night
}
