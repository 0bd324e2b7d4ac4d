import Records
import Reports

/// A made-up edition of any size, for tests: every promised table filled, the same on every machine.
struct SampleEdition {
    static let hostile = [
        "<script>alert('x')</script> & Søn", "\"Quoted\" 'name'; with, separators",
        "=HYPERLINK(\"http://example.invalid\",\"x\")", "Æblegården på Ærø",
        String(repeating: "Meget lang ejendom ", count: 16) + "slut", "🏫 Skolen 👩‍🏫", "@SUM(A1:A9)",
        "+45 12 34 56 78", "-5 dage",
        "</script><img src=x onerror=alert(1)>",
    ]
    private var random: UInt64
    private var content: EditionContent
    private let count: Int
    /// Properties that the plan leaves, so far.
    private var planned = 0

    static func make(_ count: Int, language: String = "da") -> EditionContent {
        var sample = SampleEdition(count: count, language: language)
        sample.fill()
        return sample.content
    }

    private init(count: Int, language: String) {
        self.count = count
        random = 20_260_228
        content = EditionContent(
            asOf: "2026-02-28", name: "2026-02-28", language: language, authority: "Eksempel Kommune",
            version: "0.1.0", tables: ProjectFiles.promises)
    }

    /// A number in 0..<1 (SplitMix64).
    private mutating func chance() -> Double {
        random &+= 0x9e37_79b9_7f4a_7c15
        var z = random
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }

    private mutating func append(_ table: String, _ cells: [String: Value]) {
        let columns = content.tables[table]!.columns.map(\.name)
        precondition(
            cells.keys.allSatisfy(columns.contains),
            "\(table) has no \(cells.keys.filter { !columns.contains($0) })")
        content.tables[table]!.rows.append(columns.map { cells[$0] ?? .null })
    }

    private mutating func fill() {
        let sectors = [
            ("school", 14.0, "pupil"), ("daycare", 9.0, "child"), ("administration", 25.0, "employee"),
            ("culture", 20.0, "place"), ("sport", 18.0, "place"),
            ("elderly", 30.0, "place"),
        ]
        var candidates: [[String: Value]] = []
        var values: [String: [String: [Double]]] = [:]
        var total = 0.0
        for index in 0..<count {
            let (sector, norm, user) = sectors[Int(chance() * 6)]
            let cells = property(index, sector, norm, user)
            append("properties", cells)
            total += cells["area_m2"]?.double ?? 0
            for figure in [
                "m2_per_user", "occupancy_percent", "present_percent", "cost_per_m2_dkk", "energy_kwh_per_m2",
            ] {
                if let value = cells[figure]?.double {
                    values[sector, default: [:]][figure, default: []].append(value)
                }
            }
            side(cells, index)
            if cells["outcome_class"] == "exit_candidate" { candidates.append(cells) }
        }
        candidate(candidates, total)
        distributions(values, sectors)
        portfolio(total, candidates)
        plan(candidates, total)
        quality()
    }

