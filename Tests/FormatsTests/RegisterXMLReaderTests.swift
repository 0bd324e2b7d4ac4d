import Records
import Testing

@testable import Formats

/// Both readers on small files, each cut at every byte: the same records, rejects and notes.
@Suite struct RegisterXMLReaderTests {
    static let taken: [(name: String, bytes: [UInt8], expected: [String])] = [
        ("one line", Array("<R><T><a>1</a><b>x</b></T><T/></R>".utf8), []),
        (
            "plain", Array("<R><T><a>1</a><b>x</b></T><T><ø>ø</ø></T></R>".utf8),
            ["1:-@3/1 1|x|-|1 #", "1:-@26/2 -|-|ø|- #"]
        ),
        (
            "indented, CRLF, header, empty elements",
            latin1(
                """
                <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<R>\r\n \
                <H><N>1</N><P><F>2</F></P></H>\r\n <T>\r\n  <a>å &amp; &#230;</a>\r\n  <b/>\r\n  <ø \
                />\r\n </T>\r\n</R>\r\n
                """
            ),
            ["4:-@84/1 å & æ|||å & æ #"]
        ),
        ("no record", Array("<R></R>".utf8), []),
        (
            "repeated", Array("<R><T><a>1</a><a>2</a></T><T><b>1</b><bb>2</bb></T><T><a>3</a></T></R>".utf8),
            []
        ),
        ("unknown", Array("<R><T><x>1</x><a>1</a><x/><y></y></T></R>".utf8), ["1:-@3/1 1|-|-|1 #"]),
        ("mojibake", Array("<R><T><a>BlÃ¥bÃ¦r</a></T></R>".utf8), ["1:-@3/1 BlÃ¥bÃ¦r|-|-|BlÃ¥bÃ¦r #"]),
        (
            "line ends in text", Array("<R>\n<T><a>1\r\n2\r3\n</a></T>\n<T>\n</T></R>".utf8),
            ["2:-@4/1 1\n2\n3\n|-|-|1\n2\n3\n #", "5:-@26/2 -|-|-|- #"]
        ),
        (
            "windows-1252",
            latin1("<?xml version='1.0' encoding='windows-1252'?><R><T><a>\u{80}\u{E6}</a></T></R>"),
            ["1:-@48/1 €æ|-|-|€æ #"]
        ),
        (
            "byte order mark", [0xEF, 0xBB, 0xBF] + Array("<R><T><a>æ</a></T></R>".utf8),
            ["1:-@6/1 æ|-|-|æ #"]
        ),
        (
            "standalone",
            Array("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?><R><T><a>æ</a></T></R>".utf8),
            []
        ),
    ]

    @Test(arguments: taken.indices) func bothReadersAtEveryCut(_ index: Int) {
        let (name, bytes, expected) = Self.taken[index]
        let reference = readXML(bytes, .libxml2)
        #expect(reference.refusal == nil, "\(name): \(reference)")
        if !expected.isEmpty {
            #expect(reference.lines.map { String($0.prefix { $0 != "#" }) + "#" } == expected, "\(name)")
        }
        let plain = readXML(bytes, .plain)
        if name != "one line" {
            #expect(plain.declined == nil, "\(name): \(plain)")
            #expect(plain.anonymous == reference.anonymous, "\(name)")
        } else {
            #expect(plain.declined != nil)
        }
        for cut in 1...bytes.count {
            #expect(readXML(bytes, .libxml2, piece: cut) == reference, "\(name) cut \(cut)")
            #expect(readXML(bytes, .libxml2, feed: max(8, cut)) == reference, "\(name) fed \(cut)")
            #expect(readXML(bytes, .plain, piece: cut) == plain, "\(name) cut \(cut)")
        }
    }

