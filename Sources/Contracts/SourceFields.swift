import Records

/// The fields of a delivery that a contract reads, each once, however many columns read it.
struct SourceFields {
    /// All names that the delivery may use for each field.
    private(set) var names: [[String]] = []
    /// Whether a file without the field cannot be taken: some column that reads it is required, or must stand
    /// in the header.
    private(set) var required: [Bool] = []
    /// The field of each column of the contract.
    private(set) var fieldOfColumn: [Int] = []

    init(_ columns: [Column]) {
        var known: [Set<String>] = []
        for column in columns {
            let wanted = Set(column.from.map { FieldName.normalised($0) })
            let field = known.firstIndex { !$0.isDisjoint(with: wanted) } ?? known.count
            if field == known.count {
                known.append([])
                names.append([])
                required.append(false)
            }
            for name in column.from where known[field].insert(FieldName.normalised(name)).inserted {
                names[field].append(name)
            }
            if column.mustStand || column.inHeader && column.otherwise == nil { required[field] = true }
            fieldOfColumn.append(field)
        }
    }
}
