/// Municipality codes as they are compared: 157, 0157 and 00157 are one.
public enum AuthorityCode {
    /// How many digits a code is written with.
    static let digits = 4

    /// The code as a number; nil for what is none.
    static func number(_ bytes: Bytes) -> Int? {
        guard bytes.count > 0, bytes.count <= 9 else { return nil }
        var number = 0
        for byte in bytes {
            let digit = byte &- 0x30
            if digit > 9 { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number <= 9999 ? number : nil
    }

    /// Four digits.
    static func write(_ number: Int, to place: UnsafeMutablePointer<UInt8>) {
        var rest = number
        for index in (0..<digits).reversed() {
            place[index] = UInt8(0x30 + rest % 10)
            rest /= 10
        }
    }

    /// The code as it is written.
    public static func text(_ number: Int) -> String {
        let plain = "\(number)"
        return String(repeating: "0", count: max(0, digits - plain.count)) + plain
    }
}
