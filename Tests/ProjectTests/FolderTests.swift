import Records
import Testing

@testable import Project

/// Which files of a folder are read, in which order, and what is said of one that is no text.
@Suite struct FolderTests {
    @Test func byNameWithoutHiddenFilesAndFolders() throws {
        let trial = try TrialFolder([
            "a/b.yaml": "", "a/B.yaml": "", "a/ø.yaml": "", "a/.hidden.yaml": "", "a/c.test.yaml": "",
            "a/c.sql": "", "a/deep.yaml/x.yaml": "",
        ])
        let folder = Folder(root: trial.root, findings: Findings())
        #expect(folder.files("a", ".yaml") == ["a/B.yaml", "a/b.yaml", "a/ø.yaml"])
        #expect(folder.files("a", ".test.yaml") == ["a/c.test.yaml"])
        #expect(folder.files("nowhere", ".yaml") == [])
    }

    @Test func notUTF8() throws {
        let trial = try TrialFolder(["pipelines/nightly.yaml": "language: da\n"])
        try trial.write(
            "pipelines/2_core/core_a.sql", Array("-- f".utf8) + [0xF8] + Array("lles\nselect 1".utf8))
        #expect(
            Project.load(root: trial.root).findings.map(\.description) == [
                "pipelines/2_core/core_a.sql: the file is not UTF-8 (encoding)"
            ])
    }

    @Test(arguments: [
        ("a/b/core_x.test.yaml", "core_x.test.yaml", "core_x"), ("x.sql", "x.sql", "x"), ("a/x", "x", "x"),
    ])
    func names(_ path: String, _ name: String, _ stem: String) {
        #expect(Folder.name(path) == name && Folder.stem(path) == stem)
    }
}
