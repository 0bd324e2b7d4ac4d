/// The made-up municipality's places. No Danish municipality has the code 0999 or these towns.
struct Town {
    static let authority = "0999"
    static let municipality = "Eksempelkøbing"

    let index: Int
    var name: String { Town.name(index) }
    /// Centre in whole metres.
    let easting: Int
    let northing: Int

    init(_ index: Int, of count: Int, seed: UInt64) {
        self.index = index
        var random = SplitMix(seed, .place, index)
        // A grid keeps towns apart; the draw keeps it from looking like one.
        var side = 1
        while side * side < count { side += 1 }
        let step = 36_000 / side
        easting = 482_000 + index % side * step + random.within(step / 5...step * 4 / 5)
        northing = 6_202_000 + index / side * step + random.within(step / 5...step * 4 / 5)
    }

    private static let firsts = [
        "Eksempel", "Prøve", "Tænkt", "Opdigt", "Skygge", "Papir", "Tegne", "Drømme", "Luft", "Ingen",
    ]
    private static let lasts = ["købing", "strup", "lund", "holm", "sted", "by"]

    static func name(_ index: Int) -> String {
        index == 0 ? municipality : firsts[index % 10] + lasts[(index / 10 + index) % 6]
    }

    private static let streets = [
        "Skolevej", "Bakkevej", "Engvej", "Møllevej", "Kirkestien", "Åvænget", "Torvegade", "Østergade",
        "Søndre Allé", "Markvej",
    ]

    /// A readable address; the register has none.
    static func address(_ town: Int, _ random: inout SplitMix) -> String {
        "\(random.pick(streets)) \(random.within(1...140)), 09\(padded(town % 100, 2)) \(name(town))"
    }
}
