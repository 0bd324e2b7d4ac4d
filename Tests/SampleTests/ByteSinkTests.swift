import Testing

@testable import Sample

struct ByteSinkTests {
    /// What the closure puts, as text.
    private func text(_ write: (ByteSink) -> Void) throws -> String {
        let taken = Taken()
        let sink = ByteSink { taken.bytes += Array($0) }
        write(sink)
        try sink.finish()
        #expect(sink.total == taken.bytes.count)
        return String(decoding: taken.bytes, as: UTF8.self)
    }

    private final class Taken { var bytes: [UInt8] = [] }

    @Test(arguments: [
        (0, "0"), (7, "7"), (-239, "-239"), (1000, "1000"),
        (9_223_372_036_854_775_807, "9223372036854775807"),
    ])
    func numbers(value: Int, expected: String) throws {
        #expect(try text { $0.put(value) } == expected)
    }

    @Test func paddedNumbersDaysAndText() throws {
        #expect(try text { $0.put(7, width: 3) } == "007")
        #expect(try text { $0.put(Day(2026, 2, 8)) } == "2026-02-08")
        #expect(try text { $0.put("Børnehus") } == "Børnehus")
    }

    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:01Z"), (6, 3_950_640, "1970-01-01T00:00:01.395064Z"),
        (2, 200_000, "1970-01-01T00:00:01.02Z"),
        (7, 1, "1970-01-01T00:00:01.0000001Z"),
    ])
    func momentsWithNoneToSevenDigits(digits: Int, fraction: Int, expected: String) throws {
        #expect(try text { $0.put(Moment(seconds: 1, fraction: fraction, digits: digits)) } == expected)
    }

    @Test func notKnownIsTheRegistersOwnDate() throws {
        #expect(try text { $0.put(Moment.notKnown) } == "1752-12-31T23:00:00Z")
        #expect(try text { $0.put(Moment(localMidnightOf: Day(2018, 12, 11))) } == "2018-12-10T23:00:00Z")
        #expect(try text { $0.put(Moment(localMidnightOf: Day(2018, 6, 1))) } == "2018-05-31T22:00:00Z")
    }

    @Test func moreThanTheBufferPassesInOrder() throws {
        let line = String(repeating: "x", count: 99) + "\n"
        #expect(try text { for _ in 0..<5000 { $0.put(line) } } == String(repeating: line, count: 5000))
    }

    @Test func theFirstFailureIsThrownAtTheEnd() {
        struct Full: Error {}
        let sink = ByteSink { _ in throw Full() }
        sink.put("x")
        #expect(throws: Full.self) { try sink.finish() }
    }
}
