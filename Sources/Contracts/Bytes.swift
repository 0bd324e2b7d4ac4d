extension UnsafeBufferPointer<UInt8> {
    /// Without spaces, tabs, line ends and no-break spaces at both ends. Absent and empty fields come out
    /// empty.
    @inline(__always)
    func trimmed() -> Bytes {
        guard count > 0 else { return self }
        // Almost every field of the register is already trimmed: two comparisons, then done.
        if self[0] > 0x20, self[0] != 0xC2, self[count - 1] > 0x20, self[count - 1] != 0xA0 { return self }
        return slowlyTrimmed()
    }

    @inline(never)
    private func slowlyTrimmed() -> Bytes {
        var start = 0
        var end = count
        while start < end {
            if isBlank(self[start]) {
                start += 1
            } else if start + 1 < end, isNoBreakSpace(at: start) {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if isBlank(self[end - 1]) {
                end -= 1
            } else if end - 2 >= start, isNoBreakSpace(at: end - 2) {
                end -= 2
            } else {
                break
            }
        }
        return self[from: start, to: end]
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    private func isNoBreakSpace(at index: Int) -> Bool { self[index] == 0xC2 && self[index + 1] == 0xA0 }

    /// The bytes from `from` up to but not including `to`.
    @inline(__always)
    subscript(from start: Int, to end: Int) -> Bytes { Bytes(rebasing: self[start..<end]) }

    /// Equality with ASCII text, whatever the case of the field.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where lowerCased(self[index]) != lowerCased(text.utf8Start[index]) {
            return false
        }
        return true
    }

    /// The digits from `start`, `length` of them, as a number; nil where one of them is no ASCII digit.
    @inline(__always)
    func digits(at start: Int, _ length: Int) -> Int? {
        guard start + length <= count else { return nil }
        var value = 0
        for index in start..<start + length {
            let digit = self[index] &- 0x30
            if digit > 9 { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}

/// Lower case for ASCII letters; all other bytes as they are.
@inline(__always)
func lowerCased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

/// Whether the byte is an ASCII letter.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A
}

/// Whether the byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
