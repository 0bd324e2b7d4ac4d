/// One line of the municipality's own list.
struct MunicipalProperty {
    enum Tenure: String {
        case owned
        case leasedIn = "leased_in"
        case leasedOut = "leased_out"
        case selfGoverning = "self_governing"
    }

    let index: Int
    let town: Int
    let sector: Sector
    let truth: Truth
    let tenure: Tenure
    /// Its sector has too many places in its town.
    let isRoomy: Bool
    /// The municipality's own key.
    var id: String { "E-\(padded(index + 1, 5))" }

    init(_ index: Int, in portfolio: Portfolio) {
        self.index = index
        town = portfolio.town(of: index)
        (sector, truth) = portfolio.role(index)
        isRoomy = portfolio.isRoomy(sector, town: town)
        let turn = index / portfolio.towns
        switch truth {
        case .replaceableLease, .leaseWithoutVacancy, .leaseEnded, .sectorEmpty: tenure = .leasedIn
        case .normal where turn % 15 == 14 && town % 4 == 3: tenure = .leasedOut
        case .normal where sector == .daycare && town % 4 == 2 && turn % 15 == 5: tenure = .selfGoverning
        default: tenure = .owned
        }
    }

    /// Two meters of heat, and two kinds of users: what a sum of one of them is a part of.
    var hasTwoMeters: Bool { sector == .school || sector == .elderly || truth == .secondMeterMissing }
    var mustKeep: Bool { truth == .mustKeep }
    var isListed: Bool { truth == .listed }
    var isLeased: Bool { tenure == .leasedIn }
    /// A quarter of the care centres have homes on the same land; never one that a flag is seeded on.
    var hasHomes: Bool { sector == .elderly && truth == .normal && tenure == .owned && town % 4 == 1 }

    /// Area to aim at in m²: a lease is small, and a place with room for one is large.
    func area(_ random: inout SplitMix) -> Int {
        switch truth {
        case .replaceableLease, .leaseWithoutVacancy, .leaseEnded, .sectorEmpty: random.within(260...430)
        case .overLarge where sector == .administration: random.within(2800...3200)
        default: random.within(sector.area)
        }
    }

    /// The second use of its buildings, with its share of them in percent.
    var secondUse: (sector: Sector, percent: Int)? { truth == .twoUses ? (.daycare, 15) : nil }

    /// Area per user in hundredths of a m², with the draw that makes no two alike.
    func areaPerUser(_ random: inout SplitMix) -> Int {
        let usual = sector.areaPerUser * random.within(94...106) / 100
        switch truth {
        case .overLarge, .poorLowNeed, .mustKeep, .listed, .lastOfKind: return usual * 215 / 100
        default: return usual
        }
    }

    /// How full it is, in percent of its places: from about 40 to 112. Where places are not too many they are
    /// nearly full together, and one or the other is more than full; where they are, twice the area has twice
    /// the places.
    func occupancy(_ random: inout SplitMix) -> Int {
        // Nothing is judged by the places of a hall or a library.
        guard sector.hasPlaces else { return random.within(40...110) }
        guard isRoomy else { return random.within(92...112) }
        switch truth {
        case .overLarge, .poorLowNeed, .mustKeep, .listed, .lastOfKind: return random.within(40...52)
        default: return random.within(56...74)
        }
    }

    /// Flags that a right pipeline raises firmly on complete data: its own and, where its sector has too many
    /// places, that one.
    var expectedFlags: [String] {
        guard isRoomy, truth.guardedFlags.isEmpty, !truth.expected.contains(Truth.gap) else {
            return truth.expected
        }
        return truth.expected + [Truth.gap]
    }

    /// Flags that a guard holds back.
    var guardedFlags: [String] {
        isRoomy && !truth.guardedFlags.isEmpty ? truth.guardedFlags + [Truth.gap] : truth.guardedFlags
    }

    /// Name as people use it.
    func name(in portfolio: Portfolio) -> String {
        let turn = index / portfolio.towns
        let round = turn >= 15 ? " \(turn / 15 + 1)" : ""
        let noun =
            sector == .daycare && turn % 15 == 13 ? "Børnehaven Skoven" : MunicipalProperty.nouns[turn % 15]
        return "\(Town.name(town)) \(noun)\(round)"
    }

    /// One name for each turn of `Portfolio.turns`.
    private static let nouns = [
        "Skole", "Nordre Skole", "Søndre Skole", "Børnehuset Solsikken", "Børnehuset Regnbuen",
        "Børnehuset Troldhøj",
        "Vuggestuen Anemonen",
        "Idrætshal", "Sportscenter", "Rådhus", "Borgerservice", "Bibliotek", "Kulturhus", "Plejecenter",
        "Materielgård",
    ]
}
