import Glibc

/// Two threads and a few containers between them: one fills, the other, which called, empties them in the
/// same order.
///
/// At most `depth` are on their way, so memory does not depend on which thread is faster. What the filling
/// thread throws is thrown when everything that it sent before has been received; what the receiver throws
/// ends the other thread first. Either way nobody runs on when `run` returns.
public final class Conveyor<Item: ~Copyable> {
    /// A container; it changes hands, and is never copied.
    private final class Crate {
        var item: Item
        init(_ item: consuming Item) { self.item = item }
    }

    /// What both threads touch, under the lock alone.
    private final class Shared: @unchecked Sendable {
        var full: [Crate] = []
        var empty: [Crate] = []
        var isDone = false
        var isCancelled = false
        private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

        init() {
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(condition, nil)
        }

        deinit {
            pthread_cond_destroy(condition)
            pthread_mutex_destroy(mutex)
            condition.deallocate()
            mutex.deallocate()
        }

        /// Waits until `isReady`, does something, and lets the other side look again.
        func turn<T>(when isReady: () -> Bool = { true }, _ body: () throws -> T) rethrows -> T {
            pthread_mutex_lock(mutex)
            defer {
                pthread_cond_broadcast(condition)
                pthread_mutex_unlock(mutex)
            }
            while !isReady() { pthread_cond_wait(condition, mutex) }
            return try body()
        }
    }

    private struct Cancelled: Error {}

    private let shared = Shared()
    private let name: String
    private let stackBytes: Int

    /// - Parameters:
    ///   - depth: how many are on their way at most.
    ///   - name: what the other thread does, for the message when there is none to be had.
    ///   - stackBytes: room of the other thread's calls, in bytes.
    ///   - make: an empty one.
    public init(depth: Int, name: String, stackBytes: Int = 8 << 20, make: () -> Item) {
        shared.empty = (0..<depth).map { _ in Crate(make()) }
        self.name = name
        self.stackBytes = stackBytes
    }

    /// Runs `fill` on another thread. It gives full ones away through `send`, which leaves in its place one
    /// that `receive` has done with.
    ///
    /// - Throws: what either throws; `SystemFailure` when there is no thread to be had.
    public func run<T>(
        fill: (_ send: (inout Item) throws -> Void) throws -> T, receive: (inout Item) throws -> Void
    ) throws -> T {
        let shared = shared
        return try withoutActuallyEscaping(fill) { fill in
            let work = Work<T>()
            work.body = fill
            try start {
                let outcome = Result { try work.body! { item in try Self.send(&item, shared) } }
                // The closure must be gone before this side goes on: it does not outlive the call of `run`.
                work.body = nil
                shared.turn {
                    work.outcome = outcome
                    shared.isDone = true
                }
            }
            do {
                while let crate = shared.turn(
                    when: { !shared.full.isEmpty || shared.isDone },
                    { shared.full.isEmpty ? nil : shared.full.removeFirst() })
                {
                    try receive(&crate.item)
                    shared.turn { shared.empty.append(crate) }
                }
            } catch {
                shared.turn { shared.isCancelled = true }
                shared.turn(when: { shared.isDone }) {}
                throw error
            }
            return try work.outcome!.get()
        }
    }

    private static func send(_ item: inout Item, _ shared: Shared) throws {
        let crate = try shared.turn(when: { !shared.empty.isEmpty || shared.isCancelled }) {
            if shared.isCancelled { throw Cancelled() }
            return shared.empty.removeLast()
        }
        swap(&crate.item, &item)
        shared.turn { shared.full.append(crate) }
    }

    /// What the other thread does and what came of it; handed over under the lock.
    private final class Work<T>: @unchecked Sendable {
        var body: ((_ send: (inout Item) throws -> Void) throws -> T)?
        var outcome: Result<T, any Error>?
    }

    /// Begins a thread, and says when there is none to be had: Foundation's begins none and says nothing, so
    /// that we would wait for it for ever.
    private func start(_ run: @escaping () -> Void) throws {
        var attributes = pthread_attr_t()
        var thread = pthread_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        let body = Unmanaged.passRetained(ThreadBody(run))
        let failed = pthread_create(
            &thread, &attributes,
            { argument in
                Unmanaged<ThreadBody>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard failed != 0 else { return }
        body.release()
        throw SystemFailure("start", "the thread that \(name)", failed)
    }
}

private final class ThreadBody {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}
