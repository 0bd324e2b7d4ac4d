import Records

@testable import Contracts

/// One field through every parser of values: no trap, the same answer whatever stands around the field in
/// memory, and an accepted value is the one that was written, found again by a plainer way.
func fuzzValues(_ input: inout Input) {
    let chosen = input.choice(styles.count)
    let style = styles[chosen]
    let formats = allFormats[chosen]
    // The checker takes the white space off before it asks a parser.
    let bytes = input.rest.prefix(300).withUnsafeBufferPointer { Array($0.trimmed()) }
    whole(bytes, checkers[chosen])
    shortWay(bytes, plain[chosen], parsed[chosen])
    let decimal = style.decimal
    if let value = steady(bytes, { IntegerParser.parse($0, style: style) }) {
        promise(Int128(value) == Exactly(bytes, decimal).whole, "integer \(value)")
        again(String(value), value) { IntegerParser.parse($0, style: .register) }
    }
    if let value = steady(bytes, { NumberParser.parse($0, style: style) }) {
        promise(value.isFinite && value == Exactly(bytes, decimal).double, "number \(value)")
    }
    if let value = steady(bytes, { PercentParser.parse($0, style: style) }) {
        promise(value == Exactly(bytes, decimal).double, "percent \(value)")
    }
    if let value = steady(bytes, { MoneyParser.parse($0, style: style) }) {
        promise(
            abs(value) < 1_000_000_000_000_000 && Int128(value) == Exactly(bytes, decimal).hundredths,
            "money \(value)")
    }
    if let value = steady(bytes, { YearParser.parse($0) }) {
        promise((1000...9999).contains(value), "year \(value)")
    }
    if let value = steady(bytes, { DateParser.parse($0, formats: formats) }) { sound(value) }
    if let value = steady(bytes, { UTCMidnightParser.parse($0) }) { sound(value) }
    if let value = steady(bytes, { TimestampParser.parse($0) }) {
        again(written(value, Digits.writeUTC), value) { TimestampParser.parse($0) }
    }
    if let value = steady(bytes, { LocalTimestampParser.parse($0) }) {
        again(written(value, Digits.writeLocal), value) { LocalTimestampParser.parse($0) }
    }
    if let value = steady(bytes, { PointParser.parse($0) }) {
        promise(value.easting.isFinite && value.northing.isFinite, "point \(value)")
    }
    if let value = steady(bytes, { text(PeriodParser.parse($0)) }) {
        promise(value.utf8.elementsEqual(bytes) && [4, 7].contains(bytes.count), "period \(value)")
    }
    if let value = steady(bytes, { text(IDParser.parse($0)) }) {
        promise(value.utf8.allSatisfy { (48...57).contains($0) }, "id \(value)")
    }
    if let value = steady(
        bytes,
        { field in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) {
                text(UUIDParser.parse(field, into: $0.baseAddress!))
            }
        })
    {
        promise(value.utf8.count == 36 && value == value.lowercased(), "uuid \(value)")
    }
    _ = steady(bytes, { BooleanParser.parse($0) })
    _ = steady(bytes, { text(CodeParser.parse($0)) })
    _ = steady(bytes, { text(TextParser.parse($0)) })
    _ = steady(
        bytes,
        { field -> Parsed<[Bool]> in
            .value([
                PersonalNumber.isIn(field, plain: true), PersonalNumber.isIn(field, plain: false),
                ExcelError.matches(field), codes.contains(field),
            ])
        })
    let trimmed =
        steady(bytes, { field -> Parsed<String> in .value(String(decoding: field.trimmed(), as: UTF8.self)) })
        ?? ""
    promise(
        trimmed.utf8.elementsEqual(String(decoding: bytes, as: UTF8.self).utf8),
        "what is trimmed stays as it is")
    words(String(decoding: bytes, as: UTF8.self))
}

