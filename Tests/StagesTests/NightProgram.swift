import Foundation

@testable import Stages

/// The program as built beside the tests, in a process of its own.
enum Played {
    struct Outcome {
        var output: [UInt8]
        var errors: [UInt8]
        /// 128 + n for a process that a signal ended.
        var code: Int32
        /// The most memory that the process, or one that it waited for, had at once.
        var peakBytes: Int
        /// Seconds of the processor, for whoever looks for the slow story.
        var seconds: Double

        /// Output, lines of standard error behind `! `, and the exit code.
        var transcript: String {
            func lines(_ bytes: [UInt8], _ mark: String) -> String {
                // CR LF is one character to Swift: without this a whole CSV file would be one line.
                let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
                return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
                    text.hasSuffix("\n") || text.isEmpty ? 1 : 0
                )
                .map { mark + $0 + "\n" }.joined()
            }
            return lines(output, "") + lines(errors, "! ")
                + (code > 128 ? "killed by signal \(code - 128)" : "exit \(code)")
        }
    }

    static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path
    static let zone = "Pacific/Auckland"

    /// Where the tests themselves run under a faked clock (`make dates`), so does what they start, in the
    /// zone and the language they run in; else the machine's clock, a zone that is nobody's, and no language.
    static let surroundings: [String: String] = {
        let own = ProcessInfo.processInfo.environment
        guard own["FAKETIME"] != nil else { return ["TZ": zone] }
        // All that share a clock wait for one lock, and a program that is killed while it holds it stops them
        // for good: each keeps its own.
        let passed = own.filter { key, _ in
            ["LD_PRELOAD", "TZ", "LANG", "LC_ALL"].contains(key)
                || key.contains("FAKE") && key != "FAKETIME_SHARED"
        }
        return passed.merging(["TZ": zone]) { own, _ in own }
    }()

    /// The variables under which a program starts at a moment of its own (`2026-03-01T02:00:00Z`), whatever
    /// the machine's clock says.
    static func clock(at moment: String) throws -> [String: String] {
        let folders = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib").map {
            "/usr/lib/\($0)/faketime/libfaketimeMT.so.1"
        }
        guard let seconds = try? Date(moment, strategy: .iso8601).timeIntervalSince1970 else {
            throw NightBytes.Unclear(description: "\(moment) is no moment such as 2026-03-01T02:00:00Z")
        }
        guard let library = folders.first(where: { access($0, R_OK) == 0 }) else {
            throw NightBytes.Unclear(
                description:
                    """
                    a story with a clock of its own needs Debian's faketime; next: \
                    packaging/install-tools test
                    """
            )
        }
        // Seconds mean the same in every zone. Waiting goes on by the true clock.
        return [
            "LD_PRELOAD": library, "FAKETIME": "@\(Int(seconds))", "FAKETIME_FMT": "%s",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        ]
    }

    /// Runs a command; what it writes goes through files in `scratch`, so that no pipe can fill up.
    static func run(_ words: [String], environment: [String: String], workingFolder: String, scratch: String)
        throws -> Outcome
    {
        let names = [scratch + "/output", scratch + "/errors"]
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
            for name in names { unlink(name) }
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (index, name) in names.enumerated() {
            posix_spawn_file_actions_addopen(
                &actions, Int32(index + 1), name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        // Signals that the tests ignore are as a shell has them.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGXFSZ, SIGTERM, SIGINT, SIGHUP] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        // No spawn of its own changes the folder: a shell does, and then becomes the command.
        let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", workingFolder] + words
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in arguments + variables { free(word) } }
        var process = pid_t()
        let failed = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
        guard failed == 0 else {
            throw NightBytes.Unclear(description: "\(words[0]): \(String(cString: strerror(failed)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        // What faketime leaves behind of every process that it started a clock for.
        if environment["FAKETIME"] != nil {
            for name in ["faketime_shm_", "sem.faketime_sem_"] { unlink("/dev/shm/\(name)\(process)") }
        }
        let signal = status & 0x7F
        func bytes(_ name: String) -> [UInt8] {
            FileManager.default.contents(atPath: name).map(Array.init) ?? []
        }
        return Outcome(
            output: bytes(names[0]), errors: bytes(names[1]),
            code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, peakBytes: usage.ru_maxrss * 1024,
            seconds: Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(
                usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6)
    }
}

extension Program {
    /// The program with these words, started by another one where it must be held short: what it says and its
    /// exit code. Safe to call from many threads.
    static func play(_ words: [String], under starter: [String] = []) throws -> String {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kvadratur-play-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        return try Played.run(
            starter + [Played.folder + "/kvadratur"] + words,
            environment: Played.surroundings.merging(["PATH": "/usr/bin:/bin"]) { $1 },
            workingFolder: "/", scratch: scratch
        ).transcript
    }
}
