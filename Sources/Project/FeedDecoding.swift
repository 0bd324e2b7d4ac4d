import Contracts
import Formats
import Records

extension Feed {
    /// Reads a feed from its YAML; `contracts` are those of `schemas/feeds`.
    static func decode(
        _ text: String, file: String, contracts: [String: Contract], gate usual: GateLimits = GateLimits(),
        into findings: Findings
    ) -> Feed? {
        guard let root = Located.parse(text, file: file, into: findings),
            let map = YAMLMap(root, what: "a feed")
        else { return nil }
        defer { map.finish() }
        let name = map.string("feed", required: true)
        let contractName = map.string("contract") ?? name
        var format = FeedFormat.decode(map)
        let style = ValueStyle.decode(map.map("values"), format: format)
        let sheet = map.string("sheet")
        let match =
            map.child("match").map { $0.node.sequence == nil ? [$0] : $0.items }?.compactMap(
                FilePattern.decode) ?? []
        let describes = map.string("describes") ?? ""
        let title = map.texts("title")
        let extra = map.map("map").map { $0.entries() } ?? []
        var replaces = Replacement.decode(map.child("replaces"))
        let partName = map.string("parts")
        let expected = Expectation.decode(map.map("expected"))
        let limits = Limits.decode(map.map("limits"))
        let numbered = map.map("numbering")
        let isLarge = map.bool("large") ?? false
        let drift = DriftPolicy.decode(map.map("drift"))
        let volume = VolumeBounds.decode(map.map("volume"))
        let sharedTable = map.string("table")
        let kept = map.map("keep")
        // Its rows of given tables are read before any feed is (`GivenAdditions`).
        _ = map.child("given")
        let gated = map.map("gate")
        let gate = GateLimits.decode(gated, from: usual)
        guard let name, let contractName, format != nil else { return nil }
        guard var contract = contracts[contractName] else {
            (map.child("contract") ?? root).complain(
                "unknown_contract", "there is no contract schemas/feeds/\(contractName).yaml")
            return nil
        }
        let says = contract.add(extra)
        let keeps = KeptRows.decode(kept, contract)
        if let keeps { contract.keep(keeps) }
        if case .csv(var layout) = format {
            (layout.sheet, layout.decimal) = (sheet, style.decimal)
            layout.checkTotals(map.map("csv"), contract)
            layout.resolve(map.map("csv"), contract)
            format = .csv(layout)
        }
        if sheet != nil, case .xml = format {
            map.child("sheet")?.complain(
                "bad_value", "sheet belongs to a feed of the format csv, whose deliveries may be workbooks")
        }
        // Who says which rows are his knows that the file has others.
        if keeps != nil, contract.drift.actions[.otherAuthority] == nil {
            contract.drift.actions[.otherAuthority] = .accept
        }
        contract.drift = contract.drift.overridden(by: drift)
        if case .columns = replaces {
            for column in map.placed("replaces") ?? []
            where !contract.columns.contains(where: { $0.name == column.text }) {
                column.place.complain(
                    "unknown_column",
                    "replaces names \(column.text), which is no column of the contract \(contractName)")
            }
        }
        var parts: String?
        if let partName {
            if contract.storedColumns.contains(where: { $0.name == partName }) {
                replaces = replaces.within(partName)
            } else if match.contains(where: { $0.groupNames.contains(partName) }) {
                parts = partName
            } else {
                map.child("parts")?.complain(
                    "unknown_part",
                    """
                    parts names \(partName), which is no column of the contract \(contractName) and no \
                    named group of match
                    """
                )
            }
        }
        for key in ["key", "about"] {
            for column in gated?.placed(key) ?? []
            where !contract.columns.contains(where: { $0.name == column.text && !$0.drop }) {
                column.place.complain(
                    "unknown_column",
                    "\(key) names \(column.text), which is no column of the contract \(contractName)")
            }
        }
        let numbering = Numbering.decode(numbered, match: match, contract: contract)
        var feed = Feed(
            name: name, describes: describes, title: title, contract: contract, match: match, format: format!,
            style: style, replaces: replaces,
            parts: parts, expected: expected, numbering: numbering, limits: limits, volume: volume,
            gate: gate, file: file, isLarge: isLarge)
        feed.sharedTable = sharedTable == name ? nil : sharedTable
        feed.says = says
        return feed
    }
}

