import Testing

@testable import Sample

struct HistoryTests {
    @Test(arguments: [
        HistoryShape.building, .unit, .property, .plot, .floor, .stairway, .installation, .sharedArea,
    ])
    func oneCurrentRowNoGapNoOverlap(shape: HistoryShape) {
        var historian = Historian()
        for object in 0..<300 {
            var random = SplitMix(5, .buildingHistory, object)
            let begins = Day(object % 3 == 0 ? 2019 : 2000, 2, 5)
            historian.write(shape, from: begins, last: Day(2026, 2, 28), nights: [], &random)
            let rows = historian.versions
            #expect(rows.filter(\.isCurrent).count == 1)
            // Uncorrected rows follow one another without a gap.
            let valid = rows.filter { $0.registeredTo == nil }
            for (one, next) in zip(valid, valid.dropFirst()) {
                #expect(one.effectiveTo == next.effectiveFrom)
            }
            for row in rows {
                if let to = row.effectiveTo { #expect(row.effectiveFrom < to) }
                if let to = row.registeredTo { #expect(row.registeredFrom < to) }
            }
            #expect(rows.last?.age == 0)
        }
    }

    @Test func aBuildingHasAboutSixRows() {
        var historian = Historian()
        var rows = 0
        for object in 0..<2000 {
            var random = SplitMix(9, .buildingHistory, object)
            historian.write(.building, from: Day(2000, 2, 5), last: Day(2026, 2, 28), nights: [], &random)
            rows += historian.versions.count
        }
        #expect((5.8...6.6).contains(Double(rows) / 2000))
    }

    @Test func aNightsChangeCorrectsTheOpenRowAndAddsTwo() {
        var before = Historian()
        var after = Historian()
        let night = Moment(seconds: Day(2026, 2, 28).number * 86_400 + 36_000)
        var random = SplitMix(5, .buildingHistory, 1)
        before.write(.building, from: Day(2000, 2, 5), last: Day(2026, 2, 28), nights: [], &random)
        random = SplitMix(5, .buildingHistory, 1)
        after.write(.building, from: Day(2000, 2, 5), last: Day(2026, 2, 28), nights: [night], &random)
        #expect(after.versions.count == before.versions.count + 2)
        #expect(after.versions[before.versions.count - 1].registeredTo == night)
    }
}
