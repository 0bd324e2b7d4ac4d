// CO51200T: stairways, one per main building.

private let lift = Element("opg020Elevator")
private let role = Element("opg021HusnummerFunktion")
private let entrance = Element("adgangFraHusnummer")
private let buildingKey = Element("bygning")

extension RegisterWriter {
    func writeStairways(_ estate: Estate, to file: RegisterFile) {
        var historian = Historian()
        for building in estate.buildings where building.isMain {
            var history = SplitMix(portfolio.seed, .stairwayHistory, estate.index, building.part)
            historian.write(.stairway, from: known(building), last: portfolio.asOf, nights: [], &history)
            let key = identity(.stairway, estate.index, building.part)
            for (index, version) in historian.versions.enumerated() {
                var random = SplitMix(portfolio.seed, .stairway, estate.index, building.part)
                file.begin()
                Envelope.stairway.write(
                    version, row: row(estate.index, building.part, index), of: key, status: building.status,
                    delivered: delivered, to: file)
                if random.chance(970) {
                    file.code(
                        lift,
                        building.floors > 2 ? "1" : version.age == 0 && random.chance(180) ? "false" : "0")
                }
                if version.age == 0 { file.number(role, random.below(4) / 3) }
                file.identity(entrance, identity(.houseNumber, estate.index))
                file.identity(buildingKey, identity(.building, estate.index, building.part))
                file.end()
            }
        }
    }
}
