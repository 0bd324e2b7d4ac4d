import Foundation
import Optimiser
import PlanChecker
import PlanFiles
import Records

/// Checks a stored instance and its plans, by themselves: no warehouse, no project, no solver.
public struct PlanVerification: Speaker {
    /// The language of the answers.
    public let language: Language
    /// A checker that answers in this language; it reads nothing yet.
    public init(language: Language) { self.language = language }

    /// What is wrong with the files themselves.
    public struct Unreadable: Error, CustomStringConvertible {
        /// The file, the line where there is one, and what is wrong.
        public let description: String
    }

    /// `file` is a plan (its instance lies beside it), an instance (with the plans beside it), or a folder
    /// with one or several of both.
    ///
    /// - Throws: `Unreadable` where a file is none of ours or its instance is not to be found,
    ///   `SystemFailure` where it cannot be opened. A plan that is wrong is no error, but an answer that is
    ///   not good.
    public func check(_ file: String, instance given: String? = nil) throws -> PlanDesk.Answer {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
            throw SystemFailure("open", file, ENOENT)
        }
        if isFolder.boolValue {
            let instances = Durable.names(in: file).filter { $0.hasSuffix(Self.instanceEnd) }
            guard !instances.isEmpty else {
                throw Unreadable(
                    description: say(
                        "\(file): her er ingen instans (*\(Self.instanceEnd))",
                        "\(file): there is no instance here (*\(Self.instanceEnd))"))
            }
            let answers = try instances.map { try check(file + "/" + $0) }
            return PlanDesk.Answer(text: answers.map(\.text).joined(), good: answers.allSatisfy(\.good))
        }
        if file.hasSuffix(Self.instanceEnd) {
            let stem = String(file.dropLast(Self.instanceEnd.count))
            return try check(instance: file, plans: plans(beside: stem))
        }
        return try check(instance: given ?? beside(file), plans: [file], only: file)
    }

    static let instanceEnd = ".instance.txt"
    static let planEnd = ".plan.txt"

    private func plans(beside stem: String) -> [String] {
        let slash = stem.lastIndex(of: "/")
        let folder = slash.map { String(stem[..<$0]) } ?? "."
        let name = slash.map { String(stem[stem.index(after: $0)...]) } ?? stem
        return Durable.names(in: folder).filter { $0.hasPrefix(name + ".") && $0.hasSuffix(Self.planEnd) }.map
        { folder + "/" + $0 }
    }

    /// `main.saving.plan.txt` belongs to `main.instance.txt`.
    private func beside(_ file: String) throws -> String {
        var stem = file.hasSuffix(Self.planEnd) ? String(file.dropLast(Self.planEnd.count)) : file
        while !FileManager.default.fileExists(atPath: stem + Self.instanceEnd) {
            guard let dot = stem.lastIndex(of: "."), !stem[dot...].contains("/") else {
                throw Unreadable(
                    description: say(
                        "\(file): instansen ligger ikke ved siden af; angiv den med --instance",
                        "\(file): its instance does not lie beside it; name it with --instance"))
            }
            stem = String(stem[..<dot])
        }
        return stem + Self.instanceEnd
    }

    /// - Parameter only: the one plan that is asked about. A plan of the third stage rests on the second,
    ///   which is read from beside it.
    private func check(instance file: String, plans: [String], only: String? = nil) throws -> PlanDesk.Answer
    {
        let instance = try read(file) { text throws(PlanTextError) in try PlanInstance(text: text) }
        var read = try plans.map { path in
            (path: path, plan: try self.read(path) { text throws(PlanTextError) in try Plan(text: text) })
        }
        guard !read.isEmpty else {
            return PlanDesk.Answer(
                text: say("\(file): ingen plan ligger ved siden af\n", "\(file): no plan lies beside it\n"),
                good: false)
        }
        if let only, read[0].plan.stage == .saving, let second = Self.second(of: only),
            FileManager.default.fileExists(atPath: second)
        {
            read.insert(
                (second, try self.read(second) { text throws(PlanTextError) in try Plan(text: text) }), at: 0)
        }
        var refused = read.flatMap { path, plan in verify(instance, plan).map { (path: path, violation: $0) }
        }
        if let fault = limitFault(instance, stages: read.map(\.plan)),
            let third = read.first(where: { $0.plan.stage == .saving })
        {
            refused.append((third.path, fault))
        }
        let words = PlanSentence(language)
        guard refused.isEmpty else {
            let head = say(
                "\(file): afvist, \(refused.count) brud\n",
                "\(file): refused, \(Figures.of(refused.count, "violation", "violations"))\n")
            return PlanDesk.Answer(
                text: head
                    + refused.prefix(20).map { "  \($0.path): " + words.violation($0.violation) + "\n" }
                    .joined(), good: false)
        }
        let lines = read.filter { only == nil || $0.path == only }.map {
            line($0.path, $0.plan, instance, read.map(\.plan))
        }
        return PlanDesk.Answer(text: lines.map { $0.text + "\n" }.joined(), good: lines.allSatisfy(\.good))
    }

    /// One plan that breaks nothing: its own number, and how far from the best it is proved to be. Without a
    /// proof nobody can say, and a person must look.
    private func line(_ path: String, _ plan: Plan, _ instance: PlanInstance, _ all: [Plan]) -> (
        text: String, good: Bool
    ) {
        let words = PlanSentence(language)
        let head =
            "\(words.stage(plan.stage).capitalizedFirst): \(words.value(plan, scale: instance.netScale))."
        let second = all.first { $0.stage == .disruption }
        let stages = plan.stage == .saving ? [second, plan].compactMap { $0 } : [plan]
        let distances = stages.map { (stage: $0.stage, millionths: checkedDistance(instance, $0)) }
        if distances.contains(where: { $0.millionths == nil }) {
            let why = words.violation(.boundMissing)
            return (
                say(
                    """
                    \(path): ikke godkendt. \(head) Alle grænser og summer holder, men \(why): intet \
                    siger, hvor langt planen er fra det bedste.
                    """,
                    """
                    \(path): not accepted. \(head) Every limit and sum holds, but \(why): nothing says \
                    how far the plan is from the best.
                    """
                ), false
            )
        }
        if plan.stage == .saving, second == nil {
            return (
                say(
                    """
                    \(path): ikke godkendt. \(head) Planen for mindst gene ligger ikke ved siden af, så \
                    intet siger, hvad dens grænse for gene hviler på.
                    """,
                    """
                    \(path): not accepted. \(head) The plan of the least disruption does not lie beside \
                    it, so nothing says what its limit of disruption rests on.
                    """
                ), false
            )
        }
        return (
            say("\(path): godkendt. ", "\(path): accepted. ") + head + " " + words.distance(distances), true
        )
    }

    /// `main.saving.plan.txt` rests on `main.disruption.plan.txt`.
    private static func second(of file: String) -> String? {
        let end = ".\(Plan.Stage.saving.rawValue)\(planEnd)"
        return file.hasSuffix(end)
            ? file.dropLast(end.count) + ".\(Plan.Stage.disruption.rawValue)\(planEnd)" : nil
    }

    private func read<T>(_ file: String, _ parse: (String) throws(PlanTextError) -> T) throws -> T {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw SystemFailure("open", file, errno == 0 ? ENOENT : errno)
        }
        // Bytes that are no text would be read as another text, and a file has one spelling.
        guard let text = String(validating: data, as: UTF8.self) else {
            let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
            throw Unreadable(
                description: say(
                    "\(file): linje \(line): byte, der ikke er UTF-8",
                    "\(file): line \(line): bytes that are not UTF-8"))
        }
        do throws(PlanTextError) { return try parse(text) } catch {
            throw Unreadable(description: "\(file): \(error.description)")
        }
    }
}

extension String {
    /// With a capital first letter.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
