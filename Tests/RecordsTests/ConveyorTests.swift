import Testing

@testable import Records

@Suite struct ConveyorTests {
    private struct Failure: Error, Equatable { var text: String }

    /// A container of numbers, not to be copied.
    private struct Box: ~Copyable { var numbers: [Int] = [] }

    private func run(
        _ count: Int, depth: Int = 2, failAt: Int = .max, refuseAt: Int = .max, received: inout [Int],
        ended: inout Bool
    ) throws -> Int {
        var sent = 0
        var seen: [Int] = []
        var isEnded = false
        defer { (received, ended) = (seen, isEnded) }
        return try Conveyor(depth: depth, name: "counts", make: { Box() }).run { send in
            defer { isEnded = true }
            var box = Box()
            for number in 0..<count {
                if number == failAt { throw Failure(text: "fill") }
                box.numbers.append(number)
                try send(&box)
                sent += 1
                // What comes back is one that was received, never one that is on its way.
                precondition(box.numbers.isEmpty)
            }
            return sent
        } receive: { box in
            if box.numbers == [refuseAt] { throw Failure(text: "receive") }
            seen += box.numbers
            box.numbers = []
        }
    }

    @Test(arguments: [0, 1, 2, 3, 500], [1, 2, 7]) func everythingInItsOrder(_ count: Int, _ depth: Int)
        throws
    {
        var received: [Int] = []
        var ended = false
        #expect(try run(count, depth: depth, received: &received, ended: &ended) == count)
        #expect(received == Array(0..<count) && ended)
    }

    @Test(arguments: [0, 1, 5, 40]) func whatTheFillerThrowsComesAfterWhatItSent(_ place: Int) {
        var received: [Int] = []
        var ended = false
        #expect(throws: Failure(text: "fill")) {
            try run(50, failAt: place, received: &received, ended: &ended)
        }
        #expect(received == Array(0..<place) && ended)
    }

    @Test(arguments: [0, 1, 5, 49]) func whatTheReceiverThrowsEndsTheFillerFirst(_ place: Int) {
        var received: [Int] = []
        var ended = false
        #expect(throws: Failure(text: "receive")) {
            try run(50, refuseAt: place, received: &received, ended: &ended)
        }
        #expect(received == Array(0..<place) && ended)
    }

    @Test func noThreadIsSaid() {
        // More stack than an address space holds.
        let conveyor = Conveyor<Box>(depth: 1, name: "cannot begin", stackBytes: 1 << 46) { Box() }
        #expect(throws: SystemFailure.self) {
            try conveyor.run { _ in
            } receive: { _ in
            }
        }
    }
}
