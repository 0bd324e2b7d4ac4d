import Records
import Testing

@testable import Stages

/// The worked example of another system's layout (`pipelines/1_raw/properties_asset_register.yaml`), read by
/// the project as it is.
@Suite struct WorkedMappingTests {
    /// The register's own text, in Windows-1252.
    private static let register: [UInt8] = {
        let text = """
            Asset register|15/01/2026
            Site Ref|Site Name|Street|Ward|Use Class|Interest|UPRN/BFE|Area|Area|Retain|Easting|Northing
            S-001|North School|1 School Lane|North|school|owned|5001001|18,400.0|6,200.5|no|512345.6|6178900.2
            S-002|Caf\u{e9} House|2 Quay|Mid|culture|leased_in|||1,250.25|yes||
            Total sites|2|||||||7,450.75|||

            """
        return text.unicodeScalars.map { UInt8($0.value) }
    }()

    @Test func theForeignFileIsReadAsItsMappingSays() throws {
        let root = try TrialRoot(project: repository)
        try root.write("inbound/Asset_Register-20260115.csv", Self.register)
        try root.run(scope: .only(.raw))
        #expect(
            try root.rows("select name, feed, channel, state, rows_loaded, rows_rejected from ledger_file")
                == [
                    "Asset_Register-20260115.csv|properties|properties_asset_register|loaded|2|1"
                ])
        #expect(try root.rows("select count(*) from ledger_reject where code <> 'total_row'") == ["0"])
        let rows = try root.rows(
            """
            select property_id, name, sector, tenure, bfe_number, building_ids, area_m2, must_keep, \
            easting_m from raw_properties order by property_id
            """
        )
        #expect(
            rows == [
                "S-001|North School|school|owned|5001001|-|6200.5|0|512345.6",
                "S-002|Caf\u{e9} House|culture|leased_in|-|-|1250.25|1|-",
            ])
    }

    /// A list with the project's own headings is the table's own feed's, whatever its name: a further way is
    /// no second opinion.
    @Test func anOrdinaryListIsTheOwnFeeds() throws {
        let root = try TrialRoot(project: repository)
        try root.write(
            "inbound/Vores liste.csv",
            """
            property_id;name;sector;tenure;bfe_number;building_ids;must_keep;area_m2
            S-001;Nordskolen;skole;ejet;5001001;;nej;6.200,5\n
            """
        )
        try root.run(scope: .only(.raw))
        #expect(
            try root.rows("select feed, channel, state, rows_loaded from ledger_file") == [
                "properties|-|loaded|1"
            ])
        #expect(try root.rows("select area_m2 from raw_properties") == ["6200.5"])
    }
}
