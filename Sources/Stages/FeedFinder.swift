import Contracts
import Formats
import Project
import Records
import Warehouse

/// Which feed a delivered file belongs to, and when it was delivered.
struct FeedFinder {
    struct Match {
        var feed: Feed
        var deliveredOn: String
        /// Key that orders the feed's deliveries: date, serial, time, name.
        var arrival: String
        /// Number among the feed's deliveries, where the feed has them.
        var serial: Int?
        var kind = DeliveryKind.full
    }

    let feeds: [Feed]
    /// The feed that every file is of, where somebody says so.
    var said: Feed?
    /// Deliveries that mended files may name, by the first twelve digits of their SHA-256.
    var known: [String: Place] = [:]

    init(feeds: [Feed]) { self.feeds = feeds }

    /// All feeds of a project, with every way in which a table's rows may come, and what is loaded of them.
    init(_ project: Project, loaded files: [LedgerFile]) {
        self.init(feeds: project.ways)
        for file in files where file.state == "loaded" {
            add(file.sha256, deliveredOn: file.deliveredOn, arrival: file.arrival)
        }
    }

    /// Where a delivery stands among its feed's.
    struct Place {
        var deliveredOn: String
        var arrival: String
    }

    mutating func add(_ sha: String, deliveredOn: String, arrival: String) {
        known[String(sha.prefix(12))] = Place(deliveredOn: deliveredOn, arrival: arrival)
    }

    /// By the name's pattern, else by the header of a CSV file: a system nobody has seen need not rename its
    /// deliveries.
    func match(name: String, path: String, claimedOn: String) throws -> Match {
        let book = try workbook(name, path)
        // A workbook is a table by another name: `headcount-2025.xlsx` is found where `headcount-2025.csv`
        // would be.
        let names = book == nil ? [name] : [name, Self.asTable(name)]
        if let said {
            let groups = names.lazy.compactMap { name in
                said.match.lazy.compactMap { $0.groups(in: name) }.first
            }.first
            return try match(said, groups ?? [:], name, path, claimedOn)
        }
        let byName = feeds.compactMap { feed in
            names.lazy.compactMap { name in feed.match.lazy.compactMap { $0.groups(in: name) }.first }.first
                .map { (feed, $0) }
        }
        if byName.count > 1 {
            throw Refusal(.ambiguousFeed, detail: byName.map(\.0.name).sorted().joined(separator: ", "))
        }
        if let (feed, groups) = byName.first { return try match(feed, groups, name, path, claimedOn) }
        guard book != nil || Self.mayBeTable(name) else { throw Refusal(.unknownFeed) }
        let byHeader = Self.known(Self.likeliest(feeds.compactMap { fit($0, path: path, book) }))
        if byHeader.count > 1 {
            throw Refusal(.ambiguousFeed, detail: byHeader.map(\.name).sorted().joined(separator: ", "))
        }
        guard let feed = byHeader.first else { throw Refusal(.unknownFeed) }
        return try match(feed, [:], name, path, claimedOn)
    }

    /// Those that have every column of theirs there, where any has: rooms with their days are bookings or
    /// presence, and the hours say which. Of several ways of one table the table's own feed: a further way is
    /// for what that one cannot read.
    private static func likeliest(_ found: [Fit]) -> [Fit] {
        let whole = found.filter(\.isWhole)
        let some = whole.isEmpty ? found : whole
        let own = Set(some.filter { $0.feed.sharedTable == nil }.map(\.feed.name))
        return some.filter { $0.feed.sharedTable.map { !own.contains($0) } ?? true }
    }

    /// The tables of a register share their keys and their times: a file that has only those is of an entity
    /// that no feed reads, and one that has a column which is a single table's is that table's.
    private static func known(_ found: [Fit]) -> [Feed] {
        guard found.count > 1, found.allSatisfy({ $0.feed.numbering != nil }) else {
            return found.map(\.feed)
        }
        var users: [String: Set<String>] = [:]
        for fit in found { for name in fit.names { users[name, default: []].insert(fit.feed.tableName) } }
        let own = found.map { fit in fit.hits.count { users[$0]?.count == 1 } }
        let most = own.max() ?? 0
        return most == 0 ? [] : found.indices.filter { own[$0] == most }.map { found[$0].feed }
    }

    /// How a header fits a feed.
    private struct Fit {
        var feed: Feed
        /// It has every column that must stand in a header, and not only those that rows must fill.
        var isWhole: Bool
        /// The contract's columns, and those of them that it has.
        var names: [String]
        var hits: [String]
    }

    /// The workbook that a file is, with its sheets' first lines; nil for a file of another kind.
    ///
    /// - Throws: `Refusal` for what is called a workbook and is none that can be read, with the way out.
    private func workbook(_ name: String, _ path: String) throws -> SheetHeads? {
        guard SheetHeads.isCalledWorkbook(name) || Self.mayBeTable(name) else { return nil }
        guard SheetHeads.isCalledWorkbook(name) else { return try? SheetHeads.of(path: path) }
        guard let book = try SheetHeads.of(path: path) else {
            throw try SheetHeads.refusal(path: path, name: name)
        }
        return book
    }

    /// The name that a table of a workbook's name would have.
    private static func asTable(_ name: String) -> String {
        guard let point = name.lastIndex(of: "."), SheetHeads.isCalledWorkbook(name) else { return name }
        return name[..<point] + ".csv"
    }

    /// The period that a delivery's name says it is of; nil where it says none.
    static func period(_ name: String, _ feed: Feed) -> String? { groups(name, feed)?["period"] }

