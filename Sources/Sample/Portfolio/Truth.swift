/// What is truly the case with a municipal property of the sample. Candidates must be found, traps must not
/// be flagged: the pipeline's rules are judged against this, and it is written before any rule is run.
public enum Truth: String, CaseIterable, Sendable {
    case normal
    // Candidates.
    case overLarge = "over_large"
    case idle
    case lowRoomUse = "low_room_use"
    case lowAttendance = "low_attendance"
    case ghostBooked = "ghost_booked"
    case highCost = "high_cost"
    case poorLowNeed = "poor_low_need"
    case replaceableLease = "replaceable_lease"
    case energyOutlier = "energy_outlier"
    case demographyGap = "demography_gap"
    // Traps.
    case oneBadMonth = "one_bad_month"
    case lastOfKind = "last_of_kind"
    case mustKeep = "must_keep"
    case listed
    case dataMissing = "data_missing"
    case openedLastMonth = "opened_last_month"
    case oneOffBill = "one_off_bill"
    case leaseWithoutVacancy = "lease_without_vacancy"
    case poorButNeeded = "poor_but_needed"
    case areaDisputed = "area_disputed"
    case secondMeterMissing = "second_meter_missing"
    case yearlyPosting = "yearly_posting"
    case uncategorised
    case sold
    case leaseEnded = "lease_ended"
    case twoUses = "two_uses"
    case condominiumLand = "condominium_land"
    case condominium
    case sectorEmpty = "sector_empty"

    /// What everything of a sector has where its places are too many in a town.
    static let gap = "demography_gap"

    /// Flags that a right pipeline raises firmly on complete data.
    public var expected: [String] {
        switch self {
        case .overLarge: ["area_over_norm"]
        case .idle: ["idle"]
        case .lowRoomUse: ["low_room_use"]
        case .lowAttendance: ["low_attendance"]
        case .ghostBooked: ["ghost_booking"]
        case .highCost: ["high_cost"]
        case .poorLowNeed: ["area_over_norm", "poor_condition_low_need"]
        case .replaceableLease: ["lease_replaceable"]
        case .energyOutlier: ["energy_outlier"]
        case .demographyGap: [Truth.gap]
        default: []
        }
    }

    /// Flags that are also right, because one fact trips several rules.
    public var allowed: [String] {
        switch self {
        case .overLarge, .poorLowNeed: ["low_attendance"]
        case .idle: ["low_room_use", "low_attendance"]
        default: []
        }
    }

    /// Whether a right pipeline flags it.
    public var isCandidate: Bool { !expected.isEmpty }

    /// Why, in one sentence.
    public var why: String {
        switch self {
        case .normal: "nothing is wrong with it"
        case .overLarge: "more than twice the usual area per user in both headcounts"
        case .idle:
            "no users in either headcount, nobody in its rooms for two years, and it still costs money"
        case .lowRoomUse: "its rooms are used about a tenth of the open hours in every month of two years"
        case .lowAttendance: "about three in ten employees are there in every month of two years"
        case .ghostBooked:
            "booked nine tenths of the open hours, and half of the booked hours nobody comes, for two years"
        case .highCost: "more than twice the sector's running cost per m2 in both years"
        case .poorLowNeed: "condition mark 5 and twice the usual area per user"
        case .replaceableLease:
            "leased, while the sector's own over-large property in the same locality has room for all of it"
        case .energyOutlier: "more than twice the sector's heat and electricity per m2 in both years"
        case .demographyGap:
            "the forecast of its sector and locality falls under 75 % of the capacity within five years"
        case .oneBadMonth: "one bad month only: the last one, and another half a year before"
        case .lastOfKind: "over-large, but the last of its kind in the locality: guarded"
        case .mustKeep: "over-large, but must be kept: guarded"
        case .listed: "over-large and dear, but a listed building: guarded"
        case .dataMissing: "nobody has delivered headcount, use or cost: a data gap, never a flag"
        case .openedLastMonth: "opened last month: one period of use and one month of cost say nothing yet"
        case .oneOffBill: "one large repair in one month; the year is dear, but under the threshold"
        case .leaseWithoutVacancy: "leased, and no own property of its sector in the locality has room"
        case .poorButNeeded: "condition mark 5, but well used: to be repaired, not left"
        case .areaDisputed:
            "own record and register differ by 15 %, and every reading keeps it under the threshold"
        case .secondMeterMissing:
            "last year's heat of its second meter was not delivered: a lower bound, no value"
        case .yearlyPosting:
            """
            its operation is posted once a year, for the year: what of it fell within twelve months is \
            not known
            """
        case .uncategorised:
            "its operation stands on an account that nobody gives a kind: it may be running cost or not"
        case .sold:
            """
            sold six weeks ago, as the decisions say: it counts in nothing, though the list and the \
            accounts still have it
            """
        case .leaseEnded:
            """
            its lease ended a month ago and nobody says what came of it: neither leased nor owned, a \
            data gap
            """
        case .twoUses:
            "a school and a day-care centre in one: a row of the list for each, with its share of the area"
        case .condominiumLand:
            "a part of its building is a condominium that the list has by itself: each m2 counts once"
        case .condominium: "a condominium on land that the list has too: it counts here, and no longer there"
        case .sectorEmpty: "leased premises of which nobody says what they are for: a data gap, never a flag"
        }
    }

    /// How a flag that a naive rule would raise must be shown instead; empty when there is none.
    public var guardedFlags: [String] {
        switch self {
        case .lastOfKind, .mustKeep: ["area_over_norm"]
        case .listed: ["area_over_norm", "high_cost"]
        default: []
        }
    }
}
