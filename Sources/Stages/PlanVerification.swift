import Foundation
import Optimiser
import PlanChecker
import PlanFiles
import Records

/// Checks a stored instance and its plans, by themselves: no warehouse, no project, no solver.
public struct PlanVerification {
    public let language: Language
    public init(language: Language) { self.language = language }

    /// What is wrong with the files themselves.
    public struct Unreadable: Error, CustomStringConvertible {
        public let description: String
    }

    /// `file` is a plan (its instance lies beside it), an instance (with the plans beside it), or a folder with one or several of both.
    public func check(_ file: String, instance given: String? = nil) throws -> PlanDesk.Answer {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else { throw SystemFailure("open", file, ENOENT) }
        if isFolder.boolValue {
            let instances = Durable.names(in: file).filter { $0.hasSuffix(Self.instanceEnd) }
            guard !instances.isEmpty else { throw Unreadable(description: say("\(file): her er ingen instans (*\(Self.instanceEnd))", "\(file): there is no instance here (*\(Self.instanceEnd))")) }
            let answers = try instances.map { try check(file + "/" + $0) }
            return PlanDesk.Answer(text: answers.map(\.text).joined(), good: answers.allSatisfy(\.good))
        }
        if file.hasSuffix(Self.instanceEnd) {
            let stem = String(file.dropLast(Self.instanceEnd.count))
            return try check(instance: file, plans: plans(beside: stem))
        }
        return try check(instance: given ?? beside(file), plans: [file])
    }

    static let instanceEnd = ".instance.txt"
    static let planEnd = ".plan.txt"

    private func say(_ da: String, _ en: String) -> String { language == .da ? da : en }

    private func plans(beside stem: String) -> [String] {
        let slash = stem.lastIndex(of: "/"), folder = slash.map { String(stem[..<$0]) } ?? ".", name = slash.map { String(stem[stem.index(after: $0)...]) } ?? stem
        return Durable.names(in: folder).filter { $0.hasPrefix(name + ".") && $0.hasSuffix(Self.planEnd) }.map { folder + "/" + $0 }
    }

    /// `main.saving.plan.txt` belongs to `main.instance.txt`.
    private func beside(_ file: String) throws -> String {
        var stem = file.hasSuffix(Self.planEnd) ? String(file.dropLast(Self.planEnd.count)) : file
        while !FileManager.default.fileExists(atPath: stem + Self.instanceEnd) {
            guard let dot = stem.lastIndex(of: "."), !stem[dot...].contains("/") else {
                throw Unreadable(description: say("\(file): instansen ligger ikke ved siden af; angiv den med --instance", "\(file): its instance does not lie beside it; name it with --instance"))
            }
            stem = String(stem[..<dot])
        }
        return stem + Self.instanceEnd
    }

    private func check(instance file: String, plans: [String]) throws -> PlanDesk.Answer {
        let instance = try read(file) { text throws(PlanTextError) in try PlanInstance(text: text) }
        let read = try plans.map { path in try self.read(path) { text throws(PlanTextError) in try Plan(text: text) } }
        let words = PlanSentence(language)
        guard !read.isEmpty else { return PlanDesk.Answer(text: say("\(file): ingen plan ligger ved siden af\n", "\(file): no plan lies beside it\n"), good: false) }
        let found = verify(instance, stages: read)
        if found.isEmpty {
            let lines = zip(plans, read).map { path, plan in
                say("\(path): godkendt. ", "\(path): accepted. ") + "\(words.stage(plan.stage).capitalizedFirst): \(Figures.count(plan.sums.area)) m². " + words.distance(checkedDistance(instance, plan))
            }
            return PlanDesk.Answer(text: lines.map { $0 + "\n" }.joined(), good: true)
        }
        let head = say("\(file): afvist, \(found.count) brud\n", "\(file): refused, \(found.count) violations\n")
        return PlanDesk.Answer(text: head + found.prefix(20).map { "  " + words.violation($0) + "\n" }.joined(), good: false)
    }

    private func read<T>(_ file: String, _ parse: (String) throws(PlanTextError) -> T) throws -> T {
        guard let data = FileManager.default.contents(atPath: file) else { throw SystemFailure("open", file, errno == 0 ? ENOENT : errno) }
        do throws(PlanTextError) { return try parse(String(decoding: data, as: UTF8.self)) } catch { throw Unreadable(description: "\(file): \(error.description)") }
    }
}

extension String {
    /// With a capital first letter.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
