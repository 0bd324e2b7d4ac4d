import Foundation
import Records

/// Two threads and a few batches between them: one fills, the other, which called, empties them in the same order.
///
/// At most `depth` batches are on their way, so memory does not depend on which thread is faster. What the filling thread throws is thrown when
/// everything that it sent before has been received; what the receiver throws ends the other thread first. Either way nobody runs on when
/// `run` returns.
final class BatchPipe {
    static let depth = 3

    /// A batch on its way; it changes hands, and is never copied.
    private final class Crate {
        var batch: RowBatch
        init(_ batch: consuming RowBatch) { self.batch = batch }
    }

    /// What both threads touch, under the lock alone.
    private final class Shared: @unchecked Sendable {
        let condition = NSCondition()
        var full: [Crate] = []
        var empty: [Crate] = []
        var isDone = false
        var isCancelled = false
    }

    private struct Cancelled: Error {}

    private let shared = Shared()

    init(makeBatch: () -> RowBatch) {
        shared.empty = (0..<Self.depth).map { _ in Crate(makeBatch()) }
    }

    /// Runs `fill` on another thread. It gives batches away through `send`, which leaves an empty one in its place.
    func run<T>(fill: (_ send: (inout RowBatch) throws -> Void) throws -> T, receive: (borrowing RowBatch) throws -> Void) throws -> T {
        let shared = shared
        return try withoutActuallyEscaping(fill) { fill in
            let work = Work<T>()
            work.body = fill
            try Self.start {
                let outcome = Result { try work.body! { batch in try Self.send(&batch, shared) } }
                // The closure must be gone before this side goes on: it does not outlive the call of `run`.
                work.body = nil
                shared.condition.lock()
                work.outcome = outcome
                shared.isDone = true
                shared.condition.broadcast()
                shared.condition.unlock()
            }
            do {
                while let crate = Self.next(shared) {
                    try receive(crate.batch)
                    crate.batch.removeAll()
                    Self.giveBack(crate, shared)
                }
            } catch {
                shared.condition.lock()
                shared.isCancelled = true
                shared.condition.broadcast()
                while !shared.isDone { shared.condition.wait() }
                shared.condition.unlock()
                throw error
            }
            return try work.outcome!.get()
        }
    }

    private final class Body {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    /// Begins a thread, and says when there is none to be had: Foundation's begins none and says nothing, so that we would wait for it for ever.
    private static func start(_ run: @escaping () -> Void) throws {
        var attributes = pthread_attr_t(), thread = pthread_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, 8 << 20)
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        let body = Unmanaged.passRetained(Body(run))
        let failed = pthread_create(&thread, &attributes, { Unmanaged<Body>.fromOpaque($0!).takeRetainedValue().run(); return nil }, body.toOpaque())
        guard failed != 0 else { return }
        body.release()
        throw SystemFailure("start", "the thread that reads deliveries", failed)
    }

    /// What the other thread does and what came of it; handed over under the lock.
    private final class Work<T>: @unchecked Sendable {
        var body: ((_ send: (inout RowBatch) throws -> Void) throws -> T)?
        var outcome: Result<T, any Error>?
    }

    private static func send(_ batch: inout RowBatch, _ shared: Shared) throws {
        shared.condition.lock()
        defer { shared.condition.unlock() }
        while shared.empty.isEmpty, !shared.isCancelled { shared.condition.wait() }
        if shared.isCancelled { throw Cancelled() }
        let crate = shared.empty.removeLast()
        swap(&crate.batch, &batch)
        shared.full.append(crate)
        shared.condition.broadcast()
    }

    /// The next batch; nil when the other thread has ended and everything is received.
    private static func next(_ shared: Shared) -> Crate? {
        shared.condition.lock()
        defer { shared.condition.unlock() }
        while shared.full.isEmpty, !shared.isDone { shared.condition.wait() }
        return shared.full.isEmpty ? nil : shared.full.removeFirst()
    }

    private static func giveBack(_ crate: Crate, _ shared: Shared) {
        shared.condition.lock()
        shared.empty.append(crate)
        shared.condition.broadcast()
        shared.condition.unlock()
    }
}
