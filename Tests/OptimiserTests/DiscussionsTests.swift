import PlanExample
import PlanFiles
import Testing

@testable import Optimiser

/// Groups of properties that can be discussed apart are those that no user can move between.
@Suite struct DiscussionsTests {
    @Test func oneRoomForBothMakesOneDiscussionOfSchoolsAndOffices() {
        #expect(
            Discussions(Example.instance).parts == [
                .init(
                    properties: ["a-school", "b-school", "e-office", "f-office"],
                    free: ["a-school", "e-office"])
            ])
    }

    @Test func withoutItTheyAreTwoAndAnEmptyPropertyIsItsOwn() {
        var town = Example.instance
        town.groups[0].users = 10
        town.moves.removeAll { $0.group == "a-pupils" && $0.room == "f-room" }
        town.properties[2].listed = false
        #expect(
            Discussions(town).parts == [
                .init(properties: ["a-school", "b-school"], free: ["a-school"]),
                .init(properties: ["e-office", "f-office"], free: ["e-office"]),
                .init(properties: ["c-hall"], free: ["c-hall"]),
            ])
    }

    @Test func whatMayNotBothBeLeftIsOneDiscussion() {
        var town = Example.instance
        town.groups[0].users = 10
        town.moves.removeAll { $0.group == "a-pupils" && $0.room == "f-room" }
        town.exclusives = [.init(key: "either", properties: ["a-school", "b-school", "e-office"])]
        #expect(
            Discussions(town).parts.map(\.properties) == [["a-school", "b-school", "e-office", "f-office"]])
    }
}
