import PlanChecker
import PlanFiles

/// Everything the planner found out about one instance, as facts.
public struct PlanResult: Sendable {
    /// The instance as solved, in key order: this text and the plans' texts are what the checker is given.
    public var instance: PlanInstance
    /// Name and version of the solver.
    public var solver: String
    /// How the question ended: which of the plans below there are.
    public var situation: PlanSituation
    /// What a reader should know beside the plan.
    public var notes: [PlanNote]
    /// Stage a: the plan that leaves the most area.
    public var reduction: Plan?
    /// Stage b: the plan that moves the fewest users the shortest way.
    public var disruption: Plan?
    /// Stage c: the plan. Nil when there is none.
    public var saving: Plan?
    /// The plan made without a solver: the yardstick, and the fallback when the solver gave up.
    public var greedy: Plan
    /// Each stage's whole model in LP format, for anyone's solver.
    public var lpTexts: [Plan.Stage: String] = [:]
    /// A point for each target that was asked for, in that order.
    public var frontier: [FrontierPoint]
    /// Every property that may be left, in key order; empty where nobody asked or there is no plan.
    public var core: [CoreEntry]
    /// A price for each family of limits; empty where nobody asked.
    public var prices: [ConstraintPrice]
    /// Why the target, or the one asked about, is out of reach; nil where nobody asked and it is not.
    public var whyNot: WhyNot?
    /// What keeping each property asked about would cost, in the order asked.
    public var kept: [KeptProperty]
    /// Where the displaced users go.
    public var destinations: [Destination]

    /// The plan that stands in where the solver stopped without an answer.
    public var standIn: Plan?

    /// What is published: the third stage's plan, or what stands in where the situation says so.
    public var plan: Plan? { saving ?? (situation == .greedyOnly || situation == .fellBack ? standIn : nil) }
}

/// How the question ended.
public enum PlanSituation: Equatable, Sendable {
    /// There is a plan, and the checker found nothing wrong with it.
    case planned
    /// The instance states no question.
    case badInstance([InstanceFault])
    /// The instance has no property.
    case noProperties
    /// Every property is held.
    case nothingFree
    /// No plan reaches the target. `proved` is the checked area that none can exceed, when that is below the
    /// target.
    case targetOutOfReach(target: Int, largest: Int, proved: Int?)
    /// The target is within reach, but not together with the ceiling or the forced properties.
    case noPlanAtTarget(target: Int)
    /// The solver stopped without an answer; the greedy plan reaches the target and stands in.
    case greedyOnly
    /// The solver stopped without an answer; an earlier stage's plan reaches the target and stands in.
    case fellBack
    /// The solver stopped without an answer, and no plan that is known reaches the target.
    case gaveUp
    /// The checker found fault with the plan: it is not published.
    case refused([Violation])
}

/// Something about the instance that a reader should know beside the plan.
public enum PlanNote: Equatable, Sendable {
    /// No distance is known to or from these, so that their users have no allowed move.
    case coordinatesMissing(properties: [String])
    /// These groups have no allowed place, or too few places, so that their property stays.
    case usersWithoutPlace(groups: [String])
    /// The bound of this stage could not be checked; no distance from the best is stated.
    case boundUnchecked(Plan.Stage)
    /// There is exactly one property.
    case singleProperty(String)
    /// These are both forced out and held by something else.
    case forcedButHeld(properties: [String])
}
