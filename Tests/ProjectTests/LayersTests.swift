import Fingerprints
import Foundation
import Records
import Testing

@testable import Project

/// Two owners: the product's method, and what a municipality lays over it.
@Suite struct LayersTests {
    static let product: [String: String] = [
        "pipelines/nightly.yaml": "language: en\nsettings:\n  - {key: a, value: 1}\n",
        "schemas/ledger/001.sql": "select 1",
        "pipelines/0_given/norms.csv": "sector,norm\nschool,10\nculture,20\n",
        "schemas/given/norms.yaml":
            """
        contract: norms\ndescribes: x\nkey: [sector]\ncolumns:\n  - {name: sector, type: code, \
        describes: x}\n  - {name: norm, type: integer, describes: x}\n
        """,
        "pipelines/0_given/words.yaml": "- {word: a, text: x}\n- {word: b, text: y}\n",
        "pipelines/2_core/core_a.sql": "-- A.\n--\n-- grain: a\nselect 1 as a\n",
        "pipelines/2_core/core_b.sql": "-- B.\n--\n-- grain: b\nselect 1 as b\n",
        "pipelines/6_report/languages/da.yaml": "title: Titel\nnew: Ny\n",
    ]

    /// A product, a layer over it, and what `Project.load` makes of them.
    final class Trial {
        let product: TrialFolder, own: TrialFolder

        init(_ files: [String: String], product changes: [String: String] = [:], settings: String = "") throws
        {
            product = try TrialFolder(LayersTests.product.merging(changes) { $1 })
            own = try TrialFolder(files)
            try own.write(
                "pipelines/nightly.yaml", Array("product: \(product.root)\nlanguage: da\n\(settings)".utf8))
        }

        func load() -> (project: Project, findings: [String]) {
            let (project, findings) = Project.load(root: own.root)
            return (project, findings.map(\.description))
        }
    }

    private func rows(_ project: Project, _ table: String) -> [String] {
        project.given.first { $0.table == table }?.rows.map { $0.map(\.words).joined(separator: "|") } ?? []
    }

    @Test func aRootThatSaysNothingIsWholeByItself() throws {
        let folder = try TrialFolder(Self.product)
        let (project, findings) = Project.load(root: folder.root)
        #expect(findings.isEmpty && project.layers.product == nil && rows(project, "given_layer").isEmpty)
    }

