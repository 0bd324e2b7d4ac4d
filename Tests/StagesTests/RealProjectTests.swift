import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// The project's own `pipelines/` and `schemas/`.
@Suite struct RealProjectTests {
    @Test func nothingToMend() throws {
        let (project, loading) = Project.load(root: repository)
        #expect(loading.map(\.description) == [])
        let (compiled, compiling) = Compiler.compile(project)
        #expect(compiling.map(\.description) == [])
        #expect(compiled.models.count == project.models.count && compiled.models.count > 80)
        let tests = ModelTests.run(project, compiled)
        #expect(tests.findings.map(\.description) == [])
        #expect(tests.cases > 100)
    }
}
