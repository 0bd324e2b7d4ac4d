import Records

// The list of properties and the decisions: what the municipality says about a property as a
// whole.

extension MunicipalWriter {
    func writeProperties() throws {
        let columns = [
            "property_id", "name", "address", "locality", "sector", "tenure", "bfe_number", "building_ids",
            "must_keep",
            "must_keep_reason", "listed", "area_m2", "easting_m", "northing_m", "use_share_percent",
        ]
        let dirt = [
            Dirt(.missingValue, "property_id", "the key is empty") { _ in
                [
                    [
                        "", "Uden nøgle", "", "Eksempelkøbing", "school", "owned", "", "", "nej", "", "nej",
                        "", "", "", "",
                    ]
                ]
            },
            Dirt(
                .duplicateKey, "property_id",
                "the same property twice with different content: neither can be trusted"
            ) { n in
                [12, 900].map {
                    [
                        "X-\(n)", "To gange", "", "Eksempelkøbing", "other", "owned", "", "", "nej", "",
                        "nej", "\($0)", "", "", "",
                    ]
                }
            },
            Dirt(.badBoolean, "must_keep", "neither yes nor no") { n in
                [
                    [
                        "Y-\(n)", "Måske", "", "Eksempelkøbing", "other", "owned", "", "", "måske", "", "nej",
                        "", "", "", "",
                    ]
                ]
            },
        ]
        try file("properties", columns, dirt) { csv in
            for index in 0..<portfolio.listed {
                let figures = Figures(index, in: portfolio)
                let second = figures.property.secondUse
                writeProperty(
                    figures, figures.property.sector, share: second.map { 100 - $0.percent }, to: csv)
                if let second { writeProperty(figures, second.sector, share: second.percent, to: csv) }
            }
        }
    }

    /// One use of a property: nearly every one has one, which is all of it.
    private func writeProperty(_ figures: Figures, _ sector: Sector, share: Int?, to csv: CSVFile) {
        let property = figures.property
        var random = SplitMix(portfolio.seed, .link, property.index)
        csv.text(property.id)
        csv.text(property.name(in: portfolio))
        csv.text(Town.address(property.town, &random))
        csv.text(Town.name(property.town))
        csv.text(property.truth == .sectorEmpty ? "" : sector.rawValue)
        csv.text(property.tenure.rawValue)
        // The number of leased premises is the landlord's; the list names the buildings instead.
        if property.isLeased { csv.empty() } else { csv.whole(figures.bfe) }
        let isPart =
            property.truth == .condominium || property.truth == .condominiumLand || property.secondUse != nil
        // The register cannot say what premises are for that nobody finds in it.
        if property.truth == .sectorEmpty {
            csv.empty()
        } else if property.isLeased || random.chance(300) && !isPart {
            let inForce = figures.estate.buildings.filter(\.isInForce)
            csv.text(
                inForce.map { Identity(portfolio.seed, .building, property.index, $0.part).text }.joined(
                    separator: " "))
        } else {
            csv.empty()
        }
        csv.text(property.mustKeep ? "ja" : "nej")
        csv.text(property.mustKeep ? "Indgår i beredskabsplanen" : "")
        csv.text(property.isListed ? "ja" : "nej")
        if property.truth == .areaDisputed {
            csv.whole(figures.area * 115 / 100)
        } else if property.isLeased {
            csv.whole(figures.area)
        } else if random.chance(400), property.secondUse == nil {
            csv.whole(figures.area * random.within(985...1015) / 1000)
        } else {
            csv.empty()
        }
        csv.whole(figures.estate.place.easting / 100)
        csv.whole(figures.estate.place.northing / 100)
        if let share { csv.whole(share) } else { csv.empty() }
        csv.end()
    }

    func writeDecisions() throws {
        let columns = [
            "property_id", "verdict", "reason", "decided_by_role", "decided_on", "valid_until",
            "evidence_threshold_percent", "effect",
            "effect_on",
        ]
        try file("decisions", columns, []) { csv in
            for index in 0..<portfolio.listed {
                guard let decision = portfolio.decision(index) else { continue }
                csv.text(portfolio.property(index).id)
                csv.text(decision.verdict)
                csv.text(decision.reason)
                csv.text("Ejendomsudvalget")
                csv.day(portfolio.asOf + -decision.daysAgo)
                if let days = decision.validDays { csv.day(portfolio.asOf + days) } else { csv.empty() }
                csv.whole(10)
                if let effect = decision.effect {
                    csv.text(effect.word)
                    csv.day(portfolio.asOf + -effect.daysAgo)
                } else {
                    csv.empty()
                    csv.empty()
                }
                csv.end()
            }
        }
    }
}

/// What was decided about a property.
struct Decision {
    let verdict: String
    let reason: String
    let daysAgo: Int
    /// Days from the delivery to the last day it holds; negative when it is over.
    let validDays: Int?
    /// What came of it, and how many days ago.
    var effect: (word: String, daysAgo: Int)?
}

extension Portfolio {
    /// A few decisions, in the first four towns only.
    func decision(_ index: Int) -> Decision? {
        if role(index).truth == .sold {
            return Decision(
                verdict: "done", reason: "Solgt", daysAgo: 60, validDays: nil, effect: ("sold", 45))
        }
        guard index % towns < 4, index / towns < 15 else { return nil }
        switch (index % towns, index / towns) {
        case (3, 9):
            return Decision(
                verdict: "keep", reason: "Varmeanlægget skiftes i år", daysAgo: 120, validDays: 400)
        case (1, 5):
            return Decision(verdict: "keep", reason: "Afventer ny kontrakt", daysAgo: 500, validDays: -60)
        case (0, 1):
            return Decision(
                verdict: "investigate", reason: "Skoledistriktet undersøges", daysAgo: 170, validDays: 250)
        case (3, 0):
            return Decision(
                verdict: "exit", reason: "Skolen er lukket, bygningen skal sælges", daysAgo: 90,
                validDays: nil)
        default: return nil
        }
    }
}

extension Figures {
    /// Rent a year in øre; 0 when nothing is leased.
    var yearlyRent: Int { property.isLeased ? area * property.sector.costPerArea * 104 / 100 : 0 }
}
