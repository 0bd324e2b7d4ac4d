/// One cell of an accepted row or of a table.
///
/// Unknown is `null`, never zero. Money is whole øre in an `integer`. Dates are ISO text.
public enum Value: Hashable, Sendable {
    /// Not known, or not given.
    case null
    /// A whole number; of money øre, of a Boolean 0 or 1.
    case integer(Int64)
    /// A number with a fraction.
    case real(Double)
    /// A text, a code, a date or a time.
    case text(String)
}

extension Value: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral
{
    /// `nil` is the unknown value.
    public init(nilLiteral: ()) { self = .null }
    /// A whole number; of money, øre.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A fraction.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
}
