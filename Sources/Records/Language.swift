/// The two languages of everything that a person reads.
public enum Language: String, CaseIterable, Sendable {
    case da, en
}

/// What speaks one of the two languages.
public protocol Speaker {
    var language: Language { get }
}

extension Speaker {
    /// The one of two texts that is in its language.
    public func say(_ da: String, _ en: String) -> String { language == .da ? da : en }
}

/// One text in both languages.
public struct Wording: Hashable, Sendable {
    /// The Danish text.
    public var da: String
    /// The English text.
    public var en: String

    /// One text, said twice.
    public init(da: String, en: String) {
        self.da = da
        self.en = en
    }

    /// The text in this language.
    public subscript(language: Language) -> String {
        switch language {
        case .da: da
        case .en: en
        }
    }
}
