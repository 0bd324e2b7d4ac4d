import Glibc
import Testing

@testable import Records

/// The flag that a signal sets. What the program does with it is in `StopNightTests`.
@Suite(.serialized) struct StopRequestTests {
    @Test(arguments: [(SIGTERM, 143, "SIGTERM"), (SIGINT, 130, "SIGINT"), (SIGHUP, 129, "SIGHUP"), (SIGUSR1, 138, "signal 10")] as [(Int32, Int32, String)])
    func aSignalIsAskedForUntilItIsSettled(_ number: Int32, _ code: Int32, _ name: String) throws {
        defer { StopRequest.forget() }
        try StopRequest.check()
        #expect(!StopRequest.isWanted)
        StopRequest.pretend(number)
        #expect(StopRequest.isWanted)
        let stopped = #expect(throws: Stopped.self) { try StopRequest.check() }
        #expect(stopped?.exitCode == code)
        #expect(stopped?.description == "stopped by \(name): the step at hand was rolled back, what was done before it stays; next: kvadratur run")
        StopRequest.settle()
        try StopRequest.check()
        #expect(!StopRequest.isWanted)
    }
}
