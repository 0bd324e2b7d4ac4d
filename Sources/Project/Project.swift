import Contracts
import Fingerprints
import Records

/// `pipelines/` and `schemas/` as values: the what of a municipality's nights.
public struct Project: Sendable {
    /// The folder that holds `pipelines/`, `schemas/`, `inbound/` and `outbound/`.
    public var root: String
    /// From `pipelines/nightly.yaml`.
    public var settings = Settings()
    /// One for each raw table; other ways in which a table's rows come are its `channels`.
    public var feeds: [Feed] = []
    /// The given tables, those of the settings and of the layers among them.
    public var given: [GivenTable] = []
    /// Every model, as its file says it; the order is that of stages and names, not the one in which they are
    /// built.
    public var models: [Model] = []
    /// Every audit, in the same order.
    public var audits: [Audit] = []
    /// The models' tests; no part of any night.
    public var tests: [ModelTest] = []
    /// What the report's tables promise, in the order of their files.
    public var promises: [ReportPromise] = []
    /// Indexes of raw tables by feed, as their contracts ask for.
    public var rawIndexes: [String: [[String]]] = [:]
    /// Migrations of the ledger, in order: name and SQL.
    public var ledger: [(name: String, sql: String)] = []
    /// Templates, style and script of the report by file name; texts by language and key.
    public var templates: [String: String] = [:]
    /// The report's texts by language, then by key, nested ones joined by dots: `code.sector.school`.
    public var languages: [String: [String: String]] = [:]
    /// Texts of `5_plan`'s YAML files, by file: what the plan's version is made from.
    public var texts: [String: String] = [:]
    /// Scenarios of the plan, in the order of their files.
    public var scenarios: [PlanScenario] = []
    /// Fingerprints of feeds (with their contracts), given tables, models and audits by name.
    public var fingerprints: [String: Fingerprint] = [:]
    /// How the project documents itself; no part of any night.
    public var docs = ProjectDocs()
    /// Every file that says what a night does, with the fingerprint of its text: the configuration, without
    /// tests and the ledger's migrations.
    public var files: [String: Fingerprint] = [:]

    /// What is the root's own and what the product's.
    public var layers = Layers()

    /// Codes by code list, from `given_codes(list, code, …)`.
    public private(set) var codes: [String: Set<String>] = [:]

    /// Reads a project; everything wrong with its files is in the findings (empty when all is well).
    ///
    /// - Parameters:
    ///   - root: the folder with `pipelines` and `schemas`.
    ///   - instead: texts that stand in the place of files', by path from the root.
    public static func load(root: String, instead: [String: String] = [:]) -> (
        project: Project, findings: [Finding]
    ) {
        var project = Project(root: root)
        let findings = Findings()
        var folder = Folder(root: root, findings: findings)
        folder.instead = instead
        project.loadSettings(folder)
        project.lay(&folder)
        project.loadGiven(folder)
        let rules = SettingRules(folder, given: project.given)
        if let rules { project.applySettings(rules, folder) }
        project.loadFeeds(folder)
        project.loadModels(folder)
        project.addLayerTable()
        project.gatherAdders(folder)
        if let rules { project.holdRead(rules, folder) }
        project.holdNames(folder)
        project.loadReports(folder)
        project.files = folder.read.fingerprints.filter { !$0.key.hasSuffix(".test.yaml") }
        project.docs = ProjectDocs.load(folder, given: project.given)
        project.ledger = folder.files("schemas/ledger", ".sql").compactMap { file in
            folder.text(file).map { (Folder.stem(file), $0) }
        }
        return (project, findings.all.sorted())
    }

    private mutating func loadSettings(_ folder: Folder) {
        guard let text = folder.text("pipelines/nightly.yaml") else { return }
        settings = Settings.decode(text, file: "pipelines/nightly.yaml", into: folder.findings)
        given.append(
            GivenTable(
                table: "given_setting", file: "pipelines/nightly.yaml",
                columns: zip(Settings.Entry.columns, ["TEXT", "TEXT", "REAL", "TEXT", "TEXT", "TEXT"]).map {
                    ($0, $1)
                },
                rows: settings.entries.map(\.row), lines: settings.entries.map(\.line)))
        fingerprints["given_setting"] = .of([text])
    }

