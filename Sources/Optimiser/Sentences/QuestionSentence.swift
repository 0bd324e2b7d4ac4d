import PlanFiles

extension PlanSentence {
    /// A limit, as an item of a list.
    public func constraint(_ c: PlanConstraint) -> String {
        func held(_ key: String?, _ one: (String, String), _ all: (String, String)) -> String {
            key.map { say("\(one.0) \(name($0))", "\(one.1) \(name($0))") } ?? say(all.0, all.1)
        }
        switch c {
        case .places(let activity, let locality):
            return locality.map {
                say(
                    "pladser til \(name(activity)) i \(name($0))",
                    "places for \(name(activity)) in \(name($0))")
            }
                ?? say("pladser til \(name(activity))", "places for \(name(activity))")
        case .distance(let activity, let m):
            return say(
                "grænsen på højst \(number.metres(m)) for \(name(activity))",
                "the limit of \(number.metres(m)) for \(name(activity))")
        case .mustKeep(let key):
            return held(
                key, ("beholdes:", "must be kept:"),
                ("ejendomme, der skal beholdes", "properties that must be kept"))
        case .listed(let key):
            return held(key, ("fredet:", "listed:"), ("fredede ejendomme", "listed properties"))
        case .guarded(let key):
            let why = key.flatMap { guards[$0] }.map { " (\($0.text))" } ?? ""
            return held(
                key, ("undtaget\(why):", "guarded\(why):"), ("undtagne ejendomme", "guarded properties"))
        case .unjudged(let key):
            return held(
                key, ("ikke bedømt, ingen aktivitet:", "not judged, no activity:"),
                ("ejendomme, ingen aktivitet dækker", "properties that no activity covers"))
        case .lease(let key):
            return held(
                key, ("løbende lejeaftale:", "running lease:"), ("løbende lejeaftaler", "running leases"))
        case .forcedKeep(let key):
            return held(
                key, ("scenariet beholder", "kept by the scenario:"),
                ("ejendomme, scenariet beholder", "properties the scenario keeps"))
        case .exclusive(let key):
            return held(
                key, ("udelukker hinanden:", "exclude one another:"),
                ("ejendomme, der udelukker hinanden", "properties that exclude one another"))
        case .spaceHigh:
            return say("plads efter intervallets øvre ende", "space by the high end of its interval")
        }
    }

    /// That a property stays out of the plan, and for what reason of its own; nil where it has none.
    public func notPlanned(_ key: String) -> String? {
        guard let why = guards[key], why.own else { return nil }
        return say(
            "\(name(key)) planlægges ikke igen (\(why.text)).",
            "\(name(key)) is not planned again (\(why.text)).")
    }

    /// Why a target is out of reach.
    public func whyNot(_ w: WhyNot) -> String {
        if w.reachable {
            return say(
                """
                Målet på \(number.area(w.target)) er inden for rækkevidde: der er fundet en plan på \
                \(number.area(w.largest)).
                """,
                """
                The target of \(number.area(w.target)) is within reach: a plan of \
                \(number.area(w.largest)) was found.
                """
            )
        }
        let largest =
            say(
                " Den største reduktion, der er fundet, er \(number.area(w.largest))",
                " The largest reduction found is \(number.area(w.largest))")
            + (w.proved.map {
                say(
                    "; ingen plan kan give mere end \(number.area($0)).",
                    "; no plan can give more than \(number.area($0)).")
            } ?? ".")
        if w.beyondEverything {
            return say(
                """
                Målet på \(number.area(w.target)) er mere, end der ville være, selv om alle grænser \
                blev løftet.
                """,
                """
                The target of \(number.area(w.target)) is more than there would be even if every limit \
                were lifted.
                """
            ) + largest
        }
        return conflict(w) + lifted(w) + largest
    }

    /// The limits in conflict, the places of an activity once.
    private func conflict(_ w: WhyNot) -> String {
        let items = w.folded.map { limit, localities in
            constraint(limit)
                + (localities > 1 ? say(" (\(localities) lokalområder)", " (\(localities) localities)") : "")
        }
        let shorter =
            w.irreducible
            ? "" : say(" Listen kan muligvis gøres kortere.", " The list could perhaps be made shorter.")
        return say(
            """
            Målet på \(number.area(w.target)) strander på disse grænser tilsammen: \
            \(items.joined(separator: " + ")).
            """,
            """
            The target of \(number.area(w.target)) fails on these limits together: \
            \(items.joined(separator: " + ")).
            """
        ) + shorter
    }

