/// Stops on `KV` and looks one byte too far on `AD`; both are found within a second, or the fuzzers are
/// blind.
func stumble(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 2, let start = bytes.baseAddress else { return }
    if bytes[0] == UInt8(ascii: "K"), bytes[1] == UInt8(ascii: "V") { fatalError("planted") }
    if bytes[0] == UInt8(ascii: "A"), bytes[1] == UInt8(ascii: "D") { sink = start[bytes.count] }
}

/// Where the byte too far goes, so that the read of it is not left out by the optimiser.
nonisolated(unsafe) public var sink: UInt8 = 0
