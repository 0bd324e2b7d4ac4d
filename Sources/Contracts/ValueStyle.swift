/// How one delivering system writes numbers and dates. Belongs to the feed, not to the contract: the contract
/// says what a value is, the style says how this system spells it.
public struct ValueStyle: Hashable, Sendable {
    /// `,` or `.`.
    public var decimal: UInt8
    /// `.`, `,`, space or nil.
    public var thousands: UInt8?
    /// Allowed date formats, tried in order: built from `yyyy`, `MM`, `dd` and literal separators, such as
    /// `dd-MM-yyyy`.
    public var dates: [String]
    /// `125,00-` means minus 125.
    public var trailingMinus: Bool

    /// A style; the default is Danish numbers without a separator of thousands, and ISO dates.
    public init(
        decimal: UInt8 = UInt8(ascii: ","), thousands: UInt8? = nil, dates: [String] = ["yyyy-MM-dd"],
        trailingMinus: Bool = false
    ) {
        self.decimal = decimal
        self.thousands = thousands
        self.dates = dates
        self.trailingMinus = trailingMinus
    }

    /// The register's own style: decimal point, no thousands separator, ISO dates.
    public static let register = ValueStyle(decimal: UInt8(ascii: "."))
}