    static let utf16: [(UInt8, UInt8, Bool)] = [(0xFF, 0xFE, false), (0xFE, 0xFF, true)]
    @Test(arguments: [false, true]) func utf16WithAMarkLoads(bigEndian: Bool) {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<R><T><a>æ€😀</a></T><T><a>2</a></T></R>"
        var bytes: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        for unit in text.utf16 {
            bytes +=
                bigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
        }
        let reading = readXML(bytes, .libxml2)
        #expect(
            reading.lines.map { String($0.prefix { $0 != "#" }) } == [
                "2:-@88/1 æ€😀|-|-|æ€😀 ", "2:-@124/2 2|-|-|2 ",
            ])
        #expect(reading.refusal == nil)
        #expect(readXML(bytes, .plain).declined != nil)
    }

    static let refused: [(String, [UInt8], FaultCode)] = [
        ("empty", [], .emptyFile),
        ("blank", Array(" \r\n\t ".utf8), .emptyFile),
        ("cut in text", Array("<R><T><a>1".utf8), .xmlTruncated),
        ("cut in a tag", Array("<R><T><a>1</a".utf8), .xmlTruncated),
        ("cut after a record", Array("<R><T><a>1</a></T>".utf8), .xmlTruncated),
        ("cut in the root's tag", Array("<R".utf8), .xmlTruncated),
        ("two documents", Array("<R></R><R></R>".utf8), .xmlSyntax),
        ("garbage behind", Array("<R></R>x".utf8), .xmlSyntax),
        ("crossed tags", Array("<R><T><a>1</b></T></R>".utf8), .xmlSyntax),
        ("text outside", Array("<R>x<T><a>1</a></T></R>".utf8), .xmlSyntax),
        ("control character", Array("<R><T><a>\u{1}</a></T></R>".utf8), .xmlSyntax),
        ("unknown entity", Array("<R><T><a>&oelig;</a></T></R>".utf8), .xmlSyntax),
        ("cdata end", Array("<R><T><a>]]></a></T></R>".utf8), .xmlSyntax),
        ("wrong root", Array("<Q><T><a>1</a></T></Q>".utf8), .wrongRoot),
        ("wrong record", Array("<R><T><a>1</a></T><U><a>1</a></U></R>".utf8), .wrongRecord),
        ("html", Array("<html><body>502 Bad Gateway</body></html>".utf8), .wrongRoot),
        ("html5", Array("<!DOCTYPE html><html/>".utf8), .xmlDoctype),
        (
            "laughs",
            Array("<!DOCTYPE R [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><R><T><a>&b;</a></T></R>".utf8),
            .xmlDoctype
        ),
        (
            "external", Array("<!DOCTYPE R SYSTEM \"file:///etc/hostname\"><R><T><a>&x;</a></T></R>".utf8),
            .xmlDoctype
        ),
        ("latin1 undeclared", latin1("<R><T><a>1</a></T>\n<T><a>å</a></T></R>"), .encoding),
        (
            "latin1 declared utf-8",
            latin1("<?xml version=\"1.0\" encoding=\"utf-8\"?><R><T><a>å</a></T></R>"), .encoding
        ),
        (
            "a hole of windows-1252",
            latin1("<?xml version=\"1.0\" encoding=\"windows-1252\"?><R><T><a>\u{81}</a></T></R>"), .encoding
        ),
        (
            "iso-8859-8", latin1("<?xml version=\"1.0\" encoding=\"iso-8859-8\"?><R><T><a>1</a></T></R>"),
            .encoding
        ),
        ("overlong", [0x3C, 0x52, 0x3E, 0xC0, 0x80], .encoding),
        ("surrogate", Array("<R><T><a>".utf8) + [0xED, 0xA0, 0x80], .encoding),
        ("cut character", Array("<R><T><a>".utf8) + [0xC3], .encoding),
        ("nul", Array("<R><T><a>1\u{0}</a></T></R>".utf8), .nulByte),
        ("utf-16 without a mark", [0x3C, 0, 0x52, 0, 0x2F, 0, 0x3E, 0], .encoding),
        ("odd last byte", [0xFF, 0xFE, 0x3C, 0, 0x52, 0, 0x2F, 0, 0x3E, 0, 0x20], .encoding),
        ("lone surrogate", [0xFF, 0xFE, 0x3C, 0, 0x52, 0, 0x3E, 0, 0, 0xDC, 0x20, 0], .encoding),
        ("json", Array("{\"a\": 1}".utf8), .xmlSyntax),
    ]

    @Test(arguments: refused.indices) func refusedAtEveryCut(_ index: Int) {
        let (name, bytes, code) = Self.refused[index]
        let reference = readXML(bytes, .libxml2)
        #expect(reference.refusal?.fault.code == code, "\(name): \(reference)")
        let plain = readXML(bytes, .plain)
        #expect(plain.declined != nil || plain.refusal == reference.refusal, "\(name): \(plain)")
        for cut in 1..<max(2, bytes.count) {
            #expect(readXML(bytes, .libxml2, piece: cut) == reference, "\(name) cut \(cut)")
            #expect(readXML(bytes, .plain, piece: cut) == plain, "\(name) cut \(cut)")
        }
    }

    @Test func encodingFaultNamesLineAndColumn() {
        let reading = readXML(latin1("<R><T><a>1</a></T>\n<T><a>å</a></T></R>"), .libxml2)
        #expect(reading.lines.count == 1)
        #expect(reading.refusal?.fault.position == Position(line: 2, column: 7, byte: 25, record: 2))
        #expect(reading.refusal?.fault.value == "0xE5")
    }

    @Test func constructsThatOnlyTheReferenceReads() {
        for (text, expected) in [
            ("<R><!-- c --><T><a>1</a></T></R>", "1"), ("<R><T><a><![CDATA[<1>]]></a></T></R>", "<1>"),
            ("<R><?pi x?><T><a>1</a></T></R>", "1"),
            ("<R><T><a x=\"1\">1</a></T></R>", "1"), ("<R xmlns=\"urn:x\"><T><a>1</a></T></R>", "1"),
            ("<R><T ><a>1</a ></T></R>", "1"),
        ] {
            let reading = readXML(Array(text.utf8), .libxml2)
            #expect(reading.lines.first?.contains(" \(expected)|") == true, "\(text): \(reading)")
            #expect(readXML(Array(text.utf8), .plain).declined != nil, "\(text)")
        }
    }

    @Test func attributesAreCounted() {
        #expect(
            readXML(Array("<R v=\"1\"><T id=\"7\"><a x=\"1\" y=\"2\">1</a></T></R>".utf8), .libxml2).summary?
                .unknownFields == ["@": 3])
    }

    @Test func aValueThatHoldsElementsIsSetAside() {
        let reading = readXML(
            Array("<R><T><a>1<i>2</i></a></T><T>x<a>1</a></T><T><a>3</a></T></R>".utf8), .libxml2)
        #expect(reading.summary?.records == 3)
        #expect(reading.summary?.rejected == 2)
        #expect(reading.lines.last?.hasPrefix("1:-@42/3 3|") == true, "\(reading)")
    }

    @Test func limits() {
        func text(_ s: String, _ limits: Limits) -> FaultCode? {
            readXML(Array(s.utf8), .libxml2, limits: limits).refusal?.fault.code
        }
        var limits = Limits()
        #expect(text("<R><H>" + String(repeating: "<x>", count: 100), limits) == .xmlDepth)
        #expect(text("<R><T><a>" + String(repeating: "<x>", count: 100), limits) == .xmlDepth)
        limits.textBytes = 1000
        #expect(
            text("<R><T><a>" + String(repeating: "x", count: 2000) + "</a></T></R>", limits) == .xmlTextSize)
        #expect(text("<R>" + String(repeating: " ", count: 2000) + "</R>", limits) == .xmlTextSize)
        limits = Limits()
        #expect(
            text("<R><!--" + String(repeating: "x", count: 2 << 20) + "--></R>", limits) == .xmlNoProgress)
        #expect(text("<R " + String(repeating: " ", count: 2 << 20) + "></R>", limits) == .xmlNoProgress)
        limits.unknownFields = 10
        let many = "<R><T>" + (0..<20).map { "<x\($0)/>" }.joined() + "</T></R>"
        #expect(text(many, limits) == .tooManyUnknown)
        #expect(readXML(Array(many.utf8), .plain, limits: limits).declined != nil)
        limits.recordBytes = 100
        #expect(text("<R><T><a>" + String(repeating: "x", count: 200) + "</a></T></R>", limits) == .limit)
    }
}
