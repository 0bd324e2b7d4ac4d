extension PlanInstance {
    private static let propertyColumns = [
        "key", "locality", "area_m2", "saving_ore", "one_off_cost_ore", "proceeds_ore", "backlog_ore",
        "must_keep", "listed", "guarded", "exit_from",
        "forced", "easting_m", "northing_m",
    ]
    /// What version 2 says of a property beside that.
    private static let peopleColumns = ["unjudged", "headcount"]
    /// True when the instance says what version 1 cannot: places, people counted, properties that nobody
    /// could judge. What version 1 can say is written in it, so that an instance has one spelling and the
    /// files of earlier editions are read as they are.
    private var isSecond: Bool { !places.isEmpty || properties.contains { $0.unjudged || $0.headcount != 0 } }
    private static let groupColumns = [
        "key", "property", "activity", "users", "space_low_m2_100", "space_high_m2_100", "unit",
    ]

    /// The instance as text: one line a fact, in key order, the same bytes for the same instance.
    public func text() -> String {
        let ordered = inKeyOrder()
        return LineWriter.text { ordered.write(&$0) }
    }

    /// The lines of an instance in key order.
    private func write(_ w: inout LineWriter) {
        let i = self
        func optional(_ n: Int?) -> String { n.map(String.init) ?? "-" }
        func flag(_ b: Bool) -> String { b ? "1" : "0" }
        let second = isSecond
        w.line("kvadratur-plan-instance", second ? "2" : "1")
        w.line("plan_date", i.planDate)
        w.line("baseline_area_m2", String(i.baselineArea))
        w.line("target_m2", String(i.target))
        w.line("ceiling_m2", optional(i.ceiling))
        w.line("slack_permille", String(i.slackPermille))
        w.line("annualise_years", String(i.annualiseYears))
        w.line("backlog_years", optional(i.backlogYears))
        w.line("space_basis", i.spaceBasis.rawValue)
        w.line("columns", "activity", "key", "limit_m")
        for a in i.activities { w.line("activity", a.key, String(a.limitMetres)) }
        w.line(["columns", "property"] + Self.propertyColumns + (second ? Self.peopleColumns : []))
        for p in i.properties {
            let people = second ? [flag(p.unjudged), String(p.headcount)] : []
            w.line(
                [
                    "property", p.key, p.locality, String(p.area), String(p.saving), String(p.oneOffCost),
                    String(p.proceeds), String(p.backlog),
                    flag(p.mustKeep), flag(p.listed), flag(p.guarded), p.exitFrom ?? "-", p.forced.rawValue,
                    optional(p.easting), optional(p.northing),
                ] + people)
        }
        w.line("columns", "room", "key", "property", "activities", "free_m2_100")
        for r in i.rooms {
            w.line("room", r.key, r.property, LineWriter.list(r.activities), String(r.freeSpace))
        }
        if second { w.line("columns", "places", "room", "activity", "free") }
        for p in i.places { w.line("places", p.room, p.activity, String(p.free)) }
        w.line(["columns", "group"] + Self.groupColumns)
        for g in i.groups {
            w.line(
                "group", g.key, g.property, g.activity, String(g.users), String(g.spaceLow),
                String(g.spaceHigh), String(g.unit))
        }
        w.line("columns", "move", "group", "room", "extra_m")
        for m in i.moves { w.line("move", m.group, m.room, String(m.extraMetres)) }
        w.line("columns", "exclusive", "key", "properties")
        for e in i.exclusives { w.line("exclusive", e.key, LineWriter.list(e.properties)) }
        w.end()
    }

    /// Reads an instance from its text; anything but what `text()` writes is refused with its line.
    ///
    /// - Throws: `PlanTextError` at the first line that is not as `text()` writes it.
    public init(text: String) throws(PlanTextError) {
        let r = try LineReader(text)
        let version = try r.take("kvadratur-plan-instance", 1)[0]
        guard version == "1" || version == "2" else {
            throw r.fail(.unexpected(expected: "2", found: version))
        }
        let second = version == "2"
        let planDate = try r.take("plan_date", 1)[0]
        let baseline = try r.number(r.take("baseline_area_m2", 1)[0])
        let target = try r.number(r.take("target_m2", 1)[0])
        let ceiling = try r.optional(r.take("ceiling_m2", 1)[0])
        let slack = try r.number(r.take("slack_permille", 1)[0])
        let annualise = try r.number(r.take("annualise_years", 1)[0])
        let backlog = try r.optional(r.take("backlog_years", 1)[0])
        let basis = try r.word(r.take("space_basis", 1)[0], SpaceBasis.self)
        self.init(
            planDate: planDate, baselineArea: baseline, target: target, ceiling: ceiling,
            slackPermille: slack, annualiseYears: annualise,
            backlogYears: backlog, spaceBasis: basis)
        try r.columns("activity", ["key", "limit_m"])
        while r.word == "activity" {
            let f = try r.take("activity", 2)
            try Self.inOrder(activities.last?.key, f[0], r)
            activities.append(Activity(key: f[0], limitMetres: try r.number(f[1])))
        }
        try readProperties(r, second)
        try r.columns("room", ["key", "property", "activities", "free_m2_100"])
        while r.word == "room" {
            let f = try r.take("room", 4)
            try Self.inOrder(rooms.last?.key, f[0], r)
            rooms.append(
                Room(key: f[0], property: f[1], activities: try r.list(f[2]), freeSpace: try r.number(f[3])))
        }
        if second { try r.columns("places", ["room", "activity", "free"]) }
        while second, r.word == "places" {
            let f = try r.take("places", 3)
            if let last = places.last, last.room == f[0] {
                try Self.inOrder(last.activity, f[1], r)
            } else {
                try Self.inOrder(places.last?.room, f[0], r)
            }
            places.append(Places(room: f[0], activity: f[1], free: try r.number(f[2])))
        }
        try r.columns("group", Self.groupColumns)
        while r.word == "group" {
            let f = try r.take("group", 7)
            try Self.inOrder(groups.last?.key, f[0], r)
            groups.append(
                UserGroup(
                    key: f[0], property: f[1], activity: f[2], users: try r.number(f[3]),
                    spaceLow: try r.number(f[4]), spaceHigh: try r.number(f[5]),
                    unit: try r.number(f[6])))
        }
        try r.columns("move", ["group", "room", "extra_m"])
        while r.word == "move" {
            let f = try r.take("move", 3)
            if let last = moves.last, last.group == f[0] {
                try Self.inOrder(last.room, f[1], r)
            } else {
                try Self.inOrder(moves.last?.group, f[0], r)
            }
            moves.append(Move(group: f[0], room: f[1], extraMetres: try r.number(f[2])))
        }
        try r.columns("exclusive", ["key", "properties"])
        while r.word == "exclusive" {
            let f = try r.take("exclusive", 2)
            try Self.inOrder(exclusives.last?.key, f[0], r)
            exclusives.append(Exclusive(key: f[0], properties: try r.list(f[1])))
        }
        try r.end()
        let ordered = inKeyOrder()
        try r.only { ordered.write(&$0) }
    }

    private mutating func readProperties(_ r: LineReader, _ second: Bool) throws(PlanTextError) {
        let columns = Self.propertyColumns + (second ? Self.peopleColumns : [])
        try r.columns("property", columns)
        while r.word == "property" {
            let f = try r.take("property", columns.count)
            try Self.inOrder(properties.last?.key, f[0], r)
            properties.append(
                Property(
                    key: f[0], locality: f[1], area: try r.number(f[2]), saving: try r.number(f[3]),
                    oneOffCost: try r.number(f[4]),
                    proceeds: try r.number(f[5]), backlog: try r.number(f[6]), mustKeep: try r.flag(f[7]),
                    listed: try r.flag(f[8]),
                    guarded: try r.flag(f[9]), unjudged: second ? try r.flag(f[14]) : false,
                    headcount: second ? try r.number(f[15]) : 0,
                    exitFrom: f[10] == "-" ? nil : f[10], forced: try r.word(f[11], Forced.self),
                    easting: try r.optional(f[12]),
                    northing: try r.optional(f[13])))
        }
    }

    private static func inOrder(_ last: String?, _ key: String, _ r: LineReader) throws(PlanTextError) {
        if let last, !keyPrecedes(last, key) { throw r.fail(.outOfOrder(key)) }
    }
}
