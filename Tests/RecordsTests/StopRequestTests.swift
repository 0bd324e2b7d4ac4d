import Glibc
import Testing

@testable import Records

/// The flag that a signal sets. What the program does with it is in `StopNightTests`.
@Suite struct StopRequestTests {
    @Test(
        arguments: [
            (SIGTERM, 143, "SIGTERM"), (SIGINT, 130, "SIGINT"), (SIGHUP, 129, "SIGHUP"),
            (SIGUSR1, 138, "signal 10"),
        ] as [(Int32, Int32, String)])
    func aSignalIsAskedForUntilItIsSettled(_ number: Int32, _ code: Int32, _ name: String) throws {
        let flag = StopFlag()
        flag.settle()
        try flag.check()
        var wanted = flag.isWanted
        #expect(!wanted)
        flag.asked.store(number, ordering: .relaxed)
        wanted = flag.isWanted
        #expect(wanted)
        var stopped: Stopped?
        do { try flag.check() } catch { stopped = error as? Stopped }
        #expect(stopped?.exitCode == code)
        #expect(
            stopped?.description
                == """
                stopped by \(name): the step at hand was rolled back, what was done before it stays; \
                next: kvadratur run
                """
        )
        flag.settle()
        try flag.check()
        wanted = flag.isWanted
        #expect(!wanted)
    }

    @Test func nobodyAskedInThisProcess() throws {
        try StopRequest.check()
        #expect(!StopRequest.isWanted)
    }
}
