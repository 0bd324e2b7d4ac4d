import Project

/// One thing that a run does: decided first, printed by `--dry-run`, done from the same list.
public struct Step: Sendable, Hashable {
    /// What is done, and to what.
    public enum Kind: Sendable, Hashable {
        /// A given table from its file.
        case given(table: String)
        /// A file of `inbound/` into its raw table.
        case take(file: String, feed: String?)
        /// A raw table again from the archive.
        case rebuild(feed: String)
        /// What models see of deliveries, rejects and the past.
        case status
        /// A table from its model.
        case model(table: String)
        /// The optimiser.
        case plan
        /// The edition.
        case publish
    }

    /// The stage that it belongs to.
    public var stage: Stage
    /// What is to be done.
    public var kind: Kind
    /// Why it is not passed over.
    public var reason: Reason

    /// The table or file it is about.
    public var name: String {
        switch kind {
        case .given(let table), .model(let table): table
        case .take(let file, _): file
        case .rebuild(let feed): "raw_" + feed
        case .status: "raw_file"
        case .plan: "plan"
        case .publish: "edition"
        }
    }
}

extension Step {
    /// One of a stage's many tables, which a person at a terminal need not see by name.
    var isOneOfMany: Bool {
        switch kind {
        case .given, .model: true
        default: false
        }
    }
}

/// Why a step runs. Facts only; `sentence` makes the words.
public enum Reason: Sendable, Hashable {
    /// A delivery of the feed has come.
    case newFile(feed: String)
    /// A file has come that cannot be taken, for this reason.
    case unknownFile(code: String)
    /// No run has made the table yet.
    case neverBuilt
    /// What makes it says something else than when it was made.
    case changedText(file: String)
    /// It reads the night's date, which is another one.
    case newDate(from: String, to: String)
    /// These tables, which it reads, change.
    case changedInput([String])
    /// An earlier run left it behind what it reads; why, in words.
    case stale(String)
    /// The command line named it.
    case asked
    /// The night has no edition that is whole and shown.
    case nothingPublished
    /// A run ended between building the report's tables and publishing them.
    case unpublished

    /// In English, as `--dry-run` prints and the ledger keeps it.
    public var sentence: String {
        switch self {
        case .newFile(let feed): "a new delivery of \(feed)"
        case .unknownFile(let code): "a file that cannot be taken (\(code))"
        case .neverBuilt: "it was never built"
        case .changedText(let file): "\(file) changed"
        case .newDate(let from, let to): "the night's date goes from \(from) to \(to)"
        case .changedInput(let tables):
            "it reads " + tables.joined(separator: ", ")
                + (tables.count == 1 ? ", which changes" : ", which change")
        case .stale(let why): "stale: \(why)"
        case .asked: "asked for on the command line"
        case .nothingPublished: "no edition of this night is published"
        case .unpublished: "the report's tables are newer than the edition"
        }
    }
}
