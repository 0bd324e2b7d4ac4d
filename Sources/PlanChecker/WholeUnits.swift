import PlanFiles

extension PlanInstance.UserGroup {
    /// The most of them that this much space (hundredths of a m²) can take, in whole units.
    public func most(in free: Int, _ basis: PlanInstance.SpaceBasis) -> Int {
        let fit = min(users, free / space(basis))
        return fit - fit % unit
    }
}
