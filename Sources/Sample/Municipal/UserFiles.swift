import Records

// Headcount and forecast: who uses what, now and in ten years.

extension MunicipalWriter {
    func writeHeadcount() throws {
        let dirt = [
            Dirt(.outOfRange, "users", "a negative number of people") { n in
                [["E-00001", "2019-\(padded(n % 12 + 1, 2))", "pupil", "-12", ""]]
            },
            Dirt(.badPeriod, "period", "there is no month 13") { _ in
                [["E-00002", "2025-13", "pupil", "120", "130"]]
            },
            Dirt(.badNumber, "users", "a word instead of a number") { n in
                [["E-00001", "2018-\(padded(n % 12 + 1, 2))", "pupil", "ca. 200", ""]]
            },
            Dirt(.unknownReference, "property_id", "the list has no such property") { n in
                [["UKENDT-\(n)", "2025-02", "pupil", "44", "50"]]
            },
        ]
        let months = calendar.months
        try file("headcount", ["property_id", "period", "kind", "users", "capacity"], dirt) { csv in
            for index in 0..<portfolio.listed where !thinned(index) {
                let figures = Figures(index, in: portfolio)
                if figures.delivers(11) { write(figures, figures.usersBefore, months[11], to: csv) }
                if figures.delivers(23) { write(figures, changed(figures), months[23], to: csv) }
            }
        }
    }

    /// Later nights count one property in a thousand anew.
    private func changed(_ figures: Figures) -> Int {
        guard night > 0, figures.users > 0 else { return figures.users }
        var users = figures.users
        for number in 1...night {
            var random = SplitMix(portfolio.seed, .night, -1 - figures.property.index, number)
            if random.chance(1) { users += 1 }
        }
        return users
    }

    private func write(_ figures: Figures, _ users: Int, _ month: Month, to csv: CSVFile) {
        csv.text(figures.property.id)
        csv.text(month.iso)
        csv.text(figures.property.sector.userKind)
        csv.whole(users)
        csv.whole(figures.capacity)
        csv.end()
        if let second = figures.property.secondUse {
            csv.text(figures.property.id)
            csv.text(month.iso)
            csv.text(second.sector.userKind)
            csv.whole(figures.secondUsers)
            csv.whole(figures.secondCapacity)
            csv.end()
        }
        // Whoever works where citizens come is counted beside them.
        guard figures.property.sector.userKind == "citizen" else { return }
        csv.text(figures.property.id)
        csv.text(month.iso)
        csv.text("employee")
        csv.whole(users == 0 ? 0 : users / 100 + 1)
        csv.empty()
        csv.end()
    }

    func writeForecast() throws {
        // Users per sector and town: the only sums the writer keeps, and there are at most 420 of them.
        var users = [Int](repeating: 0, count: portfolio.towns * Sector.allCases.count)
        for index in 0..<portfolio.listed {
            let figures = Figures(index, in: portfolio)
            guard figures.delivers(23) else { continue }
            let first = figures.property.town * Sector.allCases.count
            users[first + sectorIndex(figures.property.sector)] += figures.users
            if let second = figures.property.secondUse {
                users[first + sectorIndex(second.sector)] += figures.secondUsers
            }
        }
        let year = portfolio.asOf.civil.year
        let dirt = [
            Dirt(.badYear, "year", "no year") { _ in [["school", "Eksempelkøbing", "20x7", "100"]] }
        ]
        try file("forecast", ["sector", "locality", "year", "users"], dirt) { csv in
            for town in 0..<portfolio.towns {
                for sector in Sector.allCases {
                    let now = users[town * Sector.allCases.count + sectorIndex(sector)]
                    guard now > 0 else { continue }
                    var random = SplitMix(portfolio.seed, .forecast, town, sectorIndex(sector))
                    let yearly = sector == .school && town % 4 == 2 ? -64 : random.within(-3...8)
                    for ahead in 0...10 {
                        csv.text(sector.rawValue)
                        csv.text(Town.name(town))
                        csv.whole(year + ahead)
                        // Rounded up: a small place must not lose a user to arithmetic.
                        csv.whole((now * (1000 + yearly * ahead) + 999) / 1000)
                        csv.end()
                    }
                }
            }
        }
    }

    private func sectorIndex(_ sector: Sector) -> Int { Sector.allCases.firstIndex(of: sector)! }
}
