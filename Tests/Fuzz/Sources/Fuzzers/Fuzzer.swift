import Glibc

/// One program, several fuzzers: the environment's `FUZZER` names the one that runs, so that a build is
/// linked once.
public enum Fuzzer: String, CaseIterable, Sendable {
    case csv, register, values, archives, sheets, configuration, plan
    /// Not a parser: two mistakes made on purpose, by which the runner knows that faults are found at all on
    /// this machine.
    case planted

    /// The fuzzer that runs; a wrong or missing name ends the program at once, since a run that does nothing
    /// would look like one that finds nothing.
    public static let chosen: Fuzzer = {
        let name = getenv("FUZZER").map { String(cString: $0) } ?? ""
        guard let fuzzer = Fuzzer(rawValue: name) else {
            fatalError(
                "FUZZER must be one of \(allCases.map(\.rawValue).joined(separator: ", ")), not \"\(name)\"")
        }
        return fuzzer
    }()

    /// Runs one input. A find is a trap, a sanitizer's report, or a broken promise.
    public func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        var input = Input(bytes)
        switch self {
        case .csv: fuzzCSV(&input)
        case .register: fuzzRegister(&input)
        case .values: fuzzValues(&input)
        case .archives: fuzzArchives(&input)
        case .sheets: fuzzSheets(&input)
        case .configuration: fuzzConfiguration(&input)
        case .plan: fuzzPlan(input.rest)
        case .planted: stumble(bytes)
        }
    }
}

/// An input: a few bytes that choose among variants, then the file. Choices are the low bits of printable
/// bytes, so that seeds stay text.
struct Input {
    private(set) var rest: [UInt8]

    init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = Array(bytes) }

    /// 0 up to but not including `count`; 0 when nothing is left.
    mutating func choice(_ count: Int) -> Int {
        guard !rest.isEmpty else { return 0 }
        return Int(rest.removeFirst() &- 48) % count
    }
}

/// A promise that every input must keep.
func promise(_ kept: Bool, _ what: @autoclosure () -> String, line: UInt = #line, file: StaticString = #file)
{
    if !kept { fatalError("promise broken: \(what())", file: file, line: line) }
}
