// The contracts by which the municipality rents premises, and those by which it lets its own.

/// What a lease says about its end. Each kind stands in the sample, and some say nothing but a day.
private enum LeaseTerms: Int, CaseIterable {
    /// Bound for a year and a half, with a break before that for a fee.
    case bound
    /// Three months to the first of a month, the rent by the net price index.
    case open
    /// Renews for three years unless notice is given half a year before.
    case renews
    /// Rent and area, and not a word about notice.
    case silent
    /// The last day of notice and the end, as lists have them.
    case stated
    /// Notice to a quarter, the rent up by a fixed percentage.
    case quarter
    /// Renewed some months ago, since nobody acted: the list still has the old end.
    case renewed

    init(_ index: Int) { self = Self.allCases[index % Self.allCases.count] }
}

extension MunicipalWriter {
    private static let terms = [
        "direction", "starts_on", "bound_until", "notice_months", "notice_to", "renewal", "renewal_months",
        "break_on", "break_notice_months", "break_fee_dkk", "service_charge_dkk", "index", "index_percent",
        "making_good_dkk",
    ]

    func writeLeases() throws {
        let dirt = [
            Dirt(.badDate, "notice_by", "no such day") { n in
                [
                    [
                        "LX-\(n)", "E-00001", "Tænkt Udlejning A/S", "100", "100000,00", "2026-02-30",
                        "2027-01-31",
                    ] + [String](repeating: "", count: Self.terms.count)
                ]
            }
        ]
        let columns = ["lease_id", "property_id", "landlord", "area_m2", "rent_dkk", "notice_by", "ends_on"]
        try file("leases", columns + Self.terms, dirt) { csv in
            for index in 0..<portfolio.listed {
                let property = portfolio.property(index)
                if property.isLeased { leaseIn(index, csv) }
                if property.tenure == .leasedOut { leaseOut(index, csv) }
            }
        }
    }

    private func leaseIn(_ index: Int, _ csv: CSVFile) {
        let figures = Figures(index, in: portfolio)
        var random = SplitMix(portfolio.seed, .lease, index)
        csv.text("L-\(padded(index + 1, 5))")
        csv.text(figures.property.id)
        csv.text(
            random.pick([
                "Tænkt Udlejning A/S", "Ejendomsselskabet Opdigt ApS", "Prøve & Søn Ejendomme",
            ]))
        csv.whole(figures.area)
        csv.decimal(figures.yearlyRent, decimals: 2)
        let ended = figures.property.truth == .leaseEnded
        let notice = portfolio.asOf + (ended ? -300 : random.within(40...300))
        let end = ended ? portfolio.asOf + -30 : notice + random.within(180...365)
        let terms = ended ? .stated : LeaseTerms(index)
        switch terms {
        case .stated:
            csv.day(notice)
            csv.day(end)
        case .renews:
            csv.empty()
            csv.day(end)
        case .renewed:
            csv.empty()
            csv.day(portfolio.asOf + -random.within(30...120))
        case .bound, .open, .silent, .quarter:
            csv.empty()
            csv.empty()
        }
        write(terms, random: &random, rent: figures.yearlyRent, csv)
        csv.end()
    }

    /// What is agreed on, in the order of the columns; the list says nothing where nothing is agreed.
    private func write(_ terms: LeaseTerms, random: inout SplitMix, rent: Int, _ csv: CSVFile) {
        let says = terms != .stated && terms != .silent
        if says { csv.text("ind") } else { csv.empty() }
        if says { csv.day(portfolio.asOf + -random.within(800...3000)) } else { csv.empty() }
        if terms == .bound { csv.day(portfolio.asOf + 560) } else { csv.empty() }
        switch terms {
        case .bound, .open: csv.whole(3)
        case .renews, .renewed: csv.whole(6)
        case .quarter: csv.whole(2)
        case .stated, .silent: csv.empty()
        }
        if terms == .quarter { csv.text("kvartal") } else { csv.empty() }
        let renews = terms == .renews || terms == .renewed
        if renews { csv.text("automatisk") } else { csv.empty() }
        if renews { csv.whole(36) } else { csv.empty() }
        if terms == .bound {
            csv.day(portfolio.asOf + 400)
            csv.whole(6)
            csv.decimal(rent / 5, decimals: 2)
        } else {
            for _ in 0..<3 { csv.empty() }
        }
        if says { csv.decimal(rent / 10, decimals: 2) } else { csv.empty() }
        switch terms {
        case .open, .bound: csv.text("nettoprisindeks")
        case .quarter: csv.text("fast procent")
        default: csv.empty()
        }
        if terms == .quarter {
            csv.whole(2)
        } else if terms == .open {
            csv.decimal(18, decimals: 1)
        } else {
            csv.empty()
        }
        if says { csv.decimal(rent / 4, decimals: 2) } else { csv.empty() }
    }

    /// What the municipality lets out: its tenant is protected by law.
    private func leaseOut(_ index: Int, _ csv: CSVFile) {
        let figures = Figures(index, in: portfolio)
        csv.text("LU-\(padded(index + 1, 5))")
        csv.text(figures.property.id)
        csv.empty()
        csv.whole(figures.area)
        csv.decimal(figures.area * figures.property.sector.costPerArea, decimals: 2)
        csv.empty()
        csv.empty()
        csv.text("ud")
        for _ in 1..<Self.terms.count { csv.empty() }
        csv.end()
    }
}
