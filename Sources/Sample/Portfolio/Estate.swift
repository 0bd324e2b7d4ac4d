/// What stands on one property: its buildings, its owner category and its place in the register.
struct Estate {
    let index: Int
    /// Nil for the private surroundings.
    let property: MunicipalProperty?
    private(set) var buildings: [Building] = []
    let owner: Int
    /// Buildings stand on somebody else's land.
    let onForeignLand: Bool
    /// Every unit is a property of its own.
    let divided: Bool
    /// One unit of its first building is a property of its own, which the municipality's list has too.
    let hasListedCondominium: Bool
    let place: Place

    /// National property numbers; the three ranges never meet.
    var landNumber: Int { 7_000_000 + index }
    var foreignLandNumber: Int { 5_000_000 + index }
    func condominiumNumber(_ unit: Int) -> Int { 20_000_000 + index * 16 + unit }
    /// The number that the municipality knows the property by.
    var bfe: Int { onForeignLand ? foreignLandNumber : landNumber }
    var parcel: Int { 100_000 + index * 2 }
    /// Area of the unit that the list has by itself: the register's, as `UnitTable` writes it.
    var condominiumArea: Int { hasListedCondominium ? buildings[0].business / buildings[0].units : 0 }
    /// Sum of the operating areas in force.
    var operatingArea: Int { buildings.reduce(0) { $0 + $1.operatingArea } }

    init(_ index: Int, in portfolio: Portfolio) {
        var random = SplitMix(portfolio.seed, .estate, index)
        self.index = index
        let town = portfolio.town(portfolio.town(of: index))
        place = Place(
            easting: town.easting * 100 + random.within(-110_000...110_000),
            northing: town.northing * 100 + random.within(-110_000...110_000))
        if index < portfolio.listed {
            let property = portfolio.property(index)
            self.property = property
            divided = false
            hasListedCondominium = portfolio.condominium(on: index) != nil
            // A few owned ones are mixed property, and a few stand on leased land: code 50 alone finds
            // neither.
            onForeignLand = property.tenure == .owned && !hasListedCondominium && index % 37 == 23
            switch property.tenure {
            case .leasedIn: owner = 30
            case .selfGoverning: owner = 40
            case .owned, .leasedOut: owner = index % 29 == 11 ? 90 : 50
            }
            addMunicipal(property, asOf: portfolio.asOf, &random)
        } else {
            property = nil
            hasListedCondominium = false
            let kind = random.below(1000)
            divided = kind < 30
            onForeignLand = !divided && kind >= 970
            let owned = random.below(1000)
            // A handful of properties with code 50 are in nobody's list.
            owner =
                divided
                ? 90
                : owned < 8
                    ? 50 : owned < 930 ? 10 : owned < 970 ? 30 : owned < 980 ? 20 : owned < 990 ? 80 : 40
            addPrivate(kind, &random)
        }
        addOutbuildings(&random)
        addCases(asOf: portfolio.asOf, &random)
        for i in buildings.indices {
            buildings[i].place = Place(
                easting: place.easting + random.within(-6_000...6_000),
                northing: place.northing + random.within(-6_000...6_000))
        }
    }

    private mutating func addMunicipal(_ property: MunicipalProperty, asOf: Day, _ random: inout SplitMix) {
        let target = property.area(&random)
        let count = target < 600 ? 1 : random.within(property.sector.mainBuildings)
        let codes = property.sector.useCodes
        for part in 0..<count {
            var building = Building(part: part)
            building.use = random.chance(190) ? codes.old : codes.code
            building.floors =
                property.sector == .school || property.sector == .administration
                ? random.within(1...3) : random.within(1...2)
            let share = target / count
            if random.chance(250) { building.attic = share * random.within(8...16) / 100 }
            if random.chance(220) { building.basement = share * random.within(6...14) / 100 }
            building.footprint = max((share - building.attic - building.basement) / building.floors, 40)
            building.built = property.truth == .openedLastMonth ? asOf.civil.year : random.within(1905...2012)
            building.isListed = property.isListed && part == 0
            finish(&building, dwells: false, &random)
            building.units = random.chance(930) ? 1 : 0
            // Three parts of it, of which the second is a condominium.
            if hasListedCondominium, part == 0 { building.units = 3 }
            buildings.append(building)
        }
        if property.hasHomes { addHomes(&random) }
    }

