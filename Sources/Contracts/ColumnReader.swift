import Records

/// Reads one field by the rule of its column and puts the value into the batch as a cell.
struct ColumnReader {
    /// What became of the field.
    enum Outcome {
        /// One cell was appended, perhaps null.
        case stored
        /// Nothing was appended: the text is no value of the type.
        case unreadable(FaultCode)
        /// The value was appended, but the contract does not want it.
        case unwanted(FaultCode)
        /// The value was appended; how it was written is worth a note.
        case noted(FaultCode)
    }

    let style: ValueStyle
    let formats: [DateFormat]
    /// Room for a date, a time or a UUID in its final form.
    let scratch: UnsafeMutablePointer<UInt8>

    func read(_ bytes: Bytes, by rule: borrowing ColumnRule, into batch: inout RowBatch) -> Outcome {
        switch rule.type {
        case .integer: return integer(IntegerParser.parse(bytes, style: style), rule, &batch)
        case .money: return integer(MoneyParser.parse(bytes, style: style), rule, &batch)
        case .year: return integer(YearParser.parse(bytes), rule, &batch)
        case .number: return real(NumberParser.parse(bytes, style: style), rule, &batch)
        case .percent: return real(PercentParser.parse(bytes, style: style), rule, &batch)
        case .easting, .northing: return coordinate(PointParser.parse(bytes), rule, &batch)
        case .text: return text(TextParser.parse(bytes), rule, &batch)
        case .code: return text(CodeParser.parse(bytes), rule, &batch)
        case .key: return key(bytes, rule, &batch)
        case .uuids: return uuids(bytes, &batch)
        case .id: return id(bytes, rule, &batch)
        case .rowID: return bytes.count < 36 ? id(bytes, rule, &batch) : uuid(bytes, rule, &batch)
        case .uuid: return uuid(bytes, rule, &batch)
        case .period: return period(bytes, rule, &batch)
        case .date: return date(DateParser.parse(bytes, formats: formats), rule, &batch)
        case .utcMidnight: return date(UTCMidnightParser.parse(bytes), rule, &batch)
        case .timestamp: return moment(TimestampParser.parse(bytes), rule, &batch, Digits.writeUTC)
        case .localTimestamp:
            return moment(LocalTimestampParser.parse(bytes), rule, &batch, Digits.writeLocal)
        case .boolean: return boolean(BooleanParser.parse(bytes), &batch)
        }
    }

