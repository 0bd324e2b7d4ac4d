import PlanFiles

/// A target as the reader says it and as the plan is asked for it.
public struct PlanTarget: Equatable, Sendable {
    /// In thousandths of the baseline, as it is called.
    public var permille: Int
    /// The least area to leave, in m².
    public var area: Int

    /// A target whose area is known, as a decision or a setting states it.
    public init(permille: Int, area: Int) {
        self.permille = permille
        self.area = area
    }

    /// A share of the whole baseline, rounded up: a target that is a part of a m² short is not reached.
    public init(permille: Int, of instance: PlanInstance) {
        self.init(permille: permille, area: (instance.baselineArea * permille + 999) / 1000)
    }
}
