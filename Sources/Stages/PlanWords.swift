import Optimiser
import PlanFiles
import Records

/// The sentences that stand over a plan: how it ended, what it reaches, how close to the best it is proved to
/// be, and what it rests on.
struct PlanWords: Speaker {
    let sentence: PlanSentence
    let language: Language
    let question: PlanQuestion

    init(_ language: Language, _ question: PlanQuestion) {
        self.language = language
        self.question = question
        sentence = PlanSentence(
            language, names: question.names[language] ?? [:], guards: question.guards[language] ?? [:])
    }

    /// The plan or scenario in a few sentences.
    func headline(_ one: PlanCase) -> String {
        var parts: [String] = []
        if !one.refused.isEmpty {
            parts.append(sentence.situation(.refused(one.refused)))
        } else if one.status == .reached, let plan = one.published {
            parts.append(reached(plan, one))
            switch one.result.situation {
            case .greedyOnly, .fellBack: parts.append(sentence.situation(one.result.situation))
            default: parts.append(sentence.distance(one.distances))
            }
        } else {
            parts.append(sentence.situation(one.result.situation))
            if let plan = one.published {
                parts.append(say("Det nærmeste er: ", "The closest is: ") + reached(plan, one))
            }
        }
        if !one.unknown.isEmpty {
            let keys = one.unknown.joined(separator: ", ")
            parts.append(
                say(
                    "Scenariet nævner ejendomme, der ikke findes: \(keys).",
                    "The scenario names properties that do not exist: \(keys)."))
        }
        parts += one.result.notes.compactMap { note($0, one) }
        return (parts + (one.name == "main" ? data(one) : [])).joined(separator: " ")
    }

    private func note(_ note: PlanNote, _ one: PlanCase) -> String? {
        switch note {
        case .boundUnchecked: one.published == nil ? nil : sentence.note(note)
        case .usersWithoutPlace(let groups):
            // Most of a municipality's users have nowhere else to go; the list stands in the instance.
            say(
                """
                \(groups.count) af \(one.result.instance.groups.count) brugergrupper har ingen tilladt \
                plads, der er stor nok, så deres ejendom bliver.
                """,
                """
                \(groups.count) of \(one.result.instance.groups.count) user groups have no allowed \
                place that is large enough, so their property stays.
                """
            )
        default: sentence.note(note)
        }
    }

    private func reached(_ plan: Plan, _ one: PlanCase) -> String {
        let s = plan.sums
        let count = plan.closed.count
        let write = sentence.number
        // The plan's own share, as every table has it; the target counts what has left before as well.
        let share = write.percent(s.area, of: question.instance.baselineArea)
        let left = question.leftBefore
        let both = write.percent(s.area + left, of: question.instance.baselineArea)
        let before =
            left > 0
            ? say(
                "; \(both) med de \(write.area(left)), der allerede er forladt",
                "; \(both) with the \(write.area(left)) that have left already") : ""
        return say(
            """
            Planen forlader \(write.whole(count)) \(count == 1 ? "ejendom" : "ejendomme") med \
            \(write.area(s.area)) (\(share) af basislinjen\(before)), flytter \
            \(write.whole(s.usersMoved)) \(s.usersMoved == 1 ? "bruger" : "brugere") og sparer \
            \(write.kroner(s.saving)) om året. \(net(s))
            """,
            """
            The plan leaves \(write.whole(count)) \(count == 1 ? "property" : "properties") with \
            \(write.area(s.area)) (\(share) of the baseline\(before)), moves \
            \(write.whole(s.usersMoved)) \(s.usersMoved == 1 ? "user" : "users") and saves \
            \(write.kroner(s.saving)) a year. \(net(s))
            """
        )
    }

    /// Why the net saving differs from what is saved each year: it takes in what is paid and received once.
    private func net(_ s: Plan.Sums) -> String {
        let i = question.instance
        let net = sentence.number.net(s.net, scale: i.netScale)
        let backlog =
            i.backlogYears.map {
                say(" og sparet efterslæb over \($0) år", " and avoided backlog over \($0) years")
            } ?? ""
        return say(
            """
            Netto er det \(net) om året, når engangsudgift og provenu fordeles over \(i.annualiseYears) \
            år\(backlog).
            """,
            """
            Net it is \(net) a year, with one-off cost and proceeds spread over \(i.annualiseYears) \
            years\(backlog).
            """
        )
    }

    /// What the plan could not know.
    private func data(_ one: PlanCase) -> [String] {
        var parts: [String] = []
        let closed = Set(one.published?.closed ?? [])
        let blind = question.withoutCost.filter(closed.contains)
        if !blind.isEmpty {
            parts.append(
                say(
                    """
                    \(blind.count) af planens ejendomme har ingen kendt udgift og regnes som uden \
                    besparelse.
                    """,
                    """
                    \(blind.count) of the plan's properties have no known cost and are counted as \
                    saving nothing.
                    """
                ))
        }
        let unjudged = question.instance.properties.filter(\.unjudged)
        if !unjudged.isEmpty {
            let write = sentence.number
            let count = write.whole(unjudged.count)
            let area = write.area(unjudged.reduce(0) { $0 + $1.area })
            let people = write.whole(unjudged.reduce(0) { $0 + $1.headcount })
            parts.append(
                say(
                    """
                    \(count) \(unjudged.count == 1 ? "ejendom" : "ejendomme") med \(area) og \(people) \
                    personer er ikke bedømt og beholdes: ingen aktivitet dækker, hvad de bruges til.
                    """,
                    """
                    \(count) \(unjudged.count == 1 ? "property" : "properties") with \(area) and \
                    \(people) people not judged, and so kept: no activity covers what they are used for.
                    """
                ))
        }
        if question.withoutArea > 0 {
            parts.append(
                say(
                    "\(question.withoutArea) ejendomme uden kendt areal er ikke med.",
                    "\(question.withoutArea) properties without a known area are left out."))
        }
        return parts
    }
}
