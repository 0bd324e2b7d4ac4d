import Fingerprints
import Project
import Records
import Warehouse

/// Which part of the night was asked for.
public enum Scope: Sendable, Hashable {
    /// The whole night.
    case all
    /// This stage, whether it changed or not; what reads it becomes stale.
    case only(Stage)
    /// This stage and all behind it.
    case from(Stage)
    /// This one table, whether it changed or not.
    case table(String)

    func includes(_ stage: Stage) -> Bool {
        switch self {
        case .all: true
        case .only(let only): stage == only
        case .from(let first): stage >= first
        case .table: false
        }
    }

    /// Whether steps run although nothing they read has changed.
    var isForced: Bool { self != .all }
}

/// What a night will do and why, decided from the ledger, the project and the drop folder without changing
/// any of them.
struct NightPlan {
    let project: Project
    let compiled: Compiled
    let asOf: CalendarDay
    let scope: Scope
    /// The ledger's tables as last night left them.
    let tables: [String: LedgerTable]
    /// Deliveries by feed, for the versions of raw tables.
    let files: [LedgerFile]
    let claims: [Claim]
    /// What is left in `inbound/`, as far as can be seen before anything is taken.
    let waiting: [LedgerWaiting]
    /// Content of the tables that the engine fills, as they would be now, and as the ledger knows them.
    let statusVersion: String
    let lastEdition: String?

    func steps() -> [Step] {
        var steps = givenSteps() + rawSteps()
        var changing = Set(steps.compactMap(\.changes)).union(
            steps.contains { $0.stage == .raw } ? EngineTables.statusNames : [])
        if scope.includes(.raw) || scope == .all, !changing.isSuperset(of: EngineTables.statusNames),
            tables[EngineTables.file.name]?.version != statusVersion
        {
            let old = tables["night"]?.version
            steps.append(
                Step(
                    stage: .raw, kind: .status,
                    reason: old == nil
                        ? .neverBuilt
                        : old == asOf.description
                            ? .changedInput(["the ledger"]) : .newDate(from: old!, to: asOf.description)))
            changing.formUnion(EngineTables.statusNames)
        } else if !changing.isDisjoint(with: EngineTables.statusNames) {
            steps.append(
                Step(
                    stage: .raw, kind: .status,
                    reason: .changedInput(steps.filter { $0.stage == .raw }.map(\.name).prefix(3).map { $0 }))
            )
        }
        // Keys that are spelt as another table's are read again when that one changes.
        for feed in project.feeds where changing.contains(feed.table) {
            changing.formUnion(project.feedsSpelt(as: feed).map(\.table))
        }
        if tables["night"]?.version != asOf.description { changing.insert("night") }
        for model in compiled.models.filter({ $0.stage < .report }) {
            guard let reason = reason(for: model, changing: changing) else { continue }
            steps.append(Step(stage: model.stage, kind: .model(table: model.name), reason: reason))
            changing.insert(model.name)
        }
        if let reason = planReason(changing: changing) {
            steps.append(Step(stage: .plan, kind: .plan, reason: reason))
            changing.formUnion(PlanTables.all.map(\.name))
        }
        for model in compiled.models.filter({ $0.stage == .report }) {
            guard let reason = reason(for: model, changing: changing) else { continue }
            steps.append(Step(stage: model.stage, kind: .model(table: model.name), reason: reason))
            changing.insert(model.name)
        }
        let reports = steps.filter { $0.stage == .report || $0.kind == .plan }.map(\.name)
        if scope.includes(.report) {
            if !reports.isEmpty {
                steps.append(
                    Step(stage: .report, kind: .publish, reason: .changedInput(Array(reports.prefix(3)))))
            } else if lastEdition == nil {
                steps.append(Step(stage: .report, kind: .publish, reason: .nothingPublished))
            } else if let version = tables["edition"]?.version,
                version != editionVersion(tables.mapValues(\.seen))
            {
                // The tables are newer than the edition when a run was stopped between the two.
                let isText = !version.hasPrefix(resourceVersion)
                steps.append(
                    Step(
                        stage: .report, kind: .publish,
                        reason: isText ? .changedText(file: "pipelines/6_report") : .unpublished))
            }
        }
        return steps
    }