    @Test func anEmptyLayerIsTheProductWithItsOwnSettings() throws {
        let trial = try Trial([:])
        let (project, findings) = trial.load()
        #expect(findings.isEmpty)
        #expect(project.settings.language == "da" && project.settings.entries.isEmpty)
        #expect(project.models.map(\.name) == ["core_a", "core_b"] && project.ledger.map(\.name) == ["001"])
        #expect(
            project.layers.replaced.isEmpty && project.layers.rows.isEmpty && project.layers.added.isEmpty)
        let whole = Project.load(root: trial.product.root).project
        #expect(whole.models.map(\.sql) == project.models.map(\.sql))
        #expect(
            whole.fingerprints["core_a"] == project.fingerprints["core_a"]
                && whole.fingerprints["given_norms"] == project.fingerprints["given_norms"])
    }

    @Test func aFileOfTheSameNameTakesThePlaceAndIsNamed() throws {
        let mended = "-- A.\n--\n-- grain: a\nselect 2 as a\n"
        let trial = try Trial([
            "pipelines/2_core/core_a.sql": mended,
            "pipelines/2_core/core_c.sql": "-- C.\n--\n-- grain: c\nselect 1 as c\n",
        ])
        let (project, findings) = trial.load()
        #expect(findings.isEmpty)
        #expect(project.models.first { $0.name == "core_a" }?.sql == mended)
        #expect(project.models.map(\.name) == ["core_a", "core_b", "core_c"])
        #expect(project.layers.replaced == [Layers.Replaced(file: "pipelines/2_core/core_a.sql")])
        #expect(project.layers.added == ["pipelines/2_core/core_c.sql"])
        #expect(
            rows(project, "given_layer") == [
                "pipelines/2_core/core_a.sql|file||||", "pipelines/2_core/core_c.sql|own||||",
            ])
        #expect(try project.text(ofFile: "pipelines/2_core/core_a.sql") == mended)
        #expect(
            try project.text(ofFile: "pipelines/2_core/core_b.sql")
                == Self.product["pipelines/2_core/core_b.sql"])
    }

    @Test func whatTheProductSaysNowIsHeldAgainstWhatItSaidThen() throws {
        let copy = Self.product["pipelines/2_core/core_a.sql"]!
        var taken = TakenFiles()
        taken.files["pipelines/2_core/core_a.sql"] = TakenFiles.Taken(
            version: "1.0", fingerprint: Fingerprint.of([copy]).hex)
        let own = ["pipelines/2_core/core_a.sql": copy + "-- mine\n", Layers.noteFile: taken.text]
        #expect(
            try Trial(own).load().project.layers.replaced
                == [Layers.Replaced(file: "pipelines/2_core/core_a.sql", takenFrom: "1.0", hasChanged: false)]
        )
        let upgraded = try Trial(own, product: ["pipelines/2_core/core_a.sql": copy + "-- mended\n"])
        #expect(
            upgraded.load().project.layers.replaced
                == [Layers.Replaced(file: "pipelines/2_core/core_a.sql", takenFrom: "1.0", hasChanged: true)])
        #expect(
            try Trial([Layers.noteFile: "- {file: a, version: 1}\n"]).load().findings == [
                "pipelines/taken.yaml:1:3: fingerprint is missing (missing_key)"
            ])
    }

    @Test func aCopyOfTheSameBytesIsSaidToBeOne() throws {
        let file = "pipelines/2_core/core_b.sql"
        #expect(
            try Trial([file: Self.product[file]!]).load().project.layers.replaced == [
                Layers.Replaced(file: file, isSame: true)
            ])
    }

    @Test func givenRowsReplaceByKeyAndFurtherOnesComeBehind() throws {
        let trial = try Trial(["pipelines/0_given/norms.csv": "sector,norm\nsport,7\nculture,25\nschool,10\n"]
        )
        let (project, findings) = trial.load()
        #expect(findings.isEmpty)
        #expect(rows(project, "given_norms") == ["school|10", "culture|25", "sport|7"])
        #expect(
            project.layers.rows == [Layers.Rows(file: "pipelines/0_given/norms.csv", replaced: 1, added: 1)])
        #expect(project.layers.replaced.isEmpty)
        let table = try #require(project.given.first { $0.table == "given_norms" })
        #expect(
            table.rows.indices.map { table.place(of: $0).file }
                == [
                    "pipelines/0_given/norms.csv", "pipelines/0_given/norms.csv",
                    "pipelines/0_given/norms.csv",
                ])
        #expect(table.lines == [4, 3, 2])
        // What an upgrade adds or mends comes through, and the municipality's own stays.
        let upgraded = try Trial(
            ["pipelines/0_given/norms.csv": "sector,norm\nsport,7\nculture,25\n"],
            product: ["pipelines/0_given/norms.csv": "sector,norm\nschool,11\nculture,20\ncare,30\n"])
        #expect(
            rows(upgraded.load().project, "given_norms") == ["school|11", "culture|25", "care|30", "sport|7"])
        #expect(upgraded.load().project.fingerprints["given_norms"] != project.fingerprints["given_norms"])
    }

    /// Also over rows that the product writes beside a model.
    @Test func anOwnRowTakesThePlaceOfOneBesideAModel() throws {
        let beside = "norms:\n  - {sector: canteen, norm: 3}\n  - {sector: garden, norm: 4}\n"
        let trial = try Trial(
            ["pipelines/0_given/norms.csv": "sector,norm\ncanteen,5\n"],
            product: ["pipelines/2_core/core_a.given.yaml": beside])
        let (project, findings) = trial.load()
        #expect(
            findings.isEmpty
                && rows(project, "given_norms") == ["school|10", "culture|20", "canteen|5", "garden|4"])
        let table = try #require(project.given.first { $0.table == "given_norms" })
        let beneath = trial.product.root + "/pipelines/0_given/norms.csv"
        #expect(
            table.rows.indices.map { table.place(of: $0).file }
                == [beneath, beneath, "pipelines/0_given/norms.csv", "pipelines/2_core/core_a.given.yaml"])
    }

    /// Without a key nobody can say which row is which: the file takes the place whole.
    @Test func aGivenTableWithoutAKeyIsReplacedWhole() throws {
        let (project, _) = try Trial(["pipelines/0_given/words.yaml": "- {word: c, text: z}\n"]).load()
        #expect(rows(project, "given_words") == ["c|z"])
        #expect(project.layers.replaced == [Layers.Replaced(file: "pipelines/0_given/words.yaml")])
    }

    @Test func textsReplaceByKey() throws {
        let (project, _) = try Trial(["pipelines/6_report/languages/da.yaml": "title: Vores\n"]).load()
        #expect(project.languages["da"] == ["title": "Vores", "new": "Ny"])
    }

    /// The ledger's migrations are the program's: a copy of older ones in the root is never run.
    @Test func theLedgerIsTheProductsAlone() throws {
        let (project, findings) = try Trial([
            "schemas/ledger/001.sql": "select 2", "schemas/ledger/000_mine.sql": "select 3",
        ]).load()
        #expect(
            findings.isEmpty && project.ledger.map(\.name) == ["001"]
                && project.ledger.map(\.sql) == ["select 1"])
    }

    @Test func aProductThatIsNoneIsAFinding() throws {
        let folder = try TrialFolder(["pipelines/nightly.yaml": "language: da\nproduct: ./nowhere\n"])
        #expect(
            Project.load(root: folder.root).findings.first?.description
                == """
                pipelines/nightly.yaml:2: product: ./nowhere is no product: there is no \
                pipelines/nightly.yaml with schemas/ledger in 
                """
                + "\(folder.root)/./nowhere; write installed, or the folder of a checkout (no_product)")
        let itself = try TrialFolder(Self.product.merging(["pipelines/nightly.yaml": "product: .\n"]) { $1 })
        #expect(Project.load(root: itself.root).findings.map(\.code).contains("no_product"))
    }

    @Test func whatIsReadOfTheProductIsAPartOfTheConfiguration() throws {
        let own = ["pipelines/0_given/norms.csv": "sector,norm\nculture,25\n"]
        let before = try Trial(own).load().project.files
        let after = try Trial(own, product: ["pipelines/0_given/norms.csv": "sector,norm\nschool,11\n"])
            .load().project.files
        #expect(before["pipelines/0_given/norms.csv"] == after["pipelines/0_given/norms.csv"])
        #expect(before != after)
    }

    @Test func aFolderIsTheSameHoweverItIsWritten() throws {
        let folder = try TrialFolder(["a/b": ""])
        let here = FileManager.default.currentDirectoryPath
        symlink(folder.root + "/a", folder.root + "/c")
        for (a, b, isSame) in [
            (".", here, true), (here + "/", here, true), ("./x/..", here, true),
            (folder.root + "/c", folder.root + "/a", true), (folder.root, here, false),
        ] {
            #expect(Layers.isSame(a, b) == isSame, "\(a) \(b)")
        }
    }

    @Test func theProductOfAProgramIsBesideItOrAboveIt() throws {
        let installed = try TrialFolder(
            Dictionary(uniqueKeysWithValues: Self.product.map { ("share/kvadratur/" + $0.key, $0.value) }))
        #expect(
            Layers.installedProduct(program: installed.root + "/bin/kvadratur") == installed.root
                + "/share/kvadratur")
        let checkout = try TrialFolder(Self.product)
        #expect(
            Layers.installedProduct(program: checkout.root + "/.build/x86_64/debug/kvadratur")
                == checkout.root)
        #expect(try Layers.installedProduct(program: TrialFolder().root + "/bin/kvadratur") == nil)
    }
}