    /// Which part of a period the file of this name is (a department, a supplier); nil for a feed whose files
    /// are whole.
    static func part(_ name: String, _ feed: Feed) -> String? {
        feed.parts.map { groups(name, feed)?[$0] ?? "" }
    }

    private static func groups(_ name: String, _ feed: Feed) -> [String: String]? {
        [name, asTable(name)].lazy
            .compactMap { name in feed.match.lazy.compactMap { $0.groups(in: name) }.first }.first
    }

    private func match(
        _ feed: Feed, _ groups: [String: String], _ name: String, _ path: String, _ claimedOn: String
    ) throws -> Match {
        let named = groups["date"].flatMap { CalendarDay($0) }
        let day = named.map(\.description) ?? claimedOn
        let inside = try serialInside(path, feed)
        let number =
            (inside.map { "\($0)" } ?? groups[feed.numbering?.serial ?? "serial"]).map(Self.sortKey) ?? ""
        // A copy of a file comes behind the file.
        let place = [day, number, groups["time"] ?? "", CopyName(name).sortKey].joined(separator: " ")
        var match = Match(feed: feed, deliveredOn: day, arrival: place)
        if MendedFile.isMended(path, feed: feed) {
            // Mended rows come right behind the delivery that they were set aside from, and are as old as it,
            // whenever they were mended; one that names no delivery we know comes behind the delivery whose
            // name it bears.
            if let origin = newestOrigin(path, feed) {
                (match.deliveredOn, match.arrival) = (
                    origin.deliveredOn, "\(origin.arrival) mended \(claimedOn) \(name)"
                )
            } else {
                match.arrival += " mended"
            }
        }
        if let numbering = feed.numbering { (match.serial, match.kind) = numbering.read(groups) }
        match.serial = inside ?? match.serial
        return match
    }

    /// A number as it stands in the order of deliveries, wherever it comes from: of one length, so that 1000
    /// comes behind 999.
    static func sortKey(_ number: String) -> String {
        guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return number }
        return String(repeating: "0", count: max(0, 20 - number.utf8.count)) + number
    }

    /// The number that a feed's files hold themselves.
    private func serialInside(_ path: String, _ feed: Feed) throws -> Int? {
        guard let inside = feed.numbering?.inside else { return nil }
        let isXML = if case .xml = feed.format { true } else { false }
        return inside.serial(
            in: try (inside.isAtTheEnd ? DeliveryEnds.tail : DeliveryEnds.head)(path, isXML, feed.limits))
    }

    /// The newest of the deliveries that a mended file's rows come from.
    private func newestOrigin(_ path: String, _ feed: Feed) -> Place? {
        guard let origins = try? MendedFile.origins(in: path, feed: feed) else { return nil }
        return Set(origins.compactMap { $0.split(separator: ".").first.map(String.init) }).compactMap {
            known[$0]
        }.max { $0.arrival < $1.arrival }
    }

    /// Whether the end of the name is one that tables have: a copy of a table under another one is somebody's
    /// own.
    private static func mayBeTable(_ name: String) -> Bool {
        guard let point = name.lastIndex(of: ".") else { return true }
        return ["csv", "txt", "tsv", "tab", "skv", "dat", "asc", "prn", "gz", "zip"].contains(
            name[name.index(after: point)...].lowercased())
    }

    /// Whether the file's header has every column the feed's contract requires, and whether it has those too
    /// that rows may leave empty; a header of one column proves nothing. A contract that requires no value is
    /// known by the columns that must stand.
    private func fit(_ feed: Feed, path: String, _ book: SheetHeads?) -> Fit? {
        guard let header = Self.header(feed, path: path, book), header.count > 1 else { return nil }
        let columns = feed.read(under: header).contract.columns
        let names = Set(FieldName.normalised(header: header).joined())
        func has(_ wanted: [Column]) -> Bool {
            wanted.allSatisfy { column in column.from.contains { names.contains(FieldName.normalised($0)) } }
        }
        let required = columns.filter(\.mustStand)
        let others = columns.filter { $0.inHeader && !$0.required && $0.otherwise == nil }
        let isWhole = has(others)
        guard has(required), !required.isEmpty || !others.isEmpty && isWhole else { return nil }
        return Fit(
            feed: feed, isWhole: isWhole, names: columns.map(\.name),
            hits: columns.filter { has([$0]) }.map(\.name))
    }

    /// The names in the header that a feed's reader finds in a file, by the columns that the contract
    /// requires, or by those that must stand where it requires none; nil where it finds none.
    static func header(_ feed: Feed, path: String, _ book: SheetHeads? = nil) -> [String]? {
        guard case .csv(let layout) = feed.format else { return nil }
        let sayable = feed.sayable
        let all = feed.contract.columns.filter { !sayable.contains($0.name) }
        let some = all.filter(\.required)
        let grouped = Set(feed.contract.either.joined())
        let required = some.isEmpty ? all.filter { $0.inHeader && !grouped.contains($0.name) } : some
        let reader = CSVReader(
            layout: layout, fields: FieldList(required.map(\.from)), required: Array(required.indices))
        return try? book?.header(for: reader) ?? reader.header(.path(path))
    }

    /// The feed as it reads this file: names in its header may say what no column of it does.
    static func reading(_ path: String, as feed: Feed) -> Feed {
        feed.says.isEmpty && feed.contract.either.isEmpty
            ? feed : feed.read(under: header(feed, path: path) ?? [])
    }
}
