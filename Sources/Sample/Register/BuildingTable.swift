// CO50200T: about six versions of every building, 72 elements of which a record has 50 to 60.

private let number = Element("byg007Bygningsnummer")
private let use = Element("byg021BygningensAnvendelse")
private let kitchens = Element("byg024AntalLejlighederMedKøkken")
private let withoutKitchen = Element("byg025AntalLejlighederUdenKøkken")
private let built = Element("byg026Opførelsesår")
private let converted = Element("byg027OmTilbygningsår")
private let water = Element("byg030Vandforsyning")
private let drainage = Element("byg031Afløbsforhold")
private let wall = Element("byg032YdervæggensMateriale")
private let roof = Element("byg033Tagdækningsmateriale")
private let materialSource = Element("byg037KildeTilBygningensMaterialer")
private let total = Element("byg038SamletBygningsareal")
private let dwelling = Element("byg039BygningensSamledeBoligAreal")
private let business = Element("byg040BygningensSamledeErhvervsAreal")
private let footprint = Element("byg041BebyggetAreal")
private let zeroAreas = [
    "byg042ArealIndbyggetGarage", "byg043ArealIndbyggetCarport", "byg044ArealIndbyggetUdhus",
    "byg045ArealIndbyggetUdestueEllerLign",
    "byg046SamletArealAfLukkedeOverdækningerPåBygningen", "byg047ArealAfAffaldsrumITerrænniveau",
    "byg048AndetAreal",
    "byg049ArealAfOverdækketAreal", "byg050ArealÅbneOverdækningerPåBygningenSamlet", "byg051Adgangsareal",
].map { Element($0) }
private let areaSource = Element("byg053BygningsarealerKilde")
private let floors = Element("byg054AntalEtager")
private let heating = Element("byg056Varmeinstallation")
private let fuel = Element("byg057Opvarmningsmiddel")
private let extraHeat = Element("byg058SupplerendeVarme")
private let shelter = Element("byg069Sikringsrumpladser")
private let listing = Element("byg070Fredning")
private let revised = Element("byg094Revisionsdato")
private let insured = Element("byg121OmfattetAfByggeskadeforsikring")
private let valid = Element("byg122Gyldighedsdato")
private let insulation = Element("byg130ArealAfUdvendigEfterisolering")
private let pointSource = Element("byg133KildeTilKoordinatsæt")
private let pointQuality = Element("byg134KvalitetAfKoordinatsæt")
private let pointPlace = Element("byg135SupplerendeOplysningOmKoordinatsæt")
private let atSea = Element("byg136PlaceringPåSøterritorie")
private let movesTo = Element("byg302Tilflytterkommune")
private let point = Element("byg404Koordinat")
private let system = Element("byg406Koordinatsystem")
private let clearHeight = Element("byg151Frihøjde")
private let parcel = Element("jordstykke")
private let houseNumber = Element("husnummer")
private let plot = Element("grund")

extension RegisterWriter {
    func writeBuildings(_ estate: Estate, to file: RegisterFile) {
        var historian = Historian()
        for building in estate.buildings {
            var history = SplitMix(portfolio.seed, .buildingHistory, estate.index, building.part)
            let nights = changes(estate.index, building.part)
            historian.write(.building, from: known(building), last: portfolio.asOf, nights: nights, &history)
            let key = identity(.building, estate.index, building.part)
            let address = identity(.houseNumber, estate.index)
            let ground = identity(.plot, estate.index)
            for (index, version) in historian.versions.enumerated() {
                var random = SplitMix(portfolio.seed, .buildingRow, estate.index, building.part)
                let past = BuildingContent(
                    building, version, nights: nights.count, seed: portfolio.seed, estate: estate.index)
                file.begin()
                Envelope.building.write(
                    version, row: row(estate.index, building.part, index), of: key, status: past.status,
                    delivered: delivered, to: file)
                writeIdentity(building, past, to: file, &random)
                writeAreas(building, past, to: file, &random)
                writeInstallationsOf(building, to: file, &random)
                writePlace(building, version, past, to: file, &random)
                file.number(parcel, estate.parcel)
                file.identity(houseNumber, address)
                file.identity(plot, ground)
                file.end()
            }
        }
    }

