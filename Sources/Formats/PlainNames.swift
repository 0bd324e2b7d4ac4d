import Records

/// Element names as bytes, each with the field it fills, in slots that are compared eight bytes at a time.
///
/// Registers write their elements in one order and leave some out: every slot remembers the two names that
/// last followed it, so that nearly every name is found by one comparison. Slot 0 stands for the start of a
/// record.
final class PlainNames {
    static let width = 64
    static let longest = 56
    /// Codes of `target` besides the ordinal of a field.
    static let unknown = -1
    static let several = -2

    let table: UnsafeMutablePointer<UInt8>
    let lengths: UnsafeMutablePointer<Int>
    let targets: UnsafeMutablePointer<Int>
    /// Two followers per slot.
    let followers: UnsafeMutablePointer<(Int, Int)>
    let unknownHits: UnsafeMutablePointer<Int>
    private(set) var count = 1
    private(set) var unknownCount = 0
    private var titles: [String] = [""]
    private var all: [[Int]] = [[]]
    private let fields: FieldList
    private let encoding: TextEncoding
    private let capacity: Int

    init(fields: FieldList, encoding: TextEncoding, unknownLimit: Int) {
        self.fields = fields
        self.encoding = encoding
        capacity = fields.names.reduce(unknownLimit + 64) { $0 + 4 * $1.count }
        table = .allocate(capacity: capacity * Self.width)
        table.initialize(repeating: 0, count: capacity * Self.width)
        lengths = .allocate(capacity: capacity)
        lengths.initialize(repeating: 0, count: capacity)
        targets = .allocate(capacity: capacity)
        targets.initialize(repeating: Self.unknown, count: capacity)
        followers = .allocate(capacity: capacity)
        followers.initialize(repeating: (0, 0), count: capacity)
        unknownHits = .allocate(capacity: capacity)
        unknownHits.initialize(repeating: 0, count: capacity)
    }

    deinit {
        table.deallocate()
        lengths.deallocate()
        targets.deallocate()
        followers.deallocate()
        unknownHits.deallocate()
    }

    /// Whether `p` begins with the slot's name. Reads up to 8 bytes past the name on both sides.
    @inline(__always)
    static func matches(_ p: UnsafePointer<UInt8>, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        var k = 0
        while k &+ 8 <= length {
            if Swar.load(p + k) != Swar.load(name + k) { return false }
            k &+= 8
        }
        if k == length { return true }
        return (Swar.load(p + k) ^ Swar.load(name + k)) &<< UInt64(64 &- 8 &* (length &- k)) == 0
    }

    /// The slot of the name of `length` bytes at `p`, new if need be; nil for a name that the plain reader is
    /// not sure of.
    func find(_ p: UnsafePointer<UInt8>, _ length: Int) -> Int? {
        if length == 0 || length > Self.longest { return nil }
        for slot in 1..<max(1, count) where lengths[slot] == length {
            if Self.matches(p, table + slot * Self.width, length) { return slot }
        }
        guard count < capacity, isPlainName(p, length) else { return nil }
        let title = Transcoder(.bytes(encoding)).text(UnsafeBufferPointer(start: p, count: length))
        let ordinals = fields.ordinals(of: title)
        let slot = count
        (table + slot * Self.width).update(from: p, count: length)
        lengths[slot] = length
        targets[slot] = ordinals.isEmpty ? Self.unknown : ordinals.count == 1 ? ordinals[0] : Self.several
        if ordinals.isEmpty { unknownCount += 1 }
        titles.append(title)
        all.append(ordinals)
        count += 1
        return slot
    }

    /// Letters of ASCII and Danish, digits, `_`, `-`, `.`: names about which no two parsers differ.
    private func isPlainName(_ p: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        var i = 0
        while i < length {
            let b = p[i]
            switch b {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                i += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if i == 0 { return false }
                i += 1
            case 0x80...:
                if encoding == .utf8 {
                    guard b == 0xC3, i + 1 < length, (0x80...0xBF).contains(p[i + 1]), p[i + 1] != 0x97,
                        p[i + 1] != 0xB7
                    else { return false }
                    i += 2
                } else {
                    guard b >= 0xC0, b != 0xD7, b != 0xF7 else { return false }
                    i += 1
                }
            default: return false
            }
        }
        return true
    }

    /// Whether a name that is only skipped is one about which no two parsers differ.
    func isKnownForm(_ p: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        length > 0 && length <= Self.longest && isPlainName(p, length)
    }

    func title(_ slot: Int) -> String { titles[slot] }
    func ordinals(_ slot: Int) -> [Int] { all[slot] }

    var unknownCounts: [String: Int] {
        var result: [String: Int] = [:]
        for slot in 1..<max(1, count) where unknownHits[slot] > 0 {
            result[titles[slot], default: 0] += unknownHits[slot]
        }
        return result
    }

    var missingFields: [Int] {
        let seen = Set(all.joined())
        return (0..<fields.count).filter { !seen.contains($0) }
    }
}
