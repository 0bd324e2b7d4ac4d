import PlanChecker
import PlanExample
import PlanFiles
import Testing

@Suite struct VerifyTests {
    @Test func aSoundPlanHasNoViolation() {
        #expect(verify(Example.instance, Example.plan) == [])
    }

    @Test func eachHardLimitIsNamed() {
        func broken(_ change: (inout PlanInstance, inout Plan) -> Void) -> [Violation] {
            var instance = Example.instance
            var plan = Example.plan
            plan.bound = nil
            change(&instance, &plan)
            return verify(instance, plan)
        }
        #expect(
            broken { $1.moves[0].users = 9 }.contains(.userDropped(group: "a-pupils", users: 12, moved: 11)))
        #expect(
            broken { i, p in i.rooms[1].freeSpace = 1999 }.contains(
                .roomExceeded(room: "b-room", space: 2000, free: 1999)))
        #expect(
            broken { i, p in i.properties[0].mustKeep = true } == [.held(property: "a-school", .mustKeep)])
        #expect(broken { i, p in i.properties[0].guarded = true } == [.held(property: "a-school", .guarded)])
        #expect(
            broken { i, p in i.properties[0].unjudged = true } == [.held(property: "a-school", .unjudged)])
        // 12 pupils move out of a-school: who else is counted there would be left behind.
        #expect(broken { i, p in i.properties[0].headcount = 12 } == [])
        #expect(
            broken { i, p in i.properties[0].headcount = 13 }
                == [.peopleLeftBehind(property: "a-school", headcount: 13, moved: 12)])
        // Places are counted by activity: in f-room two pupils and four members of staff.
        #expect(
            broken { i, p in
                i.places = [
                    .init(room: "f-room", activity: "school", free: 2),
                    .init(room: "f-room", activity: "office", free: 4),
                ]
            } == [])
        #expect(
            broken { i, p in i.places = [.init(room: "f-room", activity: "office", free: 3)] }
                == [.placesExceeded(room: "f-room", activity: "office", users: 4, free: 3)])
        #expect(
            broken { i, p in i.places = [.init(room: "b-room", activity: "office", free: 1)] }
                == [.instance(.unknown(kind: "room", key: "b-room", namedBy: "places office"))])
        #expect(
            broken { i, p in i.properties[0].forced = .keep } == [.held(property: "a-school", .forcedKeep)])
        #expect(broken { i, p in i.properties[1].forced = .leave } == [.forcedButKept(property: "b-school")])
        #expect(
            broken { $1.closed.insert("d-lease", at: 1) }.contains(
                .held(property: "d-lease", .leaseRuns(until: "2027-01-02"))))
        #expect(broken { $1.closed.insert("c-hall", at: 1) }.contains(.held(property: "c-hall", .listed)))
        #expect(
            broken { $1.closed.insert("b-school", at: 1) }.contains(
                .exclusiveBroken(key: "one-school", properties: ["a-school", "b-school"])))
        #expect(
            broken { $1.closed.insert("b-school", at: 1) }.contains(
                .movedIntoLeftProperty(group: "a-pupils", room: "b-room")))
        #expect(
            broken { $1.closed.append("e-office") }.contains(.repeated(kind: "property", key: "e-office")))
        #expect(broken { $1.closed.append("z") }.contains(.unknown(kind: "property", key: "z")))
        #expect(
            broken { i, p in i.activities[1].limitMetres = 3899 } == [
                .tooFar(group: "a-pupils", room: "f-room", metres: 3900, limit: 3899)
            ])
        // 10 and 2 of them are pairs, but neither threes nor all twelve.
        #expect(broken { i, p in i.groups[0].unit = 2 } == [])
        for unit in [3, 12] {
            #expect(
                broken { i, p in i.groups[0].unit = unit }
                    == [
                        .unitSplit(group: "a-pupils", room: "b-room"),
                        .unitSplit(group: "a-pupils", room: "f-room"),
                    ])
        }
        #expect(broken { i, p in i.groups[0].unit = 5 } == [.instance(.brokenUnit(group: "a-pupils"))])
        #expect(
            broken { i, p in i.moves.remove(at: 0) }.contains(
                .moveNotAllowed(group: "a-pupils", room: "b-room")))
        #expect(broken { $1.closed.removeLast() }.contains(.movedWithoutCause(group: "e-staff")))
        #expect(
            broken { $1.sums.saving += 1 } == [.sumWrong(.saving, claimed: 950_000_02, found: 950_000_01)])
    }

    @Test func theTargetHoldsInTheLaterStages() {
        var instance = Example.instance
        var plan = Example.plan
        plan.bound = nil
        plan.stage = .disruption
        instance.target = 361
        #expect(verify(instance, plan) == [.targetMissed(area: 360, target: 361)])
        instance.target = 300
        instance.ceiling = 359
        #expect(verify(instance, plan) == [.ceilingExceeded(area: 360, ceiling: 359)])
        plan.stage = .saving
        instance.ceiling = nil
        #expect(verify(instance, plan) == [.disruptionLimitMissing])
        plan.disruptionLimit = plan.sums.disruption - 1
        #expect(verify(instance, plan) == [.disruptionExceeded(disruption: 18_800, limit: 18_799)])
    }

    @Test func theThirdLimitFollowsFromTheSecondStage() {
        var second = Example.plan
        var third = Example.plan
        second.stage = .disruption
        second.bound = nil
        third.stage = .saving
        third.bound = nil
        third.disruptionLimit = 20_680
        #expect(verify(Example.instance, stages: [second, third]) == [])
        third.disruptionLimit = 20_681
        #expect(
            verify(Example.instance, stages: [second, third]) == [
                .disruptionLimitWrong(claimed: 20_681, found: 20_680)
            ])
    }

    @Test func anInstanceThatStatesNoQuestionIsRefused() {
        var i = Example.instance
        i.groups[0].activity = "circus"
        i.properties[1].key = "a-school"
        i.planDate = "2027-13-01"
        i.rooms[0].freeSpace = -1
        #expect(
            i.faults() == [
                .badDate("2027-13-01", key: "plan_date"), .duplicate(kind: "property", key: "a-school"),
                .negative(field: "free_space", key: "a-room"),
                .unknown(kind: "property", key: "b-school", namedBy: "b-room"),
                .unknown(kind: "activity", key: "circus", namedBy: "a-pupils"),
                .unknown(kind: "property", key: "b-school", namedBy: "b-pupils"),
                .activityNotTaken(group: "a-pupils", room: "b-room"),
                .activityNotTaken(group: "a-pupils", room: "f-room"),
                .unknown(kind: "property", key: "b-school", namedBy: "one-school"),
            ])
        #expect(verify(i, Example.plan).count == 9)
    }
}
