/// A place on the map in metres.
public struct MapPoint: Hashable, Sendable {
    /// Metres east, in the coordinates of the delivery (UTM zone 32 in the register).
    public var easting: Double
    /// Metres north, in the same coordinates.
    public var northing: Double
}

/// `POINT (E N)`; an empty geometry and the point 0 0 stand for "not placed".
public enum PointParser {
    /// The point; `.null` where nothing is placed, `.bad(.badPoint)` for any other geometry and for numbers
    /// that are none.
    public static func parse(_ bytes: Bytes) -> Parsed<MapPoint> {
        if bytes.count == 24, bytes.equalsIgnoringCase("GEOMETRYCOLLECTION EMPTY") { return .null }
        if bytes.count == 11, bytes.equalsIgnoringCase("POINT EMPTY") { return .null }
        guard bytes.count > 7, bytes[from: 0, to: 5].equalsIgnoringCase("POINT"),
            bytes[bytes.count - 1] == UInt8(ascii: ")")
        else {
            return .bad(.badPoint)
        }
        var index = bytes[5] == 0x20 ? 6 : 5
        guard bytes[index] == UInt8(ascii: "(") else { return .bad(.badPoint) }
        index += 1
        let inner = bytes[from: index, to: bytes.count - 1].trimmed()
        guard let space = inner.firstIndex(of: 0x20),
            let easting = coordinate(inner[from: 0, to: space]),
            let northing = coordinate(inner[from: space + 1, to: inner.count])
        else { return .bad(.badPoint) }
        return easting == 0 && northing == 0 ? .null : .value(MapPoint(easting: easting, northing: northing))
    }

    /// Coordinates come from a program and carry up to 17 digits; beyond 15 the standard library rounds them
    /// correctly.
    private static func coordinate(_ bytes: Bytes) -> Double? {
        switch NumberParser.parse(bytes, style: .register) {
        case .value(let value), .noted(let value, _): return value
        case .bad(.outOfRange):
            guard bytes.count <= 40, let value = Double(String(decoding: bytes, as: UTF8.self)),
                value.isFinite
            else { return nil }
            return value
        default: return nil
        }
    }
}