extension Contract {
    /// Adds the names that one system uses for the contract's columns.
    ///
    /// - Returns: what names say of every row of their file.
    fileprivate mutating func add(_ entries: [(key: String, value: Located)]) -> [HeaderWord] {
        var says: [HeaderWord] = []
        for entry in entries {
            guard let index = columns.firstIndex(where: { $0.name == entry.key }) else {
                entry.value.complain(
                    "unknown_column", "map names \(entry.key), which is no column of the contract \(name)")
                continue
            }
            for place in entry.value.node.sequence == nil ? [entry.value] : entry.value.items {
                if let name = place.node.scalar?.string {
                    columns[index].from.append(name)
                    continue
                }
                guard let one = YAMLMap(place, what: "a column of the map") else { continue }
                // One of several columns of one name, or one whose name says more than which column it is.
                if let name = one.string("column", required: true) {
                    let said = one.integer("nth", from: 1).map { FieldName.of(name, nth: $0) } ?? name
                    columns[index].from.append(said)
                    says += words(of: said, one)
                }
                one.finish()
            }
        }
        return says
    }

    private func words(of name: String, _ map: YAMLMap) -> [HeaderWord] {
        (map.map("says")?.entries() ?? []).compactMap { entry in
            guard columns.contains(where: { $0.name == entry.key && !$0.drop }),
                let value = entry.value.node.scalar?.string
            else {
                entry.value.complain(
                    "unknown_column",
                    "says names \(entry.key), which is no column of the contract \(self.name)")
                return nil
            }
            return HeaderWord(name: FieldName.normalised(name), column: entry.key, value: value)
        }
    }
}

extension FilePattern {
    fileprivate static func decode(_ place: Located) -> FilePattern? {
        guard let text = place.node.scalar?.string else {
            place.complain("not_a_text", "match must be a list of regular expressions")
            return nil
        }
        if text.unwoundOfClasses.contains(where: \.isUppercase) {
            place.complain("bad_pattern", "\"\(text)\" has a capital letter; names are matched in lower case")
            return nil
        }
        do { return try FilePattern(text) } catch {
            place.complain("bad_pattern", "\"\(text)\" is no regular expression: \(error)")
            return nil
        }
    }
}

extension FeedFormat {
    private enum Kind: String, CaseIterable { case xml, csv }

    fileprivate static func decode(_ map: YAMLMap) -> FeedFormat? {
        switch map.choice("format", as: Kind.self) {
        case .xml:
            guard let xml = map.map("xml"), let root = xml.string("root", required: true),
                let record = xml.string("record", required: true)
            else {
                map.place.complain("missing_key", "a feed of the format xml needs xml: {root: …, record: …}")
                return nil
            }
            let header = xml.string("header")
            xml.finish()
            return .xml(XMLLayout(root: root, record: record, header: header))
        case .csv:
            return .csv(CSVLayout.decode(map.map("csv")))
        case nil:
            // A format that nobody reads was complained of where it stands.
            if map.child("format") == nil {
                map.place.complain(
                    "missing_key", "format is missing: xml or csv (which also reads .xlsx and .ods)")
            }
            return nil
        }
    }
}

extension CSVLayout {
    fileprivate static func decode(_ map: YAMLMap?) -> CSVLayout {
        var layout = CSVLayout()
        layout.findsEncoding = true
        guard let map else { return layout }
        if let separator = map.string("separator") {
            layout.separator = separator == "auto" ? nil : map.byte("separator")
        }
        layout.quote = map.byte("quote") ?? layout.quote
        for key in ["separator", "quote"] where ["\n", "\r"].contains(map.string(key)) {
            map.child(key)?.complain("bad_value", "\(key) cannot be a line end")
        }
        if layout.separator == layout.quote {
            map.place.complain("bad_value", "separator and quote must differ")
        }
        layout.preambleLines = map.integer("preamble_lines", from: 0) ?? 0
        if let encoding = map.string("encoding"), encoding != "auto" {
            layout.findsEncoding = false
            if let known = TextEncoding(yaml: encoding) {
                layout.encoding = known
            } else {
                map.child("encoding")?.complain(
                    "bad_value",
                    "encoding must be auto, utf-8, windows-1252 or iso-8859-1, not \"\(encoding)\"")
            }
        }
        layout.totalRows = (map.list("total_rows") ?? []).compactMap { place in
            guard let rule = YAMLMap(place, what: "a total row"),
                let column = rule.string("column", required: true),
                let starts = rule.string("starts", required: true)
            else { return nil }
            let total = TotalRowRule(
                field: column, starts: starts, sums: rule.strings("sums") ?? [],
                records: rule.string("records"))
            rule.finish()
            return total
        }
        layout.fillsDown = (map.strings("fill_down") ?? []).map { [$0] }
        map.finish()
        return layout
    }

