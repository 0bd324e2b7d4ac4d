import Contracts
import Records

/// Every key that a feed, a contract and the settings may have, as the decoders themselves ask for it: each
/// is made to read a text that has every part once, and what it asks is written down. A key that is not
/// described, and a description that no decoder asks for, are both findings.
public struct KeyReference {
    /// The keys of one mapping, in the order in which they are asked for.
    public struct Group: Sendable {
        /// What the decoder calls the mapping, such as `a feed`; `titles` has what people call it.
        public var name: String
        /// The keys in the order in which they are asked for, each once.
        public var keys: [String]
    }

    /// What each group is, for people.
    private static let titles = [
        "a feed": "A feed: `pipelines/1_raw/NAME.yaml`", "xml": "`xml` of a feed", "csv": "`csv` of a feed",
        "a total row": "A row of `csv.total_rows`",
        "values": "`values` of a feed", "a column of the map": "A name under `map` that says more",
        "expected": "`expected` of a feed",
        "limits": "`limits` of a feed", "numbering": "`numbering` of a feed", "ends": "`numbering.ends`",
        "drift": "`drift` of a feed or a contract",
        "volume": "`volume` of a feed", "gate": "`gate` of a feed or of the settings",
        "a contract": "A contract: `schemas/feeds/NAME.yaml`",
        "tolerate": "`tolerate` of a contract", "a column": "A column of a contract",
        "the settings": "The settings: `pipelines/nightly.yaml`",
        "inbound": "`inbound` of the settings", "run": "`run` of the settings",
        "warehouse": "`warehouse` of the settings", "a setting": "A line of `settings`",
    ]

    /// Lets the decoders read.
    public static func groups() -> [Group] {
        let findings = Findings()
        findings.asked = []
        let contract = Contract.decode(Self.contract, file: "contract", codeLists: [], into: findings)?
            .contract
        let contracts = contract.map { ["sample": $0] } ?? [:]
        for text in [csvFeed, xmlFeed] {
            _ = Feed.decode(text, file: "feed", contracts: contracts, into: findings)
        }
        _ = Settings.decode(settings, file: "settings", into: findings)
        var groups: [Group] = []
        for (name, key) in findings.asked ?? [] where titles[name] != nil {
            if let index = groups.firstIndex(where: { $0.name == name }) {
                if !groups[index].keys.contains(key) { groups[index].keys.append(key) }
            } else {
                groups.append(Group(name: name, keys: [key]))
            }
        }
        return groups
    }

    /// The reference as Markdown, and what is wrong with the descriptions.
    ///
    /// - Parameters:
    ///   - described: a sentence on each key, by group and key.
    ///   - file: the file that the sentences stand in, for the findings.
    public static func markdown(_ described: [String: [String: String]], file: String) -> (
        text: String, findings: [Finding]
    ) {
        let groups = Self.groups()
        var lines = [
            "# Keys of feeds, contracts and settings", "",
            """
            Made by `make docs` (`kvadratur docs --keys FILE`) from the decoders that read these files; \
            what each key means is said in
            """,
            "`\(file)`.",
        ]
        var findings: [Finding] = []
        func complain(_ message: String) {
            findings.append(Finding(file: file, code: "undescribed_key", message: message))
        }
        for group in groups {
            lines += ["", "## \(titles[group.name]!)", "", "| Key | What it says |", "|---|---|"]
            for key in group.keys {
                var text = described[group.name]?[key]
                // What a kind of drift is stands in the catalogue of faults.
                if group.name == "drift", let code = FaultCode(rawValue: key) {
                    text = code.meaning.en + " (usually \(DriftPolicy().action(on: code).rawValue))"
                }
                if text == nil { complain("the key \(key) of \(group.name) is not described") }
                lines.append("| `\(key)` | \((text ?? "").replacing("|", with: "\\|")) |")
            }
            for key in (described[group.name] ?? [:]).keys.sorted() where !group.keys.contains(key) {
                complain("the key \(key) of \(group.name) is described, and no decoder asks for it")
            }
        }
        for name in described.keys.sorted() where !groups.contains(where: { $0.name == name }) {
            complain("\(name) is described, and nothing of it is asked for")
        }
        return (lines.joined(separator: "\n") + "\n", findings)
    }

    // MARK: - texts that have every part once

    private static let contract = """
        contract: sample
        describes: x
        key: [a]
        tolerate: {rows: 1, percent: 1}
        drift: {volume: warn}
        columns: [{name: a, type: text}]
        """
    private static let csvFeed = """
        feed: sample
        format: csv
        match: ['^a-(?<serial>[0-9]+)$']
        csv: {total_rows: [{column: a, starts: x}]}
        values: {decimal: ","}
        map: {a: {column: b}}
        expected: {every: month}
        limits: {ratio: 1}
        numbering: {serial: serial, ends: {column: a, value: x}}
        drift: {volume: warn}
        volume: {rows: 1}
        gate: {on: true}
        """
    private static let xmlFeed = """
        feed: sample
        format: xml
        xml: {root: r, record: e}
        """
    private static let settings = """
        authorities: []
        inbound: {settle_seconds: 1}
        run: {limit_seconds: 1}
        gate: {least_keys: 3}
        warehouse: {integrity_check: never}
        settings: [{key: a, value: 1}]
        """
}
