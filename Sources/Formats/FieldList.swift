import Records

/// The fields a reader hands on, in the order of the record it fills. A field may go by several names, and
/// several fields may read the same element or column (a point's two coordinates); names are matched by
/// `FieldName.normalised`.
public struct FieldList: Sendable {
    /// The names of each field, as the contract writes them; the first is its title in messages.
    public let names: [[String]]
    private let ordinals: [String: [Int]]

    /// Fields by their names, in the order in which a record has them.
    public init(_ names: [[String]]) {
        self.names = names
        var ordinals: [String: [Int]] = [:]
        for (ordinal, aliases) in names.enumerated() {
            for alias in aliases {
                let key = FieldName.normalised(alias)
                if ordinals[key]?.last != ordinal { ordinals[key, default: []].append(ordinal) }
            }
        }
        self.ordinals = ordinals
    }

    /// How many fields a record has.
    public var count: Int { names.count }

    /// The fields that the `number`th column of a name fills: those that ask for it by its number, and those
    /// that ask for the name alone.
    func ordinals(of name: String, nth number: Int) -> [Int] {
        let byNumber = ordinals[FieldName.normalised(FieldName.of(name, nth: number))] ?? []
        return byNumber.isEmpty ? ordinals(of: name) : byNumber
    }

    /// The fields that a delivered name fills; empty for a name that no field asks for.
    public func ordinals(of name: some StringProtocol) -> [Int] { ordinals[FieldName.normalised(name)] ?? [] }

    /// Whether some field asks for the `number`th column of a name.
    func hasNumber(_ name: String, nth number: Int) -> Bool {
        ordinals[FieldName.normalised(FieldName.of(name, nth: number))] != nil
    }

    /// The first name of a field, for messages.
    func title(_ ordinal: Int) -> String {
        names[ordinal].first?.split(separator: FieldName.nth).first.map(String.init) ?? "\(ordinal + 1)"
    }
}
