import Testing

@testable import Records

@Suite struct FieldNameTests {
    @Test(
        "one name in every channel",
        arguments: [
            ("byg026Opførelsesår", "byg026opfoerelsesaar"), ("byg026Opfoerelsesaar", "byg026opfoerelsesaar"),
            ("bbr:byg026Opførelsesår", "byg026opfoerelsesaar"), ("BYG_ANVEND_KODE", "byganvendkode"),
            ("Beløb i kr.", "beloebikr"),
            ("AREAL, Æ", "arealae"), ("", ""), ("--", ""),
        ])
    func normalised(_ name: String, _ expected: String) { #expect(FieldName.normalised(name) == expected) }

    @Test func aNumberedNameIsReadByPeopleAndFoundInAHeader() {
        #expect(
            FieldName.inWords(FieldName.of("Area", nth: 2)) == "Area (2.)"
                && FieldName.inWords("Area") == "Area")
        let called = FieldName.normalised(header: ["Area", "Name", "AREA"])
        #expect(
            called[2].contains(FieldName.normalised(FieldName.of("Area", nth: 2)))
                && called[2].contains("area"))
        #expect(!called[0].contains(FieldName.normalised(FieldName.of("Area", nth: 2))) && called.count == 3)
    }
}
