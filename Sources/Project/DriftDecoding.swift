import Contracts
import Records

extension DriftPolicy {
    /// Reads `drift: {missing_optional_column: stop}`; the keys are codes of the catalogue.
    static func decode(_ map: YAMLMap?) -> DriftPolicy {
        guard let map else { return DriftPolicy() }
        defer { map.finish() }
        var result = DriftPolicy()
        for code in usual.keys.sorted() {
            guard let action = map.choice(code.rawValue, as: DriftAction.self) else { continue }
            if code == .volume, action == .stop {
                map.child(code.rawValue)?.complain(
                    "bad_value", "volume must be accept or warn: an unusual number of rows never stops a file"
                )
                continue
            }
            result.actions[code] = action
        }
        return result
    }
}

extension VolumeBounds {
    static func decode(_ map: YAMLMap?) -> VolumeBounds {
        var result = VolumeBounds()
        guard let map else { return result }
        defer { map.finish() }
        func read(_ key: String, _ range: ClosedRange<Int>, _ place: WritableKeyPath<VolumeBounds, Int>) {
            guard let number = map.integer(key) else { return }
            if range.contains(number) {
                result[keyPath: place] = number
            } else {
                map.child(key)?.complain(
                    "bad_value", "\(key) must be \(range.lowerBound) to \(range.upperBound)")
            }
        }
        read("fewer_percent", 0...100, \.fewerPercent)
        read("more_percent", 0...1_000_000, \.morePercent)
        read("rows", 0...1_000_000_000, \.rows)
        return result
    }
}
