import Foundation
import Project
import Records
import Testing

@testable import Stages

/// A root that is laid over a product: its nights, what an upgrade brings, and what is said of its own files.
@Suite struct LayerDeskTests {
    private static let model = "pipelines/6_report/report_rooms.sql"

    /// The small project as the product, and an empty layer over it with the same settings.
    private func trial() throws -> (product: TrialRoot, own: TrialRoot) {
        let product = try TrialRoot()
        let own = try TrialRoot()
        for part in ["pipelines", "schemas"] { try own.remove(part) }
        try own.write(
            "pipelines/nightly.yaml", "product: \(product.path)\n" + product.text("pipelines/nightly.yaml")!)
        return (product, own)
    }

    private let query =
        "select room || '|' || seats || '|' || coalesce(hours, '-') from report_rooms order by 1"

    @Test func aNightOverAnEmptyLayerIsTheProductsOwn() throws {
        let (product, own) = try trial()
        for root in [product, own] {
            try Good.drop(into: root)
            try root.run()
        }
        #expect(try own.rows(query) == product.rows(query) && !own.rows(query).isEmpty)
        let (mine, theirs) = (own.latest(), product.latest())
        #expect(mine.keys.sorted() == theirs.keys.sorted())
        for (file, bytes) in theirs where file.hasSuffix(".csv") { #expect(mine[file] == bytes, "\(file)") }
        #expect(own.tree("pipelines") == ["nightly.yaml"] && own.tree("schemas").isEmpty)
    }

    @Test func anUpgradeReachesWhatIsTheProductsAndLeavesWhatIsOwn() throws {
        let (product, own) = try trial()
        try Good.drop(into: own)
        try own.run()
        #expect(
            try LayerDesk(root: own.path).take(Self.model).contains(
                "copied here from version \(Program.version)"))
        #expect(own.text(Self.model) == product.text(Self.model))
        try own.write(
            Self.model,
            own.text(Self.model)!.replacing(
                "select room, seats,", with: "select room, seats + 1000 as seats,"))
        try own.run("2026-03-01")
        #expect(try own.rows("select min(seats) >= 1000 from report_rooms") == ["1"])
        #expect(
            try LayerWords(root: own.path).text == """
                The method is the product's, version \(Program.version), in \(product.path)
                  pipelines/6_report/report_rooms.sql: in the place of the product's, taken from version \
                \(Program.version)

                """)
        // The product mends two models: one that the municipality has of its own, and one that it has not.
        try product.write(Self.model, product.text(Self.model)! + "\n-- mended\n")
        let houses = "pipelines/6_report/report_houses.sql"
        try product.write(
            houses,
            product.text(houses)!.replacing(
                "select house, area_m2,", with: "select house, area_m2 + 1 as area_m2,"))
        try own.run("2026-03-02")
        #expect(try own.rows("select area_m2 from report_houses") == ["321"])
        #expect(try own.rows("select min(seats) >= 1000 from report_rooms") == ["1"])
        let said = try LayerWords(root: own.path, language: .da).text
        #expect(
            said.contains(
                "produktets er ændret siden: kvadratur diff-layer pipelines/6_report/report_rooms.sql"))
        #expect(
            ProjectCheck(root: own.path, runTests: false).outlook.contains {
                $0.contains("the product's has changed since")
            })
        #expect(try Status(root: own.path).text().contains("report_rooms.sql: in the place of the product's"))
        let lines = try LayerDesk(root: own.path).differences([])
        #expect(
            lines.contains("-select room, seats, hours from kpi_room")
                && lines.contains("+select room, seats + 1000 as seats, hours from kpi_room"))
    }

    /// A feed that learns the names of the municipality's own files is its own from then on; the product's
    /// stays as it is.
    @Test func namesOfOwnFilesAreWrittenIntoTheLayer() throws {
        let (product, own) = try trial()
        let feed = "pipelines/1_raw/rooms.yaml"
        let before = product.text(feed)!
        let text = before + "# names of our own\n"
        try LayerDesk(root: own.path).write(text, to: feed)
        #expect(own.text(feed) == text && product.text(feed) == before)
        let layers = Project.load(root: own.path).project.layers
        #expect(
            layers.replaced.map { [$0.file, $0.takenFrom] } == [[feed, Program.version]]
                && layers.replaced[0].hasChanged == false)
        // Written again it is still of the version that it was first taken from.
        try product.write(feed, before + "# mended\n")
        try LayerDesk(root: own.path).write(text + "# more\n", to: feed)
        #expect(Project.load(root: own.path).project.layers.replaced.map(\.hasChanged) == [true])
    }

    @Test func whatCannotBeTakenIsSaid() throws {
        let (product, own) = try trial()
        func refused(_ body: (LayerDesk) throws -> String) throws -> String {
            let desk = try LayerDesk(root: own.path)
            return "\(#expect(throws: UsageFailure.self) { try body(desk) }!)"
        }
        #expect(
            try refused { try $0.take("pipelines/6_report/report_room.sql") }.contains(
                "was pipelines/6_report/report_rooms.sql meant?"))
        for file in ["pipelines/nightly.yaml", "schemas/ledger/" + product.tree("schemas/ledger")[0], "../x"]
        {
            #expect(try refused { try $0.take(file) }.contains("nothing was changed"))
        }
        _ = try LayerDesk(root: own.path).take(Self.model)
        #expect(try refused { try $0.take(Self.model) }.contains("it is here already"))
        #expect(try refused { try $0.differences(["nothing.sql"]) }.contains("next: kvadratur layer"))
        let whole = try LayerDesk(root: product.path)
        let said = #expect(throws: UsageFailure.self) { try whole.take(Self.model) }
        #expect("\(said!)".contains("whole by itself"))
        #expect(try LayerWords(root: product.path).text.contains("no upgrade renews its models"))
    }

    @Test func aWholeCopyBecomesALayer() throws {
        let old = try TrialRoot()
        let product = try TrialRoot()
        let copy = try TrialRoot()
        let houses = "pipelines/6_report/report_houses.sql"
        // The product has mended one model since; the municipality has changed another and written one of its
        // own.
        try product.write(
            houses,
            product.text(houses)!.replacing(
                "select house, area_m2,", with: "select house, area_m2 + 1 as area_m2,"))
        try copy.write(Self.model, copy.text(Self.model)! + "\n-- ours\n")
        try copy.write(
            "pipelines/2_core/core_ours.sql", "-- Ours.\n-- grain: room\nselect room from core_room\n")
        try Good.drop(into: copy)
        try copy.run()
        let before = copy.tree("pipelines")
        let said = try LayerDesk(root: copy.path).adopt(before: (old.path, "0.0.9"), over: product.path)
        #expect(
            said.contains(
                """
                2 the municipality's own:\n  pipelines/2_core/core_ours.sql\n  \
                pipelines/6_report/report_rooms.sql\n
                """
            ))
        #expect(
            copy.tree("pipelines") == [
                "2_core/core_ours.sql", "6_report/report_rooms.sql", "nightly.yaml", "taken.yaml",
            ])
        #expect(copy.tree("schemas").isEmpty && copy.tree(".kvadratur/before-layer/pipelines") == before)
        try copy.write(
            "pipelines/nightly.yaml",
            copy.text("pipelines/nightly.yaml")!.replacing(
                "product: installed", with: "product: \(product.path)"))
        let layers = Project.load(root: copy.path).project.layers
        #expect(
            layers.replaced.map { [$0.file, $0.takenFrom] } == [[Self.model, "0.0.9"]]
                && layers.replaced[0].hasChanged == false)
        #expect(layers.added == ["pipelines/2_core/core_ours.sql"])
        // The next night has what the copy held back.
        try copy.run("2026-03-01")
        #expect(try copy.rows("select area_m2 from report_houses") == ["321"])
        let again = try LayerDesk(root: copy.path)
        #expect(throws: UsageFailure.self) { try again.adopt(over: product.path) }
    }

    @Test func aPlaceMadeByTheProgramIsALayerOfItsProduct() throws {
        // Only where the project that it is made from is the program's own: any other is copied.
        let folder = try TrialRoot()
        try LayerDesk(root: repository).lay(folder.path + "/new")
        #expect(folder.tree("new/pipelines") == ["nightly.yaml"])
        #expect(folder.text("new/pipelines/nightly.yaml")!.hasPrefix(LayerDesk.opening))
        let (project, findings) = Project.load(root: folder.path + "/new")
        #expect(findings.isEmpty && project.layers.product.map { Layers.isSame($0, repository) } == true)
        try LayerDesk(root: folder.path).lay(folder.path + "/other")
        #expect(folder.tree("other/pipelines") == folder.tree("pipelines"))
    }

    /// The package begins a place with the same words.
    @Test func thePackageSaysTheSame() throws {
        let script = try String(contentsOfFile: repository + "/packaging/make-deb", encoding: .utf8)
            .replacing("'\"'\"'", with: "'")
        let lines = LayerDesk.opening.split(separator: "\n")
        #expect(lines.count == 3)
        for line in lines { #expect(script.contains("'\(line)'"), "\(line)") }
    }
}
