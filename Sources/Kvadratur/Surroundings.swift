import Foundation
import Records
import Stages

/// What a night needs of the process that it runs in, whoever started it.
enum Surroundings {
    /// Files open at once: the warehouse with its journal and temporary files, a packed delivery, an edition,
    /// and what libraries open.
    private static let fewestFiles: rlim_t = 64

    /// - Throws: `SystemFailure` when so few files may be open that a library would trap in the middle of the
    ///   night.
    static func prepare() throws {
        // A closed pipe or a size limit is an error to be told with its path, not a signal that kills us in
        // the middle of a sentence.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // A file opened under the number of a closed standard output would be written into by the next
        // message.
        for standard in STDIN_FILENO...STDERR_FILENO where fcntl(standard, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
        setlocale(LC_CTYPE, "C.UTF-8")
        keepThreadsSmall()
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < fewestFiles else { return }
        limit.rlim_cur = min(limit.rlim_max, fewestFiles)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        if limit.rlim_cur < fewestFiles {
            throw SystemFailure(
                "open",
                "/proc/self/limits: \(limit.rlim_cur) open files, of which a night needs \(fewestFiles)",
                EMFILE)
        }
    }

    /// Where memory is limited, threads take a sixteenth of the usual room: libdispatch waits for ever for a
    /// thread that there is no room for, also when it only lets go of a closed database.
    private static func keepThreadsSmall() {
        var limit = rlimit()
        var attributes = pthread_attr_t()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max
        else { return }
        // A function of the C library that Swift does not see.
        guard let function = dlsym(nil, "pthread_setattr_default_np") else { return }
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 512 << 10)
        _ = unsafeBitCast(
            function, to: (@convention(c) (UnsafeMutablePointer<pthread_attr_t>) -> Int32).self)(&attributes)
        pthread_attr_destroy(&attributes)
    }
}