    /// Characters (Unicode scalars) of a text: what a person counts, near enough, and never more than the
    /// bytes.
    static func characters(_ bytes: Bytes) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    @inline(__always)
    private func integer(_ parsed: Parsed<Int64>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch)
        -> Outcome
    {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value): return bounds(value, rule, &batch) ?? .stored
        case .noted(let value, let code): return bounds(value, rule, &batch) ?? .noted(code)
        }
        return .stored
    }

    @inline(__always)
    private func bounds(_ value: Int64, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome? {
        batch.append(integer: value)
        let number = Double(value)
        return number < rule.minimum || number > rule.maximum ? .unwanted(.outOfRange) : nil
    }

    @inline(__always)
    private func real(_ parsed: Parsed<Double>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch)
        -> Outcome
    {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value): return bounds(value, rule, &batch) ?? .stored
        case .noted(let value, let code): return bounds(value, rule, &batch) ?? .noted(code)
        }
        return .stored
    }

    @inline(__always)
    private func bounds(_ value: Double, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome? {
        batch.append(real: value)
        return value < rule.minimum || value > rule.maximum ? .unwanted(.outOfRange) : nil
    }

    private func coordinate(_ parsed: Parsed<MapPoint>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch)
        -> Outcome
    {
        switch parsed {
        case .bad(let code): real(.bad(code), rule, &batch)
        case .null: real(.null, rule, &batch)
        case .value(let point), .noted(let point, _):
            real(.value(rule.type == .easting ? point.easting : point.northing), rule, &batch)
        }
    }

    @inline(__always)
    private func text(_ parsed: Parsed<Bytes>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch)
        -> Outcome
    {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value): return kept(value, rule, &batch) ?? .stored
        case .noted(let value, let code): return kept(value, rule, &batch) ?? .noted(code)
        }
        return .stored
    }

    /// Appends a text; what the contract has against it.
    @inline(__always)
    private func kept(_ value: Bytes, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome? {
        if rule.isAuthority, value.count != AuthorityCode.digits { return authority(value, rule, &batch) }
        if rule.length == 0, rule.cuts, value.count > rule.maximumLength,
            Self.characters(value) > rule.maximumLength
        {
            batch.append(text: Self.cut(value, to: rule.maximumLength))
            return .noted(.cutText)
        }
        batch.append(text: value)
        if rule.length > 0, Self.characters(value) != rule.length { return .unwanted(.wrongLength) }
        if value.count > rule.maximumLength, Self.characters(value) > rule.maximumLength {
            return .unwanted(.tooLong)
        }
        if let codes = rule.codes, !codes.knows(value) { return .unwanted(.unknownCode) }
        return nil
    }

    /// A municipality's code that is not written with four digits: the same one with them, or what it is.
    private func authority(_ value: Bytes, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome?
    {
        guard let number = AuthorityCode.number(value) else {
            batch.append(text: value)
            if let codes = rule.codes, !codes.knows(value) { return .unwanted(.unknownCode) }
            return nil
        }
        AuthorityCode.write(number, to: scratch)
        let code = Bytes(start: scratch, count: AuthorityCode.digits)
        batch.append(text: code)
        if let codes = rule.codes, !codes.knows(code) { return .unwanted(.unknownCode) }
        return .noted(.otherSpelling)
    }

    /// The beginning of a text and a mark that it goes on: so many characters in all. Money and keys beside
    /// it are not lost for a long text.
    private static func cut(_ bytes: Bytes, to characters: Int) -> [UInt8] {
        var seen = 0
        var end = 0
        while end < bytes.count {
            if bytes[end] & 0xC0 != 0x80 {
                if seen == max(0, characters - 1) { break }
                seen += 1
            }
            end += 1
        }
        return Array(bytes[from: 0, to: end]) + Array("…".utf8)
    }

    private func key(_ bytes: Bytes, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        let plain = KeySpelling.plain(bytes)
        if let listed = listed(bytes, plain, rule) {
            return listed.withUnsafeBufferPointer { text(.noted($0, .listedKey), rule, &batch) }
        }
        guard let plain else { return text(CodeParser.parse(bytes), rule, &batch) }
        // Nothing but marks that nobody sees is nothing.
        if plain.isEmpty { return text(.null, rule, &batch) }
        return plain.withUnsafeBufferPointer { folded in
            switch CodeParser.parse(folded) {
            case .value(let value), .noted(let value, _): text(.noted(value, .foldedKey), rule, &batch)
            case .null: text(.null, rule, &batch)
            case .bad(let code): text(.bad(code), rule, &batch)
            }
        }
    }

    /// The key of another table that this one is in another spelling.
    private func listed(_ bytes: Bytes, _ plain: [UInt8]?, _ rule: borrowing ColumnRule) -> [UInt8]? {
        guard let known = rule.known, !known.contains(bytes),
            let text = plain.map({ String(decoding: $0, as: UTF8.self) })
                ?? String(validating: bytes, as: UTF8.self)
        else { return nil }
        return known.spelling(of: text).map { Array($0.utf8) }
    }

    private func id(_ bytes: Bytes, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        guard case .bad = IDParser.parse(bytes), let loose = IDParser.loose(bytes) else {
            return text(IDParser.parse(bytes), rule, &batch)
        }
        return loose.withUnsafeBufferPointer { text(.noted($0, .otherSpelling), rule, &batch) }
    }

    private func uuid(_ bytes: Bytes, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        let strict = UUIDParser.parse(bytes, into: scratch)
        guard case .bad = strict, let plain = KeySpelling.plain(bytes) else {
            return text(strict, rule, &batch)
        }
        return plain.withUnsafeBufferPointer {
            switch UUIDParser.parse($0, into: scratch) {
            case .value(let value): text(.noted(value, .otherSpelling), rule, &batch)
            case let other: text(other, rule, &batch)
            }
        }
    }

    /// A date where a period is asked gives its month, and a period in another form is read where that has
    /// one
    /// reading.
    private func period(_ bytes: Bytes, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        let strict = PeriodParser.parse(bytes)
        guard case .bad = strict else { return text(strict, rule, &batch) }
        let day: CalendarDay
        switch DateParser.parse(bytes, formats: formats) {
        case .value(let found), .noted(let found, _): day = found
        case .null, .bad:
            guard var period = WrittenDay.period(bytes) else { return text(strict, rule, &batch) }
            return period.withUTF8 { text(.noted($0, .otherSpelling), rule, &batch) }
        }
        _ = Digits.write(day, to: scratch)
        return text(.noted(Bytes(start: scratch, count: 7), .otherSpelling), rule, &batch)
    }

    private func uuids(_ bytes: Bytes, _ batch: inout RowBatch) -> Outcome {
        guard let found = UUIDList.parse(bytes) else { return .unreadable(.badUUID) }
        if found.isEmpty { batch.append(null: ()) } else { batch.append(text: found) }
        return .stored
    }

    @inline(__always)
    private func date(_ parsed: Parsed<CalendarDay>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch)
        -> Outcome
    {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let date): return write(date, rule, &batch) ?? .stored
        case .noted(let date, let code): return write(date, rule, &batch) ?? .noted(code)
        }
        return .stored
    }

    @inline(__always)
    private func write(_ date: CalendarDay, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome?
    {
        batch.append(text: Bytes(start: scratch, count: Digits.write(date, to: scratch)))
        if case .unwanted(let code) = bounds(date, rule) { return .unwanted(code) }
        return nil
    }

    @inline(__always)
    private func moment(
        _ parsed: Parsed<Moment>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch,
        _ write: (Moment, UnsafeMutablePointer<UInt8>) -> Int
    ) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let moment), .noted(let moment, _):
            batch.append(text: Bytes(start: scratch, count: write(moment, scratch)))
            return bounds(moment.date, rule)
        }
        return .stored
    }

    @inline(__always)
    private func bounds(_ date: CalendarDay, _ rule: borrowing ColumnRule) -> Outcome {
        if let earliest = rule.earliest, date < earliest { return .unwanted(.outOfRange) }
        if let latest = rule.latest, latest < date { return .unwanted(.outOfRange) }
        return .stored
    }

    private func boolean(_ parsed: Parsed<Bool>, _ batch: inout RowBatch) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value), .noted(let value, _): batch.append(integer: value ? 1 : 0)
        }
        return .stored
    }
}
