import Testing

@testable import Contracts

@Suite struct UUIDListTests {
    static let a = "48c1fd06-89b3-42d7-8969-a12f9ce0f85a", b = "592b89f0-0ee3-4169-80eb-720ed6cc94b2"

    @Test(arguments: [" ", "\n", "\r\n", ",", ", ", ";", " / ", "|", "\u{A0}", "} {", "\t", " - "])
    func whateverPartsThem(_ separator: String) {
        #expect(
            parsing("{" + Self.a.uppercased() + separator + Self.b + "}") {
                UUIDList.parse($0).map { String(decoding: $0, as: UTF8.self) }
            } == "\(Self.a) \(Self.b)")
    }

    @Test(arguments: [
        "mangler", "48c1fd06-89b3-42d7-8969", "48c1fd06-89b3-42d7-8969-a12f9ce0f85a og flere", "123",
    ])
    func whatCannotBeTakenApart(_ text: String) { #expect(parsing(text) { UUIDList.parse($0) == nil }) }

    @Test func onceAndWithoutHyphens() {
        let bare = Self.a.replacing("-", with: "")
        #expect(
            parsing("\(bare) \(Self.a) 00000000-0000-0000-0000-000000000000") {
                UUIDList.parse($0).map { String(decoding: $0, as: UTF8.self) }
            } == Self.a)
    }
}
