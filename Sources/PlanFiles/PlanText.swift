extension Plan {
    /// The plan as text: what is left, who moves, the sums, the bound and its multipliers.
    public func text() -> String { LineWriter.text { write(&$0) } }

    private func write(_ w: inout LineWriter) {
        func optional(_ n: Int?) -> String { n.map(String.init) ?? "-" }
        w.line("kvadratur-plan", "1")
        w.line("stage", stage.rawValue)
        w.line("disruption_limit_user_m", optional(disruptionLimit))
        w.line("area_m2", String(sums.area))
        w.line("saving_ore", String(sums.saving))
        w.line("one_off_cost_ore", String(sums.oneOffCost))
        w.line("proceeds_ore", String(sums.proceeds))
        w.line("backlog_ore", String(sums.backlog))
        w.line("net_units", String(sums.net))
        w.line("users_moved", String(sums.usersMoved))
        w.line("disruption_user_m", String(sums.disruption))
        w.line("columns", "left", "property")
        for c in closed { w.line("left", c) }
        w.line("columns", "move", "group", "room", "users")
        for m in moves { w.line("move", m.group, m.room, String(m.users)) }
        if let bound {
            w.line("bound", String(bound.claimed))
            w.line("solver_claim", String(bound.solverClaim))
            w.line("denominator", String(bound.denominator))
            for l in bound.lemmas {
                w.line(
                    "lemma", String(l.weight), LineWriter.list(l.properties), String(l.prices.count),
                    String(l.leaves.count))
                for p in l.prices { w.line(["price"] + p.row.fields + [String(p.numerator)]) }
                for leaf in l.leaves { Self.write(leaf, &w) }
            }
            for leaf in bound.leaves { Self.write(leaf, &w) }
        }
        w.end()
    }

    private static func write(_ leaf: Leaf, _ w: inout LineWriter) {
        w.line("leaf", String(leaf.cases.count), String(leaf.multipliers.count))
        for c in leaf.cases {
            if let room = c.room {
                w.line("case", c.holds ? "goes" : "stays", c.key, room, String(c.units))
            } else {
                w.line("case", c.holds ? "left" : "kept", c.key, "", "")
            }
        }
        for m in leaf.multipliers { w.line(["multiplier"] + m.row.fields + [String(m.numerator)]) }
    }

    /// Reads a plan from its text; anything but what `text()` writes is refused with its line.
    ///
    /// - Throws: `PlanTextError` at the first line that is not as `text()` writes it.
    public init(text: String) throws(PlanTextError) {
        let r = try LineReader(text)
        let version = try r.take("kvadratur-plan", 1)[0]
        guard version == "1" else { throw r.fail(.unexpected(expected: "1", found: version)) }
        self.init(stage: try r.word(r.take("stage", 1)[0], Stage.self))
        disruptionLimit = try r.optional(r.take("disruption_limit_user_m", 1)[0])
        sums.area = try r.number(r.take("area_m2", 1)[0])
        sums.saving = try r.number(r.take("saving_ore", 1)[0])
        sums.oneOffCost = try r.number(r.take("one_off_cost_ore", 1)[0])
        sums.proceeds = try r.number(r.take("proceeds_ore", 1)[0])
        sums.backlog = try r.number(r.take("backlog_ore", 1)[0])
        sums.net = try r.number(r.take("net_units", 1)[0])
        sums.usersMoved = try r.number(r.take("users_moved", 1)[0])
        sums.disruption = try r.number(r.take("disruption_user_m", 1)[0])
        try r.columns("left", ["property"])
        while r.word == "left" { closed.append(try r.take("left", 1)[0]) }
        try r.columns("move", ["group", "room", "users"])
        while r.word == "move" {
            let f = try r.take("move", 3)
            moves.append(Move(group: f[0], room: f[1], users: try r.number(f[2])))
        }
        if r.word == "bound" { bound = try Self.readBound(r) }
        try r.end()
        let read = self
        try r.only { read.write(&$0) }
    }

    private static func readBound(_ r: LineReader) throws(PlanTextError) -> Bound {
        let claimed = try r.number(r.take("bound", 1)[0])
        let solverClaim = try r.number(r.take("solver_claim", 1)[0])
        let denominator = try r.number(r.take("denominator", 1)[0])
        var bound = Bound(claimed: claimed, solverClaim: solverClaim, denominator: denominator, leaves: [])
        while r.word == "lemma" {
            let f = try r.take("lemma", 4)
            var lemma = Lemma(
                properties: try r.list(f[1]), weight: try r.number(f[0]), prices: [], leaves: [])
            let prices = try r.number(f[2])
            let leaves = try r.number(f[3])
            while lemma.prices.count < prices { lemma.prices.append(try readMultiplier("price", r)) }
            while lemma.leaves.count < leaves { lemma.leaves.append(try readLeaf(r)) }
            bound.lemmas.append(lemma)
        }
        while r.word == "leaf" { bound.leaves.append(try readLeaf(r)) }
        return bound
    }

    private static func readLeaf(_ r: LineReader) throws(PlanTextError) -> Leaf {
        let counts = try r.take("leaf", 2)
        let cases = try r.number(counts[0])
        let multipliers = try r.number(counts[1])
        var leaf = Leaf(cases: [], multipliers: [])
        // Room for just so many, but no more than a text can be believed to have: its numbers are a
        // stranger's.
        leaf.cases.reserveCapacity(max(0, min(cases, 10_000)))
        leaf.multipliers.reserveCapacity(max(0, min(multipliers, 100_000)))
        while leaf.cases.count < cases {
            let f = try r.take("case", 4)
            switch f[0] {
            case "left" where f[2].isEmpty, "kept" where f[2].isEmpty:
                leaf.cases.append(Case(property: f[1], left: f[0] == "left"))
            case "goes", "stays":
                leaf.cases.append(
                    Case(group: f[1], room: f[2], units: try r.number(f[3]), goes: f[0] == "goes"))
            default: throw r.fail(.notAWord(f[0], of: ["left", "kept", "goes", "stays"]))
            }
        }
        while leaf.multipliers.count < multipliers {
            leaf.multipliers.append(try readMultiplier("multiplier", r))
        }
        return leaf
    }

    private static func readMultiplier(_ word: String, _ r: LineReader) throws(PlanTextError) -> Multiplier {
        let f = try r.take(word, 4)
        guard let row = RowName(f[0], f[1], f[2]) else { throw r.fail(.notAWord(f[0], of: RowName.words)) }
        return Multiplier(row: row, numerator: try r.number(f[3], Int128.self))
    }
}

