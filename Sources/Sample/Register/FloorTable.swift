// CO50800T: floors, with the used attic and the basement.

private let label = Element("eta006BygningensEtagebetegnelse")
private let total = Element("eta020SamletArealAfEtage")
private let attic = Element("eta021ArealAfUdnyttetDelAfTagetage")
private let basement = Element("eta022Kælderareal")
private let legal = Element("eta023ArealAfLovligBeboelseIKælder")
private let access = Element("eta024EtagensAdgangsareal")
private let kind = Element("eta025Etagetype")
private let business = Element("eta026ErhvervIKælder")
private let buildingKey = Element("bygning")

extension RegisterWriter {
    func writeFloors(_ estate: Estate, to file: RegisterFile) {
        var historian = Historian()
        for building in estate.buildings where building.floorRecords > 0 {
            let storeys = max(building.floors, 1)
            for number in 0..<building.floorRecords {
                let isAttic = number == storeys && building.attic > 0
                let isBasement = number >= storeys && !isAttic
                var random = SplitMix(portfolio.seed, .floor, estate.index, building.part << 8 | number)
                var history = SplitMix(
                    portfolio.seed, .floorHistory, estate.index, building.part << 8 | number)
                historian.write(.floor, from: known(building), last: portfolio.asOf, nights: [], &history)
                let key = identity(.floor, estate.index, building.part << 4 | number)
                // The same floor is written 01 by one system and 1 by another.
                let short = random.chance(130)
                let listsArea = random.chance(350)
                for (index, version) in historian.versions.enumerated() {
                    file.begin()
                    Envelope.floor.write(
                        version, row: row(estate.index, building.part << 4 | number, index), of: key,
                        status: building.status,
                        delivered: delivered, to: file)
                    write(number, short: short, isBasement: isBasement, to: file)
                    file.number(total, listsArea && !isAttic && !isBasement ? max(building.footprint, 0) : 0)
                    file.number(attic, isAttic ? building.attic : 0)
                    file.number(basement, isBasement ? building.basement : 0)
                    file.number(legal, 0)
                    file.number(access, 0)
                    file.number(kind, isAttic ? 1 : 0)
                    file.number(business, 0)
                    file.identity(buildingKey, identity(.building, estate.index, building.part))
                    file.end()
                }
            }
        }
    }

    private func write(_ number: Int, short: Bool, isBasement: Bool, to file: RegisterFile) {
        if isBasement {
            file.code(label, "kl")
        } else if number == 0 {
            file.code(label, "st")
        } else if short {
            file.number(label, number)
        } else {
            file.text(label, padded(number, 2))
        }
    }
}
