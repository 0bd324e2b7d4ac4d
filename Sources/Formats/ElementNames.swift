import Records

/// Element names as libxml2 hands them over. It interns them, so a name is its pointer and no text is compared per field.
struct ElementNames {
    private let fields: FieldList
    private var pointers: [UnsafePointer<UInt8>] = []
    private var titles: [String] = []
    private var targets: [[Int]] = []
    private var unknown: [Int] = []
    private var seen: Set<Int> = []
    private(set) var unknownCount = 0
    /// The name expected next: registers keep one order.
    private var guess = 0

    init(fields: FieldList) { self.fields = fields }

    mutating func slot(interned name: UnsafePointer<UInt8>) -> Int {
        let n = pointers.count
        var i = guess
        for _ in 0..<n {
            if i >= n { i = 0 }
            if pointers[i] == name {
                guess = i + 1
                return i
            }
            i += 1
        }
        let title = String(cString: name)
        let ordinals = fields.ordinals(of: title)
        pointers.append(name)
        titles.append(title)
        targets.append(ordinals)
        unknown.append(0)
        if ordinals.isEmpty { unknownCount += 1 } else { seen.formUnion(ordinals) }
        guess = n + 1
        return n
    }

    func title(_ slot: Int) -> String { slot < 0 ? "" : titles[slot] }
    func ordinals(_ slot: Int) -> [Int] { targets[slot] }
    mutating func countUnknown(_ slot: Int) { unknown[slot] += 1 }

    var unknownCounts: [String: Int] {
        var result: [String: Int] = [:]
        for (slot, count) in unknown.enumerated() where count > 0 { result[titles[slot], default: 0] += count }
        return result
    }

    var missingFields: [Int] { (0..<fields.count).filter { !seen.contains($0) } }
}

/// Something worth a note that may come often: the first place and the number.
struct NoteCounter {
    let code: FaultCode
    private var first: Position?
    private(set) var count = 0

    init(_ code: FaultCode) { self.code = code }

    mutating func add(_ n: Int, at position: Position) {
        if n == 0 { return }
        if first == nil { first = position }
        count += n
    }

    var note: Fault? { first.map { Fault(code: code, position: $0, detail: "\(count)") } }
}
