import Foundation
import Project
import Records
import Warehouse

/// The frozen starting point.
public struct Baseline {
    private let warehouse: Warehouse

    public init(root: String) throws {
        let places = Places(root: root)
        let (project, findings) = Project.load(root: root)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        guard FileManager.default.fileExists(atPath: places.warehouse) else { throw SystemFailure("open", places.warehouse, ENOENT) }
        warehouse = try Warehouse(path: places.warehouse, ledger: project.ledger)
    }

    public func text(freeze: Bool) throws -> String {
        if freeze {
            guard let day = try warehouse.read({ try $0.text("SELECT max(as_of) FROM ledger_history_total") }) else {
                return "No night has been published yet; next: kvadratur run\n"
            }
            try warehouse.transaction { try $0.freezeBaseline(on: day) }
        }
        let rows = try warehouse.read {
            try $0.rows("SELECT frozen_on, figure, value FROM ledger_baseline_total WHERE frozen_on = (SELECT max(frozen_on) FROM ledger_baseline_total) ORDER BY figure")
        }
        guard let first = rows.first else { return "No baseline is frozen; next: kvadratur baseline --freeze\n" }
        return "Baseline of \(first[0].plain):\n" + rows.map { "  \($0[1].plain): \($0[2].plain)\n" }.joined()
    }
}
