import Testing

@testable import Formats

@Suite struct TextEncodingTests {
    @Test func names() {
        #expect(TextEncoding(named: "ISO-8859-1") == .iso88591)
        #expect(TextEncoding(named: "CP1252") == .windows1252)
        #expect(TextEncoding(named: "us-ascii") == .utf8)
        #expect(TextEncoding(named: "utf-7") == nil)
    }

    @Test func everyHighByte() {
        let bytes = Array(UInt8(0x80)...0xFF)
        let latin = bytes.withUnsafeBufferPointer { Transcoder(.bytes(.iso88591)).text($0) }
        #expect(latin.unicodeScalars.map(\.value) == bytes.map(UInt32.init))
        let windows = bytes.withUnsafeBufferPointer { Transcoder(.bytes(.windows1252)).text($0) }
        #expect(windows.hasPrefix("€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž"))
        #expect(windows.hasSuffix("üýþÿ"))
    }

    /// The strict reader and Swift's own decoder agree on what is UTF-8.
    @Test func utf8AgreesWithTheStandardLibrary() {
        var seeded = Seeded(state: 3)
        let seeds: [[UInt8]] = ["æ€😀", "a\u{7FF}\u{800}\u{FFFF}", "\u{10FFFF}x"].map { Array($0.utf8) }
        for round in 0..<20_000 {
            var bytes = seeds[round % seeds.count]
            bytes[Int.random(in: 0..<bytes.count, using: &seeded)] = UInt8.random(in: 0...255, using: &seeded)
            let valid = String(validating: bytes, as: UTF8.self) != nil
            let ours =
                bytes.withUnsafeBufferPointer { UTF8Bytes.firstFault($0.baseAddress!, count: $0.count) }
                == nil
            #expect(ours == valid, "\(bytes)")
        }
    }
}