    private mutating func property(_ index: Int, _ sector: String, _ norm: Double, _ user: String) -> [String:
        Value]
    {
        let area = (150 + chance() * chance() * 9000).rounded()
        let need = (20 + chance() * 90).rounded()
        let known = chance() > 0.12
        let users = (area / norm * need / 100).rounded()
        let perUser = users > 0 ? area / users : nil
        let cost = (280 + chance() * chance() * 1100).rounded()
        let mark = (10 + chance() * 40).rounded() / 10
        let open = known && chance() < 0.25
        let outcome =
            !known
            ? "investigate"
            : need < 60
                ? (mark > 3.3 || need < 35 ? "exit_candidate" : "share") : (mark > 3.5 ? "develop" : "keep")
        // The plan leaves the first of the candidates; of the others every third has no place for its users.
        let leaves = outcome == "exit_candidate" && planned < 24
        if leaves { planned += 1 }
        let conclusion =
            outcome != "exit_candidate"
            ? outcome : leaves ? "leave" : index % 3 == 0 ? "cannot_leave" : "could_leave"
        let saving = (area * cost).rounded()
        let nowhere = index % 37 == 36
        func v(_ value: Double?) -> Value { value.map { .real($0) } ?? .null }
        func known3(_ name: String, _ value: Double?, _ spread: Double) -> [(String, Value)] {
            guard known, let value else { return [] }
            return [
                (name, .real(value)), (name + "_low", .real(open ? value * (1 - spread) : value)),
                (name + "_high", .real(open ? value * (1 + spread) : value)),
            ]
        }
        var cells: [String: Value] = [
            "property_id": .text("E\(1000 + index)"),
            "name": .text(index < Self.hostile.count ? Self.hostile[index] : "Ejendom \(index + 1)"),
            "address": .text("Ærøgade \(index % 190 + 1), 4\(index % 800 + 100) By"),
            "address_source": index % 5 == 0 ? "ebr" : "list", "locality": .text("Område \(index % 12 + 1)"),
            "sector": .text(sector),
            "authority_code": "0999",
            "bfe_number": .text("\(5_000_000 + index)"), "tenure": index % 9 == 0 ? "leased_in" : "owned",
            "must_keep": index % 50 == 0 ? 1 : 0,
            "listed": index % 40 == 0 ? 1 : 0, "in_register": 1,
            "building_count": .integer(Int64(1 + index % 4)), "outcome_class": .text(outcome),
            "rule": "need_x_condition", "conclusion": .text(conclusion),
            "conclusion_da": .text(
                (leaves ? "Planen forlader ejendommen. " : "")
                    + "Konklusionen følger af behovet på \(Int(need)) %."),
            "conclusion_en": .text(
                (leaves ? "The plan leaves the property. " : "")
                    + "The conclusion follows from a need of \(Int(need)) %."),
            "has_place": outcome == "exit_candidate" ? (conclusion == "cannot_leave" ? 0 : 1) : .null,
            "state": open ? "open" : "firm",
            "reason_da": .text("Behovet er \(Int(need)) % og tilstanden \(mark)."),
            "reason_en": .text("Need is \(Int(need)) % and condition \(mark)."),
            "firm_flags": outcome == "exit_candidate" && !open ? "area_over_norm low_room_use" : .null,
            "open_flags": open ? "high_cost" : .null,
            "user_kind": .text(user),
            "area_m2": .real(area), "area_m2_low": .real(area), "area_m2_high": .real(area),
            "net_area_m2": .real(area), "norm_m2_per_user": .real(norm),
            "data_level": known ? (open ? 2 : 3) : 1,
            "backlog_dkk": .real((mark * area * 90).rounded()), "since_on": "2025-11-30",
            "file": "properties-2026-02.csv", "line": .integer(Int64(index + 2)),
            "record": .integer(Int64(index + 1)),
            "easting_m": nowhere ? .null : .real((560_000 + chance() * 26_000).rounded()),
            "northing_m": nowhere ? .null : .real((6_130_000 + chance() * 19_000).rounded()),
            "saving_per_m2_dkk": .real(cost), "in_plan": leaves ? 1 : 0,
        ]
        for (name, value, spread) in [
            ("users", users, 0.1), ("m2_per_user", perUser, 0.1), ("occupancy_percent", need, 0.05),
            ("booked_percent", need * 0.9, 0.05),
            ("present_percent", need * 0.62, 0.08), ("show_up_percent", 68, 0.05),
            ("cost_dkk", saving, 0.1), ("cost_per_m2_dkk", cost, 0.1),
            ("energy_kwh_per_m2", 90 + cost / 12, 0), ("condition_mark", mark, 0),
            ("need_percent", need, 0.05), ("saving_dkk", saving, 0.1),
        ] as [(String, Double?, Double)] {
            for (key, value) in known3(name, value, spread) { cells[key] = value }
        }
        return cells
    }

