import Records

/// Element names as libxml2 hands them over. It interns them, so a name is its pointer and no text is
/// compared per field.
final class ElementNames {
    /// Codes of `target` besides the ordinal of a field.
    static let unknown = -1
    static let several = -2

    private struct Slot {
        var pointer: UnsafePointer<UInt8>
        var target: Int
        var unknownHits = 0
    }

    private let fields: FieldList
    @exclusivity(unchecked) private var slots: UnsafeMutablePointer<Slot>
    @exclusivity(unchecked) private var count = 0
    @exclusivity(unchecked) private var capacity = 256
    /// The name expected next: registers keep one order.
    @exclusivity(unchecked) private var guess = 0
    private var titles: [String] = []
    private var all: [[Int]] = []
    @exclusivity(unchecked) private(set) var unknownCount = 0

    init(fields: FieldList) {
        self.fields = fields
        slots = .allocate(capacity: capacity)
    }

    deinit { slots.deallocate() }

    func slot(interned name: UnsafePointer<UInt8>) -> Int {
        let n = count
        var i = guess
        for _ in 0..<n {
            if i >= n { i = 0 }
            if slots[i].pointer == name {
                guess = i &+ 1
                return i
            }
            i &+= 1
        }
        return learn(name)
    }

    private func learn(_ name: UnsafePointer<UInt8>) -> Int {
        if count == capacity {
            let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
            larger.update(from: slots, count: count)
            slots.deallocate()
            slots = larger
            capacity *= 2
        }
        let title = String(cString: name)
        let ordinals = fields.ordinals(of: title)
        slots[count] = Slot(
            pointer: name,
            target: ordinals.isEmpty ? Self.unknown : ordinals.count == 1 ? ordinals[0] : Self.several)
        titles.append(title)
        all.append(ordinals)
        if ordinals.isEmpty { unknownCount += 1 }
        count += 1
        guess = count
        return count - 1
    }

    func title(_ slot: Int) -> String { slot < 0 ? "" : titles[slot] }
    @inline(__always) func target(_ slot: Int) -> Int { slots[slot].target }
    func ordinals(_ slot: Int) -> [Int] { all[slot] }
    @inline(__always) func countUnknown(_ slot: Int) { slots[slot].unknownHits &+= 1 }

    var unknownCounts: [String: Int] {
        var result: [String: Int] = [:]
        for slot in 0..<count where slots[slot].unknownHits > 0 {
            result[titles[slot], default: 0] += slots[slot].unknownHits
        }
        return result
    }

    var missingFields: [Int] {
        let seen = Set(all.joined())
        return (0..<fields.count).filter { !seen.contains($0) }
    }
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
