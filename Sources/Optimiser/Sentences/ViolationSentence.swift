import PlanChecker
import PlanFiles

extension PlanSentence {
    /// What the checker found wrong.
    public func violation(_ v: Violation) -> String {
        switch v {
        case .instance(let f): return fault(f)
        case .unknown(let kind, let key):
            return say(
                "planen nævner \(kind) \(key), som ikke findes",
                "the plan names \(kind) \(key), which does not exist")
        case .repeated(let kind, let key):
            return say("\(kind) \(key) står der to gange", "\(kind) \(key) is there twice")
        case .outOfOrder(let kind, let key):
            return say("\(kind) \(key) står ikke i rækkefølge", "\(kind) \(key) is out of order")
        case .held(let key, let hold):
            return say(
                "\(name(key)) forlades, men \(self.hold(hold))",
                "\(name(key)) is left, but \(self.hold(hold))")
        case .forcedButKept(let key):
            return say(
                "\(name(key)) skulle forlades, men beholdes", "\(name(key)) had to be left but is kept")
        case .exclusiveBroken(let key, let keys):
            return say(
                "\(list(keys)) udelukker hinanden (\(key))", "\(list(keys)) exclude one another (\(key))")
        case .userDropped(let g, let users, let moved):
            return say(
                "\(g) har \(users) brugere, men \(moved) flyttes",
                "\(g) has \(users) users, but \(moved) are moved")
        case .peopleLeftBehind(let key, let headcount, let moved):
            return say(
                "\(name(key)) forlades med \(headcount) personer, men planen flytter kun \(moved)",
                """
                \(name(key)) is left with \(headcount) people counted in it, but the plan moves only \
                \(moved)
                """
            )
        case .movedWithoutCause(let g):
            return say(
                "\(g) flyttes, selv om ejendommen beholdes", "\(g) is moved although its property is kept")
        case .noUsersInMove(let g, let r):
            return say(
                "flytningen af \(g) til \(r) har ingen brugere", "the move of \(g) to \(r) has no users")
        case .moveNotAllowed(let g, let r):
            return say("\(g) må ikke flytte til \(r)", "\(g) may not move to \(r)")
        case .tooFar(let g, let r, let m, let limit):
            return say(
                "\(g) flytter \(m) m til \(r); grænsen er \(limit) m",
                "\(g) moves \(m) m to \(r); the limit is \(limit) m")
        case .movedIntoLeftProperty(let g, let r):
            return say("\(g) flytter til \(r), som forlades", "\(g) moves to \(r), which is left")
        case .unitSplit(let g, let r):
            return say(
                "de fra \(g), der kommer til \(r), er ikke hele enheder, som flytter samlet",
                "those of \(g) who come to \(r) are not whole units that move together")
        case .roomExceeded(let r, let space, let free):
            return say(
                "\(r) har \(free) hundrededele m² fri, men får \(space)",
                "\(r) has \(free) hundredths of a m² free but is given \(space)")
        case .placesExceeded(let r, let activity, let users, let free):
            return say(
                "\(r) har \(free) pladser fri til \(name(activity)), men får \(users) brugere",
                "\(r) has \(free) places free for \(name(activity)) but is given \(users) users")
        case .targetMissed(let area, let target):
            return say(
                "\(number.area(area)) er under målet på \(number.area(target))",
                "\(number.area(area)) is below the target of \(number.area(target))")
        case .ceilingExceeded(let area, let ceiling):
            return say(
                "\(number.area(area)) er over loftet på \(number.area(ceiling))",
                "\(number.area(area)) is above the ceiling of \(number.area(ceiling))")
        case .disruptionLimitMissing:
            return say("planen angiver ingen grænse for gene", "the plan states no disruption limit")
        case .disruptionLimitUnexpected:
            return say(
                "planen angiver en grænse for gene, som dens trin ikke har",
                "the plan states a disruption limit that its stage does not have")
        case .disruptionExceeded(let d, let limit):
            return say(
                "genen på \(d) brugermeter er over grænsen på \(limit)",
                "the disruption of \(d) user-metres is above the limit of \(limit)")
        case .disruptionLimitWrong(let claimed, let found):
            return say(
                "grænsen for gene er \(found), ikke \(claimed)",
                "the disruption limit is \(found), not \(claimed)")
        case .sumWrong(let sum, let claimed, let found):
            return say(
                "summen \(sum.rawValue) er \(found), ikke \(claimed)",
                "the sum \(sum.rawValue) is \(found), not \(claimed)")
        case .boundTooGood(let claimed, let checked):
            return say(
                "den påståede grænse \(claimed) kan ikke bekræftes; beviset giver \(checked)",
                "the claimed bound \(claimed) cannot be confirmed; the proof gives \(checked)")
        case .planBeatsBound(let objective, let checked):
            return say(
                "planen (\(objective)) er bedre end sin egen grænse (\(checked))",
                "the plan (\(objective)) beats its own bound (\(checked))")
        case .multiplierForUnknownRow(let row):
            return say(
                "beviset nævner en begrænsning, der ikke findes: \(row.text)",
                "the proof names a constraint that does not exist: \(row.text)")
        case .multiplierRepeated(let row):
            return say("beviset nævner \(row.text) to gange", "the proof names \(row.text) twice")
        case .multiplierSign(let row):
            return say(
                "beviset har forkert fortegn for \(row.text)", "the proof has the wrong sign for \(row.text)")
        case .denominatorNotPositive:
            return say("bevisets nævner er ikke positiv", "the proof's denominator is not positive")
        case .casesIncomplete:
            return say(
                "bevisets tilfælde dækker ikke alle planer", "the proof's cases do not cover every plan")
        case .boundMissing: return say("planen har intet bevis", "the plan has no proof")
        case .overflow:
            return say(
                "tallene i beviset er for store til at regne med",
                "the proof's numbers are too large to compute with")
        }
    }

    /// Why a property cannot be left, as the second half of a sentence.
    public func hold(_ h: PlanInstance.Hold) -> String {
        switch h {
        case .mustKeep: say("den skal beholdes", "it must be kept")
        case .listed: say("den er fredet", "it is listed")
        case .guarded: say("den er undtaget", "it is guarded")
        case .unjudged:
            say(
                "ingen aktivitet dækker den, så ingen har bedømt, hvor dens brugere kan være",
                "no activity covers it, so nobody has judged where its users could be")
        case .forcedKeep: say("scenariet beholder den", "the scenario keeps it")
        case .leaseRuns(let until): say("lejeaftalen løber til \(until)", "its lease runs until \(until)")
        }
    }
}

extension Plan.RowName {
    /// The row's name in one word and its keys.
    var text: String { fields.filter { !$0.isEmpty }.joined(separator: " ") }
}
