import Optimiser
import PlanChecker
import PlanFiles
import Records
import Warehouse

extension PlanRows {
    /// The main plan's further questions.
    private var asked: PlanResult? { cases.first?.questions }
    private func words(_ language: Language) -> PlanSentence { PlanWords(language, question).sentence }
    private func integer(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
    private func both(_ say: (PlanSentence) -> String) -> [Value] {
        [.text(say(words(.da))), .text(say(words(.en)))]
    }

    /// One row for every target; a plan there is shown only when the checker accepts it.
    var frontier: [[Value]] {
        guard let asked, let main = cases.first else { return [] }
        let percents = PlanEffort(question).asked
        return zip(percents, asked.frontier).map { percent, found in
            let point = found
            var instance = main.result.instance
            instance.target = point.target
            let plan = point.plan.flatMap { verify(instance, $0).isEmpty ? $0 : nil }
            let s = plan?.sums
            return [
                .integer(Int64(percent * 10)), integer(point.target),
                plan != nil ? 1 : point.outOfReach ? 0 : .null, integer(plan?.closed.count), integer(s?.area),
                integer(s?.saving), integer(s.map { $0.net / max(1, instance.netScale) }),
                integer(s?.oneOffCost), integer(s?.proceeds), integer(s?.usersMoved),
                integer(s?.disruption),
                integer(plan.flatMap { plan in checkedDistance(instance, stages: point.before + [plan]) }),
            ] + both { $0.frontier(point, scale: instance.netScale) }
        }
    }

    /// Every property that could be left: its role among the plans close to the best, and what keeping it
    /// costs.
    var core: [[Value]] {
        guard let asked else { return [] }
        let kept = Dictionary(asked.kept.map { ($0.property, $0) }, uniquingKeysWith: { a, _ in a })
        let within = Int(clamping: (question.settings["core_within_percent"] ?? 1) * 10)
        return asked.core.map { entry in
            let keep = kept[entry.property].flatMap { $0.wasLeft ? $0 : nil }
            let scale = question.instance.netScale
            let found = keep?.plan != nil
            return [
                .text(entry.property), .integer(entry.inThePlan ? 1 : 0), role(entry.membership),
                proof(entry.membership), .integer(keep == nil ? 0 : 1),
                // A loss below 0 is a gain: keeping the property moves people farther and saves more.
                found ? integer(keep.map { -$0.netChange / max(1, scale) }) : .null,
                found ? integer(keep.map { -$0.areaChange }) : .null,
                found ? integer(keep?.disruptionChange) : .null,
                found ? 1 : keep?.outOfReach == true ? 0 : .null,
                keep.map { .text($0.replacements.joined(separator: " ")) } ?? .null,
            ] + equal(keep, scale)
                + both { s in
                    s.core(entry.membership, withinPermille: within)
                        + (keep.map { " " + s.kept($0, scale: scale) } ?? "")
                }
        }
    }

    /// Whether the property can be kept at the plan's own limit of disruption, and what is lost then.
    private func equal(_ keep: KeptProperty?, _ scale: Int) -> [Value] {
        switch keep?.atEqualDisruption {
        case .net(let change)?: [1, integer(-change / max(1, scale))]
        case .impossible?: [0, .null]
        case .unknown?, nil: [.null, .null]
        }
    }

    private func role(_ membership: CoreEntry.Membership) -> Value {
        switch membership {
        case .every: "all"
        case .some: "some"
        case .none: "none"
        case .undecided: .null
        }
    }

    private func proof(_ membership: CoreEntry.Membership) -> Value {
        switch membership {
        case .every(let proof), .none(let proof): proof == .relaxation ? "relaxation" : "search"
        case .some: "plans"
        case .undecided: .null
        }
    }

    /// How much there is at most, where the explanation is left to the day.
    private var largest: [Value] {
        let sums = cases.first?.result.reduction?.sums.area ?? 0
        let base = question.instance.baselineArea
        let da = PlanWords(.da, question)
        let en = PlanWords(.en, question)
        return [
            "largest", "other", "Hvorfor ikke mere?", "Why not more?", .null, .null, .null,
            .text(
                """
                Den største reduktion, der er fundet, er \(da.sentence.number.area(sums)) \
                (\(da.sentence.number.percent(sums, of: base))). Hvorfor et højere mål ikke kan nås, \
                svarer kvadratur plan --why-not på.
                """
            ),
            .text(
                """
                The largest reduction found is \(en.sentence.number.area(sums)) \
                (\(en.sentence.number.percent(sums, of: base))). Why a higher target is out of reach is \
                answered by kvadratur plan --why-not.
                """
            ),
        ]
    }

    /// The limit in words. What the main plan is made to keep, a decision in force keeps.
    private func titles(_ limit: PlanConstraint) -> [Value] {
        guard case .forcedKeep(let key) = limit else { return both { $0.constraint(limit) } }
        return [
            .text(
                key.map { "besluttet bevaret: " + (question.names[.da]?[$0] ?? $0) }
                    ?? "ejendomme, som en beslutning bevarer"),
            .text(
                key.map { "kept by decision: " + (question.names[.en]?[$0] ?? $0) }
                    ?? "properties kept by a decision"),
        ]
    }

    /// The properties that stay out of the plan for a reason of their own, but for those that stand among the
    /// limits already.
    private func ownGuards(but said: [[Value]]) -> [[Value]] {
        let codes = Set(said.map { $0[0].plain })
        return question.instance.properties.filter(\.guarded).compactMap { property in
            let limit = PlanConstraint.guarded(property: property.key)
            guard !codes.contains(limit.code),
                let da = PlanWords(.da, question).sentence.notPlanned(property.key),
                let en = PlanWords(.en, question).sentence.notPlanned(property.key)
            else { return nil }
            return [.text(limit.code), .text(limit.kind)] + titles(limit) + [
                .null, .null, .null, .text(da), .text(en),
            ]
        }
    }

    /// Why not more, in one sentence; the limits in conflict; what each kind of limit costs; and who stays
    /// out for a reason of its own.
    var constraints: [[Value]] {
        guard let asked else { return numbered(ownGuards(but: [])) }
        var rows: [[Value]] = []
        if PlanEffort(question).isLarge {
            rows.append(largest)
        } else if let why = asked.whyNot {
            let percent = PlanEffort(question).whyNotPercent(
                largest: cases.first?.result.reduction?.sums.area)
            let permille = Int(clamping: percent * 10)
            let out = !why.reachable
            rows.append(
                [
                    "why_not", "other",
                    .text("Hvorfor ikke \(PlanNumber(language: .da).percent(permille: permille))?"),
                    .text("Why not \(PlanNumber(language: .en).percent(permille: permille))?"), .null, .null,
                    out ? integer(permille) : .null,
                ] + both { $0.whyNot(why) })
            rows += why.folded.map { limit, _ in
                let lift = why.lifts.first { $0.limits == [limit] }
                return [.text(limit.code), .text(limit.kind)] + titles(limit) + [
                    .null, integer(lift.map { $0.area - why.largest }), integer(permille),
                ]
                    + (lift.map { lift in both { $0.lift(lift, of: why) } } ?? titles(limit))
            }
        }
        let scale = max(1, question.instance.netScale)
        // A limit without which nothing would be better has no price.
        rows += asked.prices.filter {
            ($0.area ?? 0) > 0 || ($0.net ?? 0) >= scale * 100 || ($0.disruption ?? 0) > 0
        }.map { price in
            [.text(price.constraint.code), .text(price.constraint.kind)] + titles(price.constraint)
                + [integer(price.net.map { $0 / scale }), integer(price.area), .null]
                + both { $0.price(price, scale: scale) }
        }
        return numbered(rows + ownGuards(but: rows))
    }

    private func numbered(_ rows: [[Value]]) -> [[Value]] {
        rows.enumerated().map { [.integer(Int64($0 + 1))] + $1 }
    }
}

extension PlanConstraint {
    /// The report's word for the kind of limit.
    var kind: String {
        switch self {
        case .places, .spaceHigh: "capacity"
        case .distance: "distance"
        case .mustKeep: "must_keep"
        case .listed: "listed"
        case .guarded: "guarded"
        case .unjudged: "unjudged"
        case .lease: "lease"
        case .exclusive: "exclusive"
        case .forcedKeep: "other"
        }
    }

    /// Kind and key: the same limit has the same code every night.
    var code: String {
        switch self {
        case .places(let activity, let locality): "places " + activity + (locality.map { " " + $0 } ?? "")
        case .distance(let activity, _): "distance " + activity
        case .mustKeep(let key): "must_keep" + (key.map { " " + $0 } ?? "")
        case .listed(let key): "listed" + (key.map { " " + $0 } ?? "")
        case .guarded(let key): "guarded" + (key.map { " " + $0 } ?? "")
        case .unjudged(let key): "unjudged" + (key.map { " " + $0 } ?? "")
        case .lease(let key): "lease" + (key.map { " " + $0 } ?? "")
        case .forcedKeep(let key): "kept" + (key.map { " " + $0 } ?? "")
        case .exclusive(let key): "exclusive" + (key.map { " " + $0 } ?? "")
        case .spaceHigh: "space_high"
        }
    }
}
