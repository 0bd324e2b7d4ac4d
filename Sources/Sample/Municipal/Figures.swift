/// The figures behind one property's files: made once per file and property, always the same.
struct Figures {
    let property: MunicipalProperty
    let estate: Estate
    /// The number that the municipality knows it by.
    let bfe: Int
    /// Operating area in m².
    let area: Int
    let users: Int
    let usersBefore: Int
    let capacity: Int
    /// Users and places of its second use.
    let secondUsers: Int
    let secondCapacity: Int
    /// Yearly cost in øre.
    let yearlyCost: Int

    init(_ index: Int, in portfolio: Portfolio) {
        property = portfolio.property(index)
        // A condominium stands in somebody else's building.
        if let land = portfolio.land(of: index) {
            estate = Estate(land, in: portfolio)
            area = estate.condominiumArea
            bfe = estate.condominiumNumber(0)
        } else {
            estate = Estate(index, in: portfolio)
            area = estate.operatingArea - estate.condominiumArea
            bfe = estate.bfe
        }
        var random = SplitMix(portfolio.seed, .headcount, index)
        let perUser = property.areaPerUser(&random)
        let second = property.secondUse?.percent ?? 0
        users = property.truth == .idle ? 0 : max(area * (100 - second) / perUser, 1)
        usersBefore = property.truth == .idle ? 0 : max(users * random.within(97...103) / 100, 1)
        // An empty place says that it has room for nobody: nought is known, not missing.
        let occupancy = property.occupancy(&random)
        capacity = (users * 100 + occupancy / 2) / occupancy
        // The second use is as full as the first.
        let whole = area
        let other = property.secondUse.map { max(whole * $0.percent / $0.sector.areaPerUser, 1) } ?? 0
        (secondUsers, secondCapacity) = (other, (other * 100 + occupancy / 2) / occupancy)
        var cost = SplitMix(portfolio.seed, .cost, index, 1)
        var factor = cost.within(94...106)
        switch property.truth {
        case .highCost, .listed: factor = factor * 230 / 100
        case .idle: factor = factor * 60 / 100
        default: break
        }
        yearlyCost = area * property.sector.costPerArea * factor / 100
    }

    /// What the municipality delivers for it in month `number` of twenty-four (23 is the last).
    func delivers(_ number: Int) -> Bool {
        switch property.truth {
        case .dataMissing: false
        case .openedLastMonth: number == 23
        default: property.tenure != .leasedOut
        }
    }
}

/// The months and days that the municipality's files cover.
struct Calendar24 {
    /// Twenty-four months, the oldest first; the last one is over, or nearly.
    let months: [Month]

    init(asOf: Day) {
        let (year, month, day) = asOf.civil
        let last = Month(year, month).later(day >= 20 ? 0 : -1)
        months = (0..<24).map { last.later($0 - 23) }
    }

    /// The weekdays of the second whole week, or as many of them as a large portfolio delivers.
    func days(of month: Month, count: Int) -> [Day] {
        let eighth = month.firstDay + 7
        let monday = eighth + (7 - eighth.weekday) % 7
        return (0..<count).map { monday + $0 }
    }
}