    /// A building of homes beside the service area of a care centre: in the register, in no figure of area.
    private mutating func addHomes(_ random: inout SplitMix) {
        var homes = Building(part: buildings.count)
        homes.use = 160
        homes.floors = 2
        homes.footprint = random.within(500...900)
        homes.built = random.within(1975...2012)
        finish(&homes, dwells: true, &random)
        homes.units = random.within(12...24)
        buildings.append(homes)
    }

    private mutating func addPrivate(_ kind: Int, _ random: inout SplitMix) {
        var building = Building(part: 0)
        building.floors = 1
        building.built = random.within(1865...2019)
        building.units = 1
        switch kind {
        case ..<60:  // flats
            building.use = 140
            building.floors = 2
            building.footprint = random.within(160...420)
            building.units = random.within(4...8)
        case ..<700:
            building.use = random.chance(150) ? 130 : random.pick([120, 120, 120, 121, 131, 132])
            building.footprint = random.within(70...210)
            if random.chance(330) { building.attic = building.footprint * random.within(30...70) / 100 }
            if random.chance(60) { building.basement = building.footprint * random.within(20...80) / 100 }
        case ..<820:
            building.use = 510
            building.footprint = random.within(45...110)
        case ..<940:
            building.use = 110
            building.footprint = random.within(110...260)
            addBarns(&random)
        default:
            building.use = random.pick([322, 321, 223, 320])
            building.footprint = random.within(120...600)
        }
        finish(&building, dwells: building.use < 200 || building.use == 510, &random)
        buildings.insert(building, at: 0)
        renumber()
    }

    private mutating func addBarns(_ random: inout SplitMix) {
        for _ in 0..<random.within(1...3) {
            var barn = Building(part: 0)
            barn.use = random.pick([210, 210, 212, 217, 218])
            barn.floors = 1
            barn.footprint = random.within(90...700)
            barn.built = random.within(1880...2010)
            barn.units = random.chance(600) ? 1 : 0
            finish(&barn, dwells: false, &random)
            buildings.append(barn)
        }
    }

    private func finish(_ building: inout Building, dwells: Bool, _ random: inout SplitMix) {
        building.total = building.footprint * building.floors
        // A hundredth was measured by another rule than footprint times floors.
        if random.chance(8) { building.total += building.footprint / 3 }
        building.converted = random.chance(210) ? min(building.built + random.within(8...60), 2024) : 0
        if building.converted <= building.built { building.converted = 0 }
        // Three in a hundred do not add up, as in real registers.
        let sum = building.total + building.attic - (random.chance(27) ? building.footprint / 10 : 0)
        if dwells { building.dwelling = sum } else { building.business = sum }
    }

    private mutating func addOutbuildings(_ random: inout SplitMix) {
        let mains = buildings.count
        let count =
            property == nil ? random.pick([0, 1, 1, 2]) : random.pick([0, 0, 1, 1, 2, 3, 4]) * min(mains, 2)
        for _ in 0..<count {
            var shed = Building(part: buildings.count)
            shed.use =
                random.chance(6) ? 999 : random.pick([910, 910, 910, 920, 920, 930, 930, 930, 930, 940, 950])
            shed.footprint = random.within(8...70)
            shed.built = random.chance(240) ? 1000 : random.within(1950...2018)
            buildings.append(shed)
        }
    }

    /// Buildings that are no longer or not yet there: their areas must never be summed.
    private mutating func addCases(asOf: Day, _ random: inout SplitMix) {
        let mains = buildings.count
        for _ in 0..<mains where random.chance(222) {
            var building = Building(part: buildings.count)
            building.status = random.pick([10, 10, 10, 9, 9, 9, 3, 3, 2, 2, 11, 12, 14])
            building.use = random.chance(500) ? random.pick([120, 210, 441, 421, 321]) : 910
            building.footprint = random.within(20...240)
            building.built = random.within(1900...1990)
            if building.isMain {
                building.floors = 1
                building.total = building.footprint
                building.business = building.total
                building.units = random.chance(500) ? 1 : 0
            }
            if building.status == 2 || building.status == 3 || building.status == 12 {
                building.built = random.chance(500) ? 0 : asOf.civil.year
                // A case can hold the change of an area instead of an area.
                if building.isMain, random.chance(400) {
                    building.total = -random.within(4...239)
                    building.footprint = building.total
                    building.business = building.total
                }
            }
            buildings.append(building)
        }
    }

    private mutating func renumber() {
        for i in buildings.indices { buildings[i].part = i }
    }
}
