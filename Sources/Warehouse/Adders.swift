import Project
import Records

extension Compiled {
    /// What does not fit between a shared table and the models that add to it: a column that one of them does
    /// not give, or gives as another type than the first adder of which SQLite knows it. Told at the adder's
    /// own line, since nobody has written the union.
    func adderFindings(of shared: Model, among models: [Model]) -> [Finding] {
        var result: [Finding] = []
        for column in shared.shared {
            var first: (adder: String, kind: String)?
            for name in shared.adders {
                guard let table = tables[name], let model = models.first(where: { $0.name == name }) else {
                    continue
                }
                func complain(_ message: String) {
                    result.append(
                        Finding(
                            file: model.file, line: model.line(of: "adds to"), code: "bad_adder",
                            message: message))
                }
                guard let given = table.columns.first(where: { $0.name == column }) else {
                    complain(
                        """
                        it adds to \(shared.name) and does not give \(column); its rows have the \
                        columns \(shared.shared.joined(separator: ", "))
                        """
                    )
                    continue
                }
                guard let kind = Self.kind(given.sqlType) else { continue }
                if let first, Self.differ(first.kind, kind) {
                    complain(
                        """
                        it adds to \(shared.name), and its \(column) is \(kind), where that of \
                        \(first.adder) is \(first.kind)
                        """
                    )
                }
                first = first ?? (name, kind)
            }
        }
        return result
    }

    /// Whole numbers are numbers.
    private static func differ(_ one: String, _ other: String) -> Bool {
        (one == "a text") != (other == "a text")
    }
}
