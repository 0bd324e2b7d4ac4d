import Project
import Records
import Warehouse

/// Building the models of a night: not at all, for the touched keys, or whole.
extension NightWorker {
    func model(_ name: String, _ step: Step, _ plan: NightPlan) throws -> (String, Int?, String?) {
        let model = night.compiled.models.first { $0.name == name }!
        let reads = night.compiled.tables[name]?.reads.keys.sorted() ?? []
        if let cause = reads.first(where: { held[$0] != nil }) {
            held[name] = held[cause]
            return ("held_back", nil, "it reads \(cause); last night's table stays")
        }
        let tables = try warehouse.read { try $0.ledgerTables() }
        if let never = reads.first(where: { tables[$0] == nil && isMade($0) }) {
            if held.updateValue(never, forKey: never) == nil {
                warn(
                    """
                    \(model.file): it reads \(never), which no run has made yet\n  \(name) and what \
                    reads it are held back; next: kvadratur run
                    """
                )
            }
            held[name] = never
            return ("held_back", nil, "it reads \(never), which no run has made yet")
        }
        let version = plan.version(of: model, tables.mapValues(\.seen))
        if step.reason != .asked, let known = tables[name], known.version == version, known.stale == nil {
            return ("same", known.rows, "what it reads turned out unchanged")
        }
        do {
            return try build(model, version: version, plan, tables, isAsked: step.reason == .asked)
        } catch let error as SystemFailure { throw error } catch {
            if Systemic.isCause(of: error) { throw error }
            held[name] = name
            outcome.broken = true
            warn(
                """
                \(model.file): \(WarehouseErrors.sentence(error))\n  last night's \(name) stays, and \
                what reads it is held back; next: kvadratur check
                """
            )
            return ("failed", nil, WarehouseErrors.sentence(error))
        }
    }

    /// Whether a night makes the table: one that it makes and the ledger does not have rests on a stage that
    /// was never asked for.
    private func isMade(_ name: String) -> Bool {
        night.compiled.models.contains { $0.name == name }
            || night.project.given.contains { $0.table == name }
    }

    private func build(
        _ model: Model, version: String, _ plan: NightPlan, _ tables: [String: LedgerTable], isAsked: Bool
    ) throws -> (String, Int?, String?) {
        let changes = NightChanges(plan: plan)
        let audits = night.compiled.audits[model.name] ?? []
        let known = tables[model.name]
        do {
            return try warehouse.transaction { transaction in
                var touched: (built: Built, keys: Int)?
                if !isAsked, let content = known?.content,
                    let inputs = try changes.touched(model, now: tables, in: transaction)
                {
                    touched = try transaction.buildTouched(
                        model, key: model.rebuild!.key, inputs: inputs, audits: audits, content: content)
                }
                let built =
                    try touched?.built
                    ?? transaction.build(
                        model, audits: audits, keepingChanges: changes.areWanted(of: model.name, now: tables),
                        known: known?.content)
                let isSame = known?.content == built.content
                try transaction.set(
                    table: model.name, stage: model.stage.rawValue, version: version, rows: built.rows,
                    content: built.content, run: run)
                try transaction.record(built.warnings, run: run)
                if !isSame { rebuilt.insert(model.name) }
                for warning in built.warnings where warning.severity != Audit.Severity.matter.rawValue {
                    guard warning.severity == Audit.Severity.tell.rawValue else {
                        say("  note: \(warning.says): \(Figures.count(warning.rows)) (\(warning.audit))")
                        continue
                    }
                    // What was so the last time the table was built is known.
                    if try transaction.isNews(warning, since: known?.builtBy) {
                        warn(Messages.audit(warning, of: model.file))
                    }
                }
                return ("done", built.rows, detail(model, keys: touched?.keys, isSame: isSame))
            }
        } catch let refused as ModelRefused {
            // What was built is rolled back by now; why stands in a transaction of its own.
            try warehouse.transaction { try $0.record(refused.results, run: run) }
            held[model.name] = model.name
            let bad = refused.results.first { $0.severity == Audit.Severity.error.rawValue }!
            warn(
                """
                \(model.file): \(bad.says): \(Figures.rows(bad.rows)), the first: \(bad.sample[0]) (audit \
                \(bad.audit))
                  last night's \(model.name) stays, and what reads it is held back; next: kvadratur status
                """)
            return ("held_back", nil, "\(bad.audit): \(Figures.rows(bad.rows))")
        }
    }

    /// What a person should know of how the table was built; nil for a whole one with new content.
    private func detail(_ model: Model, keys: Int?, isSame: Bool) -> String? {
        let readers = night.compiled.tables.values.filter { $0.reads[model.name] != nil }.count
        let part = keys.map { "built for \(Figures.count($0)) touched \(model.rebuild!.key)" }
        let same =
            isSame
            ? "the same content as before"
                + (readers == 0
                    ? ""
                    : ": \(readers == 1 ? "its reader is" : "its \(readers) readers are") left alone by it")
            : nil
        let parts = [part, same].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