private let styles = [
    ValueStyle(
        thousands: UInt8(ascii: "."), dates: ["dd-MM-yyyy", "yyyy-MM-dd", "dd.MM.yyyy"], trailingMinus: true),
    .register,
    ValueStyle(decimal: UInt8(ascii: "."), thousands: UInt8(ascii: ","), dates: ["MM/dd/yyyy", "yyyyMMdd"]),
    ValueStyle(thousands: 0x20, dates: ["yyyy MM dd", "dd/MM/yyyy"], trailingMinus: true),
]
private let allFormats = styles.map { $0.dates.compactMap { DateFormat($0) } }
nonisolated(unsafe) private let checkers = styles.map {
    RowChecker(contract: contract, style: $0, codes: ["list": ["1", "abc"]])
}
/// By a contract that asks little: plain values the short way, and everything by its parser.
nonisolated(unsafe) private let plain = styles.map {
    RowChecker(contract: open, style: $0, codes: ["list": ["1", "abc"]])
}
nonisolated(unsafe) private let parsed = styles.map { style in
    let checker = RowChecker(contract: open, style: style, codes: ["list": ["1", "abc"]])
    checker.takesPlain = false
    return checker
}
private let codes = CodeSet(["1", "12", "æ", "120-abc", ""])

/// The parser's value, the same with nothing around the field, with digits and with signs.
private func steady<Value: Equatable>(_ bytes: [UInt8], _ parse: (Bytes) -> Parsed<Value>) -> Value? {
    let tight = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { tight.deallocate() }
    _ = tight.update(fromContentsOf: bytes)
    let answer = parse(Bytes(tight))
    for around in ["1234567890", "0-)Z%:.,+ "] {
        let padded = Array(around.utf8) + bytes + Array(around.utf8)
        let other = padded.withUnsafeBufferPointer { parse(Bytes(rebasing: $0[10..<10 + bytes.count])) }
        promise(other == answer, "\(answer) alone, \(other) between \(around)")
    }
    if case .value(let value) = answer { return value }
    return nil
}

/// A value written in its final form is read as itself.
private func again<Value: Equatable>(_ written: String, _ value: Value, _ parse: (Bytes) -> Parsed<Value>) {
    var written = written
    let answer = written.withUTF8 { parse($0) }
    promise(answer == .value(value), "\(value) written as \(written) is read as \(answer)")
}

private func sound(_ day: CalendarDay) {
    promise(CalendarDay(iso: day.description) == day && CalendarDay(day.description) == day, "day \(day)")
    promise(CalendarDay(daysSince1970: day.daysSince1970) == day, "day \(day) by number")
    _ = day.adding(months: 1)
    _ = day.adding(months: -25)
}

private func written(_ moment: Moment, _ write: (Moment, UnsafeMutablePointer<UInt8>) -> Int) -> String {
    sound(moment.date)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: 28)
    defer { room.deallocate() }
    return String(decoding: UnsafeBufferPointer(start: room, count: write(moment, room)), as: UTF8.self)
}

private func text(_ parsed: Parsed<Bytes>) -> Parsed<String> {
    switch parsed {
    case .value(let bytes): .value(String(decoding: bytes, as: UTF8.self))
    case .noted(let bytes, let code): .noted(String(decoding: bytes, as: UTF8.self), code)
    case .null: .null
    case .bad(let code): .bad(code)
    }
}

/// What the digits of an accepted number say, between the first digit and the last.
private struct Exactly {
    private var digits: [UInt8] = []
    private var decimals = 0
    private var negative = false

    init(_ bytes: [UInt8], _ decimal: UInt8) {
        negative = bytes.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") }
        guard let first = bytes.firstIndex(where: isDigit), let last = bytes.lastIndex(where: isDigit) else {
            return
        }
        // `,5` and `-,5` are numbers; in `kr.5` the point belongs to the currency.
        var behind =
            first > 0 && bytes[first - 1] == decimal
            && (first == 1 || bytes[first - 2] == UInt8(ascii: "-") || bytes[first - 2] == UInt8(ascii: "("))
        for byte in bytes[first...last] {
            if byte == decimal {
                behind = true
            } else if isDigit(byte) {
                digits.append(byte)
                if behind { decimals += 1 }
            }
        }
    }

