import PlanFiles

extension PlanSentence {
    /// A limit, as an item of a list.
    public func constraint(_ c: PlanConstraint) -> String {
        func held(_ key: String?, _ one: (String, String), _ all: (String, String)) -> String {
            key.map { say("\(one.0) \(name($0))", "\(one.1) \(name($0))") } ?? say(all.0, all.1)
        }
        switch c {
        case .places(let activity, let locality):
            return locality.map { say("pladser til \(name(activity)) i \(name($0))", "places for \(name(activity)) in \(name($0))") }
                ?? say("pladser til \(name(activity))", "places for \(name(activity))")
        case .distance(let activity, let m):
            return say("højst \(number.metres(m)) for \(name(activity))", "at most \(number.metres(m)) for \(name(activity))")
        case .mustKeep(let key): return held(key, ("beholdes:", "must be kept:"), ("ejendomme, der skal beholdes", "properties that must be kept"))
        case .listed(let key): return held(key, ("fredet:", "listed:"), ("fredede ejendomme", "listed properties"))
        case .guarded(let key): return held(key, ("undtaget:", "guarded:"), ("undtagne ejendomme", "guarded properties"))
        case .unjudged(let key): return held(key, ("ikke bedømt, ingen aktivitet:", "not judged, no activity:"), ("ejendomme, ingen aktivitet dækker", "properties that no activity covers"))
        case .lease(let key): return held(key, ("løbende lejeaftale:", "running lease:"), ("løbende lejeaftaler", "running leases"))
        case .forcedKeep(let key): return held(key, ("scenariet beholder", "kept by the scenario:"), ("ejendomme, scenariet beholder", "properties the scenario keeps"))
        case .exclusive(let key): return held(key, ("udelukker hinanden:", "exclude one another:"), ("ejendomme, der udelukker hinanden", "properties that exclude one another"))
        case .spaceHigh: return say("plads efter intervallets øvre ende", "space by the high end of its interval")
        }
    }

    /// Why a target is out of reach.
    public func whyNot(_ w: WhyNot) -> String {
        if w.reachable {
            return say(
                "Målet på \(number.area(w.target)) er inden for rækkevidde: der er fundet en plan på \(number.area(w.largest)).",
                "The target of \(number.area(w.target)) is within reach: a plan of \(number.area(w.largest)) was found.")
        }
        let largest = say(
            " Den største reduktion, der er fundet, er \(number.area(w.largest))", " The largest reduction found is \(number.area(w.largest))")
            + (w.proved.map { say("; ingen plan kan give mere end \(number.area($0)).", "; no plan can give more than \(number.area($0)).") } ?? ".")
        if w.beyondEverything {
            return say(
                "Målet på \(number.area(w.target)) er mere, end der ville være, selv om alle grænser blev løftet.",
                "The target of \(number.area(w.target)) is more than there would be even if every limit were lifted.") + largest
        }
        let items = w.conflict.map(constraint).joined(separator: " + ")
        let tail =
            w.irreducible
            ? say(" Løftes én af dem, er målet inden for rækkevidde.", " Lift any one of them, and the target is within reach.")
            : say(" Listen kan muligvis gøres kortere.", " The list could perhaps be made shorter.")
        return say("Målet på \(number.area(w.target)) strander på: \(items).", "The target of \(number.area(w.target)) fails on: \(items).") + tail + largest
    }

    /// What keeping one property costs.
    public func kept(_ k: KeptProperty, scale: Int) -> String {
        let who = name(k.property)
        if !k.wasLeft { return say("Planen beholder allerede \(who).", "The plan keeps \(who) already.") }
        if k.outOfReach { return say("Beholdes \(who), kan målet ikke nås.", "If \(who) is kept, the target cannot be reached.") }
        guard k.plan != nil else { return say("Løseren fandt ingen plan, der beholder \(who).", "The solver found no plan that keeps \(who).") }
        let instead =
            k.replacements.isEmpty
            ? say("Ingen anden forlades i stedet", "No other is left instead") : say("I stedet forlades \(list(k.replacements))", "Left instead: \(list(k.replacements))")
        let net = number.net(abs(k.netChange), scale: scale), way = number.userKilometres(abs(k.disruptionChange))
        let area = k.areaChange == 0 ? "" : say(", og planen forlader \(number.area(abs(k.areaChange))) \(k.areaChange < 0 ? "mindre" : "mere")", ", and the plan leaves \(number.area(abs(k.areaChange))) \(k.areaChange < 0 ? "less" : "more")")
        return say(
            "Beholdes \(who), bliver nettobesparelsen \(net) \(k.netChange > 0 ? "større" : "mindre") om året og genen \(way) \(k.disruptionChange < 0 ? "mindre" : "større")\(area). \(instead).",
            "If \(who) is kept, the net saving is \(net) a year \(k.netChange > 0 ? "larger" : "smaller") and the disruption \(way) \(k.disruptionChange < 0 ? "smaller" : "larger")\(area). \(instead).")
    }

    /// Whether a property belongs to the core.
    public func core(_ m: CoreEntry.Membership, withinPermille: Int) -> String {
        let within = number.percent(permille: withinPermille)
        switch m {
        case .every(let proof):
            return say("Forlades i enhver plan inden for \(within) af den bedste (\(self.proof(proof))).", "Left in every plan within \(within) of the best (\(self.proof(proof))).")
        case .some: return say("Forlades i nogle planer inden for \(within) og ikke i andre.", "Left in some plans within \(within) and not in others.")
        case .none(let proof): return say("Forlades i ingen plan inden for \(within) (\(self.proof(proof))).", "Left in no plan within \(within) (\(self.proof(proof))).")
        case .undecided: return say("Ikke afgjort inden for de tilladte spørgsmål.", "Not settled within the questions allowed.")
        }
    }

    private func proof(_ p: CoreEntry.Proof) -> String {
        switch p {
        case .relaxation: say("efter relaksationens priser", "by the relaxation's prices")
        case .search: say("efter løserens søgning", "by the solver's search")
        }
    }

    /// What a limit costs.
    public func price(_ p: ConstraintPrice, scale: Int) -> String {
        var gains: [String] = []
        if let area = p.area { gains.append(say("\(number.area(area)) mere kunne forlades", "\(number.area(area)) more could be left")) }
        if let net = p.net { gains.append(say("\(number.net(net, scale: scale)) mere om året ved målet", "\(number.net(net, scale: scale)) more a year at the target")) }
        if let d = p.disruption { gains.append(say("\(number.userKilometres(d)) mindre gene", "\(number.userKilometres(d)) less disruption")) }
        let what = gains.isEmpty ? say("intet svar", "no answer") : gains.joined(separator: "; ")
        return say("Uden \(constraint(p.constraint)): \(what).", "Without \(constraint(p.constraint)): \(what).")
    }

    /// One point of the frontier.
    public func frontier(_ f: FrontierPoint, scale: Int) -> String {
        let target = number.percent(permille: f.permille)
        if f.outOfReach { return say("\(target): uden for rækkevidde.", "\(target): out of reach.") }
        guard let plan = f.plan else { return say("\(target): løseren fandt ingen plan.", "\(target): the solver found no plan.") }
        let s = plan.sums
        return say(
            "\(target): \(number.area(s.area)), engangsudgift \(number.kroner(s.oneOffCost)), netto \(number.net(s.net, scale: scale)) om året, \(number.userKilometres(s.disruption)).",
            "\(target): \(number.area(s.area)), one-off cost \(number.kroner(s.oneOffCost)), net \(number.net(s.net, scale: scale)) a year, \(number.userKilometres(s.disruption)).")
    }
}
