import Project
import Warehouse

/// Feeds that are parts of one whole (`numbering: {together: …}`): keys lead from one to the other, so that a
/// table of Saturday beside one of Sunday has keys that lead nowhere.
struct SameNumbers {
    /// What a group's feeds stand at.
    struct Group: Hashable {
        var name: String
        /// The number of the newest delivery in force, by feed; nil where another way holds the feed's table,
        /// or nothing has come.
        var numbers: [String: Int?]

        /// Whether a person must look: some are behind, or do not come this way at all.
        var isMixed: Bool { Set(numbers.values).count > 1 }
    }

    /// The groups of which something is in force, by name.
    static func groups(_ project: Project, _ files: [LedgerFile]) -> [Group] {
        var groups: [String: Group] = [:]
        for table in project.feeds {
            let own = files.filter { $0.feed == table.tableName && $0.state == "loaded" }
            let inForce = table.wayInForce(own)
            for way in table.ways {
                guard let name = way.numbering?.together else { continue }
                let number =
                    own.isEmpty || inForce.name != way.name ? nil : SerialChain(of: way, among: own).last
                groups[name, default: Group(name: name, numbers: [:])].numbers[way.name] = .some(number)
            }
        }
        return groups.values.filter { $0.numbers.values.contains { $0 != nil } }.sorted { $0.name < $1.name }
    }

    static func messages(_ project: Project, _ files: [LedgerFile]) -> [String] {
        groups(project, files).filter(\.isMixed).map { group in
            let numbers = Set(group.numbers.values).sorted { ($0 ?? -1) > ($1 ?? -1) }
            let parts = numbers.map { number in
                let feeds = group.numbers.filter { $0.value == number }.map(\.key).sorted()
                let shown =
                    feeds.prefix(3).joined(separator: ", ")
                    + (feeds.count > 3 ? " and \(feeds.count - 3) more" : "")
                return (number.map { "\($0)" } ?? "none") + " (" + shown + ")"
            }
            return """
                \(group.name): its deliveries in force do not carry the same number: \
                \(parts.joined(separator: ", ")) (mixed_numbers)
                  keys from one to the other may lead nowhere; next: put the missing ones into inbound/
                """
        }
    }
}