extension Plan.RowName {
    static let words = [
        "target", "ceiling", "disruption", "group", "room", "places", "exclusive", "arrive", "depart",
        "lemma",
    ]

    /// The name as a word and its keys; what a row does not need is empty.
    public var fields: [String] {
        switch self {
        case .target: ["target", "", ""]
        case .ceiling: ["ceiling", "", ""]
        case .disruption: ["disruption", "", ""]
        case .group(let key): ["group", key, ""]
        case .room(let key): ["room", key, ""]
        case .places(let room, let activity): ["places", room, activity]
        case .exclusive(let key): ["exclusive", key, ""]
        case .arrive(let group, let room): ["arrive", group, room]
        case .depart(let group, let room): ["depart", group, room]
        case .lemma(let number): ["lemma", String(number), ""]
        }
    }

    init?(_ kind: String, _ first: String, _ second: String) {
        switch kind {
        case "target" where first.isEmpty && second.isEmpty: self = .target
        case "ceiling" where first.isEmpty && second.isEmpty: self = .ceiling
        case "disruption" where first.isEmpty && second.isEmpty: self = .disruption
        case "group" where second.isEmpty: self = .group(first)
        case "room" where second.isEmpty: self = .room(first)
        case "exclusive" where second.isEmpty: self = .exclusive(first)
        case "places": self = .places(room: first, activity: second)
        case "arrive": self = .arrive(group: first, room: second)
        case "depart": self = .depart(group: first, room: second)
        case "lemma" where second.isEmpty:
            guard let number = Int(first), String(number) == first else { return nil }
            self = .lemma(number)
        default: return nil
        }
    }
}
