/// The twelve tables of a BBR 2.x delivery.
enum RegisterTable: String, CaseIterable, Sendable {
    case building = "CO50200T"
    case buildingLink = "CO50300T"
    case property = "CO50400T"
    case unit = "CO50500T"
    case unitLink = "CO50600T"
    case sharedAreaLink = "CO50700T"
    case floor = "CO50800T"
    case sharedArea = "CO50900T"
    case plot = "CO51000T"
    case parcelLink = "CO51100T"
    case stairway = "CO51200T"
    case installation = "CO51500T"

    /// The record element: the table's name with a small t.
    var recordName: String { String(rawValue.dropLast()) + "t" }

    /// Deliveries carry the header in some tables and not in others.
    var hasHeader: Bool {
        switch self {
        case .building, .buildingLink, .floor, .stairway, .installation: false
        default: true
        }
    }

    /// One table comes as a supplier writes it, so that both layouts are read every night.
    var isIndented: Bool { self == .plot }

    /// One table comes as gzip and one as bare XML.
    var container: Container {
        switch self {
        case .floor: .gzip
        case .sharedArea: .plain
        default: .zip
        }
    }

    /// Time of day in the file name; the tables of one delivery differ.
    var writtenAt: String {
        let minute = RegisterTable.allCases.firstIndex(of: self)! * 3 + 1
        return "01\(padded(minute, 2))\(padded(minute * 7 % 60, 2))"
    }

    /// File name without the ending.
    func baseName(_ day: Day) -> String { "OIS_GRBBR_\(rawValue)_NA000_00001_\(day.compact)_\(writtenAt)" }
}

/// What a table's XML is wrapped in.
enum Container: String, Sendable {
    case zip = "ZIP"
    case gzip = "gz"
    case plain = "XML"
}
