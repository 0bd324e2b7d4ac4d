import Records

// The accounts and the table that gives them to properties. About two in a hundred kroner belong to no
// property.

/// Kinds of cost, each on its own account.
enum CostKind: Int, CaseIterable {
    case operation, maintenance, cleaning, energy, rent

    var account: String { ["2200", "2700", "4010", "2900", "4020"][rawValue] }
    var category: String { ["operation", "maintenance", "cleaning", "energy", "rent"][rawValue] }
    var text: String { ["Drift", "Vedligeholdelse", "Rengøring", "El, vand og varme", "Husleje"][rawValue] }

    /// Share of the yearly running cost in percent. A lease's rent covers its maintenance and its heat.
    func share(leased: Bool) -> Int { leased ? [11, 0, 20, 0, 0][rawValue] : [33, 22, 21, 24, 0][rawValue] }
}

extension MunicipalWriter {
    /// One property's operation stands on a function that no chart has.
    private func account(_ property: MunicipalProperty, _ kind: CostKind) -> String {
        let function =
            property.truth == .uncategorised && kind == .operation ? "0.99.99" : property.sector.function
        return "\(function)-\(kind.account)"
    }
    private func centre(_ index: Int) -> String { "4\(padded(index + 1, 6))" }

    func writeCosts() throws {
        let dirt = [
            Dirt(.badMoney, "amount_ore", "a letter in an amount") { _ in
                [["2025-06", "3.22.01-2200", "4000001", "12.3x4,00", "Drift"]]
            },
            Dirt(.badPeriod, "period", "there is no month 13") { _ in
                [["2025-13", "3.22.01-2200", "4000001", "1234,00", "Drift"]]
            },
            Dirt(.missingValue, "amount_ore", "no amount") { _ in
                [["2025-06", "3.22.01-2200", "4000001", "", "Drift"]]
            },
            Dirt(.missingValue, "account", "no account") { _ in
                [["2025-06", "", "4000001", "812,50", "Drift"]]
            },
            Dirt(.excelError, "amount_ore", "a column that was too narrow") { _ in
                [["2025-07", "3.22.01-2200", "4000001", "######", "Drift"]]
            },
        ]
        let total = Dirt(.totalRow, "period", "the export's own total line") { _ in
            [["I alt", "", "", "", ""]]
        }
        try file("costs", ["period", "account", "cost_centre", "amount_dkk", "text"], dirt, last: total) {
            csv in
            var sums = [Int](repeating: 0, count: 24)
            for index in 0..<portfolio.listed where !thinned(index) { writeCosts(index, &sums, to: csv) }
            for (number, month) in calendar.months.enumerated() {
                // Two in a hundred, of what is then the whole.
                posting(
                    month.iso, "6.45.50-2200", "4900000", sums[number] * 2 / 98, "Fælles administration",
                    to: csv)
                posting(month.iso, "0.25.10-2700", "4800000", 1_000_00, "Delt gårdanlæg", to: csv)
            }
        }
    }

    private func writeCosts(_ index: Int, _ sums: inout [Int], to csv: CSVFile) {
        let figures = Figures(index, in: portfolio)
        let leased = figures.property.isLeased
        for (number, month) in calendar.months.enumerated() {
            let open = figures.property.tenure == .leasedOut || figures.delivers(number)
            guard open else { continue }
            var random = SplitMix(portfolio.seed, .cost, index, 2 + number)
            for kind in CostKind.allCases {
                var amount =
                    figures.yearlyCost * kind.share(leased: leased) / 1200 * random.within(93...107) / 100
                if kind == .maintenance, figures.property.truth == .oneOffBill, number == 19 {
                    amount += figures.yearlyCost * 28 / 100
                }
                if kind == .rent, month.month % 3 == 1 { amount = figures.yearlyRent / 4 }
                // Posted once, for the year: twelve times its January's.
                let isYearly = figures.property.truth == .yearlyPosting && kind == .operation
                if isYearly, month.month != 1 || month.year == portfolio.asOf.civil.year { continue }
                if isYearly { amount *= 12 }
                guard amount > 0 else { continue }
                sums[number] += amount
                posting(
                    isYearly ? padded(month.year, 4) : month.iso, account(figures.property, kind),
                    centre(index), amount, kind.text, to: csv)
            }
        }
    }

    private func posting(
        _ period: String, _ account: String, _ centre: String, _ amount: Int, _ text: String, to csv: CSVFile
    ) {
        csv.text(period)
        csv.text(account)
        csv.text(centre)
        csv.decimal(amount, decimals: 2)
        csv.text(text)
        csv.end()
    }

    func writeAllocation() throws {
        let columns = [
            "account", "cost_centre", "property_id", "share_percent", "category", "valid_from", "valid_to",
        ]
        let dirt = [
            Dirt(.outOfRange, "share_percent", "more than everything") { n in
                [["9.99.99-\(n)", "4700000", "E-00001", "130", "other", "2020-01-01", ""]]
            },
            Dirt(.badDate, "valid_from", "no such day") { n in
                [["9.99.98-\(n)", "4700000", "E-00001", "100", "other", "2020-06-31", ""]]
            },
            Dirt(.missingValue, "property_id", "a share of nothing") { n in
                [["9.99.97-\(n)", "4700000", "", "100", "other", "2020-01-01", ""]]
            },
        ]
        try file("cost_allocation", columns, dirt) { csv in
            for index in 0..<portfolio.listed {
                let property = portfolio.property(index)
                for kind in CostKind.allCases
                where kind.share(leased: property.isLeased) > 0 || kind == .rent && property.isLeased {
                    // Without a kind the account says it, where anybody knows the account.
                    let isSilent =
                        kind == .operation && (property.truth == .uncategorised || property.sector == .other)
                    share(
                        account(property, kind), centre(index), property.id, 100,
                        isSilent ? "" : kind.category, to: csv)
                }
            }
            // Shares that sum to 130 %: every row is right by itself, together they are not.
            for (turn, percent) in overAllocated {
                share("0.25.10-2700", "4800000", portfolio.property(turn).id, percent, "maintenance", to: csv)
            }
        }
    }

    private func share(
        _ account: String, _ centre: String, _ property: String, _ percent: Int, _ category: String,
        to csv: CSVFile
    ) {
        csv.text(account)
        csv.text(centre)
        csv.text(property)
        csv.whole(percent)
        csv.text(category)
        csv.text("2020-01-01")
        csv.empty()
        csv.end()
    }

    /// The two depots whose shared yard is allocated to 130 %.
    var overAllocated: [(property: Int, percent: Int)] {
        let first = portfolio.towns * 14
        guard first + 1 < portfolio.listed else { return [] }
        return [(first, 70), (first + 1, 60)]
    }
}
