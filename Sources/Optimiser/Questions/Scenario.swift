import PlanFiles

/// A changed question: another target, another distance, a property forced in or out. Compared side by side
/// with the plan.
public struct Scenario: Equatable, Sendable {
    /// What it is called; its plan is known by it.
    public var name: String
    /// Another target in m².
    public var target: Int?
    /// Every activity's distance limit times this, in thousandths; moves longer than the limit must be listed
    /// in the instance to count.
    public var distancePermille: Int?
    /// The end of the space interval that is taken; nil leaves the instance's.
    public var spaceBasis: PlanInstance.SpaceBasis?
    /// Properties that must be left, and properties that must be kept.
    public var leave: [String]
    /// Keys of properties that must be kept.
    public var keep: [String]

    /// A question that changes nothing but what is named.
    public init(
        name: String, target: Int? = nil, distancePermille: Int? = nil,
        spaceBasis: PlanInstance.SpaceBasis? = nil, leave: [String] = [], keep: [String] = []
    ) {
        self.name = name
        self.target = target
        self.distancePermille = distancePermille
        self.spaceBasis = spaceBasis
        self.leave = leave
        self.keep = keep
    }

    /// Properties the scenario names that the instance does not have.
    public func unknown(in instance: PlanInstance) -> [String] {
        let known = Set(instance.properties.map(\.key))
        return (leave + keep).filter { !known.contains($0) }
    }

    /// The instance as the scenario changes it.
    public func applied(to given: PlanInstance) -> PlanInstance {
        var i = given.forcing(leave, .leave).forcing(keep, .keep)
        if let target { i.target = target }
        if let d = distancePermille {
            for a in i.activities.indices {
                i.activities[a].limitMetres = i.activities[a].limitMetres * d / 1000
            }
        }
        if let basis = spaceBasis { i.spaceBasis = basis }
        return i
    }
}

extension PlanInstance {
    /// The instance with a hand laid on these properties.
    public func forcing(_ keys: [String], _ forced: Forced) -> PlanInstance {
        var i = self
        let named = Set(keys)
        for p in i.properties.indices where named.contains(i.properties[p].key) {
            i.properties[p].forced = forced
        }
        return i
    }
}
