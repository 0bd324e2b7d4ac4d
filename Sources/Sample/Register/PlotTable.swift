// CO51000T and CO51100T: plots and their parcels in the cadastre.

private let water = Element("gru009Vandforsyning")
private let drainage = Element("gru010Afløbsforhold")
private let permit = Element("gru021Udledningstilladelse")
private let membership = Element("gru022MedlemskabAfSpildevandsforsyning")
private let order = Element("gru023PåbudVedrSpildevandsafledning")
private let deadline = Element("gru024FristVedrSpildevandsafledning")
private let houseNumber = Element("husnummer")
private let land = Element("bestemtFastEjendom")
private let plotKey = Element("grund")
private let parcel = Element("jordstykke")

extension RegisterWriter {
    func writePlot(_ estate: Estate, to file: RegisterFile) {
        var historian = Historian()
        var history = SplitMix(portfolio.seed, .plotHistory, estate.index)
        historian.write(.plot, from: Day(2000, 2, 5), last: portfolio.asOf, nights: [], &history)
        let key = identity(.plot, estate.index)
        for (index, version) in historian.versions.enumerated() {
            var random = SplitMix(portfolio.seed, .plot, estate.index)
            file.begin()
            Envelope.plot.write(
                version, row: row(estate.index, 0, index), of: key, status: 7, delivered: delivered, to: file)
            file.number(water, random.pick([1, 1, 1, 2, 2, 2, 7]))
            file.code(drainage, random.pick(["10", "10", "20", "30", "502", "9"]))
            if random.chance(150) {
                file.number(permit, random.pick([0, 5, 6, 1]))
            } else {
                file.absent(permit)
            }
            if random.chance(30) { file.number(membership, 1) } else { file.absent(membership) }
            if random.chance(40) {
                file.number(order, random.pick([1, 2, 6]))
                file.moment(
                    deadline, random.chance(200) ? .notKnown : Moment(localMidnightOf: Day(2018, 6, 1)))
            } else {
                file.absent(order)
                file.absent(deadline)
            }
            file.identity(houseNumber, identity(.houseNumber, estate.index))
            file.identity(land, identity(.property, estate.index))
            file.end()
        }
    }

    func writeParcels(_ estate: Estate, to file: RegisterFile) {
        var random = SplitMix(portfolio.seed, .parcel, estate.index)
        let count = random.chance(70) ? 2 : 1
        for part in 0..<count {
            var version = linkVersion
            version.effectiveFrom =
                random.chance(60) ? .notKnown : Moment(localMidnightOf: Day(1986 + random.below(20), 7, 27))
            file.begin()
            Envelope.parcelLink.write(
                version, row: row(estate.index, part, 0), of: identity(.parcelLink, estate.index, part),
                status: nil, delivered: delivered,
                to: file)
            file.identity(plotKey, identity(.plot, estate.index))
            // One link in a hundred knows no parcel; the first one always does, because the buildings name
            // it.
            if part == 0 || random.chance(850) {
                file.number(parcel, estate.parcel + part)
            } else {
                file.absent(parcel)
            }
            file.end()
        }
    }
}
