import Fingerprints
import Records

/// Which columns of a report table hold what of a calendar's entries: `calendar:` in the table's promise.
public struct CalendarShape: Hashable, Sendable {
    /// The file in the edition, such as `calendar.ics`.
    public var file: String
    /// What an entry is known by on every night, also when its day moves.
    public var key: String
    /// The column with the entry's day (ISO); a row without one is no entry.
    public var day: String
    /// A column, or with `_*` the one in the edition's language.
    public var title: String
    /// The column of the entry's text; nil where it has none.
    public var text: String?
    /// Columns that stand below the text, each with its heading.
    public var details: [String]
    /// The column by which programs colour entries; nil where nothing says it.
    public var category: String?

    /// What of the table makes an entry; the columns are those of the promise.
    public init(
        file: String, key: String, day: String, title: String, text: String? = nil, details: [String] = [],
        category: String? = nil
    ) {
        self.file = file
        self.key = key
        self.day = day
        self.title = title
        self.text = text
        self.details = details
        self.category = category
    }
}

/// A report table as a calendar (iCalendar, RFC 5545): a whole day for each row. Nil where no row has a day,
/// since a calendar without entries is none.
///
/// The stamp is the night's and no clock's. An entry's identifier follows from its key and the authority, so
/// that a program which subscribes moves what moved and keeps what stayed.
func renderCalendar(
    _ table: ReportTable, _ shape: CalendarShape, _ content: EditionContent, _ texts: Texts
) -> [UInt8]? {
    let entries = table.rows.compactMap { CalendarEntry($0, table, shape, content, texts) }
    guard !entries.isEmpty else { return nil }
    let title = table.title[content.language] ?? table.name
    var file = CalendarLines()
    file.add("BEGIN", "VCALENDAR")
    file.add("VERSION", "2.0")
    file.add("PRODID", "-//Kvadratur//\(table.name)//\(content.language.uppercased())")
    file.add("CALSCALE", "GREGORIAN")
    file.add("METHOD", "PUBLISH")
    file.addText("X-WR-CALNAME", content.authority.isEmpty ? title : "\(title), \(content.authority)")
    for entry in entries { entry.write(to: &file) }
    file.add("END", "VCALENDAR")
    return file.bytes
}

/// One row as an entry.
private struct CalendarEntry {
    var identifier: String
    var stamp: String
    var day: String
    var title: String
    var text: String
    var category: String

    init?(
        _ row: [Value], _ table: ReportTable, _ shape: CalendarShape, _ content: EditionContent,
        _ texts: Texts
    ) {
        func column(_ name: String) -> ReportColumn? {
            let name = name.hasSuffix("_*") ? name.dropLast() + texts.language : name
            return table.ordinal(name).map { table.columns[$0] }
        }
        func words(_ name: String?, withUnit: Bool = false) -> String {
            guard let name, let column = column(name) else { return "" }
            return texts.cell(table.value(row, column.name), of: column, withUnit: withUnit)
        }
        guard case .text(let key) = table.value(row, shape.key),
            case .text(let date) = table.value(row, shape.day),
            let day = CalendarDay(date), let night = CalendarDay(content.asOf)
        else { return nil }
        identifier = "\(key)@\(Fingerprint.of([content.authority]).hex.prefix(12)).kvadratur"
        stamp = Self.compact(night) + "T000000Z"
        self.day = Self.compact(day)
        title = words(shape.title)
        let details = shape.details.compactMap { name -> String? in
            let value = words(name, withUnit: true)
            guard let column = column(name), !value.isEmpty else { return nil }
            return "\(column.heading(texts.language)): \(value)"
        }
        text = ([words(shape.text)].filter { !$0.isEmpty } + details).joined(separator: "\n")
        category = words(shape.category)
    }

    /// `20260228`.
    private static func compact(_ day: CalendarDay) -> String { day.description.filter { $0 != "-" } }

    func write(to file: inout CalendarLines) {
        file.add("BEGIN", "VEVENT")
        file.addText("UID", identifier)
        file.add("DTSTAMP", stamp)
        file.add("DTSTART;VALUE=DATE", day)
        file.addText("SUMMARY", title)
        if !text.isEmpty { file.addText("DESCRIPTION", text) }
        if !category.isEmpty { file.addText("CATEGORIES", category) }
        file.add("TRANSP", "TRANSPARENT")
        file.add("END", "VEVENT")
    }
}

/// Lines as RFC 5545 asks for them: none longer than 75 bytes, a longer one goes on behind a blank, CR LF at
/// each end.
struct CalendarLines {
    private(set) var bytes: [UInt8] = []

    /// A value that holds no text of anybody's.
    mutating func add(_ name: String, _ value: String) {
        var room = 75
        for scalar in "\(name):\(value)".unicodeScalars {
            let letter = UTF8.encode(scalar)!
            // No letter is cut in two.
            if letter.count > room {
                bytes += [13, 10, 32]
                room = 74
            }
            bytes += letter
            room -= letter.count
        }
        bytes += [13, 10]
    }

    /// A text: what has a meaning in the format is escaped, a line's end is written as one, and no other
    /// control character gets in.
    mutating func addText(_ name: String, _ text: String) {
        var value = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": value += "\\" + String(scalar)
            case "\n": value += "\\n"
            case "\t": value += " "
            default: if scalar.value >= 32 && scalar.value != 127 { value.unicodeScalars.append(scalar) }
            }
        }
        add(name, value)
    }
}
