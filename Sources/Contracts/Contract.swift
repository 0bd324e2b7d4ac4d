import Records

/// The promise at the front door: which columns a delivery has, what they mean and what happens to a bad
/// value.
public struct Contract: Hashable, Sendable {
    /// Name of the contract; the raw table is `raw_` + name of the feed.
    public var name: String
    /// One sentence on what a row is.
    public var describes: String
    /// The same in Danish, for people; empty where nobody wrote it.
    public var describesDanish = ""
    /// Every column that the delivery may have, also those that are read and never stored.
    public var columns: [Column]
    /// Columns that identify a row within the feed; two different rows with the same key in one file are both
    /// set aside.
    public var key: [String]
    /// Groups of columns of which a file may lack all but one, though each must stand in its header
    /// otherwise.
    public var either: [[String]] = []
    /// A row that fills none of these columns is a form that nobody filled in, and no record.
    public var noRowUnless: [String] = []
    /// Above this many rejects the whole file is refused.
    public var tolerate: Tolerance
    /// What happens when a delivery's form changes.
    public var drift = DriftPolicy()
    /// Municipality codes whose rows are taken, as numbers, in order; empty: every municipality's. Held
    /// against the column that is an authority.
    public var authorities: [Int] = []
    /// The rows that the feed keeps, where it says so.
    public var keeps: KeptRows?
    /// Its deliveries are about people, though no column of theirs may name one.
    public var isPersonal = false

    /// A contract with what every one must say; the rest has defaults that ask for nothing.
    public init(
        name: String, describes: String, columns: [Column], key: [String], tolerate: Tolerance = Tolerance()
    ) {
        self.name = name
        self.describes = describes
        self.columns = columns
        self.key = key
        self.tolerate = tolerate
    }

    /// Whether delivered files may name people, or tell of few: what no column keeps still stands in the
    /// archived bytes.
    public var mayNamePeople: Bool { isPersonal || hidesValues }

    /// The column that says whose a row is.
    public var authorityColumn: Column? { columns.first(where: \.isAuthority) }

    /// Whether something of a record may not be shown.
    var hidesValues: Bool { columns.contains { $0.drop || $0.shownFrom != nil } }
}

/// How many rows of a file may be set aside before the file is refused: whichever of the two allows more.
public struct Tolerance: Hashable, Sendable {
    /// So many rows, whatever the file's size.
    public var rows: Int
    /// Thousandths of the file's records (50 = 5 %).
    public var permille: Int
    /// Twenty rows or 5 %, whichever is more, unless a contract says otherwise.
    public init(rows: Int = 20, permille: Int = 50) {
        self.rows = rows
        self.permille = permille
    }
}

/// One column of a contract.
public struct Column: Hashable, Sendable {
    /// Name in the raw table.
    public var name: String
    /// Names the delivery may use for it; matched by `FieldName.normalised`. Several columns may read the
    /// same field.
    public var from: [String]
    /// How the text is read and what SQLite keeps of it.
    public var type: ColumnType
    /// `m2`, `dkk`, `kwh`, `percent`, ... for the documentation; the type decides how a value is read.
    public var unit: String?
    /// One sentence on what a value says, in English.
    public var describes: String
    /// The same in Danish, for people; empty where nobody wrote it.
    public var describesDanish = ""
    /// A value as people write it, for the empty sheets.
    public var example: String?
    /// Null is a fault.
    public var required: Bool
    /// A CSV file without this column is refused, although a row may leave it empty: a header that lost its
    /// measure must not turn last night's figures into unknown ones.
    public var inHeader: Bool
    /// Smallest and largest allowed value, inclusive (integers, numbers; money in øre).
    public var minimum: Double?
    /// Largest allowed value, inclusive; money in øre.
    public var maximum: Double?
    /// Earliest and latest allowed date (ISO), inclusive.
    public var earliest: String?
    /// Latest allowed date (ISO), inclusive.
    public var latest: String?
    /// Longest allowed text in characters.
    public var maximumLength: Int?
    /// Exact length of a code or id, such as 4 for a municipality code.
    public var length: Int?
    /// Name of the code list whose codes are allowed.
    public var codes: String?
    /// Values that stand for "not given" in this column, such as `0` for a year.
    public var nulls: [String]
    /// What a row that leaves the column empty says all the same, since a header of its file does ("Elever":
    /// the kind is pupils).
    public var otherwise: String?
    /// What happens to a bad value.
    public var onFault: FaultAction
    /// What happens to a code that no list has.
    public var onUnknownCode: FaultAction
    /// The value is never stored (names of persons).
    public var drop: Bool
    /// Counts of people below this are never shown of a single row: in a room on a day they may tell who was
    /// there.
    public var shownFrom: Double?
    /// Feed and column this column refers to, for the reference audit.
    public var references: String?
    /// Feed and column whose keys are these, for their spelling, where nothing need be there for each of
    /// them.
    public var speltAs: String?
    /// The value is the code of the municipality that the row belongs to; kept with four digits, whatever
    /// zeros a system leaves out.
    public var isAuthority = false
    /// Ten digits alone are no CPR number in this column: the municipality has looked what they are.
    public var holdsNoCPR = false
    /// An empty cell means something here: a file in which it stands under a value in blocks, as merged cells
    /// leave it, is refused.
    public var watchesMerged = false
    /// Whether the values are amounts that a delivery is held against; nil: by type and unit.
    public var measure: Bool?
    /// The column that says which unit the value is in: values of two units are not held against each other.
    public var unitIn: String?