    private mutating func loadGiven(_ folder: Folder) {
        var contracts: [String: Contract] = [:]
        defer { holdReferences(contracts, folder) }
        for file in folder.files(Stage.given.path, ".csv") {
            let name = Folder.stem(file)
            let schemaFile = "schemas/given/\(name).yaml"
            let schema = folder.exists(schemaFile) ? folder.text(schemaFile) : nil
            let contract = schema.flatMap {
                Contract.decode($0, file: schemaFile, codeLists: [], into: folder.findings)?.contract
            }
            if var table = GivenTable.csv(
                .path(folder.path(file)), file: file, name: name, contract: contract, into: folder.findings)
            {
                var texts = [folder.text(file) ?? ""]
                if let contract, !contract.key.isEmpty, let beneath = folder.textBeneath(file),
                    let other = GivenTable.csv(
                        .path(beneath.path), file: beneath.path, name: name, contract: contract,
                        into: folder.findings)
                {
                    lay(&table, over: other, contract)
                    texts.append(beneath.text)
                }
                given.append(table)
                contracts[table.table] = contract
                fingerprints[table.table] = .of(texts + [schema ?? ""])
            }
        }
        for file in folder.files(Stage.given.path, ".yaml") {
            guard let text = folder.text(file) else { continue }
            let schemaFile = "schemas/given/\(Folder.stem(file)).yaml"
            let schema = folder.exists(schemaFile) ? folder.text(schemaFile) : nil
            let contract = schema.flatMap {
                Contract.decode($0, file: schemaFile, codeLists: [], into: folder.findings)?.contract
            }
            if var table = GivenTable.yaml(
                text, file: file, name: Folder.stem(file), contract: contract, into: folder.findings)
            {
                var texts = [text]
                if let contract, !contract.key.isEmpty, let beneath = folder.textBeneath(file),
                    let other = GivenTable.yaml(
                        beneath.text, file: beneath.path, name: Folder.stem(file), contract: contract,
                        into: folder.findings)
                {
                    lay(&table, over: other, contract)
                    texts.append(beneath.text)
                }
                if let other = given.first(where: { $0.table == table.table }) {
                    folder.findings.add(
                        Finding(
                            file: file, line: 1, code: "duplicate_table",
                            message: "the table \(table.table) stands in \(other.file) too"))
                    continue
                }
                given.append(table)
                contracts[table.table] = contract
                fingerprints[table.table] = .of(texts + (schema.map { [$0] } ?? []))
            }
        }
        addGivenRows(contracts, folder)
    }

    private func listedCodes() -> [String: Set<String>] {
        guard let table = given.first(where: { $0.table == "given_codes" }),
            let list = table.columns.firstIndex(where: { $0.name == "list" }),
            let code = table.columns.firstIndex(where: { $0.name == "code" })
        else { return [:] }
        var result: [String: Set<String>] = [:]
        for row in table.rows {
            if case .text(let l) = row[list], case .text(let c) = row[code] {
                result[l, default: []].insert(c)
            }
        }
        return result
    }

    private mutating func loadFeeds(_ folder: Folder) {
        codes = listedCodes()
        var contracts: [String: Contract] = [:]
        var indexes: [String: [[String]]] = [:]
        var texts: [String: String] = [:]
        let lists = Set(codes.keys)
        for file in folder.files("schemas/feeds", ".yaml") {
            guard let text = folder.text(file),
                let (decoded, wanted) = Contract.decode(
                    text, file: file, codeLists: lists, into: folder.findings)
            else { continue }
            var contract = decoded
            if contract.authorityColumn != nil {
                contract.authorities = settings.authorities.compactMap { Int($0) }.sorted()
            }
            if contract.name != Folder.stem(file) {
                folder.findings.add(
                    Finding(
                        file: file, line: 1, code: "other_name",
                        message: "the contract calls itself \(contract.name)"))
            }
            contracts[contract.name] = contract
            indexes[contract.name] = wanted
            texts[contract.name] = text
        }
        var read: [Feed] = []
        for file in folder.files(Stage.raw.path, ".yaml") {
            guard let text = folder.text(file),
                let feed = Feed.decode(
                    text, file: file, contracts: contracts, gate: settings.gate, into: folder.findings)
            else { continue }
            if feed.name != Folder.stem(file) {
                folder.findings.add(
                    Finding(
                        file: file, line: 1, code: "other_name", message: "the feed calls itself \(feed.name)"
                    ))
            }
            read.append(feed)
            rawIndexes[feed.name] = indexes[feed.contract.name] ?? []
            // Whose rows are taken is a part of what the feed says, where somebody asks.
            let ours =
                feed.contract.authorities.isEmpty
                ? [] : ["authorities"] + feed.contract.authorities.map(AuthorityCode.text)
            fingerprints["raw_" + feed.name] = .of([text, texts[feed.contract.name] ?? ""] + ours)
        }
        feeds = Feed.gathered(read, into: folder.findings)
        for name in contracts.keys.sorted() {
            checkReferences(of: contracts[name]!, texts[name] ?? "", contracts, folder)
        }
    }

