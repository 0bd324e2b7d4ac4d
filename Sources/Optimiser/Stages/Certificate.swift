import PlanChecker

/// Turns the relaxation's prices into the multipliers that the checker can follow.
enum Certificate {
    /// The plan with the bound that the checker finds from these cases: nothing is claimed that it would not confirm.
    static func attach(_ leaves: [Plan.Leaf], solverClaim: Int, to plan: Plan, of instance: PlanInstance) -> Plan {
        var plan = plan
        plan.bound = Plan.Bound(claimed: 0, solverClaim: solverClaim, denominator: denominator(plan.stage), leaves: leaves)
        guard case .success(let checked)? = checkedBound(instance, plan) else {
            plan.bound = nil
            return plan
        }
        plan.bound?.claimed = checked
        return plan
    }

    /// Areas and distances are small numbers and need finer fractions than øre.
    static func denominator(_ stage: Plan.Stage) -> Int { stage == .saving ? 1 << 6 : 1 << 24 }

    /// The rows' prices over the denominator; a price of the wrong sign is rounding dust and becomes 0.
    static func multipliers(_ tightened: TightenedModel, denominator: Int) -> [Plan.Multiplier] {
        let model = tightened.model
        return zip(model.names.indices, tightened.prices).compactMap { r, price in
            let row = model.linear.rows[r]
            let scaled = (price * model.scale * Double(denominator)).rounded()
            guard scaled != 0, abs(scaled) < 4e18 else { return nil }
            let sign: Double = row.lower == row.upper ? 0 : row.upper.isFinite ? 1 : -1
            guard sign == 0 || scaled * sign > 0 else { return nil }
            return Plan.Multiplier(row: model.names[r], numerator: Int(scaled))
        }
    }
}
