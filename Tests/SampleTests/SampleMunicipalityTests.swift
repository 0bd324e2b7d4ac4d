import Glibc
import Sample
import Testing

/// The sample's promises: the same settings give the same bytes, and the note counts what is there.
struct SampleMunicipalityTests {
    @Test func sameSeedSameBytes() throws {
        let first = try Trial(properties: 20, seed: 3)
        let second = try Trial(properties: 20, seed: 3)
        #expect(first.files == second.files)
        #expect(first.files.count == 25)
        for name in first.files { #expect(first.bytes(name) == second.bytes(name), "\(name)") }
    }

    @Test func anotherSeedIsAnotherMunicipality() throws {
        let first = try Trial(properties: 20, seed: 3, registerOnly: true)
        let second = try Trial(properties: 20, seed: 4, registerOnly: true)
        let building = try #require(first.file("CO50200T"))
        #expect(first.bytes(building) != second.bytes(building))
    }

    @Test func theTwelveTablesComeInThreeContainers() throws {
        let trial = try Trial(properties: 12, seed: 1, registerOnly: true)
        let tables = trial.files.filter { $0.hasPrefix("delivery/OIS_GRBBR_CO") }
        #expect(tables.count == 12)
        #expect(tables.filter { $0.hasSuffix(".ZIP") }.count == 10)
        #expect(tables.filter { $0.hasSuffix(".gz") }.count == 1)
        #expect(tables.filter { $0.hasSuffix(".XML") }.count == 1)
    }

    @Test func everyDirtyRowIsWhereTheNoteSaysAndFewEnough() throws {
        let trial = try Trial(properties: 60, seed: 5)
        let note = trial.note.filter { $0[0] == "dirty" }
        #expect(note.count == trial.summary.dirtyRows)
        #expect(note.count > 100)
        for file in trial.summary.files where file.name.hasSuffix(".csv") {
            let lines = trial.lines("delivery/\(file.name)")
            let dirty = note.filter { $0[8] == file.name }
            #expect(lines.count - 1 == file.records)
            #expect(dirty.count <= max(20, file.records / 20), "\(file.name)")
            for row in dirty {
                let line = try #require(Int(row[9]))
                #expect(lines.indices.contains(line - 1))
                // A dirty row never carries a key of the delivery's own rows: those have nothing but clean
                // values.
                if row[11] == "out_of_range", row[10].hasPrefix("hours") {
                    #expect(lines[line - 1].contains("30,0"))
                }
                if row[11] == "bad_money" { #expect(lines[line - 1].contains("12.3x4")) }
            }
        }
    }

    @Test func aCleanDeliveryIsTheDirtyOneWithoutTheDirtyRows() throws {
        let dirty = try Trial(properties: 30, seed: 5)
        let clean = try Trial(properties: 30, seed: 5, dirtyPermille: 0)
        #expect(clean.summary.dirtyRows == 0)
        for file in dirty.summary.files where file.name.hasSuffix(".csv") {
            let marked = Set(dirty.note.filter { $0[8] == file.name }.compactMap { Int($0[9]) })
            let kept = dirty.lines("delivery/\(file.name)").enumerated().filter {
                !marked.contains($0.offset + 1)
            }.map(\.element)
            #expect(kept == clean.lines("delivery/\(file.name)"), "\(file.name)")
        }
    }

    @Test func everyPropertyHasOneTruthAndEveryTruthIsThere() throws {
        let trial = try Trial(properties: 60, seed: 5)
        let truths = trial.note.filter { $0[0] == "truth" }
        #expect(truths.count == 60)
        #expect(Set(truths.map { $0[1] }).count == 60)
        #expect(Set(truths.map { $0[2] }) == Set(Truth.allCases.map(\.rawValue)))
    }

    @Test func thinningTakesAwayMoreAndMore() throws {
        let delivered = try [100, 80, 60, 40].map { percent in
            let trial = try Trial(properties: 60, seed: 2, dirtyPermille: 0) { $0.dataPercent = percent }
            return Set(trial.lines("delivery/headcount-2026-02.csv").dropFirst().map { String($0.prefix(7)) })
        }
        for (more, fewer) in zip(delivered, delivered.dropFirst()) { #expect(fewer.isStrictSubset(of: more)) }
    }

    @Test func aLaterNightChangesFewRecordsAndOnlyTheRegisterAndTheHeadcount() throws {
        let first = try Trial(properties: 150, seed: 2) { $0.plainRegister = true }
        let later = try Trial(properties: 150, seed: 2) {
            $0.plainRegister = true
            $0.night = 5
        }
        #expect(
            later.files.filter { $0.hasSuffix(".csv") } == [
                "delivery/delivery-note.csv", "delivery/headcount-2026-03-05.csv",
            ])
        #expect(later.file("CO50200T")?.contains("20260305") == true)
        let before = Set(first.records("CO50200T"))
        let after = Set(later.records("CO50200T"))
        // A changed building closes one row and adds two.
        let added = after.subtracting(before).count
        #expect(added > 0 && added < before.count / 100)
        #expect(later.records("CO51200T") == first.records("CO51200T"))
    }

    @Test(arguments: [
        (0, "2026-02-28", 100), (1, "2026-02-30", 100), (1, "26-02-28", 100), (1, "2026-02-28", 101),
    ])
    func impossibleSettingsAreRefused(properties: Int, asOf: String, percent: Int) {
        var sample = SampleMunicipality(properties: properties, seed: 1, asOf: asOf)
        sample.dataPercent = percent
        #expect(throws: SampleSettingsError.self) { try sample.write(into: "/nonexistent/never") }
    }
}
