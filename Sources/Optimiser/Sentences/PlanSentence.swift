import PlanChecker
import PlanFiles
import Records

/// Why a property is guarded, in the reader's words.
public struct GuardReason: Sendable, Equatable {
    /// A sentence or a part of one, without a full stop at its end.
    public let text: String
    /// Said of this property alone, as a case with its number and date is, and not of its kind.
    public let own: Bool

    /// A reason; `own` where it is said of this property and not of its kind.
    public init(_ text: String, own: Bool) {
        self.text = text
        self.own = own
    }
}

/// The planner's facts as sentences: the only place in the optimiser with prose.
public struct PlanSentence: Speaker, Sendable {
    /// The language that is spoken.
    public let language: Language
    /// What properties, activities and localities are called; a key that is not named is shown as it is.
    public let names: [String: String]
    /// Why a property is guarded, by its key.
    public let guards: [String: GuardReason]
    /// How it writes numbers.
    public let number: PlanNumber

    /// Sentences in a language, with what things are called in it.
    public init(_ language: Language, names: [String: String] = [:], guards: [String: GuardReason] = [:]) {
        self.language = language
        self.names = names
        self.guards = guards
        number = PlanNumber(language: language)
    }

    func name(_ key: String) -> String { names[key] ?? key }
    func list(_ keys: [String]) -> String { number.list(keys.map(name)) }

    /// How the question ended.
    public func situation(_ s: PlanSituation) -> String {
        switch s {
        case .planned:
            return say(
                "Der er en plan, og kontrollen har bekræftet den.",
                "There is a plan, and the checker has confirmed it.")
        case .badInstance(let faults):
            return say(
                "Planens grundlag har \(faults.count) fejl, og der er ingen plan. Den første: ",
                """
                The plan's input has \(faults.count) \(faults.count == 1 ? "fault" : "faults"), and \
                there is no plan. The first: 
                """
            )
                + (faults.first.map(fault) ?? "")
        case .noProperties:
            return say("Der er ingen ejendomme at planlægge for.", "There are no properties to plan for.")
        case .nothingFree:
            return say(
                """
                Ingen ejendom kan forlades: hver eneste skal beholdes, er fredet, er undtaget, har en \
                løbende lejeaftale eller huser brugere, som ingen anden plads er til.
                """,
                """
                No property can be left: each one must be kept, is listed, is guarded, is leased for \
                longer, or houses users for whom there is no other place.
                """
            )
        case .targetOutOfReach(let target, let largest, let proved):
            let found = say(
                """
                Målet på \(number.area(target)) kan ikke nås. Den største reduktion, der er fundet, er \
                \(number.area(largest)).
                """,
                """
                The target of \(number.area(target)) cannot be reached. The largest reduction found is \
                \(number.area(largest)).
                """
            )
            guard let proved else {
                return found
                    + say(
                        " At der ikke er mere, er beregningens eget udsagn.",
                        " That there is no more is the solver's word.")
            }
            return found
                + say(
                    " Ingen plan kan give mere end \(number.area(proved)); det er kontrolleret.",
                    " No plan can give more than \(number.area(proved)); this is checked.")
        case .noPlanAtTarget(let target):
            return say(
                """
                Ingen plan forener målet på \(number.area(target)) med loftet og de ejendomme, der er \
                tvunget ind eller ud.
                """,
                """
                No plan reconciles the target of \(number.area(target)) with the ceiling and the \
                properties forced in or out.
                """
            )
        case .greedyOnly:
            return say(
                """
                Beregningen blev ikke færdig; planen er den enkle, hvor de mindst forstyrrende \
                ejendomme tages først. Den overholder alle grænser, men intet er bevist om, hvor god \
                den er.
                """,
                """
                The solver gave up; the plan is the simple one that takes the least disturbing \
                properties first. It keeps every limit, but nothing is proved about how good it is.
                """
            )
        case .fellBack:
            return say(
                """
                Beregningen blev ikke færdig; planen er den, der var fundet inden da. Den når målet og \
                overholder alle grænser, men intet er bevist om, hvor god den er.
                """,
                """
                The solver gave up on the way; the plan is the one found before. It reaches the target \
                and keeps every limit, but nothing is proved about how good it is.
                """
            )
        case .gaveUp:
            return say(
                "Beregningen blev ikke færdig, og der er ingen plan.",
                "The solver gave up, and there is no plan.")
        case .refused(let violations):
            return say(
                "Kontrollen afviste planen, og den udgives ikke. Det første brud: ",
                "The checker refused the plan, and it is not published. The first violation: ")
                + (violations.first.map(violation) ?? "")
        }
    }

