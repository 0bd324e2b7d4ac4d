import Foundation
import Records
import Testing

@testable import Stages

/// One run at a time; the second is told who holds the lock.
@Suite struct RunLockTests {
    @Test func theSecondIsToldWho() throws {
        let root = try TrialRoot()
        let path = root.path + "/lock"
        let first = try RunLock(path: path, command: "run --stage kpi")
        let held = #expect(throws: RunLock.Held.self) { _ = try RunLock(path: path, command: "run") }
        #expect(
            held?.description.hasPrefix(
                "another run holds the lock: process \(getpid()), run --stage kpi, for ") == true)
        #expect(held.map { Failure.code(of: $0) } == .locked)
        first.release()
        try RunLock(path: path, command: "run").release()
    }

    @Test func aLineLeftByAKilledRunHoldsNothing() throws {
        let root = try TrialRoot()
        try root.write("lock", "process 1, run\n")
        let lock = try RunLock(path: root.path + "/lock", command: "run")
        #expect(root.text("lock") == "process \(getpid()), run\n")
        lock.release()
        #expect(root.text("lock") == "")
    }

    @Test func aNightThatFindsTheLockTakenTouchesNothing() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try Durable.makeFolder(root.path + "/.kvadratur")
        let lock = try RunLock(path: root.path + "/.kvadratur/lock", command: "run")
        defer { lock.release() }
        #expect(throws: RunLock.Held.self) { try root.run() }
        #expect(root.tree(".kvadratur") == ["lock"] && root.tree("inbound").count == 3)
    }

    @Test func theAnswerDoesNotWaitForTheProject() throws {
        let root = try TrialRoot()
        try RunLock.refuseIfHeld(root: root.path)
        try Durable.makeFolder(root.path + "/.kvadratur")
        let lock = try RunLock(path: root.path + "/.kvadratur/lock", command: "run")
        // Nothing of the project is read: it could be wrong from end to end.
        try root.write("pipelines/nightly.yaml", "language: [")
        let held = #expect(throws: RunLock.Held.self) { try RunLock.refuseIfHeld(root: root.path) }
        #expect(held?.holder.hasPrefix("process \(getpid()), run, for ") == true)
        lock.release()
        try RunLock.refuseIfHeld(root: root.path)
    }

    @Test func aHolderThatHasNotWrittenYet() throws {
        let root = try TrialRoot()
        try Durable.makeFolder(root.path + "/.kvadratur")
        let file = open(root.path + "/.kvadratur/lock", O_RDWR | O_CREAT, 0o644)
        defer { close(file) }
        #expect(flock(file, LOCK_EX) == 0)
        let held = #expect(throws: RunLock.Held.self) { try RunLock.refuseIfHeld(root: root.path) }
        #expect(held?.holder.hasPrefix("a run that has just begun, for ") == true)
    }

    @Test func aFolderThatIsNoFolder() throws {
        let root = try TrialRoot()
        try root.write("state", "")
        #expect(throws: SystemFailure.self) {
            _ = try RunLock(path: root.path + "/state/lock", command: "run")
        }
    }
}
