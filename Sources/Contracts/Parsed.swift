import Records

/// The bytes of one field, white space around them already removed.
public typealias Bytes = UnsafeBufferPointer<UInt8>

/// What a parser makes of a field: a value, nothing, or the reason why neither.
public enum Parsed<Value> {
    /// The value, as the contract wants it.
    case value(Value)
    /// A value whose text has another form than agreed and only one reading, or more of it than can be kept;
    /// the code is only written down.
    case noted(Value, FaultCode)
    /// The text stands for "not given".
    case null
    /// The text is no value; the code says why.
    case bad(FaultCode)
}

extension Parsed: Equatable where Value: Equatable {}
extension Parsed: Sendable where Value: Sendable {}