    /// A column with what a contract says of it; without `from` its one name in the delivery is its own.
    public init(
        name: String, from: [String]? = nil, type: ColumnType, unit: String? = nil, describes: String = "",
        required: Bool = false, inHeader: Bool = false,
        minimum: Double? = nil, maximum: Double? = nil, earliest: String? = nil, latest: String? = nil,
        maximumLength: Int? = nil,
        length: Int? = nil, codes: String? = nil, nulls: [String] = [], onFault: FaultAction = .reject,
        onUnknownCode: FaultAction = .accept, drop: Bool = false, shownFrom: Double? = nil,
        references: String? = nil
    ) {
        self.name = name
        self.from = from ?? [name]
        self.type = type
        self.unit = unit
        self.describes = describes
        self.required = required
        self.inHeader = inHeader
        self.minimum = minimum
        self.maximum = maximum
        self.earliest = earliest
        self.latest = latest
        self.maximumLength = maximumLength
        self.length = length
        self.codes = codes
        self.nulls = nulls
        self.onFault = onFault
        self.onUnknownCode = onUnknownCode
        self.drop = drop
        self.shownFrom = shownFrom
        self.references = references
    }
}

extension Column {
    /// Whether a file must have the column for its rows to be any.
    public var mustStand: Bool { required && otherwise == nil }

    /// Feed and column that this one refers to.
    public var reference: (feed: String, column: String)? { Self.place(references) }

    /// Feed and column whose spelling of a key holds here.
    public var spelling: (feed: String, column: String)? {
        type == .key ? Self.place(speltAs ?? references) : nil
    }

    private static func place(_ text: String?) -> (feed: String, column: String)? {
        guard let parts = text?.split(separator: "."), parts.count == 2 else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}

/// What a contract does about a fault.
public enum FaultAction: String, CaseIterable, Sendable {
    /// Refuse the file.
    case stop
    /// Set the row aside.
    case reject
    /// Keep the row, make the value null, record the fault.
    case dropValue = "drop_value"
    /// Keep the value as it stands, record the fault. Text that is no value of the column's type has nothing
    /// to keep and becomes null.
    case accept
}

/// How the text of a field becomes a value.
public enum ColumnType: String, CaseIterable, Sendable {
    /// Free text, kept as it stands (outer white space trimmed).
    case text
    /// A code: text, never a number (`00` and `0` differ).
    case code
    /// A code that other files use too, or are grouped by: characters that only look different (dashes,
    /// spaces, accents, marks that nobody sees) are made one.
    case key
    /// Digits kept as text, such as a BFE number.
    case id
    /// What names a row of a register: digits, or a UUID in lower case.
    case rowID = "row_id"
    /// A UUID in lower case without braces; the zero UUID is null.
    case uuid
    /// Any number of UUIDs in one cell, whatever stands between them; kept in lower case with a space between
    /// two.
    case uuids
    /// A whole number.
    case integer
    /// A decimal number.
    case number
    /// An amount of kroner, kept as whole øre.
    case money
    /// A number followed or not by `%`, kept in percent.
    case percent
    /// A calendar date by the feed's formats, kept as `YYYY-MM-DD`.
    case date
    /// A month or year: `2025-03`, `2025`, `2025-Q1`; kept as written in that form.
    case period
    /// A UTC time with 0 to 7 fractional digits, kept as `YYYY-MM-DDThh:mm:ss.fffffffZ`.
    case timestamp
    /// A local time without a zone, kept as `YYYY-MM-DDThh:mm:ss.fff`.
    case localTimestamp = "local_timestamp"
    /// A local (Danish) midnight written in UTC, kept as the local date; 1753-01-01 stands for "not known"
    /// and is null.
    case utcMidnight = "utc_midnight"
    /// Four digits; `0` is "not given" and null; `1000` is kept (core decides).
    case year
    /// `0`, `1`, `true`, `false`, `ja`, `nej`, `yes`, `no`; kept as 0 or 1.
    case boolean
    /// First coordinate of `POINT (E N)` in metres; an empty geometry and `POINT (0 0)` are null.
    case easting
    /// Second coordinate of `POINT (E N)` in metres.
    case northing
}
