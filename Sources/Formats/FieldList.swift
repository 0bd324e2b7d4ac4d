import Records

/// The fields a reader hands on, in the order of the record it fills. A field may go by several names, and several fields may
/// read the same element or column (a point's two coordinates); names are matched by `FieldName.normalised`.
public struct FieldList: Sendable {
    public let names: [[String]]
    private let ordinals: [String: [Int]]

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

    public var count: Int { names.count }

    /// The fields that a delivered name fills; empty for a name that no field asks for.
    public func ordinals(of name: some StringProtocol) -> [Int] { ordinals[FieldName.normalised(name)] ?? [] }

    /// The first name of a field, for messages.
    func title(_ ordinal: Int) -> String { names[ordinal].first ?? "\(ordinal + 1)" }
}