    private mutating func side(_ cells: [String: Value], _ index: Int) {
        let id = cells["property_id"]!
        let outcome = cells["outcome_class"]!
        let figures: [(String, String)] = [
            ("area_m2", "m2"), ("users", "count"), ("m2_per_user", "m2_per_user"),
            ("occupancy_percent", "percent"), ("booked_percent", "percent"),
            ("present_percent", "percent"), ("show_up_percent", "percent"),
            ("cost_dkk", "dkk"), ("cost_per_m2_dkk", "dkk_per_m2"), ("energy_kwh_per_m2", "kwh_per_m2"),
            ("condition_mark", "mark"), ("backlog_dkk", "dkk"),
            ("need_percent", "percent"), ("saving_dkk", "dkk"),
            ("cleaning_per_m2_dkk", "dkk_per_m2"), ("maintenance_per_m2_dkk", "dkk_per_m2"),
            ("forecast_5_percent", "percent"),
            ("forecast_10_percent", "percent"),
        ]
        for (place, (figure, unit)) in figures.enumerated() {
            let value = cells[figure] ?? .null
            append(
                "figures",
                [
                    "property_id": id, "name": cells["name"]!, "sector": cells["sector"]!,
                    "position": .integer(Int64(place + 1)), "figure": .text(figure),
                    "value": value, "value_low": cells[figure + "_low"] ?? value,
                    "value_high": cells[figure + "_high"] ?? value, "unit": .text(unit), "period": "2025",
                    "data_level": cells["data_level"]!,
                    "reason": value == .null ? "missing" : .null,
                ])
            if value != .null {
                append(
                    "evidence",
                    [
                        "property_id": id, "figure": .text(figure), "position": 1, "feed": "costs",
                        "file": .text("costs-2025-\(place % 12 + 1).csv"),
                        "line": .integer(Int64(index * 7 + place)),
                        "record": .integer(Int64(index * 7 + place - 1)), "key": "2025-12", "value": value,
                        "unit": .text(unit), "row_count": 12,
                    ])
            }
        }
        for (place, flag) in [
            "area_over_norm", "low_room_use", "ghost_booking", "high_cost", "energy_outlier",
            "demography_gap",
        ].enumerated()
        where chance() < 0.6 {
            let gap = outcome == "investigate"
            let value = (chance() * 100).rounded()
            append(
                "reasons",
                [
                    "property_id": id, "position": .integer(Int64(place + 1)), "flag": .text(flag),
                    "state": gap ? "data_gap" : place == 3 ? "open" : "firm",
                    "value_low": gap ? .null : .real(value), "value_high": gap ? .null : .real(value + 3),
                    "threshold": 35, "unit": "percent", "periods": 2,
                    "decides": 1,
                    "sentence_da": gap
                        ? "De nødvendige data mangler."
                        : .text("Tallet er \(Int(value)) % mod tærsklen 35 % i to perioder i træk."),
                    "sentence_en": gap
                        ? "The data needed are missing."
                        : .text(
                            """
                            The figure is \(Int(value)) % against the threshold of 35 % in two periods \
                            running.
                            """
                        ),
                    "counterfactual_da": gap ? .null : .text("\(Int(value) / 4) flere brugere"),
                    "counterfactual_en": gap ? .null : .text("\(Int(value) / 4) more users"),
                ])
        }
        for (place, rung) in ["let", "share", "move_in", "mothball", "leave"].enumerated()
        where outcome == "exit_candidate" {
            append(
                "ladder",
                [
                    "property_id": id, "position": .integer(Int64(place + 1)), "rung": .text(rung),
                    "verdict": place == 4 ? "possible" : "not_possible",
                    "chosen": place == 4 ? 1 : 0, "area_m2": cells["area_m2"]!,
                    "saving_dkk": cells["saving_dkk"] ?? .null,
                    "sentence_da": "Efter reglen for trinnet.", "sentence_en": "By the rule of the rung.",
                ])
        }
        for (month, users) in [("2025-12-31", 60.0), ("2026-01-31", 55), ("2026-02-28", 52)]
        where index % 3 == 0 {
            append(
                "history",
                [
                    "property_id": id, "as_of": .text(month), "figure": "users", "value": .real(users),
                    "unit": "count",
                ])
        }
        for place in 0..<(1 + index % 4) {
            append(
                "buildings",
                [
                    "building_id": .text("0a3f5090-\(1000 + index)-32b8-e044-0003ba29\(8018 + place)"),
                    "property_id": id, "name": cells["name"]!,
                    "address": cells["address"]!, "address_source": cells["address_source"]!,
                    "authority_code": "0999", "sector": cells["sector"]!, "conclusion": cells["conclusion"]!,
                    "use_code": "421",
                    "use_da": "Skole", "use_en": "School",
                    "built_year": .integer(Int64(1900 + index % 120)), "total_area_m2": 400, "area_m2": 450,
                    "basement_m2": 50, "condition_mark": 3,
                    "easting_m": cells["easting_m"]!, "northing_m": cells["northing_m"]!,
                    "file": "ois_grbbr_co50200t_na000_00001_20260201_0200.zip", "line": 1,
                    "record": .integer(Int64(index * 4 + place)),
                ])
        }
    }

