import Foundation
import Records

/// `pipelines/nightly.yaml`: what is decided for one municipality, or several that share a warehouse.
public struct Settings: Sendable {
    /// One setting that models read from `given_setting`.
    public struct Entry: Sendable {
        /// The name by which models ask for it; once in the settings.
        public var key: String
        /// What is set, as it is written; nil where nothing is.
        public var text: String?
        /// The same as a number; nil where it is none.
        public var number: Double?
        /// The unit of the number, for readers.
        public var unit: String?
        /// Who says so: a decision, a paper, an assumption.
        public var source: String?
        /// When the source said it, as it is written.
        public var dated: String?
        /// Where it stands, for findings and for traces.
        public var line = 1
        var column = 1
    }

    /// Whose method this is laid over: `installed` is the program's own product, else the product's folder;
    /// nil: the root is whole by itself.
    public var product: String?
    var productLine = 1
    /// Municipality codes, four digits.
    public var authorities: [String] = []
    /// Zone whose calendar day is the night's date.
    public var timeZone = "Europe/Copenhagen"
    /// `da` or `en`.
    public var language = "da"
    /// The language that is spoken where nobody asks for another.
    public var speaks: Language { Language(rawValue: language) ?? .da }
    /// `danish` or `rfc4180`.
    public var csvStyle = "danish"
    /// Names of files in `inbound/` that are nobody's delivery.
    public var ignore: [FilePattern] = []
    /// A file must have lain still for so many seconds before it is taken; 0 takes every file as it lies.
    public var settleSeconds = 0
    /// Seconds after which a run is stopped; 0 is never. A run that hangs must not hold the lock when the
    /// next night begins.
    public var limitSeconds = 79_200
    /// Minutes after midnight at which nights start, for deliveries that are due by a time of the day.
    public var nightStarts = 120
    /// How far a delivery may differ from what is in force; a feed may say otherwise.
    public var gate = GateLimits()
    /// How the warehouse's file is looked through before a night works on it.
    public var wholeness = Wholeness()
    /// In the order of the file, which is that of `given_setting`'s rows.
    public var entries: [Entry] = []

    /// The settings of a project that says nothing.
    public init() {}

    static func decode(_ text: String, file: String, into findings: Findings) -> Settings {
        var settings = Settings()
        guard let root = Located.parse(text, file: file, into: findings),
            let map = YAMLMap(root, what: "the settings")
        else { return settings }
        settings.product = map.string("product")
        settings.productLine = map.child("product")?.node.mark?.line ?? 1
        for code in map.placed("authorities") ?? [] {
            if code.text.wholeMatch(of: /\d{4}/) == nil {
                code.place.complain(
                    "bad_value", "a municipality code has four digits, such as \"0155\", not \"\(code.text)\""
                )
            } else if settings.authorities.contains(code.text) {
                code.place.complain("duplicate_key", "the municipality \(code.text) stands twice")
            }
            settings.authorities.append(code.text)
        }
        settings.timeZone = map.string("time_zone") ?? settings.timeZone
        if TimeZone(identifier: settings.timeZone) == nil {
            let near =
                nearestWord(to: settings.timeZone, in: TimeZone.knownTimeZoneIdentifiers).map {
                    "; was \($0) meant?"
                } ?? ""
            map.child("time_zone")?.complain("bad_value", "\(settings.timeZone) is no time zone\(near)")
        }
        settings.language = map.string("language") ?? settings.language
        if !["da", "en"].contains(settings.language) {
            map.child("language")?.complain("bad_value", "language must be da or en")
        }
        settings.csvStyle = map.string("csv_style") ?? settings.csvStyle
        if !["danish", "rfc4180"].contains(settings.csvStyle) {
            map.child("csv_style")?.complain("bad_value", "csv_style must be danish or rfc4180")
        }
        for pattern in map.placed("ignore") ?? [] {
            do { settings.ignore.append(try FilePattern(pattern.text)) } catch {
                pattern.place.complain("bad_pattern", "\"\(pattern.text)\" is no regular expression")
            }
        }
        if let inbound = map.map("inbound") {
            settings.settleSeconds = inbound.integer("settle_seconds") ?? 0
            if !(0...3600).contains(settings.settleSeconds) {
                inbound.child("settle_seconds")?.complain("bad_value", "settle_seconds must be 0 to 3600")
                settings.settleSeconds = 0
            }
            inbound.finish()
        }
        if let run = map.map("run") {
            settings.limitSeconds = run.integer("limit_seconds", from: 0) ?? settings.limitSeconds
            run.finish()
        }
        if let text = map.string("night_starts") {
            if let minutes = Expectation.minutes(text) {
                settings.nightStarts = minutes
            } else {
                map.child("night_starts")?.complain(
                    "bad_value", "night_starts must be a time such as \"02:00\", not \"\(text)\"")
            }
        }
        settings.gate = GateLimits.decode(map.map("gate"))
        settings.wholeness = Wholeness.decode(map.map("warehouse"))
        if let gone = map.child("history") {
            gone.complain(
                "unknown_key", "history is no setting any more, since nothing read it; take its lines away")
        }
        for place in map.list("settings") ?? [] {
            guard let entry = Entry.decode(place) else { continue }
            if settings.entries.contains(where: { $0.key == entry.key }) {
                place.complain("duplicate_key", "the setting \(entry.key) stands twice")
            }
            settings.entries.append(entry)
        }
        map.finish()
        return settings
    }
}

extension Settings.Entry {
    static func decode(_ place: Located) -> Self? {
        guard let map = YAMLMap(place, what: "a setting"), let key = map.string("key", required: true) else {
            return nil
        }
        let text = map.string("value")
        defer { map.finish() }
        var entry = Self(
            key: key, text: text, number: text.flatMap(plainNumber), unit: map.string("unit"),
            source: map.string("source"), dated: map.string("dated"))
        let mark = (map.child("value") ?? place).node.mark
        (entry.line, entry.column) = (mark?.line ?? 1, mark?.column ?? 1)
        _ = map.child("describes")
        _ = map.child("mark")
        return entry
    }

    /// Columns of `given_setting`.
    public static let columns = ["key", "value_text", "value_number", "unit", "source", "dated"]

    /// The entry's row of `given_setting`, by `columns`.
    public var row: [Value] {
        [
            .text(key), text.map(Value.text) ?? nil, number.map(Value.real) ?? nil,
            unit.map(Value.text) ?? nil, source.map(Value.text) ?? nil, dated.map(Value.text) ?? nil,
        ]
    }
}
