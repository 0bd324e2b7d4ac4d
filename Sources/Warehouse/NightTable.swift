import Records

extension CalendarDay {
    /// The one row of the table `night`: the night's date and the dates counted from it, so that models need
    /// no date functions.
    public func nightRow(run: Int) -> [Value] {
        func text(_ day: CalendarDay) -> Value { .text(day.description) }
        func first(_ month: Int) -> Value { text(CalendarDay(year: year, month: month, day: 1)!) }
        return [
            text(self), .integer(Int64(run)), .text("\(self)T00:00:00.0000000Z"), first(month), first(1),
            text(adding(months: -3)),
            text(adding(months: -6)), text(adding(months: -12)), text(adding(months: -24)),
            text(adding(months: -24)), text(adding(months: -60)),
            .integer(Int64(year)), .integer(Int64(year + 5)), .integer(Int64(year + 10)),
        ]
    }
}
