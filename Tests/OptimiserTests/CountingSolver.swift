import Synchronization

@testable import Optimiser

/// CBC that counts how often a model is begun.
final class CountingSolver: Solver {
    let asked = Mutex(0)
    let name = "counting"
    func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer {
        asked.withLock { $0 += 1 }
        return CbcSolver().solve(model, effort: effort, start: start)
    }
    func relax(_ model: LinearModel) -> RelaxedAnswer { CbcSolver().relax(model) }
    func warm(_ model: LinearModel) -> any WarmRelaxation {
        asked.withLock { $0 += 1 }
        return CbcSolver().warm(model)
    }
}
