import Contracts
import Project
import Records
import Reports
import Warehouse

/// The project as the documentation's template asks for it.
struct DocsContent {
    let project: Project
    let compiled: Compiled

    private var authority: String {
        project.settings.entries.first { $0.key == "authority_name" }?.text ?? ""
    }

    var context: [String: Any] {
        let lineage = DocsLineage(project: project, compiled: compiled)
        let stages = Stage.allCases.filter { $0 >= .core }.map { stage -> [String: Any] in
            let models = project.models.filter { $0.stage == stage }.sorted { $0.name < $1.name }
            return [
                "stage": stage.rawValue, "folder": stage.path,
                "says": project.docs.stages[stage.rawValue] ?? "",
                "models": models.map { model($0, lineage) },
            ]
        }
        let tables = Stage.allCases.map { stage -> [String: Any] in
            [
                "stage": stage.rawValue, "says": project.docs.stages[stage.rawValue] ?? "",
                "names": lineage.names(of: stage).map { ["table": $0] },
            ]
        }
        return [
            "has_authority": !authority.isEmpty, "authority": authority, "version": Program.version,
            "feed_count": project.ways.count, "given_count": project.given.count,
            "model_count": project.models.count,
            "audit_count": project.audits.count, "report_count": project.promises.count,
            "lineage": lineage.whole, "tables": tables, "stages": stages,
            "feeds": project.ways.map {
                DocsFeed(feed: $0).context.merging(around($0.table, lineage)) { first, _ in first }
            },
            "given": project.given.sorted { $0.table < $1.table }.map { given($0, lineage) },
            "engine": engine(lineage),
            "catalogues": project.docs.catalogues.map(catalogue),
            "audits": project.audits.sorted { $0.name < $1.name }.map(audit),
            "reports": project.promises.sorted { $0.name < $1.name }.map(report),
        ]
    }

    /// What is said of every table: columns, what it reads and who reads it, and the picture of both.
    private func around(_ table: String, _ lineage: DocsLineage) -> [String: Any] {
        let reads = compiled.tables[table]?.reads.sorted { $0.key < $1.key } ?? []
        let readers = lineage.readers[table] ?? []
        return [
            "table": table, "has_reads": !reads.isEmpty,
            "reads": reads.map { ["table": $0.key, "columns": $0.value.sorted().joined(separator: ", ")] },
            "has_readers": !readers.isEmpty, "readers": readers.map { ["table": $0] },
            "picture": lineage.around(table),
            "fields": compiled.tables[table]?.columns.map { ["name": $0.name, "type": $0.sqlType] } ?? [],
        ]
    }

    private func model(_ model: Model, _ lineage: DocsLineage) -> [String: Any] {
        let audits = project.audits.filter { $0.audits.contains(model.name) }.sorted { $0.name < $1.name }
        let cases = project.tests.filter { $0.model == model.name }.map(\.cases.count).reduce(0, +)
        var context = around(model.name, lineage)
        context["file"] = model.file
        context["sentence"] = model.sentence
        context["grain"] = model.grain.joined(separator: ", ")
        context["sql"] = model.sql
        context["has_adders"] = !model.adders.isEmpty
        context["adders"] = model.adders.map { ["table": $0] }
        context["adds"] = !model.addsTo.isEmpty
        context["adds_to"] = model.addsTo.map { ["table": $0] }
        context["has_cases"] = cases > 0
        context["cases"] = cases == 0 ? "" : cases == 1 ? "1 case" : "\(cases) cases"
        context["has_audits"] = !audits.isEmpty
        context["audits"] = audits.map { ["audit": $0.name] }
        let promise = project.promises.first { $0.table == model.name }?.name
        context["has_promise"] = promise != nil
        context["promise"] = promise ?? ""
        return context
    }

    private func given(_ table: GivenTable, _ lineage: DocsLineage) -> [String: Any] {
        var context = around(table.table, lineage)
        context["file"] = table.file
        context["rows"] = Figures.rows(table.rows.count)
        context["fields"] = table.columns.map { ["name": $0.name, "type": $0.sqlType] }
        return context
    }

    private func engine(_ lineage: DocsLineage) -> [[String: Any]] {
        (EngineTables.all + PlanTables.all).sorted { $0.name < $1.name }.map { table in
            var context = around(table.name, lineage)
            context["fields"] = table.columns.map { ["name": $0.name, "type": $0.sqlType] }
            return context
        }
    }

    private func catalogue(_ catalogue: ProjectDocs.Catalogue) -> [String: Any] {
        let table = project.given.first { $0.table == catalogue.table }
        func ordinal(_ name: String) -> Int? { table?.columns.firstIndex { $0.name == name } }
        let columns = catalogue.columns.compactMap { ordinal($0.name) }
        let key = ordinal(catalogue.key)
        // Rows of one key may come from several files; they stand together, where the first of them stood.
        let named = (table?.rows ?? []).map { row in (name: key.map { row[$0].plain } ?? "", row: row) }
        var first: [String: Int] = [:]
        for (at, row) in named.enumerated() where first[row.name] == nil { first[row.name] = at }
        var last = ""
        let rows = named.enumerated().sorted {
            (first[$0.element.name] ?? 0, $0.offset) < (first[$1.element.name] ?? 0, $1.offset)
        }.map { _, element -> [String: Any] in
            let (name, row) = element
            defer { last = name }
            return [
                "is_first": name != last && !name.isEmpty, "id": "\(catalogue.id)-\(name)",
                "cells": columns.map { ["text": row[$0] == .null ? "" : row[$0].plain] },
            ]
        }
        return [
            "id": catalogue.id, "title": catalogue.title, "describes": catalogue.describes,
            "table": catalogue.table,
            "headings": catalogue.columns.map { ["text": $0.heading] }, "rows": rows,
        ]
    }

    private func audit(_ audit: Audit) -> [String: Any] {
        [
            "audit": audit.name, "severity": audit.severity.rawValue, "says": audit.says, "file": audit.file,
            "sql": audit.sql,
            "judges": audit.audits.sorted().map { ["table": $0] },
        ]
    }

    private func report(_ promise: ReportPromise) -> [String: Any] {
        let columns = promise.columns.map { column in
            [
                "name": column.name, "type": column.type, "unit": column.unit == "none" ? "" : column.unit,
                "da": column.label["da"] ?? "",
                "en": column.label["en"] ?? "", "describes": column.describes["en"] ?? "",
            ]
        }
        return [
            "report": promise.name, "table": promise.table, "file": promise.file,
            "title_da": promise.title["da"] ?? "", "title_en": promise.title["en"] ?? "",
            "describes": promise.describes["en"] ?? "", "has_csv": promise.csv != nil,
            "csv": promise.csv ?? "", "columns": columns,
            "is_built": project.models.contains { $0.name == promise.table },
        ]
    }
}
