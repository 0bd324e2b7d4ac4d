import Records

/// How far a delivery may differ from what is in force before it takes effect without a word, or at all. A
/// feed's own limits stand in its file under `gate`, everybody's in `pipelines/nightly.yaml`; each has a
/// value here for a project that says nothing.
public struct GateLimits: Hashable, Sendable {
    /// False: every delivery takes effect, as a feed may say whose source is judged elsewhere.
    public var isOn = true
    /// Columns that name what a row is about, where the contract has no key: their rows are summed by it.
    public var key: [String] = []
    /// Columns that name the thing a row is a version of: a new version is held against the one before.
    public var about: [String] = []
    /// A full delivery in which more of the keys in force are gone is held.
    public var keysGonePercent = 10
    /// Fewer keys than this say nothing: three rows are no list.
    public var leastKeys = 3
    /// A list whose sum of a measure changes by more is held, where more than one value moves it.
    public var sumChangedPercent = 50
    /// A new period whose sum is so many times the usual, or a part of it, is told; where it is `periodHeld`
    /// times, held.
    public var periodTold = 3.0
    /// A new period whose sum is so many times the usual, or such a part of it, is held.
    public var periodHeld = 8.0
    /// A value of the same key that grows or shrinks by this factor is told; where most values of a file do,
    /// it is held.
    public var valueFactor = 5.0
    /// Smaller values than this jump every day, and say nothing.
    public var valueLeast = 50.0
    /// Single values become nothing in everyday life, as a meter does that is taken down; most of a file's
    /// values never do.
    public var zeroIsUsual = false

    /// The limits as they stand here.
    public init() {}

    static func decode(_ map: YAMLMap?, from base: GateLimits = GateLimits()) -> GateLimits {
        var result = base
        guard let map else { return result }
        defer { map.finish() }
        func whole(_ key: String, _ range: ClosedRange<Int>, _ place: WritableKeyPath<GateLimits, Int>) {
            guard let number = map.integer(key) else { return }
            if range.contains(number) {
                result[keyPath: place] = number
            } else {
                map.child(key)?.complain(
                    "bad_value", "\(key) must be \(range.lowerBound) to \(range.upperBound)")
            }
        }
        func factor(_ key: String, _ place: WritableKeyPath<GateLimits, Double>, least: Double = 1.5) {
            guard let number = map.number(key) else { return }
            if number >= least {
                result[keyPath: place] = number
            } else {
                map.child(key)?.complain("bad_value", "\(key) must be at least \(least)")
            }
        }
        result.isOn = map.bool("on") ?? base.isOn
        result.zeroIsUsual = map.bool("zero_is_usual") ?? base.zeroIsUsual
        result.key = map.strings("key") ?? base.key
        result.about = map.strings("about") ?? base.about
        whole("keys_gone_percent", 0...100, \.keysGonePercent)
        whole("least_keys", 1...1_000_000, \.leastKeys)
        whole("sum_changed_percent", 1...1_000_000, \.sumChangedPercent)
        factor("period_told", \.periodTold)
        factor("period_held", \.periodHeld)
        factor("value_factor", \.valueFactor)
        factor("value_least", \.valueLeast, least: 0)
        if result.periodTold > result.periodHeld {
            (map.child("period_told") ?? map.child("period_held"))?.complain(
                "bad_value",
                "period_told (\(plain(result.periodTold))) is above period_held (\(plain(result.periodHeld)))"
            )
        }
        return result
    }
}
