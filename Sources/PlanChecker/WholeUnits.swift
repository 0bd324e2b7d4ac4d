import PlanFiles

extension PlanInstance.UserGroup {
    /// The most of them that this much space (hundredths of a m²) and, where they are counted, so many places
    /// can take, in whole units.
    public func most(in free: Int, places: Int?, _ basis: PlanInstance.SpaceBasis) -> Int {
        let fit = min(users, free / space(basis), places ?? users)
        return fit - fit % unit
    }
}

extension PlanInstance {
    /// Where places are counted: how many, by room and activity.
    public var placesOf: [String: [String: Int]] {
        places.reduce(into: [:]) { $0[$1.room, default: [:]][$1.activity] = $1.free }
    }
}
