/// The two languages of everything that a person reads.
public enum Language: String, CaseIterable, Sendable {
    case da, en
}

/// One text in both languages.
public struct Wording: Hashable, Sendable {
    public var da: String
    public var en: String

    public init(da: String, en: String) {
        self.da = da
        self.en = en
    }

    public subscript(language: Language) -> String {
        switch language {
        case .da: da
        case .en: en
        }
    }
}
