import Testing

@testable import Stages

/// How much a heading looks like a name: what people vary is forgiven, other things are not taken for it.
@Suite struct NameLikenessTests {
    private func score(_ header: String, _ name: String) -> Int {
        NameLikeness.score(.init(header), .init(name))
    }

    @Test(arguments: [
        ("EJENDOMSNAVN", "Ejendomsnavn"), ("Ejendoms-navn", "Ejendomsnavn"),
        ("Bruttoareal (m²)", "Bruttoareal"), ("Bruttoareal m2", "Bruttoareal"),
        ("Adresse, postnr.", "Adresse"), ("Boernehus", "Børnehus"),
    ])
    func spellingUnitsAndBracketsDoNotMatter(_ header: String, _ name: String) {
        #expect(score(header, name) >= 96, "\(header): \(score(header, name))")
    }

    @Test(arguments: [
        ("Bruttoetageareal", "Areal"), ("Antal elever i alt", "Elever"), ("Beløb i kr.", "Beløb"),
        ("Bygn. nr.", "Bygning nr"), ("Ejendomsnumer", "Ejendomsnummer"),
        ("Dato for synet", "Dato for syn"),
    ])
    func aNameInsideShortenedOrMistypedIsEnoughAndLessThanTheName(_ header: String, _ name: String) {
        #expect((NameLikeness.enough..<96).contains(score(header, name)), "\(header): \(score(header, name))")
    }

    @Test(arguments: [
        ("Bemærkninger", "Areal"), ("Byggeår", "By"), ("Arealklasse", "Klassekvotient"),
        ("Udlejer", "Udløber"), ("", "Areal"), ("(m²)", "Areal"), ("...", "Areal"),
    ])
    func anotherThingIsNotTakenForIt(_ header: String, _ name: String) {
        #expect(score(header, name) < NameLikeness.enough, "\(header): \(score(header, name))")
    }

    @Test func theMoreOfTheHeaderTheNameIsTheSurer() {
        let some = ["Areal", "Etageareal", "Samlet bruttoetageareal"].map { score($0, "Areal") }
        #expect(some[0] == 100 && some[0] > some[1] && some[1] > some[2] && some[2] >= NameLikeness.enough)
    }
}
