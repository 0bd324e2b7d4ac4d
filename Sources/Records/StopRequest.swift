import Glibc
import Synchronization

/// Whether somebody asked us to stop, and whether that has been settled.
struct StopFlag: ~Copyable {
    /// The first signal's number; 0 while nobody asked.
    let asked = Atomic<Int32>(0)
    private let isSettled = Atomic<Bool>(false)

    var isWanted: Bool { asked.load(ordering: .relaxed) != 0 && !isSettled.load(ordering: .relaxed) }

    func check() throws {
        if isWanted { throw Stopped(signal: asked.load(ordering: .relaxed)) }
    }

    func settle() {
        if isWanted { isSettled.store(true, ordering: .relaxed) }
    }
}

private let flag = StopFlag()
/// The timer of the limit, as bits; 0 is none.
private let timers = Atomic<UInt>(0)

/// SIGTERM, SIGINT and SIGHUP ask a night to stop, and so does its time limit (SIGXCPU); it does so at the
/// next record, table or step, and the transaction at hand is rolled back.
///
/// The handler only sets a flag. What cannot look at it (a solve, one long call of a library) is ended by an
/// alarm after four seconds, and by a second signal at once; both are as harmless as being killed.
public enum StopRequest {
    static let patience: UInt32 = 4

    /// Listens from now on. A signal that was ignored when we were started (nohup, a background job) stays
    /// ignored.
    public static func listen() {
        // Made before a handler can run.
        _ = flag.isWanted
        for number in [SIGTERM, SIGINT, SIGHUP, SIGXCPU] {
            let before = signal(number, heard)
            if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                signal(number, SIG_IGN)
            }
        }
        signal(SIGALRM, heard)
        // A parent's threads may have them blocked, and children inherit that: then nothing would ever be
        // heard.
        var mask = sigset_t()
        sigemptyset(&mask)
        for number in [SIGTERM, SIGINT, SIGHUP, SIGALRM, SIGXCPU] { sigaddset(&mask, number) }
        pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    }

    /// Asks to stop when so many seconds have gone by: a run that hangs, on a dying disk or a lost network
    /// share, must not hold the lock when the next night begins. The system's clock may be set meanwhile. A
    /// later limit takes the place of the one before; 0 is none.
    ///
    /// - Throws: `SystemFailure` when the system has no timer to give.
    public static func limit(to seconds: Int) throws {
        let before = timers.exchange(0, ordering: .relaxed)
        if before != 0 { timer_delete(timer_t(bitPattern: before)) }
        guard seconds > 0 else { return }
        var event = sigevent()
        event.sigev_notify = Int32(SIGEV_SIGNAL)
        event.sigev_signo = SIGXCPU
        var timer: timer_t?
        guard timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 else {
            throw SystemFailure("timer_create", "the run's time limit", errno)
        }
        timers.store(UInt(bitPattern: timer), ordering: .relaxed)
        var after = itimerspec(it_interval: timespec(), it_value: timespec(tv_sec: seconds, tv_nsec: 0))
        guard timer_settime(timer, 0, &after, nil) == 0 else {
            throw SystemFailure("timer_settime", "the run's time limit", errno)
        }
    }

    /// - Throws: `Stopped` when somebody asked, until `settle()`.
    public static func check() throws { try flag.check() }

    /// Whether somebody asked and the work has not ended yet.
    public static var isWanted: Bool { flag.isWanted }

    /// The work has ended: what follows only writes down how, and is not to be interrupted.
    public static func settle() { flag.settle() }
}

/// Somebody asked us to stop; what was committed stays, the rest was rolled back.
public struct Stopped: Error, Sendable, Equatable, CustomStringConvertible {
    /// The number of the first signal that came; SIGXCPU is the run's time limit.
    public var signal: Int32
    /// A stop by this signal.
    public init(signal: Int32) { self.signal = signal }

    /// 128 and the signal's number, as a shell reports it; the time limit is a matter of the system.
    public var exitCode: Int32 { Self.exitCode(of: signal) }
    static func exitCode(of signal: Int32) -> Int32 { signal == SIGXCPU ? 74 : 128 + signal }

    /// What stopped the run, what became of its work and the next command, in English, for a terminal.
    public var description: String {
        if signal == SIGXCPU {
            return
                """
                stopped by the time limit of a run (run.limit_seconds in pipelines/nightly.yaml, or \
                --limit): the step at hand was rolled back, what was done before it stays; next: \
                kvadratur log, which tells what took so long, and kvadratur run
                """
        }
        let name = [SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP"][signal] ?? "signal \(signal)"
        return
            """
            stopped by \(name): the step at hand was rolled back, what was done before it stays; next: \
            kvadratur run
            """
    }
}

/// The handler: nothing but calls that are safe in one.
private func heard(_ number: Int32) {
    let (first, before) = flag.asked.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    if first, number != SIGALRM {
        alarm(StopRequest.patience)
        return
    }
    let sentence: StaticString =
        """
        stopped in the middle of a step: it is rolled back when the warehouse is opened next; next: \
        kvadratur run\n
        """
    _ = write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
    _exit(Stopped.exitCode(of: first ? number : before))
}
