import Glibc
import Sample

/// One delivery in a folder of its own, gone when the test is over.
final class Trial {
    let folder: String
    let summary: SampleSummary

    init(
        properties: Int, seed: UInt64, dirtyPermille: Int = 10, registerOnly: Bool = false,
        _ change: (inout SampleMunicipality) -> Void = { _ in }
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
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
    }

    /// Lines without the empty one after the last line end.
    func lines(_ name: String) -> [String] {
        let text = String(decoding: bytes(name), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// Rows of the delivery note, fields by position; good enough for a note without line breaks.
    var note: [[String]] {
        lines("delivery/delivery-note.csv").dropFirst().map { line in
            var fields = [""]
            var quoted = false
            for character in line {
                if character == "\"" {
                    quoted.toggle()
                } else if character == ",", !quoted {
                    fields.append("")
                } else {
                    fields[fields.count - 1].append(character)
                }
            }
            return fields
        }
    }

    /// Records of a table that was written as bare XML, each as its bytes without the start tag.
    func records(_ table: String) -> [[UInt8]] {
        let bytes = bytes(file(table) ?? "")
        let start = Array("<\(table.dropLast())t>".utf8)
        return bytes.withUnsafeBytes { all in
            var found: [[UInt8]] = []
            var begin: Int?
            var at = 0
            // memchr, because a test build walks bytes slowly.
            while at < all.count, let hit = memchr(all.baseAddress! + at, 60, all.count - at) {
                let position = UnsafeRawPointer(hit) - all.baseAddress!
                at = position + 1
                guard position + start.count <= all.count, memcmp(hit, start, start.count) == 0 else {
                    continue
                }
                if let begin { found.append(Array(all[begin..<position])) }
                begin = position + start.count
            }
            if let begin { found.append(Array(all[begin...])) }
            return found
        }
    }

    /// Fields of the records of a table, from ISO-8859-1; the sample has no attributes and no nesting below a
    /// record.
    func fields(_ table: String) -> [[String: String]] {
        records(table).map { record in
            var fields: [String: String] = [:]
            for element in record.split(separator: UInt8(ascii: "<")) where element.first != UInt8(ascii: "/")
            {
                guard let close = element.firstIndex(of: UInt8(ascii: ">")) else { continue }
                let text = element[(close + 1)...]
                fields[latin(element[..<close])] = latin(text)
            }
            return fields
        }
    }

    private func latin(_ bytes: ArraySlice<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
