import Project
import Warehouse

/// What has changed tonight, against the ledger as the night found it: which models may be built for the
/// touched rows alone.
struct NightChanges {
    let plan: NightPlan

    /// The model's inputs that have its key, when every change since the model was built is in them and known
    /// row by row; else nil.
    func touched(_ model: Model, now: [String: LedgerTable], in transaction: Transaction) throws
        -> [KeyedInput]?
    {
        guard model.rebuild != nil, wasUpToDate(model) else { return nil }
        let keyed = plan.compiled.keyedInputs(of: model)
        let changed = reads(model).filter { isChanged($0, now) }
        guard !changed.isEmpty, try changed.allSatisfy({ try keyed[$0] != nil && knows($0, transaction) })
        else { return nil }
        return keyed.sorted { $0.key < $1.key }.map {
            KeyedInput(table: $0.key, column: $0.value, hasChanges: changed.contains($0.key))
        }
    }

    /// Whether a reader could use the rows in which the table is about to change; who was asked for by name
    /// is built whole.
    func areWanted(of table: String, now: [String: LedgerTable]) -> Bool {
        !plan.scope.isForced
            && plan.compiled.models.contains { model in
                guard model.rebuild != nil, reads(model).contains(table), wasUpToDate(model) else {
                    return false
                }
                let keyed = plan.compiled.keyedInputs(of: model)
                return keyed[table] != nil
                    && reads(model).allSatisfy { keyed[$0] != nil || !isChanged($0, now) }
            }
    }

    /// The columns by which readers know the rows of a raw table.
    func keys(of table: String) -> [String] {
        Set(
            plan.compiled.models.compactMap {
                wasUpToDate($0) ? plan.compiled.keyedInputs(of: $0)[table] : nil
            }
        ).sorted()
    }

    /// Whether the night found the model built from what it then read, so that tonight's changes are all that
    /// is missing.
    private func wasUpToDate(_ model: Model) -> Bool {
        guard let known = plan.tables[model.name], known.stale == nil, known.content != nil else {
            return false
        }
        return known.version == plan.version(of: model, plan.tables.mapValues(\.seen))
    }

    private func isChanged(_ table: String, _ now: [String: LedgerTable]) -> Bool {
        now[table]?.seen != plan.tables[table]?.seen
    }

    private func knows(_ table: String, _ transaction: Transaction) throws -> Bool {
        try transaction.knowsChanges(of: table)
            && (Stage.of(table: table) != .raw || transaction.isWatched(table))
    }

    private func reads(_ model: Model) -> [String] {
        plan.compiled.tables[model.name]?.reads.keys.sorted() ?? []
    }
}
