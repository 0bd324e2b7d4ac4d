/// Something wrong with one record or one of its values. Facts only: `sentence` makes the words.
public struct Fault: Hashable, Sendable {
    /// What is wrong; whether the file, the row or only a note goes with it, its `scope` says.
    public var code: FaultCode
    /// Where the record or the value begins.
    public var position: Position
    /// The contract's column, where one is to blame.
    public var column: String?
    /// The offending value as delivered, cut at 200 characters; nil when it may not be shown or there is
    /// none.
    public var value: String?
    /// What the contract wanted or other facts, such as "0 to 5" or "12 fields, the header has 9".
    public var detail: String?
    /// The sheet of a workbook; the position's line is then the row, its column that of the cell.
    public var sheet: String?

    /// A fault with its facts. A value of more than 200 characters is cut to 199 and an ellipsis: a fault is
    /// shown and kept, and a whole cell may be a novel.
    public init(
        code: FaultCode, position: Position, column: String? = nil, value: String? = nil,
        detail: String? = nil
    ) {
        self.code = code
        self.position = position
        self.column = column
        self.value = value.map { $0.count > 200 ? String($0.prefix(199)) + "…" : $0 }
        self.detail = detail
    }
}

/// A record that was set aside: every fault found in it, and the record itself.
public struct Reject: Hashable, Sendable {
    /// Where the record starts.
    public var position: Position
    /// Everything that was found in the record, not only the first: who mends it wants to do so once.
    public var faults: [Fault]
    /// The record as delivered: its own bytes as text where the reader has them, else its fields as
    /// `name=value` lines.
    public var raw: String

    /// A record set aside, for these faults.
    public init(position: Position, faults: [Fault], raw: String) {
        self.position = position
        self.faults = faults
        self.raw = raw
    }
}

/// A file that cannot be taken at all. Thrown by readers; nothing of the file may stay.
public struct Refusal: Error, Hashable, Sendable {
    /// Why the file is refused, with its place.
    public var fault: Fault
    /// What was wrong with its first rows, where they are why.
    public var rows: [Fault] = []
    /// A refusal for one reason, at the file's first line unless something better is known.
    public init(
        _ code: FaultCode, at position: Position = Position(line: 1), column: String? = nil,
        value: String? = nil, detail: String? = nil
    ) {
        fault = Fault(code: code, position: position, column: column, value: value, detail: detail)
    }
}
