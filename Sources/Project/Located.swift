import Records
import Yams

/// Collects what is wrong with the project while its files are read, so that one look shows everything.
final class Findings {
    private(set) var all: [Finding] = []
    /// Which keys of which mapping were asked for, where somebody wants to know.
    var asked: [(what: String, key: String)]?
    func add(_ finding: Finding) { all.append(finding) }
}

/// One YAML node with the file it stands in: every complaint has a place.
struct Located {
    let node: Node
    let file: String
    let findings: Findings

    func complain(_ code: String, _ message: String, at other: Node? = nil) {
        let mark = (other ?? node).mark
        findings.add(
            Finding(file: file, line: mark?.line, column: mark?.column, code: code, message: message))
    }

    /// The items of a list; none when it is no list.
    var items: [Located] { node.sequence?.map { Located(node: $0, file: file, findings: findings) } ?? [] }

    /// Reads a YAML text; nil with a finding when it is no YAML, is empty or has a key twice.
    static func parse(_ text: String, file: String, into findings: Findings) -> Located? {
        do {
            // Every scalar is read as the text it is; guessing its type by patterns would cost more than
            // reading it.
            guard let node = try Yams.compose(yaml: text, .basic) else {
                findings.add(
                    Finding(file: file, line: 1, column: 1, code: "empty_yaml", message: "the file is empty"))
                return nil
            }
            return Located(node: node, file: file, findings: findings)
        } catch let error as YamlError {
            findings.add(Self.finding(for: error, file: file))
        } catch {
            findings.add(Finding(file: file, code: "bad_yaml", message: "\(error)"))
        }
        return nil
    }

    private static func finding(for error: YamlError, file: String) -> Finding {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Finding(
                file: file, line: mark.line, column: mark.column, code: "bad_yaml", message: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "\($0)" }.sorted().joined(separator: ", ")
            return Finding(
                file: file, line: context.mark.line, column: context.mark.column, code: "duplicate_key",
                message: "the key \(names) stands twice")
        default:
            return Finding(file: file, code: "bad_yaml", message: "\(error)")
        }
    }
}
