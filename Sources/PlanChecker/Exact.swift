/// A 128-bit whole number that remembers when it no longer fits, instead of stopping the program.
struct Exact {
    private(set) var value: Int128
    private(set) var overflowed = false

    init(_ value: Int) { self.value = Int128(value) }

    static func += (a: inout Exact, b: Exact) {
        let (sum, over) = a.value.addingReportingOverflow(b.value)
        a.value = sum
        a.overflowed = a.overflowed || b.overflowed || over
    }

    static func -= (a: inout Exact, b: Exact) {
        let (difference, over) = a.value.subtractingReportingOverflow(b.value)
        a.value = difference
        a.overflowed = a.overflowed || b.overflowed || over
    }

    static func * (a: Exact, b: Int) -> Exact { a * Int128(b) }

    static func * (a: Exact, b: Int128) -> Exact {
        let (product, over) = a.value.multipliedReportingOverflow(by: b)
        var out = a
        out.value = product
        out.overflowed = a.overflowed || over
        return out
    }

    /// The whole number at or below this over `denominator`; nil when the number did not fit.
    func floor(over denominator: Int) -> Int? {
        guard !overflowed, denominator > 0 else { return nil }
        let (q, r) = value.quotientAndRemainder(dividingBy: Int128(denominator))
        return Int(exactly: r < 0 ? q - 1 : q)
    }
}
