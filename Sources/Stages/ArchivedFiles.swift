import Formats
import Foundation
import Project
import Records
import Warehouse

/// What a feed's new description makes of the files that were read by the old one: each is judged like a
/// delivery, and what can no longer be read keeps the rows that it had. A description takes nothing out of
/// force; a newer delivery does, or the operator.
struct ArchivedFiles {
    let project: Project
    let archive: Archive

    /// Files of a feed whose description changed since they were read, and which it cannot read, each with
    /// the reason. Nothing is touched.
    func unreadable(_ feed: Feed, _ files: [LedgerFile]) throws -> [LedgerFile] {
        let now = project.description(of: feed)
        return try files.filter { $0.isOf(feed) && $0.state == "loaded" && $0.contract != now }.compactMap {
            file in
            guard let entry = try archive.entry(file.sha256) else { return nil }
            var loader = FeedLoader(
                feed: FeedFinder.reading(entry.path, as: feed), codes: project.codes,
                readerChoice: .automatic, seed: file.sha256)
            loader.isMended = DeliveryPart(of: file, path: entry.path, feed: feed) == .mended
            do {
                do { try loader.judge(path: entry.path) } catch is PlainReaderDeclined {
                    loader.readerChoice = .libxml2
                    try loader.judge(path: entry.path)
                }
                return nil
            } catch let refusal as Refusal { return file.unread(refusal) }
        }
    }

    /// The same of every feed, a sentence each: what a night would say, said beforehand.
    func outlook(_ files: [LedgerFile]) throws -> [String] {
        try project.ways.compactMap { Self.sentence($0, try unreadable($0, files)) }
    }

    /// The same where a warehouse is; nothing where no night has run, or where somebody else must look at the
    /// warehouse first.
    static func outlook(_ project: Project, root: String) -> [String] {
        let places = Places(root: root)
        guard FileManager.default.fileExists(atPath: places.warehouse),
            let files = try? Warehouse(path: places.warehouse, ledger: project.ledger).read({
                try $0.files("state = 'loaded'")
            })
        else { return [] }
        return (try? ArchivedFiles(project: project, archive: Archive(folder: places.archive)).outlook(files))
            ?? []
    }

    private static func sentence(_ feed: Feed, _ files: [LedgerFile]) -> String? {
        guard let first = files.first, let fault = first.fault else { return nil }
        let many = files.count == 1 ? "1 archived file" : "\(files.count) archived files"
        return """
            \(feed.file): \(many) of \(feed.name) cannot be read by this description; the first: \
            \(FaultSentence.line(fault, file: first.name, language: .en))
              its rows stay in force as they were read, until something newer comes; next: mend the \
            description, or ask for the files anew
            """
    }

    /// What a person reads of one file whose rows are still those of the old description.
    static func message(_ file: LedgerFile, _ feed: Feed) -> String? {
        guard let fault = file.fault else { return nil }
        let rows =
            file.rowsInForce == 1 ? "its row stays" : "its \(Figures.count(file.rowsInForce)) rows stay"
        return """
            \(FaultSentence.line(fault, file: file.name, language: .en))
              the description of \(feed.name) (\(feed.file)) changed since the file was read; \(rows) in \
            force as they were read; \
            next: mend the description, deliver the file anew, or take its rows out: kvadratur erase \
            \(file.name)
            """
    }
}

extension LedgerFile {
    /// Loaded, but not readable by the feed's description as it is now.
    var isOfAnOldDescription: Bool { state == "loaded" && fault != nil }

    /// The file as the old description read it, with the reason why the new one does not.
    func unread(_ refusal: Refusal) -> LedgerFile {
        var file = self
        file.fault = refusal.fault
        file.faultDanish = FaultSentence.text(refusal.fault, language: .da)
        file.faultEnglish = FaultSentence.text(refusal.fault, language: .en)
        return file
    }
}