    /// Templates, texts and promises: what a page is made from besides its rows.
    var resourceVersion: String {
        let promises = project.promises.map { project.fingerprints["promise_" + $0.name]?.hex ?? "" }
        let languages = project.languages.keys.sorted().flatMap { name in
            project.languages[name]!.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        }
        let settings = [project.settings.language, project.settings.csvStyle]
        return Fingerprint.of(
            promises + project.templates.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] } + languages
                + settings
        ).hex
    }

    /// What an edition was made from: texts, the night's date and every table of the report.
    func editionVersion(_ versions: [String: String]) -> String {
        let tables = compiled.models.filter { $0.stage == .report }.map(\.name) + [PlanTables.file.name]
        return resourceVersion + " "
            + Fingerprint.of([asOf.description] + tables.flatMap { [$0, versions[$0] ?? ""] }).hex
    }

    private func givenSteps() -> [Step] {
        project.given.compactMap { table in
            let version = project.fingerprints[table.table]?.hex
            let known = tables[table.table]
            if scope.isForced
                ? scope.includes(.given) || scope == .table(table.table) : known?.version != version
            {
                let reason: Reason =
                    known == nil
                    ? .neverBuilt : known!.version == version ? .asked : .changedText(file: table.file)
                return Step(stage: .given, kind: .given(table: table.table), reason: reason)
            }
            return nil
        }
    }

    private func rawSteps() -> [Step] {
        guard scope.includes(.raw) else { return rawRebuilds().filter { scope == .table($0.name) } }
        return claims.map { claim in
            switch claim.feed {
            case .success(let match):
                Step(
                    stage: .raw, kind: .take(file: claim.file.name, feed: match.feed.tableName),
                    reason: .newFile(feed: match.feed.name))
            case .failure(let refusal):
                Step(
                    stage: .raw, kind: .take(file: claim.file.name, feed: nil),
                    reason: .unknownFile(code: refusal.fault.code.rawValue))
            }
        } + rawRebuilds()
    }

    private func rawRebuilds() -> [Step] {
        project.feeds.compactMap { feed in
            let loaded = files.filter { $0.feed == feed.tableName && $0.state == "loaded" }
            let version = project.rawVersion(of: feed, files: loaded)
            guard let known = tables[feed.table] else {
                return loaded.isEmpty
                    ? nil : Step(stage: .raw, kind: .rebuild(feed: feed.tableName), reason: .neverBuilt)
            }
            if known.version != version {
                return Step(
                    stage: .raw, kind: .rebuild(feed: feed.tableName), reason: .changedText(file: feed.file))
            }
            return scope.isForced && (scope == .table(feed.table) || scope.includes(.raw) && !loaded.isEmpty)
                ? Step(stage: .raw, kind: .rebuild(feed: feed.tableName), reason: .asked) : nil
        }
    }

    private func reason(for model: Model, changing: Set<String>) -> Reason? {
        let known = tables[model.name]
        if scope.isForced {
            guard scope.includes(model.stage) || scope == .table(model.name) else { return nil }
            return known == nil ? .neverBuilt : .asked
        }
        guard let known else { return .neverBuilt }
        let reads = compiled.tables[model.name]?.reads.keys.sorted() ?? []
        let changed = reads.filter { changing.contains($0) && $0 != "night" }
        if !changed.isEmpty { return .changedInput(changed) }
        if reads.contains("night"), changing.contains("night") {
            return .newDate(from: tables["night"]?.version ?? "", to: asOf.description)
        }
        if let stale = known.stale { return .stale(stale) }
        return known.version == version(of: model, tables.mapValues(\.seen))
            ? nil : .changedText(file: model.file)
    }

    /// Why the optimiser is asked; nil when the project has no plan or nothing it follows from has changed.
    private func planReason(changing: Set<String>) -> Reason? {
        guard PlanTables.inputs.allSatisfy({ compiled.tables[$0] != nil }) else { return nil }
        let known = tables["plan"]
        if scope.isForced {
            guard scope.includes(.plan) || scope == .table("plan") else { return nil }
            return known == nil ? .neverBuilt : .asked
        }
        guard let known else { return .neverBuilt }
        let changed = PlanTables.inputs.filter(changing.contains)
        if !changed.isEmpty { return .changedInput(changed) }
        return known.version == planVersion(tables.mapValues(\.seen))
            ? nil : .changedText(file: Stage.plan.path)
    }

    func planVersion(_ versions: [String: String]) -> String {
        Fingerprint.of(PlanStep.version(project, versions)).hex
    }

    /// The version of a model's table: its text, its audits and what it reads, as the tables' readers see
    /// them.
    func version(of model: Model, _ versions: [String: String]) -> String {
        let reads = (compiled.tables[model.name]?.reads.keys.sorted() ?? []).flatMap {
            [$0, versions[$0] ?? ""]
        }
        let audits = (compiled.audits[model.name] ?? []).map { project.fingerprints[$0.name]?.hex ?? "" }
        return Fingerprint.of([project.fingerprints[model.name]?.hex ?? ""] + audits + reads).hex
    }
}

extension Step {
    /// The table whose content it may change.
    var changes: String? {
        switch kind {
        case .given(let table), .model(let table): table
        case .take(_, let feed): feed.map { "raw_" + $0 }
        case .rebuild(let feed): "raw_" + feed
        case .status, .plan, .publish: nil
        }
    }
}

extension EngineTables {
    /// Tables that one step fills together.
    static let statusNames = [
        feed.name, file.name, reject.name, event.name, dangling.name, historyTotal.name, historyProperty.name,
        baselineTotal.name, baselineProperty.name,
    ]
}