    private mutating func candidate(_ candidates: [[String: Value]], _ total: Double) {
        let columns = Set(content.tables["candidates"]!.columns.map(\.name))
        var area = 0.0
        let ranked = candidates.enumerated().sorted { a, b in
            let (x, y) = (
                a.element["saving_per_m2_dkk"]?.double ?? 0, b.element["saving_per_m2_dkk"]?.double ?? 0
            )
            return x == y ? a.offset < b.offset : x > y
        }.map(\.element)
        for (place, cells) in ranked.enumerated() {
            area += cells["area_m2"]?.double ?? 0
            var row = cells.filter { columns.contains($0.key) }
            row["rank"] = .integer(Int64(place + 1))
            row["cumulative_m2"] = .real(area)
            row["cumulative_percent"] = .real(area / total * 100)
            append("candidates", row)
        }
    }

    private mutating func distributions(
        _ values: [String: [String: [Double]]], _ sectors: [(String, Double, String)]
    ) {
        let units = [
            "m2_per_user": "m2_per_user", "occupancy_percent": "percent", "present_percent": "percent",
            "cost_per_m2_dkk": "dkk_per_m2",
            "energy_kwh_per_m2": "kwh_per_m2",
        ]
        for (sector, norm, _) in sectors {
            for (place, figure) in units.keys.sorted().enumerated() {
                guard let list = values[sector]?[figure]?.sorted(), !list.isEmpty else { continue }
                let at = { (share: Double) in list[min(list.count - 1, Int(share * Double(list.count)))] }
                append(
                    "sectors",
                    [
                        "authority_code": "0999", "sector": .text(sector),
                        "position": .integer(Int64(place + 1)), "figure": .text(figure),
                        "unit": .text(units[figure]!), "properties": .integer(Int64(list.count)),
                        "properties_total": .integer(Int64(list.count)),
                        "minimum": .real(list[0]),
                        "first_quartile": .real(at(0.25)), "median": .real(at(0.5)),
                        "third_quartile": .real(at(0.75)), "maximum": .real(list.last!),
                        "norm": figure == "m2_per_user" ? .real(norm) : .null,
                    ])
            }
        }
    }

