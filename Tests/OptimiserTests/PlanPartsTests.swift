import PlanFiles
import Testing

@testable import Optimiser

@Suite struct PlanPartsTests {
    @Test(arguments: Plan.Stage.allCases)
    func thePartsAreTheWholeModel(stage: Plan.Stage) {
        let index = PlanIndex(GeneratedInstance.make(120, seed: 4))
        let limit = stage == .saving ? 100_000 : nil
        let model = PlanModel(index, stage, limit: limit)
        let cut = PlanParts(model)
        var full = model
        full.write(model.everyLink)
        // Each column in one part or loose, each property with its column.
        #expect((cut.parts.flatMap(\.columns) + cut.loose).sorted() == Array(full.linear.columns.indices))
        for part in cut.parts {
            #expect(
                part.properties.allSatisfy {
                    full.propertyColumn[$0].map { part.place(of: $0) != nil } ?? false
                })
        }
        // Each row in one part as it stands, or shared and its terms dealt out; nothing is lost.
        var written: [Plan.RowName: [Int32: Double]] = [:]
        for part in cut.parts {
            for (row, name) in zip(part.linear.rows, part.names) {
                #expect(written[name] == nil)
                written[name] = Dictionary(
                    uniqueKeysWithValues: zip(row.columns.map { Int32(part.columns[Int($0)]) }, row.factors))
            }
            for s in part.shared {
                for t in s.terms {
                    written[full.names[s.row], default: [:]][Int32(part.columns[t.column])] = t.factor
                }
            }
        }
        let loose = Set(cut.loose.map(Int32.init))
        for (row, name) in zip(full.linear.rows, full.names) {
            let own = Dictionary(
                uniqueKeysWithValues: zip(row.columns, row.factors).filter { !loose.contains($0.0) })
            #expect(written[name, default: [:]] == own, "\(name)")
        }
        for r in cut.shared {
            switch full.names[r] {
            case .target, .ceiling, .disruption, .exclusive: break
            default: Issue.record("\(full.names[r]) joins parts")
            }
        }
    }
}
