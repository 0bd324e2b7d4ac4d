import Glibc
import Sample
import Testing

/// The register of the sample against FORMAT's rules: one current row per object, every link resolves, areas
/// add up.
struct RegisterTests {
    let trial: Trial

    init() throws {
        trial = try Trial(properties: 45, seed: 11, registerOnly: true) { $0.plainRegister = true }
    }

    @Test func everyTableIsWellFormedForAnotherParser() throws {
        guard system("command -v python3 >/dev/null 2>&1") == 0 else {
            print("skipped: no python3 to check the XML with")
            return
        }
        for name in trial.files where name.hasSuffix(".XML") {
            let check =
                """
                python3 -c 'import sys, xml.etree.ElementTree as E; r = E.parse(sys.argv[1]).getroot(); \
                assert r.tag == \"OIS_UDTRAEK\"'
                """
            #expect(system("\(check) '\(trial.folder)/\(name)'") == 0, "\(name)")
        }
    }

    @Test func everyObjectHasOneCurrentRowAndEveryRowAKey() {
        for table in [
            "CO50200T", "CO50300T", "CO50400T", "CO50500T", "CO50600T", "CO50800T", "CO50900T", "CO51100T",
            "CO51200T",
        ] {
            let rows = trial.fields(table)
            #expect(Set(rows.map { $0["ois_id"] }).count == rows.count, "\(table)")
            let current = rows.filter(isCurrent).map { $0["id_lokalId"] }
            #expect(Set(current).count == current.count, "\(table)")
            #expect(Set(current) == Set(rows.map { $0["id_lokalId"] }), "\(table)")
            for row in rows {
                if let to = row["virkningTil"] { #expect(fixed(row["virkningFra"]!) < fixed(to)) }
                if let to = row["registreringTil"] { #expect(fixed(row["registreringFra"]!) < fixed(to)) }
            }
        }
    }

    @Test func linksResolveApartFromTheSharedAreas() {
        let keys = ["CO50200T", "CO50400T", "CO50500T", "CO50800T", "CO51000T", "CO51200T"].reduce(
            into: [String: Set<String>]()
        ) {
            $0[$1] = Set(trial.fields($1).compactMap { $0["id_lokalId"] })
        }
        let links = [
            ("CO50200T", "grund", "CO51000T"), ("CO51000T", "bestemtFastEjendom", "CO50400T"),
            ("CO50800T", "bygning", "CO50200T"),
            ("CO51200T", "bygning", "CO50200T"), ("CO50500T", "etage", "CO50800T"),
            ("CO50500T", "opgang", "CO51200T"),
            ("CO50300T", "bygning", "CO50200T"), ("CO50300T", "bygningPåFremmedGrund", "CO50400T"),
            ("CO50600T", "enhed", "CO50500T"),
            ("CO50600T", "ejerlejlighed", "CO50400T"), ("CO51100T", "grund", "CO51000T"),
        ]
        for (table, column, target) in links {
            for row in trial.fields(table) {
                #expect(keys[target]!.contains(row[column] ?? ""), "\(table).\(column)")
            }
        }
        for row in trial.fields("CO50900T") { #expect(!keys["CO50200T"]!.contains(row["bygning"]!)) }
    }

    @Test func areasAddUpAndOnlyCasesAreNegative() {
        let inForce = trial.fields("CO50200T").filter { isCurrent($0) && $0["status"] == "6" }
        var attic: [String: Int] = [:]
        for floor in trial.fields("CO50800T") where isCurrent(floor) {
            attic[floor["bygning"]!, default: 0] += number(floor, "eta021ArealAfUdnyttetDelAfTagetage")
        }
        let main = inForce.filter { number($0, "byg021BygningensAnvendelse") < 900 }
        #expect(main.count > 60)
        let multiplied = main.filter {
            number($0, "byg041BebyggetAreal") * number($0, "byg054AntalEtager")
                == number($0, "byg038SamletBygningsareal")
        }
        #expect(multiplied.count * 100 > main.count * 95)
        let added = main.filter {
            number($0, "byg039BygningensSamledeBoligAreal")
                + number($0, "byg040BygningensSamledeErhvervsAreal")
                == number($0, "byg038SamletBygningsareal") + attic[$0["id_lokalId"]!, default: 0]
        }
        #expect(added.count * 100 > main.count * 90)
        for building in inForce { #expect(number(building, "byg038SamletBygningsareal") >= 0) }
    }

    @Test func theLayoutsAreAllThere() throws {
        let heads = Dictionary(
            uniqueKeysWithValues: trial.files.filter { $0.hasSuffix(".XML") }.map { name in
                (
                    String(name.split(separator: "_")[2]),
                    String(decoding: trial.bytes(name).prefix(400), as: UTF8.self)
                )
            })
        #expect(heads.count == 12)
        #expect(heads.values.filter { $0.contains("<UDTRAEK>") }.count == 7)
        #expect(
            heads.filter { $0.value.contains("\r\n <CO") || $0.value.contains("\r\n <UDTRAEK>") }.map(\.key)
                == ["CO51000T"])
        #expect(trial.records("CO50700T").isEmpty)
    }

    private func number(_ row: [String: String], _ name: String) -> Int { Int(row[name] ?? "") ?? 0 }

    private func isCurrent(_ row: [String: String]) -> Bool {
        row["registreringTil"] == nil && row["virkningTil"] == nil
    }

    /// A timestamp with seven digits, so that text compares as time.
    private func fixed(_ text: String) -> String {
        let parts = text.dropLast().split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return parts[0] + "." + fraction + String(repeating: "0", count: 7 - fraction.count)
    }
}