    private mutating func portfolio(_ total: Double, _ candidates: [[String: Value]]) {
        let area = candidates.reduce(0) { $0 + ($1["area_m2"]?.double ?? 0) }
        let saving = candidates.reduce(0) { $0 + ($1["saving_dkk"]?.double ?? 0) }
        let base = total * 1.012
        guard count > 0 else {
            append(
                "summary",
                [
                    "position": 1, "scope": "all", "as_of": "2026-02-28", "properties": 0,
                    "without_da": "Ejendomslisten mangler.",
                    "without_en": "The list of properties is missing.",
                ])
            return
        }
        append(
            "summary",
            [
                "position": 1, "scope": "all", "title_da": "Hele porteføljen",
                "title_en": "The whole portfolio", "as_of": "2026-02-28",
                "properties": .integer(Int64(count)), "buildings": .integer(Int64(count * 5 / 2)),
                "area_m2": .real(total), "area_m2_low": .real(total),
                "area_m2_high": .real(total),
                "baseline_m2": .real(base), "baseline_frozen_on": "2025-06-30", "restatement_m2": 1000,
                "new_m2": 800, "left_m2": .real(base - total + 1800),
                "net_m2": .real(total - base), "target_low_percent": 5, "target_high_percent": 10,
                "target_low_m2": .real(base * 0.05),
                "target_high_m2": .real(base * 0.1),
                "candidates": .integer(Int64(candidates.count)), "candidate_m2": .real(area),
                "candidate_firm_m2": .real(area * 0.7),
                "saving_dkk": .real(saving), "saving_dkk_low": .real(saving * 0.9),
                "saving_dkk_high": .real(saving * 1.1), "backlog_dkk": .real(saving / 2),
                "plan_m2": .real(base * 0.06), "plan_saving_dkk": .real(saving * 0.4),
                "plan_properties": .integer(Int64(planned)),
                "candidates_in_plan": .integer(Int64(planned)),
                "candidates_with_place": .integer(Int64(candidates.count { $0["has_place"] == 1 })),
                "candidates_without_place": .integer(Int64(candidates.count { $0["has_place"] == 0 })),
                "firm_flags": 211, "open_flags": 64, "guarded_flags": 17, "data_gaps": 120,
                "complete_m2": .real(total * 0.63), "complete_percent": 63,
                "extended_percent": 24, "rejected_rows": 12, "unallocated_dkk": 1_234_567,
                "changed_properties": 3, "previous_on": "2026-02-27",
            ])
        for (place, (step, kind, value)) in [
            ("baseline", "level", base), ("restatement", "change", 1000), ("added", "change", 800),
            ("left", "change", total - base - 1800),
            ("today", "level", total), ("flagged", "part", area), ("reviewed", "part", area * 0.5),
            ("decided", "part", area * 0.3),
            ("vacated", "part", area * 0.2), ("disposed", "part", area * 0.1),
            ("cost_gone", "part", area * 0.05), ("plan", "part", base * 0.06),
            ("target_low", "mark", base * 0.05), ("target_high", "mark", base * 0.1),
        ].enumerated() {
            append(
                "waterfall",
                [
                    "position": .integer(Int64(place + 1)), "step": .text(step), "kind": .text(kind),
                    "area_m2": .real(value), "area_m2_low": .real(value),
                    "area_m2_high": .real(step == "flagged" ? value * 1.15 : value),
                ])
        }
        for (place, month) in [
            "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28",
        ].enumerated() {
            for (figure, value, unit) in [
                ("area_m2", total + Double(6 - place) * 900, "m2"),
                ("candidate_m2", area * (0.8 + 0.04 * Double(place)), "m2"),
                ("complete_percent", 40 + Double(place) * 4.6, "percent"),
            ] {
                append(
                    "trend",
                    [
                        "as_of": .text(month), "figure": .text(figure), "value": .real(value),
                        "unit": .text(unit),
                    ])
            }
        }
        append(
            "changes",
            [
                "position": 1, "kind": "figure", "material": 1, "property_id": "E1001",
                "name": content.tables["properties"]!.value(
                    content.tables["properties"]!.rows[min(1, count - 1)], "name"),
                "sector": "school", "figure": "area_m2", "unit": "m2", "value_before": 1200,
                "value_after": 1300, "change": 100, "cause": "register",
                "sentence_da": "Registret er rettet.",
                "sentence_en": "The register was corrected.",
            ])
        for (place, (feed, da, en, state, age)) in [
            ("properties", "Ejendomsliste", "List of properties", "current", 4),
            ("bbr_building", "BBR-bygninger", "BBR buildings", "current", 12),
            ("bookings", "Bookinger", "Bookings", "stale", 61),
            ("presence", "Fremmøde", "Presence", "missing", -1),
        ].enumerated() {
            append(
                "inputs",
                [
                    "position": .integer(Int64(place + 1)), "feed": .text(feed), "title_da": .text(da),
                    "title_en": .text(en), "mandatory": place == 0 ? 1 : 0,
                    "state": .text(state), "newest_delivered_on": age < 0 ? .null : "2026-02-24",
                    "age_days": age < 0 ? .null : .integer(Int64(age)),
                    "rows_in_force": age < 0 ? 0 : .integer(Int64(count)),
                    "rows_rejected": place == 2 ? 12 : 0,
                    "without_da": age < 0 ? "Benyttelse kendes ikke." : .null,
                    "without_en": age < 0 ? "Actual use is not known." : .null,
                ])
        }
    }

