import Foundation
import Optimiser
import PlanFiles
import Project
import Records
import Warehouse

/// Tonight's plan and the questions that are asked of it afterwards: what `kvadratur plan` shows.
public struct PlanDesk: Speaker {
    private let warehouse: Warehouse
    private let project: Project
    /// The language of the answers.
    public let language: Language

    /// What a command prints, and how it ends.
    public struct Answer: Sendable {
        /// For the terminal, with a line end behind it.
        public var text: String
        /// False when a person must look: no plan, a target not reached, or a refusal by the checker.
        public var good: Bool
    }

    /// A name in the question that nothing has: a property that is not in the plan, a scenario that does not
    /// exist.
    public struct Unknown: Error, CustomStringConvertible {
        /// What is not known, in the language of the question.
        public let description: String
    }

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - language: nil is the project's own.
    /// - Throws: `ConfigurationFailure` where the project is wrong, an error that ends in 1 where no night
    ///   has run yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String, language: Language?) throws {
        let past = try PastNights(root: root, orThrow: Status.NothingYet())
        project = past.project
        self.language = past.language(language)
        warehouse = try past.openWarehouse()
    }

    private var write: PlanNumber { PlanNumber(language: language) }

    /// The plan of the last night, or one of its scenarios, as the report has it.
    ///
    /// - Throws: `Unknown` for a scenario that is not there.
    public func plan(scenario name: String? = nil) throws -> Answer {
        try warehouse.read { transaction in
            guard try transaction.exists(table: PlanTables.result.name),
                let row = try transaction.rows(
                    """
                    SELECT status, sentence_\(language.rawValue), title_\(language.rawValue), checked \
                    FROM plan_result WHERE scenario = ?
                    """,
                    [.text(name ?? "main")]
                ).first
            else {
                if let name { throw Unknown(description: unknownScenario(name)) }
                return Answer(
                    text: say(
                        "Der er ingen plan endnu; kør først: kvadratur run\n",
                        "There is no plan yet; first run: kvadratur run\n"), good: false)
            }
            var lines = [row[2].plain, row[1].plain]
            lines += try properties(transaction, name ?? "main") + moves(transaction, name ?? "main")
            if name == nil { lines += try others(transaction) }
            return Answer(
                text: lines.joined(separator: "\n") + "\n", good: row[0].plain == "reached" && row[3].int == 1
            )
        }
    }

    private func unknownScenario(_ name: String) -> String {
        let known = project.scenarios.map(\.name).joined(separator: ", ")
        return say(
            "Der er intet scenarie \(name); kendte er: \(known)",
            "there is no scenario \(name); known are: \(known)")
    }

    private func properties(_ transaction: Transaction, _ scenario: String) throws -> [String] {
        let rows = try transaction.rows(
            """
            SELECT m.property_id, c.name, c.area_m2, c.saving_ore, m.users_moved, coalesce(c.exit_from, '')
              FROM plan_chosen AS m LEFT JOIN plan_candidate AS c ON c.property_id = m.property_id WHERE \
            m.scenario = ? ORDER BY c.area_m2 DESC, m.property_id
            """, [.text(scenario)])
        guard !rows.isEmpty else { return [] }
        return ["", say("Forlades", "Left")]
            + rows.map { row in
                let from =
                    row[5].plain.isEmpty
                    ? "" : say(", tidligst \(row[5].plain)", ", earliest \(row[5].plain)")
                return
                    """
                      \(row[0].plain)  \(row[1].plain)  \(write.area(row[2].int))  \
                    \(write.kroner(row[3].int))  \(write.whole(row[4].int)) \
                    \(say("brugere", "users"))\(from)
                    """
            }
    }

    private func moves(_ transaction: Transaction, _ scenario: String) throws -> [String] {
        let rows = try transaction.rows(
            """
            SELECT m.from_property_id, m.to_property_id, t.name, sum(m.users), m.distance_m, \
            min(m.room_left_m2_100)
              FROM plan_moved AS m LEFT JOIN plan_candidate AS t ON t.property_id = m.to_property_id WHERE \
            m.scenario = ?
             GROUP BY m.from_property_id, m.to_property_id, t.name, m.distance_m ORDER BY \
            m.from_property_id, m.to_property_id
            """, [.text(scenario)])
        guard !rows.isEmpty else { return [] }
        return ["", say("Brugerne flytter", "The users move")]
            + rows.map { row in
                """
                  \(row[0].plain) → \(row[1].plain) \(row[2].plain)  \(write.whole(row[3].int)) \
                \(say("brugere", "users"))  \(write.whole(row[4].int)) m  
                """
                    + say(
                        "\(write.area((row[5].int + 50) / 100)) tilbage",
                        "\(write.area((row[5].int + 50) / 100)) left")
            }
    }

    private func others(_ transaction: Transaction) throws -> [String] {
        let code = language.rawValue
        let scenarios = try transaction.rows(
            "SELECT scenario, sentence_\(code) FROM plan_result WHERE scenario <> 'main' ORDER BY position")
        let frontier = try transaction.rows(
            "SELECT sentence_\(code) FROM plan_frontier ORDER BY target_permille")
        let limits = try transaction.rows(
            """
            SELECT sentence_\(code) FROM plan_constraint
             WHERE code IN ('why_not', 'largest') OR kind = 'guarded' OR price_m2 > 0 OR price_ore > 0 ORDER \
            BY position
            """)
        func section(_ title: String, _ lines: [String]) -> [String] {
            lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
        }
        return section(say("Scenarier", "Scenarios"), scenarios.map { "\($0[0].plain): \($0[1].plain)" })
            + section(say("Andre mål", "Other targets"), frontier.map { $0[0].plain })
            + section(say("Hvorfor ikke mere?", "Why not more?"), limits.map { $0[0].plain })
    }

    /// What the plan loses when this property is kept, asked anew of tonight's tables.
    ///
    /// - Throws: `Unknown` for a property that is not among the plan's.
    public func keep(_ property: String) throws -> Answer {
        let question = try warehouse.read(PlanQuestion.init)
        guard question.instance.properties.contains(where: { $0.key == property }) else {
            throw Unknown(
                description: say(
                    "ejendommen \(property) er ikke blandt planens",
                    "the property \(property) is not among those of the plan"))
        }
        var options = PlanEffort(question).plan
        options.keep = [property]
        options.whyNotArea = 0
        let result = solvePlan(question.instance, options: options)
        let words = PlanWords(language, question)
        guard let kept = result.kept.first else {
            return Answer(text: words.sentence.situation(result.situation) + "\n", good: false)
        }
        return Answer(
            text: words.sentence.kept(kept, scale: question.instance.netScale) + "\n", good: kept.plan != nil)
    }

    /// Which limits together put a target out of reach, asked anew of tonight's tables.
    ///
    /// - Throws: `WarehouseFailure` where the warehouse cannot be read.
    public func whyNot(percent: Double) throws -> Answer {
        let question = try warehouse.read(PlanQuestion.init)
        var options = PlanEffort(question).plan
        options.whyNotArea = question.area(ofTarget: percent)
        let result = solvePlan(question.instance, options: options)
        let words = PlanWords(language, question)
        guard let why = result.whyNot else {
            return Answer(text: words.sentence.situation(result.situation) + "\n", good: false)
        }
        return Answer(text: words.sentence.whyNot(why) + "\n", good: true)
    }
}
