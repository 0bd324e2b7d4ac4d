import Optimiser
import PlanFiles
import Records
import Warehouse

/// The plan's question as the models of `5_plan` state it: the instance, the settings and what things are
/// called.
struct PlanQuestion {
    var instance: PlanInstance
    /// Settings without an activity, by key.
    var settings: [String: Double] = [:]
    /// The baseline's area that was left before tonight, less what came new; the target is what remains.
    var leftBefore = 0
    /// Properties, user groups, rooms and activities by the names a reader knows.
    var names: [Language: [String: String]] = [:]
    /// Why guarded properties are guarded, by their key.
    var guards: [Language: [String: GuardReason]] = [:]
    /// Properties that are counted as saving nothing because nobody delivered their cost.
    var withoutCost: [String] = []
    /// Properties of the list whose area nobody knows: the plan cannot count them.
    var withoutArea = 0

    init(instance: PlanInstance, settings: [String: Double]) {
        self.instance = instance
        self.settings = settings
    }

    /// Reads the models' tables; what they hold is data, so a value out of range is left for the checker to
    /// refuse.
    init(_ transaction: Transaction) throws {
        var numbers: [String: Double] = [:]
        var planDate = ""
        for row in try transaction.rows("SELECT key, value, text FROM plan_setting ORDER BY key") {
            if let value = row[1].number { numbers[row[0].plain] = value }
            if row[0].plain == "plan_date" { planDate = row[2].plain }
        }
        settings = numbers
        func whole(_ key: String) -> Int { Int(clamping: numbers[key] ?? 0) }
        leftBefore = whole("left_m2")
        instance = PlanInstance(
            planDate: planDate, baselineArea: whole("baseline_m2"), target: whole("target_m2"))
        instance.slackPermille = Int(clamping: (numbers["slack_percent"] ?? 5) * 10)
        instance.annualiseYears = max(1, whole("annualise_years"))
        instance.backlogYears = whole("backlog_years") > 0 ? whole("backlog_years") : nil
        try readProperties(transaction)
        try readUsers(transaction)
        for row in try transaction.rows(
            "SELECT group_key, room_key, extra_m FROM plan_move ORDER BY group_key, room_key")
        {
            instance.moves.append(.init(group: row[0].plain, room: row[1].plain, extraMetres: row[2].int))
        }
        instance = instance.inKeyOrder()
    }

    private mutating func readProperties(_ transaction: Transaction) throws {
        let rows = try transaction.rows(
            """
            SELECT property_id, name, locality, area_m2, saving_ore, one_off_ore, proceeds_ore, backlog_ore, \
            must_keep, listed, guarded, decided_keep,
                   exit_from, easting_m, northing_m, cost_known, unjudged, headcount
              FROM plan_candidate ORDER BY property_id
            """)
        for row in rows {
            let key = row[0].plain
            instance.properties.append(
                .init(
                    key: key, locality: row[2].plain, area: row[3].int, saving: row[4].int,
                    oneOffCost: row[5].int, proceeds: row[6].int, backlog: row[7].int,
                    mustKeep: row[8].int == 1, listed: row[9].int == 1, guarded: row[10].int == 1,
                    unjudged: row[16].int == 1, headcount: row[17].int,
                    exitFrom: row[12].optional,
                    forced: row[11].int == 1 ? .keep : .free, easting: row[13] == .null ? nil : row[13].int,
                    northing: row[14] == .null ? nil : row[14].int))
            if row[15].int == 0 { withoutCost.append(key) }
            if let name = row[1].optional {
                for language in Language.allCases { names[language, default: [:]][key] = "\(name) (\(key))" }
            }
        }
        for row in try transaction.rows(
            "SELECT property_id, reason_da, reason_en, own FROM plan_guard ORDER BY property_id")
        {
            for (language, reason) in [(Language.da, row[1]), (.en, row[2])] {
                guards[language, default: [:]][row[0].plain] = reason.optional.map {
                    GuardReason($0, own: row[3].int == 1)
                }
            }
        }
        withoutArea = Int(clamping: settings["without_area"] ?? 0)
        for row in try transaction.rows(
            """
            SELECT exclusive, property_id, name_da, name_en FROM plan_exclusive ORDER BY exclusive, \
            property_id
            """
        ) {
            names[.da, default: [:]][row[0].plain] = row[2].optional
            names[.en, default: [:]][row[0].plain] = row[3].optional
            if instance.exclusives.last?.key == row[0].plain {
                instance.exclusives[instance.exclusives.count - 1].properties.append(row[1].plain)
            } else {
                instance.exclusives.append(.init(key: row[0].plain, properties: [row[1].plain]))
            }
        }
    }

    private mutating func readUsers(_ transaction: Transaction) throws {
        for row in try transaction.rows(
            "SELECT activity, limit_m, name_da, name_en FROM plan_activity ORDER BY activity")
        {
            instance.activities.append(.init(key: row[0].plain, limitMetres: row[1].int))
            names[.da, default: [:]][row[0].plain] = row[2].optional
            names[.en, default: [:]][row[0].plain] = row[3].optional
        }
        for row in try transaction.rows(
            """
            SELECT group_key, property_id, activity, users, space_low_m2_100, space_high_m2_100, \
            unit_users FROM plan_user ORDER BY group_key
            """
        ) {
            instance.groups.append(
                .init(
                    key: row[0].plain, property: row[1].plain, activity: row[2].plain, users: row[3].int,
                    spaceLow: row[4].int, spaceHigh: row[5].int,
                    unit: row[6].int))
            call(row[0].plain, as: row[1].plain)
        }
        for row in try transaction.rows(
            """
            SELECT room_key, property_id, activity, free_m2_100, free_places FROM plan_place ORDER BY \
            room_key, activity
            """
        ) {
            if instance.rooms.last?.key == row[0].plain {
                instance.rooms[instance.rooms.count - 1].activities.append(row[2].plain)
            } else {
                instance.rooms.append(
                    .init(
                        key: row[0].plain, property: row[1].plain, activities: [row[2].plain],
                        freeSpace: row[3].int))
            }
            if row[4] != .null {
                instance.places.append(.init(room: row[0].plain, activity: row[2].plain, free: row[4].int))
            }
            call(row[0].plain, as: row[1].plain)
        }
    }

    /// A group or room is called as its property.
    private mutating func call(_ key: String, as property: String) {
        for language in Language.allCases {
            names[language, default: [:]][key] = names[language]?[property] ?? property
        }
    }

    /// The area that still has to be left for a target in percent of the baseline, after what has left
    /// already, rounded up as the plan's own target is.
    func area(ofTarget percent: Double) -> Int {
        let missing = Double(instance.baselineArea) * percent / 100 - Double(leftBefore)
        // A hair's breadth of rounding is no m² more.
        return missing <= 0 ? 0 : Int(clamping: (missing - 1e-6).rounded(.up))
    }
}

extension Value {
    /// The value as a number; nil when it is none.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }
}

extension Int {
    /// The nearest whole number; 0 for what is none.
    init(clamping value: Double) {
        self = value.isFinite ? Int(Swift.max(-9e15, Swift.min(9e15, value.rounded()))) : 0
    }
}
