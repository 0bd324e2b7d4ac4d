/// The kinds of register object, for keys that never meet.
enum ObjectKind: Int {
    case property = 1
    case foreignLand, condominium, plot, building, unit, floor, stairway, installation, sharedArea
    case buildingLink, unitLink, parcelLink, houseNumber, address, elsewhere
}

/// A made-up UUID, written as 36 characters in lower case.
struct Identity: Hashable {
    let high: UInt64
    let low: UInt64

    init(_ seed: UInt64, _ kind: ObjectKind, _ property: Int, _ part: Int = 0) {
        var random = SplitMix(seed, .identity, property, kind.rawValue << 32 | part)
        high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }

    /// The text form, for the municipality's own files.
    var text: String {
        String(unsafeUninitializedCapacity: 36) { room in
            write(to: room.baseAddress!)
            return 36
        }
    }

    /// Writes the 36 characters.
    func write(to target: UnsafeMutablePointer<UInt8>) {
        var at = 0
        func digits(_ value: UInt64, _ count: Int) {
            var shift = UInt64(count * 4)
            for _ in 0..<count {
                shift -= 4
                let nibble = UInt8(truncatingIfNeeded: value >> shift & 15)
                target[at] = nibble < 10 ? 48 + nibble : 87 + nibble
                at += 1
            }
        }
        func dash() {
            target[at] = 45
            at += 1
        }
        digits(high >> 32, 8)
        dash()
        digits(high >> 16 & 0xFFFF, 4)
        dash()
        digits(high & 0xFFFF, 4)
        dash()
        digits(low >> 48, 4)
        dash()
        digits(low & 0xFFFF_FFFF_FFFF, 12)
    }
}
