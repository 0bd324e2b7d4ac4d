import PlanFiles

/// One way in which a plan breaks its instance, or claims what is not so.
public enum Violation: Error, Equatable, Sendable {
    case instance(InstanceFault)
    case unknown(kind: String, key: String)
    case repeated(kind: String, key: String)
    case outOfOrder(kind: String, key: String)
    case held(property: String, PlanInstance.Hold)
    case forcedButKept(property: String)
    case exclusiveBroken(key: String, properties: [String])
    case userDropped(group: String, users: Int, moved: Int)
    case peopleLeftBehind(property: String, headcount: Int, moved: Int)
    case movedWithoutCause(group: String)
    case noUsersInMove(group: String, room: String)
    case moveNotAllowed(group: String, room: String)
    case tooFar(group: String, room: String, metres: Int, limit: Int)
    case movedIntoLeftProperty(group: String, room: String)
    case unitSplit(group: String, room: String)
    case roomExceeded(room: String, space: Int, free: Int)
    case placesExceeded(room: String, activity: String, users: Int, free: Int)
    case targetMissed(area: Int, target: Int)
    case ceilingExceeded(area: Int, ceiling: Int)
    case disruptionLimitMissing
    case disruptionLimitUnexpected
    case disruptionExceeded(disruption: Int, limit: Int)
    case disruptionLimitWrong(claimed: Int, found: Int)
    case sumWrong(Sum, claimed: Int, found: Int)
    case boundTooGood(claimed: Int, checked: Int)
    case planBeatsBound(objective: Int, checked: Int)
    case multiplierForUnknownRow(Plan.RowName)
    case multiplierRepeated(Plan.RowName)
    case multiplierSign(Plan.RowName)
    case denominatorNotPositive
    case casesIncomplete
    case boundMissing
    case overflow

    /// The sums that a plan claims.
    public enum Sum: String, CaseIterable, Sendable {
        case area, saving, oneOffCost, proceeds, backlog, net, usersMoved, disruption
    }
}
