import Testing

@testable import Contracts

@Suite struct SourceFieldsTests {
    @Test("columns that may read the same name read the same field")
    func shared() {
        let fields = SourceFields([
            Column(name: "id", type: .uuid, required: true),
            Column(name: "east", from: ["byg404Koordinat"], type: .easting),
            Column(name: "north", from: ["BYG404_koordinat", "punkt"], type: .northing, required: true),
            Column(name: "built", from: ["byg026Opførelsesår", "OPFOERELSE_AAR"], type: .year),
        ])
        #expect(
            fields.names == [
                ["id"], ["byg404Koordinat", "punkt"], ["byg026Opførelsesår", "OPFOERELSE_AAR"],
            ])
        #expect(fields.required == [true, true, false])
        #expect(fields.fieldOfColumn == [0, 1, 1, 2])
    }
}
