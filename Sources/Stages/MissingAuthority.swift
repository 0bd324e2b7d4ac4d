import Contracts
import Records
import Warehouse

/// A municipality of ours that none of a night's full deliveries of a feed says anything of.
struct MissingAuthority {
    var code: Int
    /// Its rows that are in force all the same.
    var rows: Int

    var event: LedgerEvent {
        let name = AuthorityCode.text(code), count = Figures.count(rows)
        let danish = count.replacing(",", with: ".")
        let en = rows == 0 ? "there is nothing of \(name) in it, and nothing of it is in force"
            : "there is nothing of \(name) in it; \(count) \(rows == 1 ? "older row stays" : "older rows stay") in force as \(rows == 1 ? "it was" : "they were")"
        let da = rows == 0 ? "den har intet om \(name), og intet om den er i kraft"
            : "den har intet om \(name); \(danish) \(rows == 1 ? "ældre række" : "ældre rækker") er fortsat i kraft, som de var"
        return LedgerEvent(code: .missingAuthority, column: name, detail: en, detailDanish: da, count: max(1, rows))
    }
}
