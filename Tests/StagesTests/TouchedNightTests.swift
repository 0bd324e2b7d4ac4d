import Foundation
import Sample
import Testing

@testable import Stages

/// The project's own pipelines over three deliveries of the register's buildings: what a full delivery with
/// few changes and a delta touch is built anew, and every table then holds what a whole rebuild gives.
@Suite struct TouchedNightTests {
    private static let mark = "<CO50200t>"

    @Test func whatIsTouchedEqualsTheWhole() throws {
        let root = try TrialRoot(project: repository)
        var sample = SampleMunicipality(properties: 40, seed: 5)
        sample.plainRegister = true
        _ = try sample.write(into: root.path + "/inbound")
        let first = root.path + "/inbound/OIS_GRBBR_CO50200T_NA000_00001_20260228_010107.XML"
        let text = try String(contentsOfFile: first, encoding: .isoLatin1)
        try root.run()

        // The whole table again: other areas in two buildings, one building gone.
        var pieces = text.components(separatedBy: Self.mark)
        let current = pieces.indices.dropFirst().filter {
            !pieces[$0].contains("<registreringTil>") && !pieces[$0].contains("<virkningTil>")
                && pieces[$0].contains("<status>6<")
        }
        for index in current.prefix(2) { pieces[index] = Self.larger(pieces[index]) }
        let gone = Self.id(pieces[current[2]])
        try write(pieces.filter { !$0.contains(gone) }, serial: "NA000_00002", into: root)
        try root.run()
        try expectTheWhole(root)

        // A delta: one building larger, one ended.
        let ended = pieces[current[3]].replacingOccurrences(of: "<OIS_AJOUR>I<", with: "<OIS_AJOUR>S<")
        let changed = Self.larger(pieces[current[4]]).replacingOccurrences(
            of: "<OIS_AJOUR>I<", with: "<OIS_AJOUR>U<")
        try write([pieces[0], changed, ended + "</OIS_UDTRAEK>"], serial: "DA000_00003", into: root)
        try root.run()
        #expect(try root.rows("select state from ledger_file where name like '%DA000%'") == ["loaded"])
        try expectTheWhole(root)
    }

    /// The last run built models for touched keys, changed content, and left what a rebuild of the two stages
    /// leaves.
    private func expectTheWhole(_ root: TrialRoot) throws {
        let touched = try root.rows(
            """
            select name from ledger_step where detail like 'built for % touched%' and run = (select \
            max(run) from ledger_run)
            """
        )
        #expect(touched.contains("core_building") && touched.count > 2, "\(touched)")
        let contents = "select name, content from ledger_table where stage in ('core', 'kpi') order by name"
        let before = try root.rows(contents)
        try root.run(scope: .only(.core))
        try root.run(scope: .only(.kpi))
        #expect(try root.rows(contents) == before)
        // The rebuild marked the later stages stale: the next night begins where this one ended.
        try root.run()
    }

    private func write(_ pieces: [String], serial: String, into root: TrialRoot) throws {
        let bytes = try #require(pieces.joined(separator: Self.mark).data(using: .isoLatin1))
        try root.write(
            "inbound/OIS_GRBBR_CO50200T_\(serial)_20260228_0\(serial.suffix(1))0107.XML", Array(bytes))
    }

    private static func id(_ record: String) -> String {
        String(record.components(separatedBy: "<id_lokalId>")[1].prefix(36))
    }

    private static func larger(_ record: String) -> String {
        let parts = record.components(separatedBy: "<byg038SamletBygningsareal>")
        guard parts.count == 2, let end = parts[1].firstIndex(of: "<"), let area = Int(parts[1][..<end])
        else { return record }
        return parts[0] + "<byg038SamletBygningsareal>\(area + 7)" + parts[1][end...]
    }
}
