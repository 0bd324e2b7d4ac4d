import Project
import Testing

@testable import Stages

/// The words that the project knows.
private enum RealWords {
    static var shared: ColumnWords {
        get throws { ColumnWords(try Project.usable(root: repository)) }
    }
}

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

    /// A name that is known in one form is known in all of them: shortened, joined, in English, in another
    /// order.
    @Test(arguments: [
        ("ejd_id", "Ejendomsnummer"), ("AssetNo", "Ejendomsnummer"), ("Ejendommens nr.", "Ejendomsnummer"),
        ("LokationsID", "Lokationsnr"), ("distr", "Distrikt"), ("GrossArea_m2", "Bruttoareal"),
        ("OccupiedHours", "Brugte timer"), ("Synet den", "Syn"), ("Kan ikke afhændes", "Må ikke sælges"),
        ("Vejnavn og husnr.", "Vejnavn og nr"), ("UsageType", "Anvendelse"), ("MeterNo", "Målernummer"),
    ])
    func otherWordsForTheSame(_ header: String, _ name: String) throws {
        let words = try RealWords.shared
        let score = NameLikeness.score(.init(header, words), .init(name, words))
        #expect(score >= NameLikeness.enough && score < 100, "\(header): \(score)")
    }

    @Test(arguments: [
        ("Kontonavn", "Konto"), ("Ejendomsnavn", "Ejendomsnummer"), ("Bygherre", "By"),
        ("Bygningsdato", "Bygning"),
        ("Matrikelnr", "Ejendomsnr"), ("Antal etager", "Areal"), ("Postnr", "Postnr og by"),
    ])
    func otherWordsForAnotherThing(_ header: String, _ name: String) throws {
        let words = try RealWords.shared
        let score = NameLikeness.score(.init(header, words), .init(name, words))
        #expect(score < NameLikeness.enough, "\(header): \(score)")
    }

    @Test func theMoreOfTheHeaderTheNameIsTheSurer() {
        let some = ["Areal", "Etageareal", "Samlet bruttoetageareal"].map { score($0, "Areal") }
        #expect(some[0] == 100 && some[0] > some[1] && some[1] > some[2] && some[2] >= NameLikeness.enough)
    }
}
