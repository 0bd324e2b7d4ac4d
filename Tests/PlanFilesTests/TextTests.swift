import PlanExample
import PlanFiles
import Testing

@Suite struct TextTests {
    @Test func theInstanceComesBackAsWritten() throws {
        var instance = Example.instance
        instance.properties[0].locality = "nord\tvest \\ ny\nlinje"
        instance.activities[0].key = "kontor med blank"
        instance.rooms[2].activities = ["kontor med blank", "school"]
        instance.groups[2].activity = "kontor med blank"
        #expect(try PlanInstance(text: instance.text()) == instance.inKeyOrder())
        #expect(try PlanInstance(text: instance.text()).text() == instance.text())
    }

    /// What version 1 can say is written in it: files of earlier editions are read as they are, and no
    /// instance has two spellings.
    @Test func peopleAndPlacesAreVersionTwo() throws {
        #expect(Example.instance.text().hasPrefix("kvadratur-plan-instance\t1\n"))
        var instance = Example.instance
        instance.places = [
            .init(room: "f-room", activity: "school", free: 7),
            .init(room: "f-room", activity: "office", free: 0),
        ]
        (instance.properties[0].headcount, instance.properties[4].unjudged) = (12, true)
        let text = instance.text()
        #expect(
            text.hasPrefix("kvadratur-plan-instance\t2\n")
                && text.contains("\nplaces\tf-room\toffice\t0\nplaces\tf-room\tschool\t7\n"))
        #expect(try PlanInstance(text: text) == instance.inKeyOrder())
        for (old, new) in [
            ("places\tf-room\toffice\t0\n", ""), ("\t0\t12\n", "\t0\t012\n"), ("instance\t2", "instance\t1"),
            ("instance\t2", "instance\t3"),
        ] {
            #expect(throws: PlanTextError.self) { try PlanInstance(text: text.replacing(old, with: new)) }
        }
        let second = Example.instance.text().replacing("instance\t1", with: "instance\t2")
        #expect(throws: PlanTextError.self) { try PlanInstance(text: second) }
        for cut in text.indices where cut > text.startIndex {
            #expect(throws: PlanTextError.self) { try PlanInstance(text: String(text[..<cut])) }
        }
        var plan = Example.plan
        plan.bound?.leaves[0].multipliers.append(
            .init(row: .places(room: "f-room", activity: "school"), numerator: 3))
        #expect(try Plan(text: plan.text()) == plan)
    }

    @Test func theOrderOfRowsChangesNoByte() {
        var shuffled = Example.instance
        shuffled.properties.reverse()
        shuffled.moves.reverse()
        shuffled.groups.reverse()
        #expect(shuffled.text() == Example.instance.text())
    }

    @Test func thePlanComesBackAsWritten() throws {
        var plan = Example.plan
        plan.bound?.leaves = [
            .init(
                cases: [.init(property: "a-school", left: true)],
                multipliers: [.init(row: .arrive(group: "a-pupils", room: "b-room"), numerator: 7)]),
            .init(
                cases: [
                    .init(property: "a-school", left: false),
                    .init(group: "e-staff", room: "f-room", goes: true),
                ],
                multipliers: [
                    .init(row: .target, numerator: -(1 << 100)), .init(row: .disruption, numerator: 1),
                ]),
        ]
        #expect(try Plan(text: plan.text()) == plan)
    }

    @Test func theInstanceCutAnywhereIsRefused() {
        let text = Example.instance.text()
        for cut in text.indices where cut > text.startIndex {
            #expect(throws: PlanTextError.self) { try PlanInstance(text: String(text[..<cut])) }
        }
    }

    @Test func thePlanCutAnywhereIsRefused() {
        let text = Example.plan.text()
        for cut in text.indices {
            #expect(throws: PlanTextError.self) { try Plan(text: String(text[..<cut])) }
        }
    }

    @Test(arguments: [
        ("target_m2\t300", "target_m2\t0300", "line 4: \"0300\" is not a whole number"),
        ("target_m2\t300", "target_m2\t+300", "line 4: \"+300\" is not a whole number"),
        ("slack_permille", "slack", "line 6: expected \"slack_permille\", found \"slack\""),
        ("space_basis\thigh", "space_basis\tmiddle", "line 9: \"middle\" is none of low, high"),
        ("activity\tschool\t4000", "activity\tschool\t4000\t1", "line 12: expected 3 fields, found 4"),
        (
            "activity\tschool\t4000", "activity\toffice\t4000",
            "line 12: \"office\" is repeated or out of key order"
        ),
        ("activity\tschool\t4000", "activity\tsch\\ool\t4000", "line 12: \"sch\\ool\" has an unknown escape"),
    ])
    func oddInstancesAreRefusedWithTheirLine(old: String, new: String, message: String) {
        let text = Example.instance.text()
        let at = text.ranges(of: old)[0]
        let error = #expect(throws: PlanTextError.self) {
            try PlanInstance(text: text.replacingCharacters(in: at, with: new))
        }
        #expect(error?.description == message)
    }

    /// Found by the checker's fuzzer: what reads alike in other bytes would have another fingerprint.
    @Test(arguments: [
        ("leaf\t0\t1", "leaf\t-7\t1"), ("left\ta-school", "left\ta-school\r"),
        ("left\te-office", "left\te\\-office"),
    ])
    func onlyOneSpellingOfAPlan(old: String, new: String) {
        let text = Example.plan.text().replacing(old, with: new)
        #expect(text != Example.plan.text())
        #expect(throws: PlanTextError.self) { try Plan(text: text) }
    }

    @Test func onlyOneSpellingOfAnInstance() {
        let text = Example.instance.text().replacing("a-school\tnorth", with: "a-school\tnor\rth")
        #expect(throws: PlanTextError.self) { try PlanInstance(text: text) }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
