import Foundation
import Testing

@testable import Reports

/// The empty sheet of a feed.
@Suite struct FeedTemplateTests {
    private func column(
        _ heading: String, _ kind: FeedTemplate.Kind = .text, list: [String] = [],
        describes: String = "Hvad det er\nWhat it is"
    ) -> FeedTemplate.Column {
        FeedTemplate.Column(
            heading: heading, label: "Navn", need: "skal udfyldes", describes: describes, example: "1",
            list: list, kind: kind)
    }

    /// A part of a workbook, unpacked.
    private func part(_ name: String, of path: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            "import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())",
            path, name,
        ]
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }

    @Test func hasListsFormsAndTheSameBytesEachTime() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kvadratur-template-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let long = (0..<40).map { "et langt ord \($0)" }
        let template = FeedTemplate(
            title: "Brug", english: "Use", describes: "x",
            columns: [
                column("room"), column("day", .date), column("hours", .number),
                column("kind", list: ["elever", "børn"]), column("odd", list: long),
            ])
        for name in ["a", "b"] { try writeTemplate(template, path: "\(folder)/\(name).xlsx") }
        let bytes = ["a", "b"].map { FileManager.default.contents(atPath: "\(folder)/\($0).xlsx")! }
        #expect(bytes[0] == bytes[1] && !bytes[0].isEmpty)
        let sheet = try part("xl/worksheets/sheet1.xml", of: "\(folder)/a.xlsx")
        // One drop-down, from the first line to fill in; a list that Excel would not take is none.
        #expect(
            sheet.ranges(of: "<dataValidation ").count == 1 && sheet.contains("sqref=\"D7:D2006\"")
                && sheet.contains("elever,børn"))
        // The headings stand on their line, and no line below them holds anything.
        #expect(sheet.contains("r=\"A6\"") && !sheet.contains("r=\"A7\""))
        let texts = try part("xl/sharedStrings.xml", of: "\(folder)/a.xlsx")
        #expect(
            ["room", "day", "hours", "kind", "odd"].allSatisfy { texts.contains("<t>\($0)</t>") }
                && texts.contains("udfyld fra linje 7"))
    }

    @Test func aRowIsAsHighAsItsLongestTextNeeds() {
        let short = FeedTemplate.height(["a", "b"])
        let long = FeedTemplate.height(["a", String(repeating: "ord ", count: 40)])
        #expect(short == 15 && long >= 6 * 15 && FeedTemplate.height(["a\nb"]) == 30)
        #expect(FeedTemplate.height([String(repeating: "x", count: 100_000)]) <= 409)
    }
}
