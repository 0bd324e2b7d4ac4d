/// Writes the register's tables, one property after the other, from nothing but numbers.
struct RegisterWriter {
    let portfolio: Portfolio
    /// Later nights before this delivery; 0 is the first delivery.
    let night: Int
    /// The delivery's day.
    var delivered: Day { portfolio.asOf + night }

    /// The moments at which nights up to this one changed a building: one building in a thousand each night.
    func changes(_ property: Int, _ part: Int) -> [Moment] {
        guard night > 0 else { return [] }
        var moments: [Moment] = []
        for number in 1...night {
            var random = SplitMix(portfolio.seed, .night, property << 8 | part, number)
            if random.chance(1) {
                moments.append(Moment(seconds: (portfolio.asOf.number + number - 1) * 86_400 + 36_000))
            }
        }
        return moments
    }

    /// Key of a version's row: the same night after night.
    func row(_ property: Int, _ part: Int, _ version: Int) -> Int {
        ((property << 10 | part) << 6) + version + 1
    }

    func identity(_ kind: ObjectKind, _ property: Int, _ part: Int = 0) -> Identity {
        Identity(portfolio.seed, kind, property, part)
    }

    /// First day a building of that year can have rows of.
    func known(_ building: Building) -> Day {
        guard building.built >= 2016 else { return Day(2000, 2, 5) }
        let first = Day(min(building.built, 9000), 1, 5)
        return first < portfolio.asOf + -60 ? first : portfolio.asOf + -50
    }

    func write(_ table: RegisterTable, to file: RegisterFile) {
        switch table {
        case .building: eachEstate { writeBuildings($0, to: file) }
        case .buildingLink: eachEstate { writeBuildingLinks($0, to: file) }
        case .property: eachEstate { writeProperties($0, to: file) }
        case .unit: eachEstate { writeUnits($0, to: file) }
        case .unitLink: eachEstate { writeUnitLinks($0, to: file) }
        case .sharedAreaLink: break
        case .floor: eachEstate { writeFloors($0, to: file) }
        case .sharedArea: writeSharedAreas(to: file)
        case .plot: eachEstate { writePlot($0, to: file) }
        case .parcelLink: eachEstate { writeParcels($0, to: file) }
        case .stairway: eachEstate { writeStairways($0, to: file) }
        case .installation: eachEstate { writeInstallations($0, to: file) }
        }
    }

    private func eachEstate(_ body: (Estate) -> Void) {
        for index in 0..<portfolio.count { body(Estate(index, in: portfolio)) }
    }
}
