import Glibc
import Records
import Testing

@testable import Formats

/// The plain reader against the reference, on files made from good ones by seeded damage. Whatever the plain
/// reader takes, it takes exactly as libxml2 does; what it declines, libxml2 judges alone.
@Suite struct TwoReadersTests {
    static let seeds: [[UInt8]] = [
        Array("<R><T><a>1</a><b>x</b></T><T><ø>ø</ø><x/></T><T></T></R>".utf8),
        latin1(
            """
            <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<R>\r\n <H>\r\n  <N>1</N><P><F>\u{E5} \
            &amp;</F></P>\r\n </H>\r\n <T>\r\n  <a>å &amp; &#230;</a>\r\n  <b/>\r\n  <ø />\r\n </T>\r\n \
            <T>\r\n  <byg026Opførelsesår>1950</byg026Opførelsesår>\r\n  <a>2</a>\r\n </T>\r\n</R>\r\n
            """
        ),
        latin1(
            """
            <?xml version=\"1.0\" \
            encoding=\"windows-1252\"?><R><H/>\
            <T><a>\u{80}5</a><b>x]]y</b></T><T><c>&lt;&gt;&quot;&apos;&#x20AC;</c><ø>1\r\n2</ø></T></R>
            """
        ),
        [0xEF, 0xBB, 0xBF]
            + Array(
                """
                <?xml version=\"1.0\" encoding=\"UTF-8\" \
                standalone=\"yes\"?>\n<R>\n\t<T>\n\t\t<bb>Blåbær \
                €😀</bb>\n\t\t<a>BlÃ¥bÃ¦r</a>\n\t</T>\n</R>\n
                """
                .utf8),
    ]

    static let tokens: [[UInt8]] =
        [
            "<", ">", "/", "</", "/>", " />", "&", "&amp;", "&#0;", "&#65;", "&#x1F600;", "&#xD800;",
            "&#xFFFE;", "&#38", "&lt;", "&foo;", "]]>", "]]",
            "<a>1</a>", "<a/>", "<a />", "<b></b>", "<T>", "</T>", "<T/>", "<H/>", "<H>1</H>", "<R>", "</R>",
            "<!-- c -->", "<![CDATA[x]]>", "<?p x?>",
            "<!DOCTYPE R>", " x=\"1\"", "xmlns:a=\"u\"", "a:", ":", "\r", "\n", "\r\n", "\t", " ", "\u{0}",
            "\u{1}", "\u{7F}", "=", "\"", "é", "<é>1</é>", "×", "\u{FFFE}",
            "<a><i>1</i></a>", "encoding=\"utf-8\"", "1.1", "standalone=\"no\"", ";", "-", ".",
        ].map { Array($0.utf8) } + [[0xE5], [0x80], [0x81], [0xC3], [0xA5], [0xF7], [0xD7], [0xFF]]

    /// What may stand behind a tag without harm, most of the time.
    static let harmless: [[UInt8]] =
        [
            " ", "\r\n", "\n\t", "\r", "7", "&amp;", "&#169;", "&#x20AC;", "]", "]]", "\u{7F}", "<a>9</a>",
            "<b/>", "<zz />", "<ø></ø>", "<c>x\r\ny</c>",
            "<T><a>8</a></T>", "<T></T>", "<H/>", "<H>1</H>", "&gt;", ">", "'", "\"", "=", "æ",
        ].map { Array($0.utf8) } + [[0xE6], [0x80], [0xC3, 0xA5], [0xC3, 0x83, 0xC2, 0xA5]]

    static func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        if Bool.random(using: &random) {
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let places = bytes.indices.filter { bytes[$0] == UInt8(ascii: ">") && $0 > 20 }
                bytes.insert(
                    contentsOf: harmless.randomElement(using: &random)!,
                    at: places.randomElement(using: &random)! + 1)
            }
            return bytes
        }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            if bytes.isEmpty { break }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...12, using: &random)))
            case 3:
                let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
                bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 4: bytes.removeSubrange(at...)
            default: bytes.insert(contentsOf: tokens.randomElement(using: &random)!, at: at)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<8) func mutatedFiles(_ shard: Int) {
        var random = Seeded(state: UInt64(shard) &* 0x1234_5678_9ABC + 1)
        let rounds = getenv("KVADRATUR_MUTATIONS").flatMap { Int(String(cString: $0)) } ?? 500
        var taken = 0
        for round in 0..<rounds {
            let bytes = Self.mutated(Self.seeds[round % Self.seeds.count], &random)
            let reference = readXML(bytes, .libxml2)
            // Windows so small that records fall across their ends.
            let window = [4096, 600, 512 + round % 80][round % 3]
            let plain = readXML(bytes, .plain, piece: 1 + round % 97, window: window)
            if plain.declined != nil { continue }
            taken += 1
            #expect(
                plain.anonymous == reference.anonymous,
                """
                shard \(shard) round \(round): \
                \(String(decoding: bytes, as: UTF8.self))\n\(plain)\n---\n\(reference)
                """
            )
            if plain.anonymous != reference.anonymous { return }
        }
        #expect(taken > rounds / 10, "the plain reader took only \(taken) of \(rounds)")
    }

    /// Many records through windows of every size: nothing depends on where a window ends.
    @Test func windowsOfEverySize() {
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<R>\n<H><N>1</N></H>\n"
        for i in 0..<60 {
            text +=
                "<T>\n  <a>\(i)</a><b>x&amp;y \(i)</b>" + (i % 3 == 0 ? "<x>1</x>" : "<ø>æ</ø>")
                + (i % 7 == 0 ? "<b/>" : "") + "</T>\n"
        }
        let bytes = Array((text + "</R>\n").utf8)
        let reference = readXML(bytes, .libxml2)
        #expect(reference.summary?.records == 60)
        #expect(reference.summary?.rejected == 9)
        for window in stride(from: 128, to: 600, by: 3) {
            #expect(
                readXML(bytes, .plain, window: window).anonymous == reference.anonymous, "window \(window)")
        }
    }

    /// Real records, where they are at hand, with the same kinds of damage.
    @Test func mutatedRealRecords() throws {
        let path = RealRegisterTests.folder + "/OIS_GRBBR_CO51200T_NA000_00001_20200418_012117.ZIP"
        guard access(path, R_OK) == 0 else {
            print("skipped, not here: \(path)")
            return
        }
        var file: [UInt8] = []
        _ = try DeliveryReader().read(path: path, wantedSuffixes: [".xml"]) {
            if file.count < 20_000 { file += $0 }
        }
        let close = Array("</CO51200t>".utf8)
        let last = try #require((0..<min(file.count, 12_000)).last { file[$0...].starts(with: close) })
        let seed = file[..<(last + close.count)] + Array("</OIS_UDTRAEK>".utf8)
        let layout = XMLLayout(root: "OIS_UDTRAEK", record: "CO51200t", header: "UDTRAEK")
        let fields = [["id_lokalId"], ["status"], ["virkningTil"], ["forretningshaendelse"]]
        var random = Seeded(state: 99)
        var taken = 0
        for round in 0..<200 {
            let bytes = round == 0 ? Array(seed) : Self.mutated(Array(seed), &random)
            let plain = readXML(
                bytes, .plain, layout: layout, fields: fields, window: [4096, 1 << 16][round % 2])
            if plain.declined != nil { continue }
            taken += 1
            let reference = readXML(bytes, .libxml2, layout: layout, fields: fields)
            #expect(plain.anonymous == reference.anonymous, "round \(round)")
        }
        #expect(taken > 10)
    }
}
