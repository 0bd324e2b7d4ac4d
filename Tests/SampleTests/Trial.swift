import Glibc
import Sample

/// One delivery in a folder of its own, gone when the test is over.
final class Trial {
    let folder: String
    let summary: SampleSummary

    init(
        properties: Int, seed: UInt64, dirtyPermille: Int = 10, registerOnly: Bool = false, _ change: (inout SampleMunicipality) -> Void = { _ in }
    ) throws {
        var template = Array("/tmp/kvadratur-sample-XXXXXX".utf8CString)
        folder = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        var sample = SampleMunicipality(properties: properties, seed: seed, dirtyPermille: dirtyPermille)
        sample.registerOnly = registerOnly
        change(&sample)
        summary = try sample.write(into: "\(folder)/delivery")
    }

    deinit {
        for name in files { unlink("\(folder)/\(name)") }
        rmdir("\(folder)/delivery")
        rmdir(folder)
    }

    /// Files below the folder, in order of name.
    var files: [String] { (names("") + names("delivery/")).sorted() }

    private func names(_ below: String) -> [String] {
        guard let directory = opendir("\(folder)/\(below)") else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != "..", name != "delivery" { found.append(below + name) }
        }
        return found
    }

    /// The file of a table.
    func file(_ table: String) -> String? { files.first { $0.contains(table) } }

    func bytes(_ name: String) -> [UInt8] {
        guard let file = fopen("\(folder)/\(name)", "rb") else { return [] }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in count = fread(buffer.baseAddress, 1, size, file) }
    }

    /// Lines without the empty one after the last line end.
    func lines(_ name: String) -> [String] {
        let text = String(decoding: bytes(name), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// Rows of the delivery note, fields by position; good enough for a note without line breaks.
    var note: [[String]] {
        lines("delivery-note.csv").dropFirst().map { line in
            var fields = [""], quoted = false
            for character in line {
                if character == "\"" { quoted.toggle() } else if character == ",", !quoted { fields.append("") } else { fields[fields.count - 1].append(character) }
            }
            return fields
        }
    }

    /// Records of a table that was written as bare XML, each as its text in ISO-8859-1.
    func records(_ table: String) throws -> [String] {
        let name = file(table) ?? ""
        let text = String(bytes(name).map { Character(Unicode.Scalar($0)) })
        return text.split(separator: "<\(table.dropLast())t>").dropFirst().map(String.init)
    }
}
