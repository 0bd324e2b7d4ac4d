import Records
import Testing

@testable import Contracts

@Suite struct PointParserTests {
    @Test(
        arguments: [
            ("POINT (659562.1 6153871.89)", .value(MapPoint(easting: 659562.1, northing: 6153871.89))),
            ("POINT(563439.44 6135586)", .value(MapPoint(easting: 563439.44, northing: 6_135_586))),
            ("point ( 1 2 )", .value(MapPoint(easting: 1, northing: 2))),
            (
                "POINT (691110.20500000007 6159804.0600000015)",
                .value(MapPoint(easting: 691110.20500000007, northing: 6159804.0600000015))
            ),
            ("POINT (0 6135586)", .value(MapPoint(easting: 0, northing: 6_135_586))),
            ("GEOMETRYCOLLECTION EMPTY", .null), ("POINT EMPTY", .null), ("POINT (0 0)", .null),
            ("POINT (0.0 0.0)", .null),
            ("POINT (1)", .bad(.badPoint)), ("POINT (1 2 3)", .bad(.badPoint)),
            ("POINT (1,2)", .bad(.badPoint)), ("POINT (1 2", .bad(.badPoint)),
            ("POINT 1 2)", .bad(.badPoint)), ("POINT ()", .bad(.badPoint)),
            ("POINT (nan nan)", .bad(.badPoint)), ("POINT (1e9 2)", .bad(.badPoint)),
            ("LINESTRING (1 2)", .bad(.badPoint)), ("POINTS (1 2)", .bad(.badPoint)),
            ("1 2", .bad(.badPoint)), ("POINT (", .bad(.badPoint)),
            ("", .bad(.badPoint)), ("POINT (  )", .bad(.badPoint)),
        ] as [(String, Parsed<MapPoint>)])
    func table(_ text: String, _ expected: Parsed<MapPoint>) {
        #expect(parsing(text, PointParser.parse) == expected)
    }
}
