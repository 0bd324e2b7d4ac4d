import Records

// Bookings and presence: the same rooms and days, so that available, booked and present hours can be kept
// apart.

extension MunicipalWriter {
    func writeBookings() throws {
        let dirt = [
            Dirt(.outOfRange, "hours_booked", "30 hours in a day") { n in
                [["E-00001", "Lokale \(n)", "2025-06-02", "14,0", "30,0", "20", "60"]]
            },
            Dirt(.badDate, "day", "no such day") { n in
                [["E-00001", "Lokale \(n)", "2025-02-31", "14,0", "6,0", "20", "60"]]
            },
            Dirt(.badNumber, "hours_available", "two decimal commas") { n in
                [["E-00002", "Lokale \(n)", "2025-06-03", "14,0,0", "6,0", "20", "60"]]
            },
            Dirt(.missingValue, "room", "no room") { _ in
                [["E-00002", "", "2025-06-04", "14,0", "6,0", "20", "60"]]
            },
            Dirt(
                .duplicateKey, "property_id, room, day",
                "the same room and day twice with different hours: neither can be trusted"
            ) { n in
                ["3,0", "11,0"].map { ["E-00003", "Dobbelt \(n)", "2025-06-05", "14,0", $0, "20", "60"] }
            },
            Dirt(.fieldCount, "", "a field is missing") { n in
                [["E-00003", "Lokale \(n)", "2025-06-06", "14,0", "6,0", "20"]]
            },
            Dirt(.excelError, "hours_booked", "a spreadsheet's broken formula") { n in
                [["E-00001", "Lokale \(n)", "2025-06-06", "14,0", "#REF!", "20", "60"]]
            },
            Dirt(.unknownReference, "property_id", "the list has no such property") { n in
                [["UKENDT-\(n)", "Hal", "2025-06-06", "14,0", "6,0", "20", "60"]]
            },
        ]
        let columns = [
            "property_id", "room", "day", "hours_available", "hours_booked", "attendees", "capacity",
        ]
        try file("bookings", columns, dirt) { csv in
            eachUse { figures, room, day, use in
                // Offices are not booked; their presence is counted.
                guard figures.property.sector != .administration else { return }
                csv.text(figures.property.id)
                csv.text(room)
                csv.day(day)
                csv.decimal(figures.property.sector.openTenths, decimals: 1)
                csv.decimal(use.booked, decimals: 1)
                if use.booked > 0 { csv.whole(use.persons + 3) } else { csv.empty() }
                csv.whole(60)
                csv.end()
            }
        }
    }

    func writePresence() throws {
        let dirt = [
            Dirt(.outOfRange, "hours_present", "30 hours used in a day") { n in
                [["E-00001", "Lokale \(n)", "2025-06-02", "30,0", "12,0"]]
            },
            Dirt(.badDate, "day", "day and month the wrong way round, and no such month") { n in
                [["E-00001", "Lokale \(n)", "2025-31-01", "6,0", "12,0"]]
            },
            Dirt(.badNumber, "persons_present", "not a number") { n in
                [["E-00002", "Lokale \(n)", "2025-06-03", "6,0", "nan"]]
            },
            Dirt(.outOfRange, "persons_present", "fewer people than none") { n in
                [["E-00002", "Lokale \(n)", "2025-06-04", "6,0", "-4,0"]]
            },
            Dirt(.missingValue, "day", "no day") { n in [["E-00003", "Lokale \(n)", "", "6,0", "12,0"]] },
        ]
        try file("presence", ["property_id", "room", "day", "hours_present", "persons_present"], dirt) {
            csv in
            eachUse { figures, room, day, use in
                csv.text(figures.property.id)
                csv.text(room)
                csv.day(day)
                csv.decimal(use.present, decimals: 1)
                csv.decimal(use.present > 0 ? use.persons * 10 : 0, decimals: 1)
                csv.end()
            }
        }
    }

    /// Tenths of hours, and people while somebody is there.
    private struct Use {
        var booked: Int
        var present: Int
        var persons: Int
    }

    private func eachUse(_ body: (Figures, String, Day, Use) -> Void) {
        let daysPerMonth = portfolio.listed <= 3000 ? 5 : 2
        let days = calendar.months.map { calendar.days(of: $0, count: daysPerMonth) }
        for index in 0..<portfolio.listed
        where !thinned(index) && !portfolio.property(index).sector.rooms.isEmpty {
            let figures = Figures(index, in: portfolio)
            var usual = SplitMix(portfolio.seed, .use, index, -1)
            let rate = usual.within(48...62)
            let showUp = usual.within(80...92)
            for (number, month) in days.enumerated() where figures.delivers(number) {
                for (position, room) in figures.property.sector.rooms.enumerated() {
                    for (weekday, day) in month.enumerated() {
                        var random = SplitMix(
                            portfolio.seed, .use, index, (number << 4 | position) << 4 | weekday)
                        body(figures, room, day, use(figures, number, rate: rate, showUp: showUp, &random))
                    }
                }
            }
        }
    }

    private func use(_ figures: Figures, _ month: Int, rate: Int, showUp: Int, _ random: inout SplitMix)
        -> Use
    {
        let open = figures.property.sector.openTenths
        if figures.property.sector == .administration {
            let share =
                figures.property.truth == .lowAttendance ? random.within(27...33) : random.within(74...84)
            return Use(booked: 0, present: open - 5, persons: max(figures.users * share / 100, 1))
        }
        var rate = rate + random.within(-3...3)
        var showUp = showUp
        switch figures.property.truth {
        case .idle: return Use(booked: 0, present: 0, persons: 0)
        case .lowRoomUse: rate = random.within(8...12)
        case .ghostBooked:
            showUp = random.within(48...52)
            rate = 92 * showUp / 100
        case .oneBadMonth where month == 23 || month == 17: rate = random.within(13...17)
        case .openedLastMonth: rate = random.within(22...28)
        default: break
        }
        return Use(
            booked: min(open * rate / showUp, open), present: open * rate / 100,
            persons: random.within(12...28))
    }
}
