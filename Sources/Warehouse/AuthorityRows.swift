import Contracts
import Project
import Records

extension Transaction {
    /// Municipalities of ours of which a delivery has rows, new ones or repeated ones; nobody asks where all
    /// are taken.
    public func brought(_ column: String, of feed: Feed, _ meeting: Meeting) throws -> Set<Int> {
        Set(
            try feed.contract.authorities.filter { code in
                let sql =
                    """
                    SELECT EXISTS (SELECT 1 FROM \(quoted(feed.table)) WHERE \(meeting.isBrought) AND \
                    \(quoted(column)) = ?)
                    """
                return try integer(sql, [.text(AuthorityCode.text(code))]) == 1
            })
    }

    /// Municipalities that are not ours and have rows in force; nil where none has.
    public func others(in feed: Feed) throws -> OtherAuthorities? {
        guard let column = feed.contract.authorityColumn, try exists(table: feed.table) else { return nil }
        let ours = feed.contract.authorities.map { "'\(AuthorityCode.text($0))'" }.joined(separator: ", ")
        let name = quoted(column.name)
        let found = try rows(
            """
            SELECT \(name), count(*) FROM \(quoted(feed.table)) WHERE \(name) NOT IN (\(ours)) GROUP BY \
            \(name) ORDER BY \(name)
            """
        )
        guard !found.isEmpty else { return nil }
        return OtherAuthorities(codes: found.map { $0[0].plain }, rows: found.map { $0[1].int }.reduce(0, +))
    }

    /// Rows of a municipality that are in force.
    public func rows(of code: Int, in feed: Feed) throws -> Int {
        guard let column = feed.contract.authorityColumn else { return 0 }
        return try integer(
            "SELECT count(*) FROM \(quoted(feed.table)) WHERE \(quoted(column.name)) = ?",
            [.text(AuthorityCode.text(code))]) ?? 0
    }
}