    /// What lifting one limit alone gives.
    public func lift(_ lift: WhyNot.Lift, of why: WhyNot) -> String {
        let limits = lift.limits.map(constraint).joined(separator: say(" og ", " and "))
        let more = number.area(lift.area - why.largest)
        if lift.area >= why.target {
            return say(
                "Uden \(limits) alene: \(more) mere, og målet nås.",
                "Without \(limits) alone: \(more) more, and the target is reached.")
        }
        return say(
            "Uden \(limits) alene: \(more) mere, og målet nås ikke.",
            "Without \(limits) alone: \(more) more, and the target is not reached.")
    }

    /// What lifting one of them alone gives, as it was computed: which are enough, and what the others come
    /// to.
    private func lifted(_ w: WhyNot) -> String {
        guard !w.lifts.isEmpty else { return "" }
        func gain(_ lift: WhyNot.Lift) -> String {
            let limits = lift.limits.map(constraint).joined(separator: say(" og ", " and "))
            return "\(limits) (+\(number.area(lift.area - w.largest)))"
        }
        let enough = w.enough.map(gain)
        let others = w.lifts.filter { $0.area < w.target && $0.area > w.largest }
        var parts: [String] = []
        if !enough.isEmpty {
            let list = enough.joined(separator: "; ")
            parts.append(
                enough.count == 1
                    ? say(
                        "Løftes denne alene, nås målet: \(list).",
                        "Lifting this one alone is enough: \(list).")
                    : say(
                        "Løftes én af disse alene, nås målet: \(list).",
                        "Lifting one of these alone is enough: \(list)."))
        } else {
            parts.append(say("Ingen af dem er nok alene.", "None of them is enough alone."))
            let pairs = w.pairs.map(gain).joined(separator: "; ")
            if !pairs.isEmpty {
                parts.append(
                    say("Disse to sammen er nok: \(pairs).", "These two together are enough: \(pairs)."))
            }
        }
        if !others.isEmpty {
            let shown = others.prefix(5).map(gain).joined(separator: "; ")
            let more =
                others.count > 5
                ? say(
                    "; \(others.count - 5) \(others.count == 6 ? "anden" : "andre") giver mindre",
                    "; \(others.count - 5) \(others.count == 6 ? "other gives" : "others give") less") : ""
            parts.append(
                enough.isEmpty
                    ? say(
                        "Løftet alene giver de: \(shown)\(more).", "Lifted alone they give: \(shown)\(more).")
                    : say(
                        "De øvrige giver alene: \(shown)\(more).", "Alone the others give: \(shown)\(more)."))
        }
        return " " + parts.joined(separator: " ")
    }

    /// What keeping one property costs.
    public func kept(_ k: KeptProperty, scale: Int) -> String {
        let who = name(k.property)
        if !k.wasLeft { return say("Planen beholder allerede \(who).", "The plan keeps \(who) already.") }
        if k.outOfReach {
            return say(
                "Beholdes \(who), kan målet ikke nås.", "If \(who) is kept, the target cannot be reached.")
        }
        guard k.plan != nil else {
            return say(
                "Beregningen fandt ingen plan, der beholder \(who).",
                "The solver found no plan that keeps \(who).")
        }
        let instead =
            k.replacements.isEmpty
            ? say("Ingen anden forlades i stedet", "No other is left instead")
            : say("I stedet forlades \(list(k.replacements))", "Left instead: \(list(k.replacements))")
        let net = number.net(abs(k.netChange), scale: scale)
        let way = number.userKilometres(abs(k.disruptionChange))
        let area =
            k.areaChange == 0
            ? ""
            : say(
                """
                , og planen forlader \(number.area(abs(k.areaChange))) \
                \(k.areaChange < 0 ? "mindre" : "mere")
                """,
                """
                , and the plan leaves \(number.area(abs(k.areaChange))) \
                \(k.areaChange < 0 ? "less" : "more")
                """
            )
        return say(
            """
            Beholdes \(who), bliver nettobesparelsen \(net) \(k.netChange > 0 ? "større" : "mindre") om \
            året og genen \(way) \(k.disruptionChange < 0 ? "mindre" : "større")\(area). \
            \(instead).\(equal(k, scale))
            """,
            """
            If \(who) is kept, the net saving is \(net) a year \
            \(k.netChange > 0 ? "larger" : "smaller") and the disruption \(way) \
            \(k.disruptionChange < 0 ? "smaller" : "larger")\(area). \(instead).\(equal(k, scale))
            """
        )
    }

