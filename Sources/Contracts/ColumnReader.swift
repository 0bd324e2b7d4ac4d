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
        case .id: return text(IDParser.parse(bytes), rule, &batch)
        case .uuid: return text(UUIDParser.parse(bytes, into: scratch), rule, &batch)
        case .period: return text(PeriodParser.parse(bytes), rule, &batch)
        case .date: return date(DateParser.parse(bytes, formats: formats), rule, &batch)
        case .utcMidnight: return date(UTCMidnightParser.parse(bytes), rule, &batch)
        case .timestamp: return moment(TimestampParser.parse(bytes), rule, &batch, Digits.writeUTC)
        case .localTimestamp: return moment(LocalTimestampParser.parse(bytes), rule, &batch, Digits.writeLocal)
        case .boolean: return boolean(BooleanParser.parse(bytes), &batch)
        }
    }

    /// Characters (Unicode scalars) of a text: what a person counts, near enough, and never more than the bytes.
    static func characters(_ bytes: Bytes) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    @inline(__always)
    private func integer(_ parsed: Parsed<Int64>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value):
            batch.append(integer: value)
            let number = Double(value)
            if number < rule.minimum || number > rule.maximum { return .unwanted(.outOfRange) }
        }
        return .stored
    }

    @inline(__always)
    private func real(_ parsed: Parsed<Double>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value):
            batch.append(real: value)
            if value < rule.minimum || value > rule.maximum { return .unwanted(.outOfRange) }
        }
        return .stored
    }

    private func coordinate(_ parsed: Parsed<MapPoint>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        switch parsed {
        case .bad(let code): real(.bad(code), rule, &batch)
        case .null: real(.null, rule, &batch)
        case .value(let point): real(.value(rule.type == .easting ? point.easting : point.northing), rule, &batch)
        }
    }

    @inline(__always)
    private func text(_ parsed: Parsed<Bytes>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let value):
            batch.append(text: value)
            if rule.length > 0, Self.characters(value) != rule.length { return .unwanted(.wrongLength) }
            if value.count > rule.maximumLength, Self.characters(value) > rule.maximumLength { return .unwanted(.tooLong) }
            if let codes = rule.codes, !codes.contains(value) { return .unwanted(.unknownCode) }
        }
        return .stored
    }

    @inline(__always)
    private func date(_ parsed: Parsed<CalendarDay>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let date):
            batch.append(text: Bytes(start: scratch, count: Digits.write(date, to: scratch)))
            return bounds(date, rule)
        }
        return .stored
    }

    @inline(__always)
    private func moment(
        _ parsed: Parsed<Moment>, _ rule: borrowing ColumnRule, _ batch: inout RowBatch,
        _ write: (Moment, UnsafeMutablePointer<UInt8>) -> Int
    ) -> Outcome {
        switch parsed {
        case .bad(let code): return .unreadable(code)
        case .null: batch.append(null: ())
        case .value(let moment):
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
        case .value(let value): batch.append(integer: value ? 1 : 0)
        }
        return .stored
    }
}