    /// A reference to a feed or a column that does not exist would be followed by nobody.
    private func checkReferences(
        of contract: Contract, _ text: String, _ contracts: [String: Contract], _ folder: Folder
    ) {
        for column in contract.columns {
            for reference in [column.references, column.speltAs].compactMap({ $0 }) {
                check(reference, of: column, contract, text, contracts, folder)
            }
        }
    }

    private func check(
        _ reference: String, of column: Column, _ contract: Contract, _ text: String,
        _ contracts: [String: Contract], _ folder: Folder
    ) {
        let parts = reference.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let target =
            parts.count == 2 ? feeds.first { $0.name == parts[0] }?.contract ?? contracts[parts[0]] : nil
        if let target, target.storedColumns.contains(where: { $0.name == parts[1] }) { return }
        let known =
            target.map { target in target.storedColumns.map { parts[0] + "." + $0.name } }
            ?? feeds.flatMap { feed in feed.contract.key.map { feed.name + "." + $0 } }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.firstIndex {
            $0.contains("references: \(reference)") || $0.contains("spelt_as: \(reference)")
        }
        folder.findings.add(
            Finding(
                file: "schemas/feeds/\(contract.name).yaml", line: line.map { $0 + 1 },
                code: "unknown_reference",
                message: "\(column.name) refers to \(reference), which no feed has"
                    + (nearestWord(to: reference, in: known).map { "; was \($0) meant?" } ?? "")))
    }

    private mutating func loadModels(_ folder: Folder) {
        for stage in Stage.allCases where stage >= .core {
            for file in folder.files(stage.path, ".sql") {
                guard let sql = folder.text(file) else { continue }
                let name = Folder.stem(file)
                let header = SQLHeader(sql)
                for key in header.values.keys.sorted() {
                    guard let meant = SQLHeader.misspelt(key) else { continue }
                    folder.findings.add(
                        Finding(
                            file: file, line: header.lines[key], code: "unknown_key",
                            message: "the key \(key) means nothing here; was \(meant) meant?"))
                }
                fingerprints[name] = .of([sql])
                if name.hasPrefix("audit_") {
                    SharedTables.refuse(header, file, in: folder)
                    let severity = header.values["severity"]?.first.flatMap(Audit.Severity.init) ?? .error
                    if let word = header.values["severity"]?.first, Audit.Severity(rawValue: word) == nil {
                        folder.findings.add(
                            Finding(
                                file: file, line: header.lines["severity"], code: "bad_value",
                                message: "severity must be error, matter, tell or warn, not \"\(word)\""))
                    }
                    let judged = header.list("audits").flatMap { $0 }
                    if severity == .matter, judged.count > 1 {
                        folder.findings.add(
                            Finding(
                                file: file, line: header.lines["audits"], code: "bad_value",
                                message: "a matter is told of one table: name one in audits"))
                    }
                    if judged.isEmpty {
                        folder.findings.add(
                            Finding(
                                file: file, line: 1, code: "missing_key",
                                message: "an audit names its tables: -- audits: core_building"))
                    }
                    let weight = header.values["weight"]?.first
                    if let weight, Audit.Weight(rawValue: weight) == nil {
                        folder.findings.add(
                            Finding(
                                file: file, line: header.lines["weight"], code: "bad_value",
                                message: "weight must be note or status, not \"\(weight)\""))
                    }
                    audits.append(
                        Audit(
                            name: name, stage: stage, file: file, sql: sql, audits: judged,
                            severity: severity,
                            weight: weight.flatMap(Audit.Weight.init) ?? .status,
                            says: header.values["says"]?.joined(separator: " ") ?? header.sentence))
                } else {
                    if !name.hasPrefix(stage.rawValue + "_") {
                        folder.findings.add(
                            Finding(
                                file: file, line: 1, code: "wrong_prefix",
                                message:
                                    """
                                    a model in \(stage.folder) is called \(stage.rawValue)_…, since the \
                                    file is the table
                                    """
                            ))
                    }
                    if let other = models.first(where: { $0.name == name }) {
                        folder.findings.add(
                            Finding(
                                file: file, line: 1, code: "duplicate_table",
                                message: "the table \(name) is made by \(other.file) too"))
                        continue
                    }
                    let rebuild = header.list("rebuild").flatMap { $0 }
                    if !rebuild.isEmpty, KeyedBuild(rebuild) == nil {
                        folder.findings.add(
                            Finding(
                                file: file, line: header.lines["rebuild"], code: "bad_value",
                                message:
                                    """
                                    rebuild names a column, and inputs that call it otherwise: -- \
                                    rebuild: room, raw_uses.place
                                    """
                            ))
                    }
                    let scans = header.list("scan")
                    if scans.contains(where: { $0.count < 2 }) {
                        folder.findings.add(
                            Finding(
                                file: file, line: header.lines["scan"], code: "bad_value",
                                message:
                                    """
                                    scan names a large table and says why: -- scan: raw_uses, every row \
                                    counts
                                    """
                            ))
                    }
                    models.append(
                        Model(
                            name: name, stage: stage, file: file, sql: sql, sentence: header.sentence,
                            grain: header.list("grain").flatMap { $0 },
                            indexes: header.list("index"), rebuild: KeyedBuild(rebuild),
                            isLarge: header.values["large"]?.first == "yes",
                            scans: Dictionary(scans.map { ($0[0], $0.dropFirst().joined(separator: ", ")) }) {
                                first, _ in first
                            },
                            tells: header.list("tells").flatMap { $0 },
                            addsTo: header.list("adds to").flatMap { $0 },
                            shared: header.list("columns").flatMap { $0 },
                            names: NamedColumn.read(header, file, folder)))
                }
            }
            for file in folder.files(stage.path, ".test.yaml") {
                if let text = folder.text(file),
                    let test = ModelTest.decode(text, file: file, into: folder.findings)
                {
                    if test.model != Folder.stem(file) {
                        folder.findings.add(
                            Finding(
                                file: file, line: 1, code: "other_name",
                                message: "the test is of \(test.model); a test stands beside its model"))
                    }
                    tests.append(test)
                }
            }
        }
    }