    /// A note beside the plan.
    public func note(_ n: PlanNote) -> String {
        switch n {
        case .coordinatesMissing(let keys):
            return say(
                """
                Koordinater mangler for \(keys.count) \(keys.count == 1 ? "ejendom" : "ejendomme") med \
                brugere, så ingen afstand kendes og de bliver: \(list(keys)).
                """,
                """
                Coordinates are missing for \(keys.count) \
                \(keys.count == 1 ? "property" : "properties") with users, so that no distance is known \
                and they stay: \(list(keys)).
                """
            )
        case .usersWithoutPlace(let keys):
            return say(
                """
                \(keys.count) brugergrupper har ingen tilladt plads, der er stor nok, så deres ejendom \
                bliver: \(list(keys)).
                """,
                """
                \(keys.count) user groups have no allowed place that is large enough, so their property \
                stays: \(list(keys)).
                """
            )
        case .boundUnchecked(let stage):
            return say(
                """
                Grænsen for \(self.stage(stage)) kunne ikke kontrolleres; der siges intet om afstanden \
                til det bedst mulige.
                """,
                """
                The bound for \(self.stage(stage)) could not be checked; nothing is said about the \
                distance from the best possible.
                """
            )
        case .singleProperty(let key):
            return say(
                "Der er kun én ejendom, \(name(key)): enten forlades den, eller også gør den ikke.",
                "There is only one property, \(name(key)): it is left or it is not.")
        case .forcedButHeld(let keys):
            return say(
                "Disse er tvunget ud, men kan ikke forlades: \(list(keys)).",
                "These are forced out but cannot be left: \(list(keys)).")
        }
    }

    /// What a stage is about, inside a sentence.
    public func stage(_ s: Plan.Stage) -> String {
        switch s {
        case .reduction: say("den største reduktion", "the largest reduction")
        case .disruption: say("den mindste gene", "the least disruption")
        case .saving: say("den største nettobesparelse", "the greatest net saving")
        }
    }

    /// "Within x % of the best possible", or that nothing is known; `millionths` is `checkedDistance`.
    public func distance(_ millionths: Int?) -> String {
        guard let millionths else {
            return say(
                "Afstanden til det bedst mulige er ikke kontrolleret.",
                "The distance from the best possible is not checked.")
        }
        return say(
            "Inden for \(number.percent(millionths: millionths)) af det bedst mulige.",
            "Within \(number.percent(millionths: millionths)) of the best possible.")
    }

    /// The worst of the stages' distances, which is what the plan is within; each of them where they differ.
    public func distance(_ stages: [(stage: Plan.Stage, millionths: Int?)]) -> String {
        let known = stages.compactMap(\.millionths)
        guard known.count == stages.count, let worst = known.max() else { return distance(nil) }
        let shown = known.map(number.percent(millionths:))
        guard Set(shown).count > 1 else { return distance(worst) }
        let each = zip(stages, shown).map { "\(self.stage($0.stage)) \($1)" }.joined(separator: ", ")
        return say(
            "Inden for \(number.percent(millionths: worst)) af det bedst mulige i alle trin (\(each)).",
            "Within \(number.percent(millionths: worst)) of the best possible in every stage (\(each)).")
    }

    /// What a stage is about with its own number: m², user-kilometres, or a net saving a year.
    public func value(_ plan: Plan, scale: Int) -> String {
        switch plan.stage {
        case .reduction: number.area(plan.sums.area)
        case .disruption: number.userKilometres(plan.sums.disruption)
        case .saving: number.net(plan.sums.net, scale: scale) + say(" om året", " a year")
        }
    }

    /// A fault of the instance.
    public func fault(_ f: InstanceFault) -> String {
        switch f {
        case .duplicate(let kind, let key):
            say("\(kind) \(key) står der to gange", "\(kind) \(key) is there twice")
        case .unknown(let kind, let key, let by):
            say(
                "\(by) nævner \(kind) \(key), som ikke findes",
                "\(by) names \(kind) \(key), which does not exist")
        case .negative(let field, let key):
            say("\(field) for \(key) er for lille", "\(field) of \(key) is too small")
        case .badDate(let text, let key):
            say("\(text) for \(key) er ikke en dato", "\(text) of \(key) is not a date")
        case .intervalReversed(let group):
            say(
                "pladsbehovet for \(group) har sin nedre ende over den øvre",
                "the space of \(group) has its low end above its high end")
        case .moveToItself(let group, let room):
            say(
                "\(group) kan ikke flytte til \(room) i egen ejendom",
                "\(group) cannot move to \(room) in its own property")
        case .activityNotTaken(let group, let room):
            say("\(room) kan ikke huse det, som \(group) laver", "\(room) does not take what \(group) does")
        case .brokenUnit(let group):
            say("brugerne i \(group) går ikke op i hele enheder", "the users of \(group) are not whole units")
        case .tooLarge(let field, let key):
            say("\(field) for \(key) er for stor", "\(field) of \(key) is too large")
        }
    }
}