    /// Gives the columns that the contract and the feed name the names that files have for them.
    fileprivate mutating func resolve(_ map: YAMLMap?, _ contract: Contract) {
        func names(_ column: String) -> [String]? { contract.columns.first { $0.name == column }?.from }
        formColumns = contract.noRowUnless.compactMap(names)
        for place in map?.placed("fill_down") ?? [] where names(place.text) == nil {
            place.place.complain(
                "unknown_column",
                "fill_down names \(place.text), which is no column of the contract \(contract.name)")
        }
        fillsDown = fillsDown.compactMap { names($0[0]) }
    }

    /// Says what a total row cannot be held against: columns that the contract has not, or that are not kept
    /// as whole numbers.
    fileprivate func checkTotals(_ map: YAMLMap?, _ contract: Contract) {
        for place in map?.list("total_rows") ?? [] {
            guard let rule = place.node.mapping == nil ? nil : YAMLMap(place, what: "a total row") else {
                continue
            }
            for sum in rule.placed("sums") ?? []
            where !contract.storedColumns.contains(where: {
                $0.name == sum.text && [.integer, .money].contains($0.type)
            }) {
                sum.place.complain(
                    "unknown_column",
                    """
                    sums names \(sum.text), which is no column of the contract \(contract.name) with \
                    whole numbers or money
                    """
                )
            }
            if let records = rule.string("records"), !contract.columns.contains(where: { $0.name == records })
            {
                rule.child("records")?.complain(
                    "unknown_column",
                    "records names \(records), which is no column of the contract \(contract.name)")
            }
        }
    }
}

extension TextEncoding {
    fileprivate init?(yaml: String) {
        switch yaml.lowercased() {
        case "utf-8": self = .utf8
        case "windows-1252": self = .windows1252
        case "iso-8859-1": self = .iso88591
        default: return nil
        }
    }
}

extension ValueStyle {
    fileprivate static func decode(_ map: YAMLMap?, format: FeedFormat?) -> ValueStyle {
        var style = ValueStyle()
        if case .xml = format { style = .register }
        guard let map else { return style }
        style.decimal = map.byte("decimal") ?? style.decimal
        style.thousands = map.byte("thousands")
        style.dates = map.strings("dates") ?? style.dates
        style.trailingMinus = map.bool("trailing_minus") ?? style.trailingMinus
        map.finish()
        for problem in ContractProblems.find(in: style) { map.place.complain(problem.code, problem.message) }
        return style
    }
}

extension Replacement {
    /// The same, of the rows alone that agree on the column too.
    fileprivate func within(_ column: String) -> Replacement {
        switch self {
        case .all: .columns([column])
        case .columns(let columns): .columns(columns.contains(column) ? columns : columns + [column])
        }
    }

    fileprivate static func decode(_ place: Located?) -> Replacement {
        guard let place else { return .all }
        if let columns = place.node.sequence?.compactMap({ $0.scalar?.string }), !columns.isEmpty {
            return .columns(columns)
        }
        if place.node.scalar?.string != "all" {
            place.complain("bad_value", "replaces must be `all` or a list of columns")
        }
        return .all
    }
}

extension Limits {
    /// Limits are settings of the feed: a national register has 50 GB.
    fileprivate static func decode(_ map: YAMLMap?) -> Limits {
        var limits = Limits()
        guard let map else { return limits }
        limits.maximumBytes = map.integer("maximum_bytes", from: 1) ?? limits.maximumBytes
        limits.members = map.integer("members", from: 1) ?? limits.members
        limits.ratio = map.integer("ratio", from: 1) ?? limits.ratio
        map.finish()
        return limits
    }
}

extension String {
    /// A pattern without what stands behind a backslash (`\D` is a class) and without the names of its
    /// groups.
    var unwoundOfClasses: String { replacing(/\\./, with: "").replacing(/\(\?<[^>]*>/, with: "(") }
}