    private mutating func loadReports(_ folder: Folder) {
        for file in folder.files("schemas/reports", ".yaml") {
            if let text = folder.text(file),
                let promise = ReportPromise.decode(text, file: file, into: folder.findings)
            {
                if promise.name != Folder.stem(file) {
                    folder.findings.add(
                        Finding(
                            file: file, line: 1, code: "other_name",
                            message: "the report calls itself \(promise.name)"))
                }
                promises.append(promise)
                fingerprints["promise_" + promise.name] = .of([text])
            }
        }
        let looks = folder.files(Stage.report.path, ".css") + folder.files(Stage.report.path, ".js")
        for file in folder.files(Stage.report.path + "/templates", ".mustache") + looks {
            templates[Folder.name(file)] = folder.text(file)
        }
        let page = Stage.report.path + "/page"
        for file in folder.files(page, ".css") + folder.files(page, ".js") {
            templates["page/" + Folder.name(file)] = folder.text(file)
        }
        for file in folder.files(Stage.report.path + "/languages", ".yaml") {
            guard let text = folder.text(file),
                let root = Located.parse(text, file: file, into: folder.findings)
            else { continue }
            languages[Folder.stem(file)] = root.flattened()
            // Texts of one's own take the place of the product's key by key: what an upgrade adds is said all
            // the same.
            if let beneath = folder.textBeneath(file),
                let other = Located.parse(beneath.text, file: beneath.path, into: folder.findings)
            {
                languages[Folder.stem(file)]?.merge(other.flattened()) { own, _ in own }
            }
        }
        for file in folder.files(Stage.plan.path, ".yaml")
            + folder.files(Stage.plan.path + "/scenarios", ".yaml")
        {
            texts[file] = folder.text(file)
        }
        scenarios = folder.files(Stage.plan.path + "/scenarios", ".yaml").compactMap { file in
            folder.text(file).flatMap { PlanScenario.decode($0, file: file, into: folder.findings) }
        }
    }
}

extension Stage {
    /// `pipelines/2_core`.
    public var path: String { "pipelines/" + folder }
}

extension Located {
    /// Nested keys joined by dots: `code.sector.school`.
    func flattened(_ prefix: String = "") -> [String: String] {
        if let scalar = node.scalar { return [prefix: scalar.string] }
        var result: [String: String] = [:]
        for pair in node.mapping ?? [:] {
            guard let key = pair.key.scalar?.string else { continue }
            let below = Located(node: pair.value, file: file, findings: findings).flattened(
                prefix.isEmpty ? key : prefix + "." + key)
            result.merge(below) { first, _ in first }
        }
        return result
    }
}
