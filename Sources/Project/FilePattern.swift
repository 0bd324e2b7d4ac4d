/// A regular expression on a file name.
public struct FilePattern: Sendable {
    /// As it stands in the feed's file.
    public let text: String
    // `Regex` is not Sendable; compiling it at each use costs less than a delivery's first read.
    /// - Throws: what `Regex` says of a text that is no regular expression.
    public init(_ text: String) throws {
        _ = try Regex(text)
        self.text = text
    }

    /// Names of the pattern's groups.
    public var groupNames: Set<String> { Set(text.matches(of: /\(\?<([A-Za-z_]\w*)>/).map { String($0.1) }) }

    /// The named groups found in the lower-cased name, or nil when it does not match as a whole.
    public func groups(in name: String) -> [String: String]? {
        guard let regex = try? Regex(text), let match = try? regex.wholeMatch(in: name.lowercased()) else {
            return nil
        }
        var groups: [String: String] = [:]
        for element in match.output {
            if let key = element.name, let value = element.substring { groups[key] = String(value) }
        }
        return groups
    }
}
