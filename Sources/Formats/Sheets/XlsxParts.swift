import Glibc
import Records

/// The parts of a package by the identifiers that another part gives them.
final class XlsxRelations: XMLHandler {
    struct Target {
        var path: String
        /// The last word of the type: `worksheet`, `styles`, `sharedStrings`.
        var type: String
    }

    private(set) var byID: [String: Target] = [:]
    private let folder: String

    /// - Parameter part: the part whose relations these are.
    init(of part: String) { folder = part.split(separator: "/").dropLast().joined(separator: "/") }

    /// Where a part's relations stand.
    static func path(of part: String) -> String {
        var words = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        words.insert("_rels", at: words.count - 1)
        return words.joined(separator: "/") + ".rels"
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        // What lies outside the file is never looked at.
        guard name == "Relationship", attributes.text("TargetMode") != "External",
            let id = attributes.text("Id"), let target = attributes.text("Target")
        else { return }
        byID[id] = Target(
            path: resolved(target),
            type: attributes.text("Type")?.split(separator: "/").last.map(String.init) ?? "")
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
    func end(_ name: XMLName) throws {}

    private func resolved(_ target: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var words = folder.split(separator: "/").map(String.init)
        for word in target.split(separator: "/") {
            if word == ".." { _ = words.popLast() } else if word != "." { words.append(String(word)) }
        }
        return words.joined(separator: "/")
    }
}

/// `workbook.xml`: the sheets in their order, and from when days are counted.
final class XlsxWorkbook: XMLHandler {
    private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
    private(set) var from1904 = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == "sheet" {
            let state = attributes.text("state") ?? "visible"
            let id = attributes["id", in: "relationships"].map { String(decoding: $0, as: UTF8.self) }
            sheets.append((attributes.text("name") ?? "", id ?? "", state != "visible"))
            if sheets.count > 10_000 { throw Refusal(.limit, detail: "more than 10000 sheets") }
        } else if name == "workbookPr" {
            from1904 = attributes.flag("date1904")
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
    func end(_ name: XMLName) throws {}
}

/// `styles.xml`: what the number format of each style of cells says.
final class XlsxStyles: XMLHandler {
    private(set) var forms: [CellForm] = []
    private var codes: [Int: CellForm] = [:]
    private var isInCells = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == "numFmt" {
            guard let id = attributes.integer("numFmtId"), let code = attributes.text("formatCode"),
                codes.count < 100_000
            else { return }
            codes[id] = CellForm.of(code: code)
        } else if name == "cellXfs" {
            isInCells = true
        } else if name == "xf", isInCells {
            let id = attributes.integer("numFmtId") ?? 0
            if forms.count >= 1 << 20 { throw Refusal(.limit, detail: "more than \(1 << 20) styles") }
            forms.append(codes[id] ?? CellForm.builtIn(id))
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
    func end(_ name: XMLName) throws { if name == "cellXfs" { isInCells = false } }
}

/// `sharedStrings.xml`: every text of the workbook once, end to end in one piece of memory.
final class SharedStrings: XMLHandler {
    /// Bytes that the texts of a workbook may take.
    static let most = 128 << 20

    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 64 << 10
    private var used = 0
    /// Where each text ends.
    private var ends: ContiguousArray<UInt32> = []
    private var isText = false
    private var phonetic = 0

    init() { bytes = Self.room(nil, capacity) }
    deinit { free(bytes) }

    /// Memory that grows where it lies, so that its growth does not take it twice.
    private static func room(_ old: UnsafeMutablePointer<UInt8>?, _ count: Int) -> UnsafeMutablePointer<UInt8>
    {
        realloc(old, count).assumingMemoryBound(to: UInt8.self)
    }

    @inline(__always)
    subscript(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        guard index >= 0, index < ends.count else { return nil }
        let start = index == 0 ? 0 : Int(ends[index &- 1])
        return UnsafeBufferPointer(start: bytes + start, count: Int(ends[index]) &- start)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == "t" { isText = phonetic == 0 } else if name == "rPh" { phonetic += 1 }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) throws {
        guard isText, let base = text.baseAddress else { return }
        if used + text.count > capacity {
            capacity = max(capacity * 2, used + text.count)
            bytes = Self.room(bytes, capacity)
        }
        (bytes + used).update(from: base, count: text.count)
        used += text.count
        try check()
    }

    func end(_ name: XMLName) throws {
        if name == "t" {
            isText = false
        } else if name == "rPh" {
            phonetic -= 1
        } else if name == "si" {
            let start = ends.last.map(Int.init) ?? 0
            used =
                start
                + ExcelEscapes.undo(UnsafeMutableBufferPointer(start: bytes + start, count: used - start))
            ends.append(UInt32(used))
            try check()
        }
    }

    private func check() throws {
        guard used + ends.count * 4 > Self.most else { return }
        throw Refusal(
            .limit,
            detail: "the texts of the workbook take more than \(Self.most >> 20) MiB; save the sheet as CSV")
    }
}

/// `_x000D_` in a text stands for a character that XML does not have.
enum ExcelEscapes {
    /// Puts the characters in the place of what stands for them; the length that is left.
    static func undo(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard text.count >= 7, text.contains(UInt8(ascii: "_")) else { return text.count }
        var from = 0
        var to = 0
        while from < text.count {
            if text[from] == UInt8(ascii: "_"), from + 7 <= text.count, text[from + 1] == UInt8(ascii: "x"),
                text[from + 6] == UInt8(ascii: "_"),
                let code = hex(text, from + 2), !(0xD800..<0xE000).contains(code)
            {
                to += UTF8Bytes.write(code, to: text.baseAddress! + to)
                from += 7
            } else {
                text[to] = text[from]
                to += 1
                from += 1
            }
        }
        return to
    }

    private static func hex(_ text: UnsafeMutableBufferPointer<UInt8>, _ at: Int) -> UInt32? {
        var code: UInt32 = 0
        for place in at..<at + 4 {
            switch text[place] {
            case 0x30...0x39: code = code << 4 | UInt32(text[place] - 0x30)
            case 0x41...0x46: code = code << 4 | UInt32(text[place] - 0x37)
            case 0x61...0x66: code = code << 4 | UInt32(text[place] - 0x57)
            default: return nil
            }
        }
        return code
    }
}
