// CO50500T and CO50600T: units, and the units that are a property of their own.

private let use = Element("enh020EnhedensAnvendelse")
private let dwellingType = Element("enh023Boligtype")
private let condemned = Element("enh024KondemneretBoligenhed")
private let created = Element("enh025OprettelsesdatoForEnhedensIdentifikation")
private let total = Element("enh026EnhedensSamledeAreal")
private let dwelling = Element("enh027ArealTilBeboelse")
private let business = Element("enh028ArealTilErhverv")
private let source = Element("enh030KildeTilEnhedensArealer")
private let rooms = Element("enh031AntalVærelser")
private let toilet = Element("enh032Toiletforhold")
private let bath = Element("enh033Badeforhold")
private let kitchen = Element("enh034Køkkenforhold")
private let energy = Element("enh035Energiforsyning")
private let other = Element("enh039AndetAreal")
private let letting = Element("enh045Udlejningsforhold")
private let approved = Element("enh048GodkendtTomBolig")
private let access = Element("enh060EnhedensAndelFællesAdgangsareal")
private let zeroes = [
    "enh061ArealAfÅbenOverdækning", "enh062ArealAfLukketOverdækningUdestue", "enh067Støjisolering",
    "enh070ÅbenAltanTagterrasseAreal",
].map { Element($0) }
private let businessRooms = Element("enh063AntalVærelserTilErhverv")
private let toilets = Element("enh065AntalVandskylledeToiletter")
private let baths = Element("enh066AntalBadeværelser")
private let addressRole = Element("enh071AdresseFunktion")
private let shares = [
    "enh102HerafAreal1", "enh103HerafAreal2", "enh104HerafAreal3", "enh127FysiskArealTilBeboelse",
    "enh128FysiskArealTilErhverv",
].map { Element($0) }
private let address = Element("adresseIdentificerer")
private let floor = Element("etage")
private let stairway = Element("opgang")
private let condominium = Element("ejerlejlighed")
private let unitKey = Element("enhed")

extension RegisterWriter {
    func writeUnits(_ estate: Estate, to file: RegisterFile) {
        var historian = Historian()
        for building in estate.buildings where building.units > 0 {
            for unit in 0..<building.units {
                var history = SplitMix(portfolio.seed, .unitHistory, estate.index, building.part << 8 | unit)
                historian.write(.unit, from: known(building), last: portfolio.asOf, nights: [], &history)
                let part = building.part << 5 | unit
                let key = identity(.unit, estate.index, part)
                for (index, version) in historian.versions.enumerated() {
                    var random = SplitMix(portfolio.seed, .unit, estate.index, part)
                    file.begin()
                    Envelope.unit.write(
                        version, row: row(estate.index, part, index), of: key, status: building.status,
                        delivered: delivered,
                        to: file)
                    write(unit, of: building, aged: version.age, to: file, &random)
                    file.identity(address, identity(.address, estate.index, part))
                    let storey = min(
                        unit * max(building.floors, 1) / building.units, max(building.floors, 1) - 1)
                    file.identity(floor, identity(.floor, estate.index, building.part << 4 | storey))
                    file.identity(stairway, identity(.stairway, estate.index, building.part))
                    file.end()
                }
            }
        }
    }

    private func write(
        _ unit: Int, of building: Building, aged: Int, to file: RegisterFile, _ random: inout SplitMix
    ) {
        let dwells = building.dwelling > 0
        let sum = dwells ? building.dwelling : building.business
        var area = sum / building.units + (unit == 0 ? sum % building.units : 0)
        // Half a unit in a hundred was measured by somebody else.
        if random.chance(5) { area = area * 88 / 100 }
        if aged > 1, random.chance(200) { area = area * 95 / 100 }
        file.number(use, building.use)
        file.code(dwellingType, dwells ? (building.use == 510 ? "5" : "1") : "E")
        if random.chance(840) { file.number(condemned, 0) }
        if random.chance(230) {
            file.moment(
                created,
                random.chance(20) ? .notKnown : Moment(localMidnightOf: Day(1978 + random.below(40), 7, 13)))
        }
        file.number(total, area)
        file.number(dwelling, dwells ? area : 0)
        file.number(business, dwells ? 0 : area)
        if random.chance(960) { file.number(source, random.pick([2, 2, 1, 1, 5])) }
        file.number(rooms, dwells ? max(area / 28, 1) : max(area / 60, 1))
        if dwells || random.chance(300) {
            file.code(toilet, "T")
            file.code(bath, "V")
            file.code(kitchen, "E")
            if random.chance(430) { file.number(energy, 2 + random.below(2)) }
            file.number(letting, 1 + random.below(3))
            file.number(approved, 0)
        }
        let measured = random.chance(945)
        if measured { file.number(other, 0) }
        if random.chance(970) { file.number(access, 0) }
        if measured {
            for zero in zeroes { file.number(zero, 0) }
            file.number(businessRooms, dwells ? 0 : max(area / 60, 1))
        }
        file.number(toilets, dwells ? 1 : max(area / 200, 1))
        file.number(baths, dwells ? 1 : 0)
        if random.chance(220) { file.number(addressRole, random.below(4) / 3) }
        if measured {
            for share in shares { file.number(share, 0) }
        }
    }

    func writeUnitLinks(_ estate: Estate, to file: RegisterFile) {
        for (number, unit) in condominiums(estate).enumerated() {
            file.begin()
            Envelope.unitLink.write(
                linkVersion, row: row(estate.index, number, 0), of: identity(.unitLink, estate.index, unit),
                status: nil,
                delivered: delivered, to: file)
            file.identity(condominium, identity(.condominium, estate.index, unit))
            file.identity(unitKey, identity(.unit, estate.index, unit))
            file.end()
        }
    }

    /// The units of a divided property that are properties themselves: those of its first building; or the
    /// one that the municipality's list has.
    func condominiums(_ estate: Estate) -> [Int] {
        if estate.hasListedCondominium { return [estate.buildings[0].part << 5 | 1] }
        guard estate.divided, let building = estate.buildings.first, building.isInForce else { return [] }
        return (0..<building.units).map { building.part << 5 | $0 }
    }

    /// The one version that links have.
    var linkVersion: Version {
        let from = Moment(seconds: Day(2009, 11, 24).number * 86_400 + 7265)
        return Version(
            registeredFrom: .conversion, registeredTo: nil, effectiveFrom: from, effectiveTo: nil,
            actor: .conversion, process: 0, age: 0)
    }
}
