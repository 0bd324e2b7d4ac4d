import Contracts
import Fingerprints
import Foundation
import Records

extension Project {
    /// Lays the root over the product, where its settings name one, and looks at whose files are in force.
    ///
    /// Findings: a product that is not there, and a method file of the product's own (the ledger's
    /// migrations) in the root.
    mutating func lay(_ folder: inout Folder) {
        guard let said = settings.product else { return }
        let line = settings.productLine
        func complain(_ message: String) {
            folder.findings.add(
                Finding(file: "pipelines/nightly.yaml", line: line, code: "no_product", message: message))
        }
        let found =
            said == Layers.installed
            ? Layers.installedProduct : said.hasPrefix("/") ? said : root + "/" + said
        guard let found, Layers.isWhole(found) else {
            complain(
                "product: \(said) is no product: there is no pipelines/nightly.yaml with schemas/ledger in "
                    + (found ?? "the folders of this program")
                    + "; write installed, or the folder of a checkout")
            return
        }
        guard !Layers.isSame(found, root) else {
            return complain("product: \(said) is this folder itself; take the line away")
        }
        folder.product = found
        layers.product = found
        let note = folder.exists(Layers.noteFile) ? folder.text(Layers.noteFile) : nil
        let taken = note.map { TakenFiles.decode($0, into: folder.findings) } ?? TakenFiles()
        for file in Layers.methodFiles(root) where !Layers.isOnesAlone(file) {
            guard let beneath = FileManager.default.contents(atPath: found + "/" + file) else {
                layers.added.append(file)
                continue
            }
            let text = String(decoding: beneath, as: UTF8.self)
            let note = taken.files[file]
            layers.replaced.append(
                Layers.Replaced(
                    file: file, takenFrom: note?.version,
                    hasChanged: note.map { $0.fingerprint != Fingerprint.of([text]).hex },
                    isSame: FileManager.default.contents(atPath: root + "/" + file) == beneath))
        }
    }

    /// `given_layer`, where the root is a layer or a model asks what it is.
    mutating func addLayerTable() {
        let table = layers.table
        guard layers.product != nil || models.contains(where: { $0.sql.contains(table.table) }) else {
            return
        }
        given.append(table)
        fingerprints[table.table] = .of([layers.fingerprint])
    }

    /// The text of a file of the method that is in force, whichever layer it lies in.
    ///
    /// - Throws: Foundation's error where no layer has the file, or it is no UTF-8.
    public func text(ofFile file: String) throws -> String {
        let folder = Folder(root: root, product: layers.product, findings: Findings())
        return try String(contentsOfFile: folder.path(file), encoding: .utf8)
    }

    /// Rows of the root's own table take the place of the product's with the same key; further ones come
    /// behind.
    mutating func lay(_ own: inout GivenTable, over product: GivenTable, _ contract: Contract) {
        let places = contract.key.compactMap { key in own.columns.firstIndex { $0.name == key } }
        guard places.count == contract.key.count, own.columns.map(\.name) == product.columns.map(\.name)
        else { return }
        func key(_ row: [Value]) -> [String] { places.map { row[$0].words } }
        let known = Dictionary(own.rows.indices.map { (key(own.rows[$0]), $0) }) { first, _ in first }
        var rows: [[Value]] = []
        var lines: [Int] = []
        var files: [Int: String] = [:]
        var used: Set<Int> = []
        var same = 0
        for (index, row) in product.rows.enumerated() {
            if let mine = known[key(row)] {
                used.insert(mine)
                if own.rows[mine] == row { same += 1 }
                rows.append(own.rows[mine])
                lines.append(own.lines[mine])
            } else {
                files[rows.count] = product.file
                rows.append(row)
                lines.append(product.lines[index])
            }
        }
        for index in own.rows.indices where !used.contains(index) {
            rows.append(own.rows[index])
            lines.append(own.lines[index])
        }
        own.ownKeys = Set(known.keys)
        layers.rows.append(
            Layers.Rows(file: own.file, replaced: used.count - same, added: own.rows.count - used.count))
        layers.replaced.removeAll { $0.file == own.file }
        (own.rows, own.lines, own.files) = (rows, lines, files)
    }
}

extension Layers {
    /// `given_layer`: what this root has in the place of the product's, for the edition that says so. Empty
    /// where it is whole by itself.
    var table: GivenTable {
        let columns = [
            ("file", "TEXT"), ("kind", "TEXT"), ("taken_from", "TEXT"), ("has_changed", "INTEGER"),
            ("rows_replaced", "INTEGER"),
            ("rows_added", "INTEGER"),
        ]
        let files = replaced.map { one -> [Value] in
            [
                .text(one.file), .text("file"), one.takenFrom.map(Value.text) ?? .null,
                one.hasChanged.map { .integer($0 ? 1 : 0) } ?? .null, .null, .null,
            ]
        }
        let tables = rows.map { one -> [Value] in
            [
                .text(one.file), .text("rows"), .null, .null, .integer(Int64(one.replaced)),
                .integer(Int64(one.added)),
            ]
        }
        let own = added.map { file -> [Value] in [.text(file), .text("own"), .null, .null, .null, .null] }
        let all = files + tables + own
        return GivenTable(
            table: "given_layer", file: "pipelines", columns: columns.map { ($0.0, $0.1) }, rows: all,
            lines: all.map { _ in 1 })
    }

    /// What the table's version is made from.
    var fingerprint: String {
        table.rows.map { $0.map(\.words).joined(separator: "\t") }.joined(separator: "\n")
    }
}
