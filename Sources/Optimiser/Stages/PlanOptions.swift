import PlanFiles

/// How a plan is asked for.
public struct PlanOptions: Equatable, Sendable {
    /// How hard the three stages are worked on.
    public var effort: Effort
    /// How hard each of the further questions is worked on.
    public var questionEffort: Effort
    /// Targets of the frontier; empty asks for none.
    public var frontier: [PlanTarget]
    /// The core is taken over every plan within this of the best, in thousandths; nil asks for no core.
    public var coreWithinPermille: Int?
    /// How many plans the core may ask for where arithmetic alone does not settle a property.
    public var coreQuestions: Int
    /// Properties of which it is asked what keeping them would cost.
    public var keep: [String]
    /// Whether each kind of constraint is priced by leaving it out.
    public var prices: Bool
    /// A target in m² to explain when it is out of reach; the instance's own target is always explained.
    public var whyNotArea: Int?
    /// The largest reduction of the same instance but for target and ceiling, which it does not depend on;
    /// nil asks for it. The checker judges it like any other.
    public var largest: Plan?

    /// The three stages alone, unless more is asked for; the further questions get a tenth of the branches
    /// and no proof beyond the relaxation.
    public init(
        effort: Effort = Effort(),
        questionEffort: Effort = Effort(gapMillionths: 2_000, nodes: 2_000, proof: 1),
        frontier: [PlanTarget] = [], coreWithinPermille: Int? = nil,
        coreQuestions: Int = 60, keep: [String] = [], prices: Bool = false, whyNotArea: Int? = nil,
        largest: Plan? = nil
    ) {
        self.effort = effort
        self.questionEffort = questionEffort
        self.frontier = frontier
        self.coreWithinPermille = coreWithinPermille
        self.coreQuestions = coreQuestions
        self.keep = keep
        self.prices = prices
        self.whyNotArea = whyNotArea
        self.largest = largest
    }
}