    private mutating func plan(_ candidates: [[String: Value]], _ total: Double) {
        var share = 0.0
        for (place, cells) in candidates.prefix(24).enumerated() {
            share += (cells["area_m2"]?.double ?? 0) / total * 100
            append(
                "plan",
                [
                    "position": .integer(Int64(place + 1)), "property_id": cells["property_id"]!,
                    "name": cells["name"]!, "sector": cells["sector"]!,
                    "area_m2": cells["area_m2"]!, "cumulative_percent": .real(share),
                    "saving_dkk": cells["saving_dkk"] ?? .null, "one_off_dkk": 400_000,
                    "users_moved": 40, "mean_distance_m": 1450, "role": place < 10 ? "all" : "some",
                    "outcome_class": "exit_candidate", "conclusion": "leave",
                    "easting_m": cells["easting_m"]!, "northing_m": cells["northing_m"]!,
                ])
            append(
                "plan_move",
                [
                    "position": .integer(Int64(place + 1)), "from_property_id": cells["property_id"]!,
                    "from_name": cells["name"]!, "to_property_id": "E1001",
                    "to_name": "Ejendom 2", "activity": "teaching", "users": 40, "area_m2": 560,
                    "distance_m": 1450, "occupancy_after_percent": 88.4, "occupancy_later_percent": 97.2,
                    "remaining_m2": 210,
                ])
            append(
                "plan_core",
                [
                    "position": .integer(Int64(place + 1)), "property_id": cells["property_id"]!,
                    "name": cells["name"]!, "sector": cells["sector"]!,
                    "role": place < 10 ? "all" : "some", "keep_loss_dkk": 120_000, "keep_disruption_km": 310,
                    "keep_loss_m2": 300, "keep_equal_possible": 0, "keep_reachable": 1,
                    "replaced_by": "E1100 E1101",
                    "replaced_names": "Ejendom 101, Ejendom 102",
                ])
        }
        guard !candidates.isEmpty else { return }
        append(
            "plan_receiver",
            [
                "position": 1, "property_id": "E1001", "name": "Ejendom 2", "sector": "school",
                "users_arriving": 40, "users": 300, "users_after": 340,
                "users_5": 310, "users_10": 325, "users_after_5": 350, "users_after_10": 360,
                "reserve_places": 20, "places_left": 5, "reserve_m2": 200,
                "sentence_da": "Efter prognosen", "sentence_en": "By the forecast", "capacity": 385,
                "occupancy_percent": 77.9, "occupancy_after_percent": 88.4, "occupancy_later_percent": 97.2,
                "remaining_m2": 210,
            ])
        append(
            "plan_locality",
            [
                "position": 1, "locality": "Nordby", "properties": 4, "properties_left": 1, "area_m2": 9000,
                "left_m2": 2700, "left_percent": 30,
                "users": 700, "users_moved": 40, "moved_percent": 5.7, "users_arriving": 40,
                "sentence_da": "Afgiver 30 % af sit areal", "sentence_en": "Gives up 30 % of its area",
            ])
        append(
            "plan_part",
            [
                "position": 1, "part": 1, "properties": 2, "may_leave": 1, "property_id": "E1001",
                "name": "Ejendom 2", "locality": "Nordby", "sector": "school",
                "area_m2": 960, "people": 96, "sentence_da": "Modtager i planen",
                "sentence_en": "Receives in the plan",
            ])
        append(
            "plan_protected",
            [
                "property_id": "E1001", "name": "Ejendom 2", "locality": "Nordby", "sector": "school",
                "area_m2": 960, "people": 96,
                "scope": "locality", "reason": "Landsby", "decided_by": "Byrådet",
                "sentence_da": "Lokalområdet er beskyttet: landsby",
                "sentence_en": "The locality is protected: village",
            ])
        append(
            "plan_unjudged",
            [
                "property_id": "E1002", "name": "Ejendom 3", "tenure": "leased_in", "area_m2": 960,
                "people": 96,
                "sentence_da": "Ikke bedømt: sektoren kendes ikke",
                "sentence_en": "Not judged: the sector is not known",
            ])
        for (place, (name, target)) in [("main", 6.0), ("ten_percent", 10.0)].enumerated() {
            append(
                "plan_scenario",
                [
                    "position": .integer(Int64(place + 1)), "scenario": .text(name),
                    "title_da": place == 0 ? "Planen" : "10 procent",
                    "title_en": place == 0 ? "The plan" : "10 per cent",
                    "status": place == 0 ? "reached" : "infeasible", "method": "solver",
                    "target_percent": .real(target), "area_percent": place == 0 ? 6.02 : .null,
                    "largest_percent": 8.4, "properties": 24, "area_m2": 21_000,
                    "saving_dkk": 11_200_000, "users_moved": 960, "gap_percent": 0.04,
                    "solver_gap_percent": 0, "checked": 1,
                    "sentence_da": "24 ejendomme når 6,0 % inden for 0,04 % af det bedst mulige.",
                    "sentence_en": "24 properties reach 6.0 % within 0.04 % of the best possible.",
                ])
        }
        for target in 3...12 {
            append(
                "plan_frontier",
                [
                    "target_percent": .real(Double(target)), "reachable": target <= 8 ? 1 : 0,
                    "properties": target <= 8 ? .integer(Int64(target * 4)) : .null,
                    "area_m2": target <= 8 ? .real(Double(target) * 3500) : .null,
                    "saving_dkk": target <= 8
                        ? .real(Double(target) * 1_900_000 - Double(target * target) * 40_000) : .null,
                    "one_off_dkk": target <= 8 ? 4_000_000 : .null,
                ])
        }
        append(
            "plan_constraint",
            [
                "position": 1, "code": "capacity_north", "kind": "capacity",
                "title_da": "Kapacitet på skoler i nord", "title_en": "Capacity of schools north",
                "price_dkk": 800_000, "price_m2": 1200, "why_not_percent": 10,
            ])
    }