    private func writeIdentity(
        _ building: Building, _ past: BuildingContent, to file: RegisterFile, _ random: inout SplitMix
    ) {
        file.number(number, past.isCase ? 0 : building.part + 1)
        file.number(use, building.use)
        if random.chance(980) {
            file.number(kitchens, 0)
            file.number(withoutKitchen, 0)
        }
        file.number(built, past.built)
        if random.chance(990) { file.number(converted, building.converted) } else { file.absent(converted) }
        let inner = random.chance(20)
        if inner { file.number(water, 1 + random.below(2)) }
        if inner { file.code(drainage, "10") }
        if building.isMain || random.chance(890) {
            file.code(wall, random.pick(["1", "1", "1", "5", "5", "2", "4", "12"]))
        }
        if building.isMain || random.chance(935) {
            file.code(roof, random.pick(["3", "3", "5", "2", "4", "6", "11", "90"]))
        }
        file.number(materialSource, random.pick([2, 1, 1, 5, 4]))
    }

    private func writeAreas(
        _ building: Building, _ past: BuildingContent, to file: RegisterFile, _ random: inout SplitMix
    ) {
        file.number(total, past.total)
        file.number(dwelling, past.dwelling)
        if random.chance(990) || past.business > 0 { file.number(business, past.business) }
        file.number(footprint, past.footprint)
        if random.chance(980) {
            for area in zeroAreas { file.number(area, 0) }
        }
        if random.chance(997) { file.number(areaSource, random.pick([2, 2, 2, 2, 1, 1, 5, 5, 4])) }
        file.number(floors, building.floors)
    }

    private func writeInstallationsOf(_ building: Building, to file: RegisterFile, _ random: inout SplitMix) {
        if building.isMain {
            // District heating and no heating have no fuel of their own.
            let kind = random.pick([1, 1, 1, 2, 2, 5, 7, 9])
            file.number(heating, kind)
            if kind != 1, kind != 9 { file.number(fuel, random.pick([1, 3, 4, 7])) }
            if random.chance(400) { file.number(extraHeat, random.pick([0, 2, 2, 90, 5])) }
        } else if random.chance(80) {
            file.number(heating, 9)
        }
        if random.chance(980) { file.number(shelter, 0) }
        if building.isListed { file.number(listing, 2) }
    }

    private func writePlace(
        _ building: Building, _ version: Version, _ past: BuildingContent, to file: RegisterFile,
        _ random: inout SplitMix
    ) {
        if random.chance(995) {
            let day = Day(2015, 1, 5) + random.below(1800)
            file.moment(
                revised,
                version.age == 0 ? Moment(on: day, &random) : Moment(seconds: day.number * 86_400 + 30_000))
        }
        if random.chance(12) { file.code(insured, random.pick(["00", "00", "10", "0"])) }
        if random.chance(150) {
            file.moment(
                valid,
                Moment(localMidnightOf: Day(2016, random.pick([1, 2, 5, 6, 8, 12]), random.within(1...28))))
        }
        if random.chance(980) { file.number(insulation, 0) }
        let hasPoint = building.isInForce || random.chance(700)
        if hasPoint {
            file.code(pointSource, random.pick(["M", "M", "M", "K", "E"]))
            file.number(pointQuality, random.pick([1, 1, 3, 3, 2]))
            if random.chance(710) { file.code(pointPlace, random.pick(["31", "31", "31", "11", "21"])) }
        }
        if random.chance(960) { file.number(atSea, 0) }
        if random.chance(980) { file.number(movesTo, 0) }
        file.point(point, hasPoint ? building.place : nil)
        if hasPoint { file.number(system, 5) }
        if random.chance(980) { file.number(clearHeight, 0) }
    }
}

/// A building's content in one version: older versions had other areas, no year or another status.
private struct BuildingContent {
    var status: Int
    var built: Int
    var total: Int
    var dwelling: Int
    var business: Int
    var footprint: Int
    /// A building case carries no building number.
    var isCase: Bool

    init(_ building: Building, _ version: Version, nights: Int, seed: UInt64, estate: Int) {
        var random = SplitMix(seed, .building, estate << 8 | building.part, version.age - nights)
        isCase = building.status == 2 || building.status == 3 || building.status == 12
        status = building.status
        built = building.built
        footprint = building.footprint
        var shift = 0
        if version.age > nights {
            // The ended ones were in force before; the others have grown over time.
            if building.status != 6, !isCase { status = 6 }
            if building.status == 6, random.chance(35) { status = random.pick([2, 3, 9]) }
            if random.chance(100) { built = 0 }
            if building.isMain, building.floors > 0, footprint > 60, random.chance(250) {
                shift = -random.within(4...footprint / 4)
            }
        } else if building.isMain, building.floors > 0, footprint > 0 {
            // Every later night's change measures the building a little larger.
            shift = nights - version.age
        }
        footprint += shift
        total = building.total + shift * building.floors
        dwelling = building.dwelling > 0 ? building.dwelling + shift * building.floors : building.dwelling
        business = building.business > 0 ? building.business + shift * building.floors : building.business
    }
}