    private var all: Int128? { Int128(String(decoding: digits, as: UTF8.self)).map { negative ? -$0 : $0 } }
    var whole: Int128? { decimals == 0 ? all : nil }
    /// Øre; of more decimals the third decides, away from zero.
    var hundredths: Int128? {
        guard decimals > 2 else { return all.map { $0 * [100, 10, 1][decimals] } }
        let kept = Int128(String(decoding: digits.dropLast(decimals - 3), as: UTF8.self))
        return kept.map { (negative ? -1 : 1) * (($0 + 5) / 10) }
    }
    /// As the standard library reads it: correctly rounded.
    var double: Double? {
        let text =
            String(decoding: digits.dropLast(decimals), as: UTF8.self) + "."
            + String(decoding: digits.suffix(decimals), as: UTF8.self)
        return Double((negative ? "-0" : "0") + text + (decimals == 0 ? "0" : ""))
    }
}

/// A record with this field in every column type: a row, a reject or a refusal.
private func whole(_ bytes: [UInt8], _ checker: RowChecker) {
    var batch = checker.makeBatch()
    bytes.withUnsafeBufferPointer { field in
        for raw in [field, Bytes(start: nil, count: 0)] {
            [field].withUnsafeBufferPointer {
                _ = check(Record(fields: $0, position: Position(line: 1), raw: raw), checker, &batch)
            }
        }
    }
}

/// The short way of plain values and the parsers come to the same, whatever stands around the field.
private func shortWay(_ bytes: [UInt8], _ plain: RowChecker, _ parsed: RowChecker) {
    var batch = plain.makeBatch()
    func answer(_ around: String, _ checker: RowChecker) -> String {
        let padded = Array(around.utf8) + bytes + Array(around.utf8)
        return padded.withUnsafeBufferPointer { room in
            [Bytes(rebasing: room[around.utf8.count..<around.utf8.count + bytes.count])]
                .withUnsafeBufferPointer {
                    check(Record(fields: $0, position: Position(line: 1)), checker, &batch)
                }
        }
    }
    let long = answer("", parsed)
    for around in ["", "1234567890", "0-)Z%:.,+ "] {
        let short = answer(around, plain)
        promise(short == long, "\(short) the short way, \(long) by the parsers")
    }
}

private let open = Contract(
    name: "open", describes: "",
    columns: ColumnType.allCases.map {
        Column(name: $0.rawValue, from: ["a"], type: $0, maximum: 3e8, onFault: .accept)
    } + [
        Column(
            name: "listed", from: ["a"], type: .code, codes: "list", onFault: .accept,
            onUnknownCode: .accept),
        Column(name: "fixed", from: ["a"], type: .id, length: 8, onFault: .dropValue),
    ], key: [])

private let contract = Contract(
    name: "fuzz", describes: "",
    columns: ColumnType.allCases.enumerated().map { index, type in
        Column(
            name: type.rawValue, from: ["a"], type: type, minimum: -5, maximum: 1e15, earliest: "1900-01-01",
            latest: "2100-12-31", maximumLength: 30,
            codes: type == .code ? "list" : nil, nulls: ["0"],
            onFault: [.accept, .dropValue, .reject][index % 3], onUnknownCode: .accept)
    }, key: [])

private func words(_ text: String) {
    let name = FieldName.normalised(text)
    promise(
        FieldName.normalised(name) == name, "the name \(text) is \(name), then \(FieldName.normalised(name))")
    _ = DateFormat(text)
    _ = VisibleText.of(text)
    if let day = CalendarDay(text) { sound(day) }
}