    private mutating func quality() {
        append(
            "missing_data",
            [
                "rank": 1, "datum": "presence.hours_present", "feed": "presence", "properties": 83,
                "area_m2": 41_200, "open_flags": 64,
                "sentence_da": "Fremmøde i 83 ejendomme ville afgøre 41.200 m².",
                "sentence_en": "Presence in 83 properties would settle 41,200 m².",
            ])
        append(
            "rejects",
            [
                "feed": "bookings", "file": "bookings-2026-02.csv", "line": 1042, "record": 1041,
                "column_name": "day", "code": "bad_date",
                "value": "31-02-2026", "sentence_da": "»31-02-2026« er ikke en dato.",
                "sentence_en": "“31-02-2026” is not a date.",
            ])
        append(
            "drift",
            [
                "feed": "costs", "file": "costs-2026-01.csv", "code": "reordered_columns",
                "column_name": .null, "detail": "text before amount_dkk", "count": 1,
            ])
        append(
            "reconciliation",
            [
                "position": 1, "kind": "area_differs", "property_id": "E1001", "name": "Ejendom 2",
                "bfe_number": "5000001", "list_area_m2": 1250,
                "register_area_m2": 1300, "difference_m2": -50,
            ])
        append(
            "unallocated",
            [
                "period": "2026-01", "account": "3.22.01.1.05", "cost_centre": "99999",
                "amount_dkk": 12_345.67, "row_count": 3,
            ])
        append(
            "decisions",
            [
                "property_id": "E1001", "name": "Ejendom 2", "verdict": "keep",
                "reason": "=skolestrukturen er under behandling",
                "decided_by_role": "Ejendomschef", "decided_on": "2026-01-15", "valid_until": "2027-01-15",
                "evidence_threshold_percent": 10,
                "state": "in_force", "outcome_class": "share",
            ])
        for (index, name) in (Self.hostile + ["Ejendom"]).enumerated() {
            append(
                "calendar",
                [
                    "position": .integer(Int64(index + 1)),
                    "event_id": .text("lease_notice:\(name):\(index)"),
                    "due_on": .text("2026-03-\(index + 10)"), "days_left": .integer(Int64(index + 10)),
                    "date_kind": "lease_notice", "title_da": .text("Opsig lejemål: \(name)"),
                    "title_en": .text("Give notice of a lease: \(name)"), "name": .text(name),
                    "subject": .text("L-\(index)"), "amount_dkk": 1_440_000,
                    "sentence_da": .text("Siges \(name) ikke op, fornys det; i 3 år, måske"),
                    "sentence_en": .text("Without notice \(name) renews; for 3 years, maybe"),
                ])
        }
        content.tables["calendar"]!.calendar = CalendarShape(
            file: "calendar.ics", key: "event_id", day: "due_on", title: "title_*", text: "sentence_*",
            details: ["subject", "amount_dkk"], category: "date_kind")
        content.tables["calendar"]!.firstScreen = (5, ["due_on", "days_left", "title_*", "amount_dkk"])
        append(
            "glossary",
            [
                "kind": "figure", "position": 1, "term": "area_m2", "title_da": "Bygningsdriftsareal",
                "title_en": "Operating area",
                "definition_da": "Bygningsareal, udnyttet tagetage og kælder.",
                "definition_en": "Building area, used attic and basement.",
                "formula": "byg038 + attic + basement", "unit": "m2", "source": "S4 S5",
            ])
        for row in ProjectFiles.glossary { append("glossary", row) }
        append(
            "thresholds",
            [
                "name": "F5.poor_mark", "sector": "", "flag": "poor_condition_low_need", "value": 3.5,
                "unit": "mark", "source": "project default",
                "dated": "2026",
            ])
        append(
            "thresholds",
            [
                "name": "F2a.attendance_percent", "sector": "", "flag": "low_attendance", "value": 60,
                "unit": "percent", "source": "S17", "dated": "2024",
            ])
        append(
            "thresholds",
            [
                "name": "F2b.floor_percent", "sector": "school", "flag": "low_room_use", "value": 35,
                "unit": "percent", "source": "project default",
                "dated": "2026",
            ])
        append(
            "sources", ["source": "S4", "title": "fm3: Benchmark", "url": "https://fm3.dk", "dated": "2019"])
        append(
            "benchmarks",
            [
                "position": 1, "figure": "m2_per_user", "sector": "school", "unit": "m2_per_user",
                "own_value": 18.2, "properties": 12, "value": 15,
                "scope_da": "Den laveste af to", "scope_en": "The lower of two", "year": 2015, "source": "S4",
                "sentence_da": "Bruttoareal",
                "sentence_en": "Gross area", "same_area": 0,
            ])
        append(
            "rule_sets",
            [
                "position": 1, "rule_set": "use_it", "title_da": "USE IT 60 %", "title_en": "USE IT 60 %",
                "sector": "administration", "judged_properties": 40,
                "properties": 12, "area_m2": 8000, "share_percent": 2.1, "source": "S17", "dated": "2024",
            ])
    }
}

extension Value {
    /// The number; nil for text and null.
    var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        case .null, .text: nil
        }
    }
}
