// CO51500T and CO50900T: technical installations, mostly oil tanks, and shared areas.

private let number = Element("tek007Anlægsnummer")
private let classification = Element("tek020Klassifikation")
private let make = Element("tek021FabrikatType")
private let established = Element("tek024Etableringsår")
private let altered = Element("tek025TilOmbygningsår")
private let sizeClass = Element("tek026StørrelsesklasseOlietank")
private let placing = Element("tek027Placering")
private let closing = Element("tek028SløjfningOlietank")
private let size = Element("tek032Størrelse")
private let content = Element("tek034IndholdOlietank")
private let deadline = Element("tek035SløjfningsfristOlietank")
private let zeroes = ["tek036Rumfang", "tek037Areal", "tek038Højde", "tek039Effekt"].map { Element($0) }
private let revised = Element("tek042Revisionsdato")
private let system = Element("tek045Koordinatsystem")
private let made = Element("tek067Fabrikationsår")
private let closed = Element("tek072Sløjfningsår")
private let turbines = ["tek073Navhøjde", "tek074Vindmøllenummer", "tek075Rotordiameter"].map { Element($0) }
private let pointSource = Element("tek076KildeTilKoordinatsæt")
private let pointQuality = Element("tek077KvalitetAfKoordinatsæt")
private let atSea = Element("tek107PlaceringPåSøterritorie")
private let point = Element("tek109Koordinat")
private let operating = Element("tek110Driftstatus")
private let parcel = Element("jordstykke")
private let houseNumber = Element("husnummer")
private let plot = Element("grund")
private let buildingKey = Element("bygning")

private let areaNumber = Element("for002Fordelingsarealnummer")
private let area = Element("for003ArealTilFordeling")
private let areaKey = Element("for004FordelingsNøgle")
private let areaName = Element("for005Navn")
private let rest = Element("for006Rest")

extension RegisterWriter {
    func writeInstallations(_ estate: Estate, to file: RegisterFile) {
        var draw = SplitMix(portfolio.seed, .installation, estate.index)
        let count = draw.chance(450) ? draw.pick([1, 1, 1, 2]) : 0
        var historian = Historian()
        for tank in 0..<count {
            var history = SplitMix(portfolio.seed, .installationHistory, estate.index, tank)
            historian.write(.installation, from: Day(2000, 2, 5), last: portfolio.asOf, nights: [], &history)
            // Two in a hundred ended without a last row.
            if history.chance(17) {
                historian.endLast(at: Moment(seconds: (portfolio.asOf.number - 15) * 86_400))
            }
            let status = history.chance(740) ? 6 : 10
            let key = identity(.installation, estate.index, tank)
            for (index, version) in historian.versions.enumerated() {
                var random = SplitMix(portfolio.seed, .installation, estate.index, 1 + tank)
                file.begin()
                Envelope.installation.write(
                    version, row: row(estate.index, tank, index), of: key,
                    status: version.age == 0 ? status : 6, delivered: delivered,
                    to: file)
                writeTank(tank, of: estate, to: file, &random)
                file.end()
            }
        }
    }

    private func writeTank(_ tank: Int, of estate: Estate, to file: RegisterFile, _ random: inout SplitMix) {
        let year = random.chance(140) ? 0 : random.within(1958...2005)
        file.number(number, tank + 1)
        file.code(
            classification, random.pick(["1110", "1110", "1110", "1110", "1110", "1120", "1220", "1230"]))
        if random.chance(230) {
            file.text(make, random.pick(["Prøvetank A/S", "Tænkt Beholder ApS", "Eksempel & Søn"]))
        }
        file.number(established, year)
        file.number(altered, 0)
        if random.chance(730) { file.number(sizeClass, 1) }
        if random.chance(830) { file.number(placing, random.pick([1, 1, 2, 3])) }
        let isClosed = random.chance(610)
        if isClosed { file.number(closing, random.pick([1, 1, 2, 4])) }
        file.number(size, random.pick([0, 1200, 2500, 2500, 4000]))
        if random.chance(610) { file.number(content, random.pick([10, 12, 99])) }
        if random.chance(70) {
            file.moment(deadline, Moment(localMidnightOf: Day(2030 + random.below(20), 12, 31)))
        }
        for zero in zeroes { file.number(zero, 0) }
        file.moment(revised, Moment(on: Day(2012, 3, 6) + random.below(2500), &random))
        file.number(system, 5)
        file.number(made, random.chance(470) && year > 0 ? year : 0)
        file.number(closed, isClosed && year > 0 ? year + 22 : 0)
        for zero in turbines { file.number(zero, 0) }
        file.code(pointSource, "M")
        file.number(pointQuality, 3)
        if random.chance(900) { file.number(atSea, 0) }
        file.point(point, random.chance(900) ? estate.place : nil)
        if random.chance(960) { file.number(operating, isClosed ? 2 : 1) }
        if random.chance(990) {
            file.number(parcel, estate.parcel)
            file.identity(houseNumber, identity(.houseNumber, estate.index))
            file.identity(plot, identity(.plot, estate.index))
        } else {
            file.identity(houseNumber, identity(.houseNumber, estate.index))
            file.identity(buildingKey, identity(.building, estate.index, 0))
        }
    }

    /// Two shared areas, both ended, in buildings that are not in the delivery: keys that dangle on purpose.
    func writeSharedAreas(to file: RegisterFile) {
        var historian = Historian()
        for index in 0..<2 {
            var random = SplitMix(portfolio.seed, .sharedArea, index)
            historian.write(.sharedArea, from: Day(2017, 11, 2), last: Day(2019, 6, 1), nights: [], &random)
            for (number, version) in historian.versions.enumerated() {
                file.begin()
                Envelope.sharedArea.write(
                    version, row: row(index, 0, number), of: identity(.sharedArea, index),
                    status: version.age == 0 ? 10 : 6,
                    delivered: delivered, to: file)
                file.number(areaNumber, 1)
                file.number(area, index == 0 ? 648 : 38)
                file.number(areaKey, version.age == 0 ? 3 : 2)
                file.text(areaName, index == 0 ? "Gangarealer" : "Fælles adgangsareal i bygning")
                file.number(rest, 0)
                file.identity(buildingKey, identity(.elsewhere, index))
                file.end()
            }
        }
    }
}
