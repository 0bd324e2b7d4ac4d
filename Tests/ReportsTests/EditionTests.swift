import Glibc
import Reports
import Testing

@Suite struct EditionTests {
    static func folder() -> String {
        var template = Array("/tmp/kvadratur-edition-XXXXXX".utf8CString)
        return template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    }

    /// Removes the files of a folder and the folder.
    static func remove(_ folder: String, _ files: [EditionFile]) {
        for file in files { unlink(folder + "/" + file.name) }
        rmdir(folder)
    }

    @Test func theSameContentGivesTheSameBytes() throws {
        let content = SampleEdition.make(60)
        let (one, two) = (Self.folder(), Self.folder())
        let first = try writeEdition(content, ProjectFiles.resources, into: one)
        sleep(1)  // a clock in the bytes would show
        let second = try writeEdition(content, ProjectFiles.resources, into: two)
        #expect(first == second)
        #expect(first.map(\.name).contains("index.html") && first.map(\.name).contains("kvadratur.gpkg"))
        Self.remove(one, first)
        Self.remove(two, second)
    }

    @Test(.enabled(if: getenv("KVADRATUR_EDITION") != nil)) func writesTheEditionForTheBrowserTests() throws {
        let target = String(cString: getenv("KVADRATUR_EDITION"))
        let count = getenv("KVADRATUR_PROPERTIES").flatMap { Int(String(cString: $0)) } ?? 1500
        mkdir(target, 0o755)
        let content = SampleEdition.make(count)
        let clock = ContinuousClock()
        var files: [EditionFile] = []
        let time = try clock.measure {
            files = try writeEdition(content, ProjectFiles.resources, into: target)
        }
        print(
            "\(count) properties in \(time): "
                + files.map { "\($0.name) \($0.bytes)" }.joined(separator: ", "))
    }
}
