import PlanChecker
import PlanFiles

/// Turns what the relaxation and the cases proved into multipliers that the checker can follow.
struct Certificate {
    private let tightened: TightenedModel
    /// The same model with every link, so that cases may use links that the plain relaxation did not break.
    private let model: PlanModel
    private let parts: Decomposition?
    private let solver: any Solver
    /// The most cases of any one proof.
    private let most: Int
    private let denominator: Int

    init(_ tightened: TightenedModel, _ parts: Decomposition?, _ solver: any Solver, cases: Int) {
        self.tightened = tightened
        model = tightened.everyLinkWritten
        self.parts = parts
        self.solver = solver
        most = cases
        // Areas and distances are small numbers and need finer fractions than øre.
        denominator = tightened.model.stage == .saving ? 1 << 16 : 1 << 30
    }

    /// The plan with that one of these bounds which the checker finds nearest to it; of equal ones the first.
    ///
    /// A case that the solver left with prices of no use makes a poor bound out of a long proof, and then the
    /// relaxation alone says more.
    static func confirmed(_ plan: Plan, _ bounds: [Plan.Bound], _ instance: PlanInstance) -> Plan {
        let tried = bounds.map { bound in
            var one = plan
            one.bound = bound
            return confirmed(one, instance)
        }
        func far(_ one: Plan) -> UInt {
            one.bound.map {
                $0.claimed.subtractingReportingOverflow(plan.sums.objective(plan.stage)).partialValue
                    .magnitude
            } ?? .max
        }
        return tried.enumerated().min { (far($0.element), $0.offset) < (far($1.element), $1.offset) }?.element
            ?? plan
    }

    /// The plan with the bound that the checker finds from its proof: nothing is claimed that it would not
    /// confirm.
    static func confirmed(_ plan: Plan, _ instance: PlanInstance) -> Plan {
        var plan = plan
        if case .success(let checked)? = checkedBound(instance, plan) {
            plan.bound?.claimed = checked
        } else {
            plan.bound = nil
        }
        return plan
    }

    /// The relaxation alone.
    var plain: ProofTree.Proof {
        ProofTree.Proof(
            leaves: [(cases: [], prices: RowPrices(tightened.prices))], bound: tightened.objective)
    }

    /// Cases that leave no more than the gap above a plan that reaches this much, in the model's numbers; as
    /// near as the effort allows.
    ///
    /// Where the relaxation alone suffices it is the one case. So it is where no row joins the parts: what is
    /// open then is open in a part, whose own proof has gone as far as it gets, and the same questions asked
    /// of all parts together would begin again without it.
    func cases(above reached: Double, gapMillionths: Int) -> ProofTree.Proof {
        // Bounds are rounded down to whole units, so less than one above the plan is at the plan.
        let near = max(abs(reached) * Double(gapMillionths) / 1e6 * 0.98, 0.9 / model.scale)
        guard most > 1, tightened.objective > reached + near, parts?.cut.shared.isEmpty != true else {
            return plain
        }
        return ProofTree(model.linear, solver, model.questions()).prove(
            reached: reached, near: near, most: most) ?? plain
    }

    /// The cases as the checker reads them.
    func bound(_ leaves: [(cases: [Plan.Case], prices: RowPrices)], solverClaim: Int) -> Plan.Bound {
        let used = Set(
            leaves.flatMap {
                $0.prices.compactMap { r, _ in if case .lemma(let k) = model.names[r] { k } else { nil } }
            }
        ).sorted()
        let number = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($0.element, $0.offset) })
        let written = leaves.map { leaf in
            Plan.Leaf(
                cases: leaf.cases,
                multipliers: Self.multipliers(leaf.prices.compactMap { r, price in scaled(r, price, number) })
            )
        }
        return Plan.Bound(
            claimed: 0, solverClaim: solverClaim, denominator: denominator, lemmas: used.map(lemma),
            leaves: written)
    }

    /// A part's limit with its own proof.
    private func lemma(_ k: Int) -> Plan.Lemma {
        let model = tightened.model
        let limit = parts!.limits[k]
        let part = parts!.cut.parts[limit.part]
        let leaves = limit.proof.leaves.map { leaf in
            Plan.Leaf(
                cases: leaf.cases,
                multipliers: Self.multipliers(
                    leaf.prices.compactMap { r, price in
                        (part.names[r], part.linear.rows[r], price * limit.unit * Double(denominator))
                    }))
        }
        let prices = limit.prices.map {
            Plan.Multiplier(row: model.names[$0.row], numerator: Int128($0.price))
        }
        return Plan.Lemma(
            properties: part.properties.map { model.index.instance.properties[$0].key }, weight: limit.weight,
            prices: prices, leaves: leaves)
    }

    /// The row's price over the denominator.
    private func scaled(_ r: Int, _ price: Double, _ number: [Int: Int]) -> (
        name: Plan.RowName, row: LinearModel.Row, price: Double
    ) {
        guard case .lemma(let k) = model.names[r] else {
            return (model.names[r], model.linear.rows[r], price * model.scale * Double(denominator))
        }
        return (
            .lemma(number[k] ?? 0), model.linear.rows[r],
            price * model.scale / parts!.limits[k].unit * Double(denominator)
        )
    }

    /// The most that a multiplier may be, so that the checker's sums of products stay within its 128 bits.
    private static let largest = Double(Int128(1) << 72)

    /// A leaf's prices as whole multipliers. A price of the wrong sign is rounding dust and becomes 0.
    ///
    /// A case that is impossible is proved by very high prices. Those that are too high are made smaller
    /// together: any prices prove a bound, and where one of them is left out the others prove next to
    /// nothing.
    static func multipliers(_ prices: [(name: Plan.RowName, row: LinearModel.Row, price: Double)]) -> [Plan
        .Multiplier]
    {
        let most = prices.map { abs($0.price) }.max() ?? 0
        guard most.isFinite else { return [] }
        // By a power of two, which changes no digit.
        let down =
            most > largest
            ? Double(sign: .plus, exponent: -Int((most / largest).exponent) - 1, significand: 1) : 1
        return prices.compactMap { name, row, price in
            let whole = (price * down).rounded()
            let sign: Double = row.lower == row.upper ? 0 : row.upper.isFinite ? 1 : -1
            guard whole != 0, sign == 0 || whole * sign > 0 else { return nil }
            return Plan.Multiplier(row: name, numerator: Int128(whole))
        }
    }
}
