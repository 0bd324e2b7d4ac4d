/// What a municipal property is used for, with the sizes and rates that a healthy one of its kind has. Every
/// figure is made up; together they keep a normal property clear of each rule's threshold.
enum Sector: String, CaseIterable, Sendable {
    case school, daycare, elderly, culture, sport, administration, other

    /// Total area in m².
    var area: ClosedRange<Int> {
        switch self {
        case .school: 3600...7200
        case .daycare: 480...950
        case .elderly: 2400...4600
        case .culture: 600...2000
        case .sport: 1500...3600
        case .administration: 1400...3200
        case .other: 400...1300
        }
    }

    var mainBuildings: ClosedRange<Int> {
        switch self {
        case .school: 2...5
        case .daycare, .culture, .other: 1...2
        case .elderly, .sport: 1...3
        case .administration: 1...2
        }
    }

    /// Area per user in hundredths of a m².
    var areaPerUser: Int {
        switch self {
        case .school: 1300
        case .daycare: 850
        case .elderly: 6200
        case .culture: 160
        case .sport: 300
        case .administration: 1800
        case .other: 6000
        }
    }

    var userKind: String {
        switch self {
        case .school: "pupil"
        case .daycare: "child"
        case .elderly: "place"
        case .culture, .sport: "citizen"
        case .administration, .other: "employee"
        }
    }

    /// Its users have a place each, which a forecast and a plan count; a hall or a library is used by the
    /// hour.
    var hasPlaces: Bool { self != .culture && self != .sport && self != .other }

    /// Rooms that can be booked; administration has presence counts only.
    var rooms: [String] {
        switch self {
        case .school: ["Gymnastiksal", "Faglokale"]
        case .sport: ["Hal", "Mødelokale"]
        case .culture: ["Sal"]
        case .administration: ["Kontorer"]
        default: []
        }
    }

    /// Hours a room is open on a day, in tenths.
    var openTenths: Int { self == .administration ? 90 : self == .school ? 120 : 140 }

    /// Use codes of the register: today's code and the one that is being phased out.
    var useCodes: (code: Int, old: Int) {
        switch self {
        case .school: (421, 420)
        case .daycare: (441, 440)
        case .elderly: (442, 442)
        case .culture: (413, 410)
        case .sport: (533, 530)
        case .administration: (321, 320)
        case .other: (323, 320)
        }
    }

    /// Function of the chart of accounts that carries the running cost.
    var function: String {
        switch self {
        case .school: "3.22.01"
        case .daycare: "5.25.10"
        case .elderly: "5.32.32"
        case .culture: "3.35.60"
        case .sport: "0.32.31"
        case .administration: "6.45.50"
        case .other: "0.25.10"
        }
    }

    /// Running cost a year in øre per m².
    var costPerArea: Int {
        switch self {
        case .daycare: 64_000
        case .elderly: 60_000
        case .sport: 47_000
        case .other: 38_000
        default: 54_000
        }
    }

    /// Heat in kWh per m² and year.
    var heatPerArea: Int { self == .daycare ? 138 : self == .sport ? 104 : self == .other ? 90 : 118 }
    /// Electricity in kWh per m² and year.
    var electricityPerArea: Int { self == .culture ? 62 : self == .daycare ? 46 : 32 }
}
