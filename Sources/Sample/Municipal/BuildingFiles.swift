import Records

// Condition and energy.

extension MunicipalWriter {
    func writeCondition() throws {
        let dirt = [
            Dirt(.outOfRange, "mark", "marks run from 1 to 5") { n in
                [["", "E-00001", "7", "2019-01-\(padded(n % 28 + 1, 2))", "1000,00", "1"]]
            },
            Dirt(.badUUID, "building_id", "a building number instead of a UUID") { _ in
                [["bygning 3", "E-00001", "2", "2024-05-01", "1000,00", "2"]]
            },
            Dirt(.badDate, "inspected_on", "no such day") { _ in
                [["", "E-00002", "3", "2023-02-29", "1000,00", "2"]]
            },
            Dirt(.outOfRange, "backlog_ore", "a negative backlog") { n in
                [["", "E-00002", "3", "2018-03-\(padded(n % 28 + 1, 2))", "-500,00", "3"]]
            },
        ]
        try file(
            "condition", ["building_id", "property_id", "mark", "inspected_on", "amount_dkk", "urgency"], dirt
        ) { csv in
            for index in 0..<portfolio.listed where !thinned(index) {
                let figures = Figures(index, in: portfolio)
                // A landlord looks after leased premises, and what nobody has delivered is not here either.
                guard !figures.property.isLeased, figures.property.truth != .dataMissing else { continue }
                // Whoever looks after the building looks after all of it.
                guard figures.property.truth != .condominium else { continue }
                for building in figures.estate.buildings where building.isMain && building.isInForce {
                    writeCondition(building, figures.property, to: csv)
                }
            }
        }
    }

    private func writeCondition(_ building: Building, _ property: MunicipalProperty, to csv: CSVFile) {
        var random = SplitMix(portfolio.seed, .condition, property.index, building.part)
        var mark = random.pick([1, 2, 2, 2, 3, 3])
        if property.truth == .normal, random.chance(60) { mark = 4 }
        if property.truth == .poorLowNeed || property.truth == .poorButNeeded { mark = 5 }
        if property.truth == .openedLastMonth { mark = 1 }
        let inspected = portfolio.asOf + -random.within(60...1300)
        let backlog =
            building.operatingArea * [0, 40, 150, 420, 1200, 2900][mark] * random.within(80...120) / 100
        for (urgency, percent) in mark >= 4 ? [(1, 40), (2, 35), (3, 25)] : [(3, 100)] {
            csv.text(Identity(portfolio.seed, .building, property.index, building.part).text)
            csv.text(property.id)
            csv.whole(mark)
            csv.day(inspected)
            csv.decimal(backlog * percent, decimals: 2)
            csv.whole(urgency)
            csv.end()
        }
    }

    func writeEnergy() throws {
        let dirt = [
            Dirt(.badYear, "year", "two digits of a year") { n in
                [["E-00001", "MX\(n)", "25x", "heat", "1000", "kwh", ""]]
            },
            Dirt(.badNumber, "amount", "not available") { n in
                [["E-00001", "MY\(n)", "2025", "heat", "n/a", "kwh", ""]]
            },
            Dirt(.outOfRange, "amount", "a meter that runs backwards") { n in
                [["E-00002", "MZ\(n)", "2025", "electricity", "-250", "kwh", ""]]
            },
            Dirt(.missingValue, "kind", "of what?") { n in
                [["E-00002", "MW\(n)", "2025", "", "1200", "kwh", ""]]
            },
        ]
        try file("energy", ["property_id", "meter", "year", "kind", "amount", "unit", "degree_days"], dirt) {
            csv in
            let year = portfolio.asOf.civil.year
            for index in 0..<portfolio.listed where !thinned(index) {
                let figures = Figures(index, in: portfolio)
                guard figures.property.truth != .dataMissing, figures.property.truth != .openedLastMonth,
                    figures.property.tenure != .leasedOut
                else { continue }
                for past in [2, 1] { writeEnergy(figures, year - past, to: csv) }
            }
        }
    }

    private func writeEnergy(_ figures: Figures, _ year: Int, to csv: CSVFile) {
        var random = SplitMix(portfolio.seed, .energy, figures.property.index)
        let factor =
            figures.property.truth == .energyOutlier ? 230 : figures.property.truth == .idle ? 55 : 100
        let sector = figures.property.sector
        // Degree days of the year against a normal one of 2906.
        let degreeDays = year % 2 == 0 ? 2720 : 2790
        let heat =
            figures.area * sector.heatPerArea * factor / 100 * random.within(93...107) / 100 * degreeDays
            / 2906
        let power = figures.area * sector.electricityPerArea * factor / 100 * random.within(93...107) / 100
        let water = figures.area * random.within(22...38) / 100
        // The large ones have a meter of heat for each wing.
        let second = figures.property.hasTwoMeters ? heat * 2 / 5 : 0
        let isMissing = figures.property.truth == .secondMeterMissing && year == portfolio.asOf.civil.year - 1
        let meters = [
            ("heat", "V", heat - second, "kwh"), ("heat", "W", isMissing ? 0 : second, "kwh"),
            ("electricity", "E", power, "kwh"),
            ("water", "B", water, "m3"),
        ]
        for (kind, meter, amount, unit) in meters where meter != "W" || amount > 0 {
            csv.text(figures.property.id)
            csv.text("\(meter)\(padded(figures.property.index + 1, 6))")
            csv.whole(year)
            csv.text(kind)
            csv.whole(amount)
            csv.text(unit)
            if kind == "heat" { csv.whole(degreeDays) } else { csv.empty() }
            csv.end()
        }
    }
}
