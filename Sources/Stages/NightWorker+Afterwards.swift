import Contracts
import Fingerprints
import Foundation
import Project
import Records
import Warehouse

/// What a night does once its steps are done.
extension NightWorker {
    /// What a partial run leaves behind it is marked stale, and what did not come is said.
    func afterwards(_ plan: NightPlan, _ steps: [Step]) throws {
        if plan.scope.isForced, let first = rebuilt.sorted().first {
            let done = Set(steps.compactMap(\.changes))
            let names = Set(rebuilt.flatMap { night.compiled.downstream(of: $0).map(\.name) }).subtracting(
                done
            ).sorted()
            let reason =
                """
                \(first)\(rebuilt.count > 1 ? " and \(rebuilt.count - 1) more" : "") rebuilt alone by \
                run \(run)
                """
            try warehouse.transaction { try $0.markStale(names, because: reason) }
            if !names.isEmpty {
                say(
                    """
                    \(Figures.of(names.count, "table downstream is", "tables downstream are")) now \
                    stale; next: kvadratur run
                    """
                )
            }
        }
        try tellMissingAuthorities()
        if plan.scope.includes(.raw) {
            for marker in inbox.leftMarkers { try Durable.remove(marker) }
            let all = try warehouse.transaction {
                try $0.setWaiting(waiting.sorted { $0.name < $1.name }, run: run)
            }
            for message in Waiting.messages(all, asOf: night.asOf) {
                if message.isWarning { warn(message.text) } else { say(message.text) }
            }
        }
        outcome.edition = outcome.edition ?? plan.lastEdition
        for file in try warehouse.read({
            try $0.files("state = 'loaded' AND fault_code IS NOT NULL AND rows_in_force > 0")
        }) {
            let feed = night.project.feed(of: file)
            if let text = feed.flatMap({ ArchivedFiles.message(file, $0) }) { warn(text) }
        }
        // A delivery that waits for a person's word is a matter for a person every night until he has spoken.
        for file in try warehouse.read({ try $0.files("state = 'held'") })
        where !heldTonight.contains(file.file) { warn(Messages.stillHeld(file)) }
        for (feed, count) in sameNight.sorted(by: { $0.key < $1.key }) where count > Self.shownOfOneNight {
            warn(Messages.sameNight(feed, more: count - Self.shownOfOneNight))
        }
        if plan.scope.includes(.raw) {
            for message in SameNumbers.messages(
                night.project, try warehouse.read({ try $0.files("state = 'loaded'") }))
            { warn(message) }
        }
        if !newWays.isEmpty {
            if newWays.contains(where: { $0.old != nil }) {
                warn(Messages.newWays(newWays))
            } else {
                say(Messages.newWays(newWays))
            }
        }
        let states = try warehouse.read {
            try $0.feedStates(
                night.project.feeds, asOf: night.asOf, nightStarts: night.project.settings.nightStarts)
        }
        for warning in states.compactMap(FeedWords.warning) { warn(warning) }
        for matter in try warehouse.read({ try $0.standingMatters() }) { warn(Messages.matter(matter)) }
    }

    func say(_ text: String) { night.progress.line(text) }
    func warn(_ text: String) { outcome.warnings.append(text) }
    private func inboundPath(_ name: String) -> String { "inbound/" + name }
    func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
