import Foundation
import Project
import Records
import Warehouse

/// The command was written wrongly: a name that nothing has, or a question before any answer.
public struct UsageFailure: Error, Sendable, CustomStringConvertible {
    /// What is wrong, what happened to it and the next command, as the command says it.
    public var description: String
    /// A failure in these words; nothing is added to them.
    public init(_ description: String) { self.description = description }
}

/// `kvadratur explain`: why a property has its class, or what a table is made of.
public struct Explain {
    let project: Project
    let warehouse: Warehouse
    let language: Language

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String, language: Language? = nil) throws {
        let past = try PastNights(root: root)
        project = past.project
        self.language = past.language(language)
        warehouse = try past.openWarehouse()
    }

    /// A property's key or name, or the name of a table.
    ///
    /// - Throws: `UsageFailure` for a name that nothing has, or several properties have.
    public func text(_ name: String) throws -> String {
        try warehouse.read { transaction in
            if let table = try ExplainTable(project: project, transaction: transaction, table: name) {
                return try table.text()
            }
            let shelf = ExplainShelf(project: project, transaction: transaction, language: language)
            return try ExplainProperty(shelf: shelf, property: try ExplainNames(shelf).property(name)).text()
        }
    }
}
