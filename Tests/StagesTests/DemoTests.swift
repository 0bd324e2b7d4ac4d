import Foundation
import Project
import Records
import Testing

@testable import Stages

/// The made-up municipality's own folder.
@Suite struct DemoTests {
    @Test func aNewFolderIsMadeAndAPlayedOneIsTakenUp() throws {
        let root = try TrialRoot()
        let demo = try Demo(root: root.path, folder: root.path + "/demo")
        #expect(try demo.prepare())
        #expect(root.tree("demo/pipelines") == root.tree("pipelines"))
        // Prepared and never played: its deliveries have still to be written.
        #expect(try demo.prepare())
        try root.write("demo/inbound/rooms-20260201.csv", Good.rooms)
        _ = try Night(
            NightRequest(root: root.path + "/demo", asOf: CalendarDay("2026-02-28")!),
            progress: Progress(mode: .silent)
        ).run()
        // The project's files may have changed since: the played one gets them, and keeps what it played.
        try root.write("pipelines/0_given/extra.txt", "new\n")
        try root.write("demo/pipelines/old.txt", "gone\n")
        #expect(try !demo.prepare())
        #expect(
            root.text("demo/pipelines/0_given/extra.txt") == "new\n"
                && root.text("demo/pipelines/old.txt") == nil)
        #expect(FileManager.default.fileExists(atPath: root.path + "/demo/.kvadratur/warehouse.sqlite"))
    }

    @Test func somebodysOwnFolderIsLeftAlone() throws {
        let root = try TrialRoot()
        try root.write("mine/list.csv", "a;b\n")
        let before = root.tree("mine")
        let refused = #expect(throws: UsageFailure.self) {
            try Demo(root: root.path, folder: root.path + "/mine").prepare()
        }
        #expect("\(refused!)".contains("next: kvadratur demo NAME") && root.tree("mine") == before)
    }

    @Test func speaksTheLanguageOfTheSettings() throws {
        let root = try TrialRoot()
        let english = try Demo(root: root.path, folder: "demo")
        #expect(
            english.before(properties: 60).contains("60 properties plays in demo/")
                && english.after().contains("demo/outbound/latest/index.html"))
        try root.write(
            "pipelines/nightly.yaml",
            root.text("pipelines/nightly.yaml")!.replacing("language: en", with: "language: da"))
        let danish = try Demo(root: root.path, folder: "demo")
        #expect(
            danish.before(properties: 60).contains("60 ejendomme spiller i demo/")
                && danish.after().contains("demo/outbound/latest/index.html"))
        #expect(
            !danish.after().contains("municipality")
                && !danish.before(properties: 60).contains("municipality"))
    }
}
