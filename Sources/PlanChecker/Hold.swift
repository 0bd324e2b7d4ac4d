import PlanFiles

extension PlanInstance {
    /// Why a property cannot be left at all, or nil.
    public func hold(_ p: Property) -> Hold? {
        if p.forced == .keep { return .forcedKeep }
        if p.mustKeep { return .mustKeep }
        if p.listed { return .listed }
        if p.guarded { return .guarded }
        if p.unjudged { return .unjudged }
        if let from = p.exitFrom, from > planDate { return .leaseRuns(until: from) }
        return nil
    }

    /// A reason that a property stays, whatever it would save.
    public enum Hold: Equatable, Hashable, Sendable {
        case mustKeep, listed, guarded, unjudged, forcedKeep
        case leaseRuns(until: String)
    }
}
