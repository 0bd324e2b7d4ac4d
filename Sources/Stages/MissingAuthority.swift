import Contracts
import Project
import Records
import Warehouse

extension Messages {
    /// Rows that a shorter list of municipalities takes out of force.
    static func noLongerOurs(_ others: OtherAuthorities, feed: Feed) -> String {
        """
        raw_\(feed.name): \(others.text(.en)) (other_authority)
          they are out of force, and come back from the archive when authorities in pipelines/nightly.yaml \
        names them again
        """
    }

    static func missing(_ event: LedgerEvent, file: LedgerFile, feed: Feed) -> String {
        """
        inbound/\(VisibleText.of(file.name)): \(sentence(event)) (\(event.code.rawValue))
          next: ask for a delivery of \(feed.name) with it, or take its code out of authorities in \
        pipelines/nightly.yaml
        """
    }
}

/// A municipality of ours that none of a night's full deliveries of a feed says anything of.
struct MissingAuthority {
    var code: Int
    /// Its rows that are in force all the same.
    var rows: Int

    var event: LedgerEvent {
        let name = AuthorityCode.text(code)
        let en =
            rows == 0
            ? "there is nothing of \(name) in it, and nothing of it is in force"
            : """
            there is nothing of \(name) in it; \(Thousands.parted(rows, .en)) \
            \(rows == 1 ? "older row stays" : "older rows stay") in force as \
            \(rows == 1 ? "it was" : "they were")
            """
        let da =
            rows == 0
            ? "den har intet om \(name), og intet om den er i kraft"
            : """
            den har intet om \(name); \(Thousands.parted(rows, .da)) \
            \(rows == 1 ? "ældre række" : "ældre rækker") er fortsat i kraft, som de var
            """
        return LedgerEvent(
            code: .missingAuthority, column: name, detail: en, detailDanish: da, count: max(1, rows))
    }
}
