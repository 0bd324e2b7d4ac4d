import Contracts
import Formats
import Project
import Records

/// One feed with its contract, in words.
struct DocsFeed {
    let feed: Feed

    var context: [String: Any] {
        let contract = feed.contract
        return [
            // A table's own feed is where links to the table lead; its other ways have places of their own.
            "anchor": feed.sharedTable == nil ? "t-" + feed.table : "w-" + feed.name,
            "feed": feed.name, "title_da": feed.title["da"] ?? feed.name,
            "title_en": feed.title["en"] ?? feed.name, "describes": feed.describes,
            "contract_describes": contract.describes, "file": feed.file,
            "contract_file": "schemas/feeds/\(contract.name).yaml", "format": format,
            "match": feed.match.map { ["pattern": $0.text] }, "found_by_header": feed.match.isEmpty,
            "replaces": replaces, "expected": expected,
            "key": contract.key.isEmpty ? "none" : contract.key.joined(separator: ", "),
            "tolerate":
                """
            \(contract.tolerate.rows) rows or \(percent(contract.tolerate.permille)) of the file, \
            whichever is more
            """,
            "columns": contract.columns.map(column),
        ]
    }

    private var format: String {
        switch feed.format {
        case .xml(let layout): return "XML, records \(layout.record) in \(layout.root)"
        case .csv(let layout):
            let separator =
                layout.separator.map {
                    "separator " + ($0 == UInt8(ascii: "\t") ? "tab" : String(UnicodeScalar($0)))
                } ?? "separator by the header"
            let decimal = "decimal sign " + String(UnicodeScalar(feed.style.decimal))
            let dates = "dates " + feed.style.dates.joined(separator: " or ")
            return ["CSV", separator, layout.encoding.rawValue, decimal, dates].joined(separator: ", ")
        }
    }

    private var replaces: String {
        switch feed.replaces {
        case .all: "a newer file is the feed's whole content"
        case .columns(let columns):
            "a newer file's rows replace older rows with the same \(columns.joined(separator: ", "))"
        }
    }

    private var expected: String {
        var parts = [feed.expected.every.map { "each \($0.rawValue)" } ?? "whenever it comes"]
        if let days = feed.expected.staleAfterDays { parts.append("stale after \(days) days") }
        if feed.expected.mandatory { parts.append("mandatory") }
        if let numbering = feed.numbering {
            let lines = numbering.inside?.isAtTheEnd == true ? "its last lines" : "its first lines"
            parts.append(
                "numbered by \(numbering.serial ?? lines)"
                    + (numbering.deltas.isEmpty ? "" : ", with deltas"))
        }
        return parts.joined(separator: ", ")
    }

    private func column(_ column: Column) -> [String: Any] {
        [
            "name": column.name,
            "from": column.from.filter { $0 != column.name }.map(FieldName.inWords).joined(separator: ", "),
            "type": TypeNames.name(column.type).en,
            "rule": TypeNames.rule(column.type).en, "unit": column.unit ?? "", "describes": column.describes,
            "demands": demands(column),
            "fault": column.drop ? "never stored" : column.onFault.rawValue,
        ]
    }

    private func demands(_ column: Column) -> String {
        var parts: [String] = []
        if column.required {
            parts.append("required")
        } else if column.inHeader {
            parts.append("must be in the header")
        }
        if let least = column.shownFrom { parts.append("shown from \(number(least)) people on") }
        let low = column.earliest ?? column.minimum.map(number)
        let high = column.latest ?? column.maximum.map(number)
        switch (low, high) {
        case (let low?, let high?): parts.append("\(low) to \(high)")
        case (let low?, nil): parts.append("at least \(low)")
        case (nil, let high?): parts.append("at most \(high)")
        case (nil, nil): break
        }
        if let length = column.length { parts.append("\(length) characters") }
        if let longest = column.maximumLength { parts.append("at most \(longest) characters") }
        if let codes = column.codes {
            parts.append("code list \(codes), an unknown code: \(column.onUnknownCode.rawValue)")
        }
        if !column.nulls.isEmpty { parts.append("not given: " + column.nulls.joined(separator: ", ")) }
        if let references = column.references { parts.append("refers to \(references)") }
        return parts.joined(separator: "; ")
    }

    private func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private func percent(_ permille: Int) -> String {
        permille % 10 == 0 ? "\(permille / 10) %" : "\(permille / 10).\(permille % 10) %"
    }
}
