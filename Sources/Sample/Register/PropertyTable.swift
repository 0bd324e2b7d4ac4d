// CO50400T and CO50300T: properties of the three kinds, and the buildings on somebody else's land.

private let bfe = Element("bfeNummer")
private let owner = Element("ejendommensEjerforholdskode")
private let esr = Element("ejendomsnummer")
private let valuation = Element("vurderingsejendomsnummer")
private let condominiumNumber = Element("ejerlejlighedsnummer")
private let kind = Element("ejendomstype")
private let registeredArea = Element("tinglystAreal")
private let land = Element("samletFastEjendom")
private let foreign = Element("bygningPåFremmedGrund")
private let condominium = Element("ejerlejlighed")
private let buildingKey = Element("bygning")

extension RegisterWriter {
    func writeProperties(_ estate: Estate, to file: RegisterFile) {
        // The land under a building on foreign land belongs to a company.
        write(
            .land, number: estate.landNumber, owner: estate.onForeignLand ? 30 : estate.owner, part: 0,
            of: estate, to: file)
        if estate.onForeignLand {
            write(
                .foreign, number: estate.foreignLandNumber, owner: estate.owner, part: 1, of: estate, to: file
            )
        }
        for (index, unit) in condominiums(estate).enumerated() {
            let owner = estate.hasListedCondominium ? estate.owner : index % 5 == 4 ? 30 : 10
            write(
                .condominium, number: estate.condominiumNumber(index), owner: owner, part: 2 + unit,
                of: estate, to: file)
        }
    }

    private enum Kind { case land, foreign, condominium }

    private func write(
        _ type: Kind, number: Int, owner code: Int, part: Int, of estate: Estate, to file: RegisterFile
    ) {
        var historian = Historian()
        var history = SplitMix(portfolio.seed, .propertyHistory, estate.index, part)
        historian.write(.property, from: Day(2000, 2, 5), last: portfolio.asOf, nights: [], &history)
        let key =
            switch type {
            case .land: identity(.property, estate.index)
            case .foreign: identity(.foreignLand, estate.index)
            case .condominium: identity(.condominium, estate.index, part - 2)
            }
        for (index, version) in historian.versions.enumerated() {
            var random = SplitMix(portfolio.seed, .property, estate.index, part << 8 | version.age)
            let numbered = version.age == 0 || random.chance(880)
            file.begin()
            Envelope.property.write(
                version, row: row(estate.index, part, index), of: key, status: 7, delivered: delivered,
                to: file)
            if numbered { file.number(bfe, number) } else { file.absent(bfe) }
            // The owner changed over time for some.
            if version.age == 0 || random.chance(400) {
                file.number(owner, version.age > 0 && random.chance(150) ? 10 : code)
            }
            file.number(esr, 1000 + estate.index * 3 + min(part, 2))
            if random.chance(980) {
                file.number(valuation, 0)
                file.number(condominiumNumber, type == .condominium ? part - 1 : 0)
            }
            switch type {
            case .land: file.code(kind, "SFE")
            case .foreign: file.code(kind, "BPFG")
            case .condominium: file.code(kind, "Ejerlejlighed")
            }
            if random.chance(980) { file.number(registeredArea, type == .condominium ? 64 + part : 0) }
            if numbered {
                file.number(type == .land ? land : type == .foreign ? foreign : condominium, number)
            }
            file.end()
        }
    }

    func writeBuildingLinks(_ estate: Estate, to file: RegisterFile) {
        guard estate.onForeignLand else { return }
        for building in estate.buildings {
            file.begin()
            Envelope.buildingLink.write(
                linkVersion, row: row(estate.index, building.part, 0),
                of: identity(.buildingLink, estate.index, building.part),
                status: nil,
                delivered: delivered, to: file)
            file.identity(buildingKey, identity(.building, estate.index, building.part))
            file.identity(foreign, identity(.foreignLand, estate.index))
            file.end()
        }
    }
}
