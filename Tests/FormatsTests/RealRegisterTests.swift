import Glibc
import Records
import Testing

@testable import Formats

/// The real sample files of the register, where they are at hand (`KVADRATUR_REAL_DATA`): both readers say
/// the same about every record.
@Suite struct RealRegisterTests {
    static let folder = getenv("KVADRATUR_REAL_DATA").map { String(cString: $0) } ?? "../shared/data/bbr"
    static let files: [(table: String, stamp: String, records: Int)] = [
        ("CO50200", "010137", 9286), ("CO50300", "010143", 47), ("CO50400", "010148", 1460),
        ("CO50500", "010154", 5137),
        ("CO50600", "010241", 80), ("CO50700", "010505", 0), ("CO50800", "010516", 1302),
        ("CO50900", "011605", 10),
        ("CO51000", "011620", 972), ("CO51100", "011936", 523), ("CO51200", "012117", 2153),
        ("CO51500", "012857", 1315),
    ]

    /// A digest of everything a reader hands on, so that millions of fields compare without being kept.
    static func digest(_ path: String, _ table: String, _ choice: XMLReaderChoice) throws -> (
        UInt64, ReadSummary
    ) {
        let fields = FieldList([
            ["ois_id"], ["id_lokalId"], ["kommunekode"], ["forretningshaendelse"], ["virkningTil"],
            ["byg404Koordinat"], ["byg404Koordinat"],
        ])
        let reader = RegisterXMLReader(
            layout: XMLLayout(root: "OIS_UDTRAEK", record: table + "t", header: "UDTRAEK"), fields: fields,
            choice: choice)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let summary = try reader.read(
            path: path, onReject: { _ in mix(1) },
            onRecord: { record in
                for field in record.fields {
                    mix(field.baseAddress == nil ? 2 : 3)
                    for byte in field { mix(byte) }
                }
                mix(UInt8(truncatingIfNeeded: record.position.line))
                mix(UInt8(truncatingIfNeeded: record.position.byte &* 31 &+ record.position.byte >> 8))
                mix(record.raw.first ?? 0)
                mix(UInt8(truncatingIfNeeded: record.raw.count))
            })
        return (hash, summary)
    }

    @Test(arguments: files.indices) func bothReadersReadEveryRecord(_ index: Int) throws {
        let file = Self.files[index]
        let path = "\(Self.folder)/OIS_GRBBR_\(file.table)T_NA000_00001_20200418_\(file.stamp).ZIP"
        guard access(path, R_OK) == 0 else {
            print("skipped, not here: \(path)")
            return
        }
        let (plain, plainSummary) = try Self.digest(path, file.table, .plain)
        let (reference, referenceSummary) = try Self.digest(path, file.table, .libxml2)
        #expect(plainSummary.records == file.records)
        #expect(plainSummary.rejected == 0)
        #expect(plain == reference)
        var renamed = referenceSummary
        renamed.reader = "plain"
        #expect(plainSummary == renamed)
        #expect(plainSummary.reader == "plain")
    }
}