    /// What keeping it costs where nobody may be moved farther than the plan allows.
    private func equal(_ k: KeptProperty, _ scale: Int) -> String {
        switch k.atEqualDisruption {
        case .net(let change):
            let net = number.net(abs(change), scale: scale)
            return say(
                """
                 Inden for planens egen grænse for gene bliver nettobesparelsen \(net) \
                \(change > 0 ? "større" : "mindre").
                """,
                """
                 Within the plan's own limit of disruption the net saving is \(net) \
                \(change > 0 ? "larger" : "smaller").
                """
            )
        case .impossible:
            return say(
                " Inden for planens egen grænse for gene kan den ikke beholdes.",
                " Within the plan's own limit of disruption it cannot be kept.")
        case .unknown: return ""
        }
    }

    /// Whether a property belongs to the core.
    public func core(_ m: CoreEntry.Membership, withinPermille: Int) -> String {
        let within = number.percent(permille: withinPermille)
        switch m {
        case .every(let proof):
            return say(
                "Forlades i enhver plan inden for \(within) af den bedste (\(self.proof(proof))).",
                "Left in every plan within \(within) of the best (\(self.proof(proof))).")
        case .some:
            return say(
                "Forlades i nogle planer inden for \(within) og ikke i andre.",
                "Left in some plans within \(within) and not in others.")
        case .none(let proof):
            return say(
                "Forlades i ingen plan inden for \(within) (\(self.proof(proof))).",
                "Left in no plan within \(within) (\(self.proof(proof))).")
        case .undecided:
            return say(
                "Ikke afgjort inden for de tilladte spørgsmål.", "Not settled within the questions allowed.")
        }
    }

    private func proof(_ p: CoreEntry.Proof) -> String {
        switch p {
        case .relaxation: say("efter relaksationens priser", "by the relaxation's prices")
        case .search: say("efter beregningens søgning", "by the solver's search")
        }
    }

    /// What a limit costs.
    public func price(_ p: ConstraintPrice, scale: Int) -> String {
        var gains: [String] = []
        if let area = p.area {
            gains.append(
                say("\(number.area(area)) mere kunne forlades", "\(number.area(area)) more could be left"))
        }
        if let net = p.net {
            gains.append(
                say(
                    "\(number.net(net, scale: scale)) mere om året ved målet",
                    "\(number.net(net, scale: scale)) more a year at the target"))
        }
        if let d = p.disruption {
            gains.append(
                say("\(number.userKilometres(d)) mindre gene", "\(number.userKilometres(d)) less disruption"))
        }
        let what = gains.isEmpty ? say("intet svar", "no answer") : gains.joined(separator: "; ")
        return say(
            "Uden \(constraint(p.constraint)): \(what).", "Without \(constraint(p.constraint)): \(what).")
    }

    /// One point of the frontier.
    public func frontier(_ f: FrontierPoint, scale: Int) -> String {
        let target = number.percent(permille: f.permille)
        if f.outOfReach { return say("\(target): uden for rækkevidde.", "\(target): out of reach.") }
        guard let plan = f.plan else {
            return say("\(target): beregningen fandt ingen plan.", "\(target): the solver found no plan.")
        }
        let s = plan.sums
        return say(
            """
            \(target): \(number.area(s.area)), engangsudgift \(number.kroner(s.oneOffCost)), provenu \
            \(number.kroner(s.proceeds)), netto \(number.net(s.net, scale: scale)) om året, \
            \(number.userKilometres(s.disruption)).
            """,
            """
            \(target): \(number.area(s.area)), one-off cost \(number.kroner(s.oneOffCost)), proceeds \
            \(number.kroner(s.proceeds)), net \(number.net(s.net, scale: scale)) a year, \
            \(number.userKilometres(s.disruption)).
            """
        )
    }
}
