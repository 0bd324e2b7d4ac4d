/// A question beside the plan, written as YAML in `pipelines/5_plan/scenarios`: another target, another
/// distance, a property forced in or out.
public struct PlanScenario: Sendable {
    /// As its file is called; never `main`, which is the plan itself.
    public var name: String
    /// Name for people, by language.
    public var title: [String: String]
    /// What is asked, in a sentence, by language.
    public var describes: [String: String]
    /// Another target, in percent of the baseline.
    public var targetPercent: Double?
    /// Every distance limit times this, in percent.
    public var distancePercent: Double?
    /// True when users are given the low end of the space they need.
    public var spaceLow = false
    /// Properties that must be left, and properties that must be kept.
    public var leave: [String] = []
    /// Keys of properties that must be kept; none of them may stand in `leave`.
    public var keep: [String] = []
    /// Path relative to the root.
    public var file: String

    private enum Space: String, CaseIterable { case low, high }

    static func decode(_ text: String, file: String, into findings: Findings) -> PlanScenario? {
        guard let root = Located.parse(text, file: file, into: findings),
            let map = YAMLMap(root, what: "a scenario"),
            let name = map.string("scenario", required: true)
        else { return nil }
        var scenario = PlanScenario(
            name: name, title: map.texts("title"), describes: map.texts("describes"), file: file)
        scenario.targetPercent = map.number("target_percent")
        scenario.distancePercent = map.number("distance_percent")
        scenario.spaceLow = map.choice("space", as: Space.self) == .low
        scenario.leave = map.strings("leave") ?? []
        scenario.keep = map.strings("keep") ?? []
        if name == "main" || name != Folder.stem(file)
            || name.contains(where: { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") })
        {
            map.child("scenario")?.complain(
                "other_name", "a scenario is called as its file, in letters, digits and _, and not main")
        }
        for (key, value) in [
            ("target_percent", scenario.targetPercent), ("distance_percent", scenario.distancePercent),
        ] where value.map({ $0 < 0 || $0 > 1000 }) ?? false {
            map.child(key)?.complain("bad_value", "\(key) must be from 0 to 1000")
        }
        for key in scenario.leave where scenario.keep.contains(key) {
            map.child("leave")?.complain("bad_value", "\(key) cannot be both left and kept")
        }
        map.finish()
        return scenario
    }
}
