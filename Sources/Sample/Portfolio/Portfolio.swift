/// Which properties there are and what is true of each. A property is made from its number alone, so that any
/// writer can ask for any of them and a hundred thousand need no memory.
struct Portfolio: Sendable {
    let seed: UInt64
    /// Properties in the municipality's own list: numbers `0..<listed`.
    let listed: Int
    /// The delivery's day without later nights.
    let asOf: Day

    /// Private properties around them, which only the register knows.
    var surrounding: Int { max(listed / 2, 12) }
    var count: Int { listed + surrounding }
    /// About fifteen properties in a town, and never more than sixty towns.
    var towns: Int { min(max((listed + 7) / 15, 2), 60) }

    func town(of property: Int) -> Int { property % towns }
    func town(_ index: Int) -> Town { Town(index, of: towns, seed: seed) }

    /// One of the municipality's properties.
    func property(_ index: Int) -> MunicipalProperty { MunicipalProperty(index, in: self) }

    /// The land that a condominium stands on: two turns before it in its town, once there are two of them.
    func land(of property: Int) -> Int? {
        role(property).truth == .condominium ? property - 2 * towns : nil
    }

    /// The condominium of the list that is a part of a property's building.
    func condominium(on property: Int) -> Int? {
        let own = property + 2 * towns
        return role(property).truth == .condominiumLand && own < listed && role(own).truth == .condominium
            ? own : nil
    }

    /// True for the share of properties whose data are thinned away; a smaller share keeps a subset of a
    /// larger one.
    func isThinned(_ property: Int, dataPercent: Int) -> Bool {
        guard dataPercent < 100 else { return false }
        var random = SplitMix(seed, .thin, property)
        return random.below(100) >= dataPercent
    }

    /// Sector and truth by the property's turn in its town: the same fifteen turns in every town, four kinds
    /// of town.
    func role(_ property: Int) -> (sector: Sector, truth: Truth) {
        let turn = property / towns
        let kind = town(of: property) % 4
        let sector = Portfolio.turns[turn % 15]
        // The last of its kind stays the last one: later rounds have no care home.
        if turn % 15 >= 13, turn >= 15 { return (turn % 15 == 13 ? .daycare : .other, .normal) }
        // In a large portfolio two rounds of turns in three are ordinary.
        let seeded = turn / 15 % 3 == 0 ? Portfolio.truths[kind][turn % 15] : nil
        // A forecast against the places there are holds for everything of its sector and town.
        return (sector, seeded ?? (isRoomy(sector, town: town(of: property)) ? .demographyGap : .normal))
    }

    /// True where a sector has many more places in a town than users now or in five years: its own places,
    /// together, are too many.
    func isRoomy(_ sector: Sector, town: Int) -> Bool { Portfolio.roomy[town % 4].contains(sector) }

    /// By kind of town. Everywhere else the places of a sector are close to its users, taken together.
    private static let roomy: [Set<Sector>] = [
        [.school, .administration, .elderly], [.school, .daycare, .administration], [.school, .elderly], [],
    ]

    private static let turns: [Sector] = [
        .school, .school, .school, .daycare, .daycare, .daycare, .daycare, .sport, .sport, .administration,
        .administration,
        .culture, .culture, .elderly, .other,
    ]

    // An over-large administration (turn 9) beside a leased one (turn 10) makes the lease replaceable.
    private static let truths: [[Int: Truth]] = [
        [
            1: .overLarge, 4: .idle, 5: .secondMeterMissing, 8: .lowRoomUse, 9: .overLarge,
            10: .replaceableLease, 11: .leaseEnded, 12: .ghostBooked,
            13: .lastOfKind,
        ],
        [
            0: .listed, 2: .poorLowNeed, 3: .mustKeep, 5: .highCost, 7: .energyOutlier, 8: .sold,
            10: .lowAttendance, 11: .oneBadMonth,
            12: .condominiumLand, 14: .condominium,
        ],
        [
            3: .yearlyPosting, 4: .uncategorised, 6: .dataMissing, 8: .oneBadMonth, 10: .leaseWithoutVacancy,
            11: .openedLastMonth, 12: .lowRoomUse, 13: .lastOfKind,
            14: .sectorEmpty,
        ],
        [
            0: .idle, 1: .poorButNeeded, 2: .twoUses, 4: .overLarge, 5: .oneOffBill, 6: .areaDisputed,
            7: .ghostBooked, 9: .energyOutlier,
            12: .highCost,
        ],
    ]
}
