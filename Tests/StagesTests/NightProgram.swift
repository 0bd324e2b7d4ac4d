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
                return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") || text.isEmpty ? 1 : 0)
                    .map { mark + $0 + "\n" }.joined()
            }
            return lines(output, "") + lines(errors, "! ") + (code > 128 ? "killed by signal \(code - 128)" : "exit \(code)")
        }
    }

    static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    static let zone = "Pacific/Auckland"

    /// Runs a command; what it writes goes through files in `scratch`, so that no pipe can fill up.
    static func run(_ words: [String], environment: [String: String], workingFolder: String, scratch: String) throws -> Outcome {
        let names = [scratch + "/output", scratch + "/errors"]
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer { posix_spawn_file_actions_destroy(&actions); posix_spawnattr_destroy(&attributes); names.forEach { unlink($0) } }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (index, name) in names.enumerated() { posix_spawn_file_actions_addopen(&actions, Int32(index + 1), name, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }
        // Signals that the tests ignore are as a shell has them.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGXFSZ, SIGTERM, SIGINT, SIGHUP] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        // No spawn of its own changes the folder: a shell does, and then becomes the command.
        let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", workingFolder] + words
        var arguments = words.map { strdup($0) } + [nil], variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var process = pid_t()
        let failed = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
        guard failed == 0 else { throw NightBytes.Unclear(description: "\(words[0]): \(String(cString: strerror(failed)))") }
        var status: Int32 = 0, usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let signal = status & 0x7F
        func bytes(_ name: String) -> [UInt8] { FileManager.default.contents(atPath: name).map(Array.init) ?? [] }
        return Outcome(
            output: bytes(names[0]), errors: bytes(names[1]), code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, peakBytes: usage.ru_maxrss * 1024,
            seconds: Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6)
    }
}

extension Program {
    /// The program with these words, started by another one where it must be held short: what it says and its exit code. Safe to call from many
    /// threads.
    static func play(_ words: [String], under starter: [String] = []) throws -> String {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("kvadratur-play-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        return try Played.run(
            starter + [Played.folder + "/kvadratur"] + words, environment: ["PATH": "/usr/bin:/bin", "TZ": Played.zone], workingFolder: "/", scratch: scratch
        ).transcript
    }
}
