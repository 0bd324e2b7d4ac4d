import Testing

@testable import Records

@Suite struct FieldNameTests {
    @Test("one name in every channel", arguments: [
        ("byg026Opførelsesår", "byg026opfoerelsesaar"), ("byg026Opfoerelsesaar", "byg026opfoerelsesaar"),
        ("bbr:byg026Opførelsesår", "byg026opfoerelsesaar"), ("BYG_ANVEND_KODE", "byganvendkode"), ("Beløb i kr.", "beloebikr"),
        ("AREAL, Æ", "arealae"), ("", ""), ("--", ""),
    ])
    func normalised(_ name: String, _ expected: String) { #expect(FieldName.normalised(name) == expected) }
}
