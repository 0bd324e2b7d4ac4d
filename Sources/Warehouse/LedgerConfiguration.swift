import Fingerprints
import Records

extension Transaction {
    /// Writes a configuration down, file by file, once; says its fingerprint.
    func remember(_ files: [String: Fingerprint]) throws -> String {
        let sorted = files.sorted { $0.key < $1.key }
        let name = Fingerprint.of(sorted.flatMap { [$0.key, $0.value.hex] }).hex
        guard
            try integer(
                "SELECT EXISTS (SELECT 1 FROM ledger_configuration WHERE configuration = ?)", [.text(name)])
                == 0
        else { return name }
        for (file, print) in sorted {
            try execute(
                "INSERT INTO ledger_configuration VALUES (?, ?, ?)",
                [.text(name), .text(file), .text(print.hex)])
        }
        return name
    }

    /// Files that say something else now than they did in a run, in the order of their names; nil when the
    /// ledger does not know what they said.
    public func configurationChanges(since run: Int, now files: [String: Fingerprint]) throws -> [String]? {
        let then = try rows(
            """
            SELECT c.file, c.fingerprint FROM ledger_run AS r JOIN ledger_configuration AS c ON \
            c.configuration = r.configuration WHERE r.run = ?
            """,
            [.integer(Int64(run))])
        guard !then.isEmpty else { return nil }
        let old = Dictionary(then.map { ($0[0].plain, $0[1].plain) }) { first, _ in first }
        return Set(old.keys).union(files.keys).filter { old[$0] != files[$0]?.hex }.sorted()
    }
}
