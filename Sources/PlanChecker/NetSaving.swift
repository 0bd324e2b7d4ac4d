import PlanFiles

extension PlanInstance {
    /// What leaving this property saves a year, net of the annualised one-off cost, in 1/`netScale` øre; nil
    /// when the numbers do not fit 64 bits.
    public func net(_ p: Property) -> Int? {
        let backlog = backlogYears ?? 1
        var oneOff = Exact(p.oneOffCost)
        oneOff -= Exact(p.proceeds)
        var sum = Exact(annualiseYears) * backlog * p.saving
        sum -= oneOff * backlog
        if backlogYears != nil { sum += Exact(annualiseYears) * p.backlog }
        return sum.floor(over: 1)
    }
}
