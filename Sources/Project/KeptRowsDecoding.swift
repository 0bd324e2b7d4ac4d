import Contracts
import Records

extension KeptRows {
    static func decode(_ map: YAMLMap?, _ contract: Contract) -> KeptRows? {
        guard let map else { return nil }
        defer { map.finish() }
        let values = map.strings("values") ?? []
        guard let column = map.string("column", required: true) else { return nil }
        let found = contract.storedColumns.first { $0.name == column }
        if found == nil {
            map.child("column")?.complain(
                "unknown_column", "keep names \(column), which is no column of the contract \(contract.name)")
        } else if values.isEmpty, found?.isAuthority != true {
            map.place.complain(
                "missing_key",
                """
                keep needs values: those of the settings' authorities are for the column that the \
                contract calls authority alone
                """
            )
        } else if found?.isAuthority == true {
            for value in map.placed("values") ?? []
            where Int(value.text.filter { !$0.isWhitespace }).map({ !(0...9999).contains($0) }) ?? true {
                value.place.complain(
                    "bad_value", "\"\(value.text)\" is no municipality's code: at most four digits")
            }
        }
        return KeptRows(column: column, values: values)
    }
}
