import Records

/// What was written.
public struct SampleSummary: Sendable, Hashable {
    /// Properties in the municipality's own list.
    public let properties: Int
    /// Properties that only the register knows.
    public let surrounding: Int
    /// What everything follows from.
    public let seed: UInt64
    /// Day in the file names.
    public let deliveredOn: String
    /// Nights after the first delivery; 0 is that one.
    public let night: Int
    /// Share of the properties that have data.
    public let dataPercent: Int
    /// Every file, in the order in which they were written, the delivery note not among them.
    public internal(set) var files: [SampleFile] = []
    /// Rows that are wrong on purpose; the note names each.
    public internal(set) var dirtyRows = 0
    /// Path of the delivery note's table.
    public internal(set) var note = ""
    /// Bytes of all files before packing.
    public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    init(of sample: SampleMunicipality, _ portfolio: Portfolio) {
        properties = portfolio.listed
        surrounding = portfolio.surrounding
        seed = sample.seed
        deliveredOn = (portfolio.asOf + sample.night).iso
        night = sample.night
        dataPercent = sample.dataPercent
    }
}

extension SampleSummary: CustomStringConvertible {
    /// What to tell on a terminal.
    public var description: String {
        let megabytes = "\(bytes / 1_000_000).\(bytes / 100_000 % 10)"
        return
            """
            \(files.count) files of \(deliveredOn) (\(megabytes) MB before packing): \(properties) \
            properties in the list, 
            """
                + """
                \(surrounding) around them, \(dirtyRows) dirty rows; what is true and what is dirty: \
                \(note)
                """
    }
}

/// One file of the delivery.
public struct SampleFile: Sendable, Hashable {
    /// Name in the folder.
    public let name: String
    /// Records of the register, or rows without the header.
    public let records: Int
    /// Bytes before packing.
    public let bytes: Int
}

/// A setting that no sample can be made from.
public enum SampleSettingsError: EndsCommand, Hashable, CustomStringConvertible {
    case asOf(String)
    case properties(Int)
    case night(Int)
    case dataPercent(Int)

    /// Whoever asked must ask otherwise.
    public var end: CommandEnd { .usage }

    /// The setting and what it must be, in English.
    public var description: String {
        switch self {
        case .asOf(let text): "\(text): the day must be a calendar day (YYYY-MM-DD) from 2021 to 2099"
        case .properties(let number): "\(number): the number of properties must be from 1 to 500000"
        case .night(let number): "\(number): the night must be from 0 to 366"
        case .dataPercent(let number): "\(number): the share of properties with data must be from 0 to 100"
        }
    }
}
