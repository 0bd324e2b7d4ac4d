import Foundation
import Project
import Records
import Warehouse

/// A project in which nights have run: what every command opens that looks at them or acts on them.
struct PastNights {
    let project: Project
    let places: Places

    /// - Parameter nothing: thrown where no night has run yet.
    /// - Throws: `ConfigurationFailure` when the project's own files are wrong.
    init(
        root: String,
        orThrow nothing: any Error = UsageFailure("no night has run here yet; next: kvadratur run")
    ) throws {
        project = try Project.usable(root: root)
        places = Places(root: root)
        // One of no bytes is none: opened by a command that only looks, it would pass for one that is there,
        // and no night would say that it was lost.
        let size = FileState(places.warehouse)?.size
        if size == 0 {
            throw UsageFailure(
                """
                .kvadratur/warehouse.sqlite: it is empty, the warehouse was lost; nothing was changed; \
                next: kvadratur run, which makes it again from the archive, or kvadratur restore
                """
            )
        }
        guard size != nil else { throw nothing }
    }

    func openWarehouse() throws -> Warehouse { try Warehouse(path: places.warehouse, ledger: project.ledger) }

    /// The language asked for, else the project's own.
    func language(_ asked: Language?) -> Language { asked ?? project.settings.speaks }
}
