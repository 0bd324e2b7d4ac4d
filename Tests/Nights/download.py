#!/usr/bin/env python3
"""The register by Datafordeler's file download says what its OIS form says.

The sample's register is written anew in the form of the download: one CSV for each entity, other keys, UUIDs in capitals, municipality codes
without their zero, Danish or plain letters, notes with line breaks, nothing in place of zeros. Held against each other are every table of the
edition, then deltas across number 1000, a gap, national files, and the way from one form to the other and back. All of it is made here.
"""
import argparse
import csv
import glob
import gzip
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ET
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
ENTITIES = {
    "CO50200T": "Bygning", "CO50300T": "BygningEjendomsrelation", "CO50400T": "Ejendomsrelation", "CO50500T": "Enhed",
    "CO50600T": "EnhedEjendomsrelation", "CO50700T": "FordelingAfFordelingsareal", "CO50800T": "Etage", "CO50900T": "Fordelingsareal",
    "CO51000T": "Grund", "CO51100T": "GrundJordstykke", "CO51200T": "Opgang", "CO51500T": "TekniskAnlaeg"}
NOTES = {"Bygning": "byg500Notatlinjer", "Enhed": "enh500Notatlinjer", "Etage": "eta500Notatlinjer", "Grund": "gru500Notatlinjer"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z")
SPACE = uuid.UUID("00000000-0000-4000-8000-000000000157")
NIGHT = "2026-02-28"
failures = 0


def said(name, is_true, why=""):
    global failures
    failures += not is_true
    print(("ok    " if is_true else "FAIL  ") + name + ("" if is_true else f": {why}"))


def fold(name):
    for a, b in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa")):
        name = name.replace(a, b)
    return name


def delivered(path):
    with open(path, "rb") as file:
        head = file.read(4)
    if head[:2] == b"PK":
        archive = zipfile.ZipFile(path)
        return archive.open(archive.namelist()[0])
    return gzip.open(path) if head[:2] == b"\x1f\x8b" else open(path, "rb")


def value(text):
    if UUID.fullmatch(text):
        return text.upper()
    time = TIME.fullmatch(text)
    return f"{time[1]}.{(time[2] or '').ljust(6, '0')[:6]}Z" if time else text


ALWAYS = ["datafordelerRowId", "id_lokalId", "registreringFra", "registreringTil", "virkningFra", "virkningTil"]


class Register:
    """The sample's rows by entity, as the download has them."""

    def __init__(self, inbound):
        self.rows, self.columns = {}, {}
        for table, entity in ENTITIES.items():
            path, = glob.glob(f"{inbound}/OIS_GRBBR_{table}_*")
            rows, columns = [], []
            for _, element in ET.iterparse(delivered(path)):
                if element.tag.lower() != table.lower():
                    continue
                raw = {child.tag: (child.text or "").strip() for child in element}
                element.clear()
                row = {name: value(text) for name, text in raw.items() if name not in ("OIS_AJOUR", "ois_id", "ois_ts")}
                row["kommunekode"] = str(int(row["kommunekode"]))
                row["datafordelerRowId"] = str(uuid.uuid5(SPACE, table + raw["ois_id"])).upper()
                row["datafordelerRowVersion"], row["datafordelerRegisterImportSequenceNumber"] = "1", "640"
                row["datafordelerOpdateringstid"] = row.get("registreringFra", "")
                if entity in NOTES:
                    row[NOTES[entity]] = 'a note, "quoted"\nof two lines' if len(rows) % 7 == 0 else ""
                # What OIS says with a zero the download leaves empty.
                for name in ("byg039BygningensSamledeBoligAreal", "byg040BygningensSamledeErhvervsAreal"):
                    if row.get(name) == "0":
                        row[name] = ""
                rows.append(row)
                columns += [name for name in row if name not in columns]
            # The download has every column always; OIS leaves out an element that says nothing.
            columns += [name for name in ALWAYS if name not in columns]
            self.rows[entity], self.columns[entity] = rows, columns

    def current(self):
        """One row for each object: what is believed now and true on the night."""
        result = {}
        for entity, rows in self.rows.items():
            best = {}
            for row in rows:
                if row.get("registreringTil") or row["virkningFra"] > NIGHT + "T99" or "" < row.get("virkningTil", "") <= NIGHT:
                    continue
                rank = (row["registreringFra"], row["virkningFra"])
                if row["id_lokalId"] not in best or rank > best[row["id_lokalId"]][0]:
                    best[row["id_lokalId"]] = (rank, row)
            result[entity] = [row for _, row in best.values()]
        return result

    def write(self, folder, number, rows=None, kind="Total", variant="Bitemporal", letters="danish", place="", entities=None):
        for entity in entities or ENTITIES.values():
            columns = [fold(name) if letters == "plain" else name for name in self.columns[entity]]
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\r\n" if letters == "plain" else "\n")
            writer.writerow(columns)
            for row in (self.rows if rows is None else rows).get(entity, []):
                writer.writerow([row.get(name, "") for name in self.columns[entity]])
            base = f"BBR_V3_{entity}{place}_{kind}Download_csv_{variant}_{number}"
            with zipfile.ZipFile(f"{folder}/{base}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(zipfile.ZipInfo(base + ".csv"), ("\ufeff" if letters == "plain" else "") + text.getvalue())


class Root:
    def __init__(self, program, folder, name, source=None):
        self.program, self.path = program, f"{folder}/{name}"
        os.makedirs(self.path + "/inbound")
        for part in ("pipelines", "schemas"):
            shutil.copytree(f"{REPOSITORY}/{part}", f"{self.path}/{part}")
        for path in glob.glob(f"{source}/*") if source else []:
            if not os.path.basename(path).startswith("OIS_"):
                shutil.copy(path, self.path + "/inbound")

    def settings(self, authorities):
        path = self.path + "/pipelines/nightly.yaml"
        with open(path) as file:
            text = file.read()
        with open(path, "w") as file:
            file.write(re.sub(r"(?m)^authorities: .*$", f"authorities: {authorities}", text))

    def run(self, night=NIGHT, *more):
        done = subprocess.run(
            [self.program, "run", "--root", self.path, "--as-of", night, "--settle", "0", *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said(f"{os.path.basename(self.path)} {night}: the night ends as a night does", done.returncode in (0, 1), f"exit {done.returncode}\n{done.stdout[-2000:]}")
        return done.stdout

    def ask(self, sql):
        with sqlite3.connect(f"file:{self.path}/.kvadratur/warehouse.sqlite?mode=ro", uri=True) as database:
            return database.execute(sql).fetchall()

    def tables(self):
        """Every CSV of the edition without what names files and places in them."""
        result = {}
        for path in sorted(glob.glob(self.path + "/outbound/latest/**/*.csv", recursive=True)):
            name = os.path.basename(path)
            if name in ("drift.csv", "inputs.csv", "rejects.csv", "feeds.csv", "files.csv"):
                continue
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file, delimiter=";"))
            drop = {"file", "line", "record", "kildefil", "source_file", "source_line"}
            # A list of areas may say nothing where OIS says zero.
            result[name] = [{k: "" if v in ("0", "0,0") and name == "buildings.csv" else v for k, v in row.items() if k not in drop} for row in rows]
        return result


def differences(one, other):
    found = []
    for name in sorted(set(one) | set(other)):
        a, b = one.get(name), other.get(name)
        if a != b:
            pair = next(((x, y) for x, y in zip(a or [], b or []) if x != y), (len(a or []), len(b or [])))
            if isinstance(pair[0], dict):
                pair = [(k, pair[0][k], pair[1].get(k)) for k in pair[0] if pair[0][k] != pair[1].get(k)]
            found.append(f"{name}: {str(pair)[:300]}")
    return found


AREA = "SELECT count(*), sum(total_area_m2) FROM core_building"


def deltas(program, folder, sample, register, buildings):
    """998 is the total; 999 to 1003 change one building, in order, with a gap and a day on which nothing changed."""
    root = Root(program, folder, "deltas", sample)
    register.write(root.path + "/inbound", 998)
    root.run()
    count, area = root.ask(AREA)[0]
    row = dict(buildings[0])

    def change(number, more, foreign=False):
        old = dict(row, registreringTil="2026-02-27T10:00:00.000000Z")
        row["byg038SamletBygningsareal"] = str(int(row["byg038SamletBygningsareal"]) + more)
        row["datafordelerRowId"] = str(uuid.uuid5(SPACE, f"delta {number}"))
        row["registreringFra"] = f"2026-02-27T10:00:00.{number:06d}Z"
        rows = [old, dict(row)] + ([dict(row, kommunekode="155", id_lokalId=str(uuid.uuid5(SPACE, "x")), datafordelerRowId=str(uuid.uuid5(SPACE, "y")))] if foreign else [])
        register.write(root.path + "/inbound", number, {"Bygning": rows}, "Delta")

    own = buildings[0]["kommunekode"]
    root.settings(f'["{int(own):04d}"]')
    change(999, 100, foreign=True)
    change(1000, 10)
    register.write(root.path + "/inbound", 1001, {}, "Delta")
    change(1003, 1)
    output = root.run("2026-03-01")
    said("deltas 999 to 1001 are applied, the country's rows left out, 1003 waits", root.ask(AREA)[0] == (count, area + 110), f"{root.ask(AREA)} of {(count, area)}")
    said("the gap is told", "serial_gap" in output and "number 1003, and the last in force is 1001" in output, output[-1500:])
    said("rows of others are no matter for a person", "other_authority" not in output, output[-1500:])
    register.write(root.path + "/inbound", 1002, {}, "Delta")
    output = root.run("2026-03-02")
    said("1002 fills the gap", root.ask(AREA)[0] == (count, area + 111) and "serial_gap" not in output, f"{root.ask(AREA)}\n{output[-1500:]}")
    register.write(root.path + "/inbound", 1004, {}, "Delta", entities=["Bygning", "Enhed"])
    output = root.run("2026-03-03")
    said("half of the entities late is told", "1004 (bbr_building_download, bbr_unit_download)" in output and "mixed_numbers" in output, output[-1500:])


def table(folder, name, rows):
    """A file of another register of the same channel: plain letters, every column of its rows."""
    columns = list(dict.fromkeys(ALWAYS + [column for row in rows for column in row]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for place, row in enumerate(rows):
        writer.writerow({"datafordelerRowId": str(uuid.uuid5(SPACE, f"{name} {place}")).upper(), "id_lokalId": str(uuid.uuid5(SPACE, f"{name} object {place}")).upper(),
                         "registreringFra": "2025-06-01T06:43:20.602032Z", "virkningFra": "2025-06-01T00:00:00.000000Z", **row})
    with zipfile.ZipFile(f"{folder}/{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name + ".csv"), text.getvalue())


CONCLUSION = "SELECT p.conclusion, p.sentence_da, f.need, coalesce(c.guarded, 0) FROM report_conclusion p JOIN flag_property f USING (property_id) LEFT JOIN plan_candidate c USING (property_id) WHERE property_id = '{}'"


def others(program, folder, sample, register):
    """The other registers of the channel: what they add where they are delivered, a case that opens and is closed by a delta, rows of others."""
    root = Root(program, folder, "others", sample)
    register.write(root.path + "/inbound", 998)
    root.run()
    found = root.ask("""SELECT p.property_id, p.bfe_number, b.building_id, s.house_number_id FROM core_property p JOIN core_building b USING (property_id)
        JOIN core_building_state s USING (building_id) JOIN plan_candidate c USING (property_id)
        WHERE p.tenure = 'owned' AND p.in_use = 1 AND b.outbuilding = 0 AND p.bfe_number IS NOT NULL AND c.must_keep = 0 AND c.listed = 0
          AND (SELECT count(*) FROM core_listed l WHERE l.bfe_number = p.bfe_number) = 1
        GROUP BY p.property_id ORDER BY p.property_id""")
    said("the sample has properties to ask about", len(found) > 2, f"{found}")
    (case_property, case_bfe, case_building, _), (property_id, bfe, building, house) = found[0], found[1]
    before = root.tables()
    inbound, own = root.path + "/inbound", register.rows["Bygning"][0]["kommunekode"]
    root.settings(f'["{int(own):04d}"]')

    # A list without this property's address; the point stays.
    source, = glob.glob(sample + "/properties-*.csv")
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        row["address"] = "" if row["property_id"] == property_id else row["address"]
    with open(inbound + "/properties-2026-03.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    case = {"id_lokalId": str(uuid.uuid5(SPACE, "case")).upper(), "kommunekode": own, "status": "7", "sag001Byggesagsnummer": "2025-4711",
            "sag002Byggesagsdato": "2025-05-31T22:00:00.000000Z", "sag012Byggesagskode": "6"}
    foreign = dict(case, id_lokalId=str(uuid.uuid5(SPACE, "foreign")).upper(), kommunekode="155")
    level = {"kommunekode": own, "byggesag": case["id_lokalId"], "niveautype": "2", "sagstype": "32", "status": "7", "stamdataBygning": case_building.upper(),
             "virkningFra": "1753-01-01T00:00:00.000000Z"}
    table(inbound, "BBR_V3_BBRSag_TotalDownload_csv_Bitemporal_998", [case, foreign])
    table(inbound, "BBR_V3_Sagsniveau_TotalDownload_csv_Bitemporal_998", [level])
    house = house or str(uuid.uuid5(SPACE, "house"))
    point = str(uuid.uuid5(SPACE, "point")).upper()
    table(inbound, "EBR_V3_Ejendomsbeliggenhed_TotalDownload_csv_Current_7", [
        {"bestemtFastEjendomBFENr": bfe, "betegnelse": "Opdigtet Vej 1, 9999 Prøveby", "kommuneinddelingKommunekode": f"{int(own):04d}", "status": "gældende"},
        {"bestemtFastEjendomBFENr": "1", "betegnelse": "En anden kommunes vej 2", "kommuneinddelingKommunekode": "0155", "status": "gældende"}])
    table(inbound, "DAR_V3_Husnummer_TotalDownload_csv_Current_8", [
        {"id_lokalId": house.upper(), "adgangsadressebetegnelse": "Indgangsvej 3, 9999 Prøveby", "adgangspunkt": point, "adgangTilBygning": building.upper(), "status": "3"}])
    table(inbound, "DAR_V3_Adressepunkt_TotalDownload_csv_Current_8", [
        {"id_lokalId": point, "position": "POINT(729011.61 6167106.03)", "status": "6"}, {"position": "GEOMETRYCOLLECTION EMPTY", "status": "6"}])
    table(inbound, "MAT_V3_Jordstykke_TotalDownload_csv_Current_9", [
        {"id_lokalId": "175541", "samletFastEjendomLokalId": bfe, "registreretAreal": "1000", "vejareal": "50", "kommuneLokalId": f"{int(own):04d}", "status": "Gældende"},
        {"id_lokalId": "175542", "samletFastEjendomLokalId": bfe, "registreretAreal": "234", "kommuneLokalId": f"{int(own):04d}", "status": "Gældende"},
        {"id_lokalId": "175543", "samletFastEjendomLokalId": bfe, "registreretAreal": "9", "kommuneLokalId": f"{int(own):04d}", "status": "Historisk"}])
    table(inbound, "EJF_V3_Ejerskab_TotalDownload_csv_Current_5", [
        {"bestemtFastEjendomBFENr": row[1], "ejendeVirksomhedCVRNr": "99999999", "ejerforholdskode": "50", "status": "gældende",
         "faktiskEjerandel_taeller": "1", "faktiskEjerandel_naevner": "4" if row[0] == property_id else "1"} for row in found if row[0] != case_property])
    table(inbound, "VUR_V1_Ejendomsvurdering_TotalDownload_csv_Bitemporal_4", [
        {"id": "1", "aar": "2012", "ejendomvaerdiBeloeb": "9000000"}, {"id": "2", "aar": "2022", "ejendomvaerdiBeloeb": "43700000"}])
    table(inbound, "VUR_V1_BFEKrydsreference_TotalDownload_csv_Bitemporal_4", [
        {"BFEnummer": bfe, "fkEjendomsvurderingID": "1"}, {"BFEnummer": bfe, "fkEjendomsvurderingID": "2"}])
    output = root.run()
    refused = root.ask("SELECT feed, file, reason FROM raw_file WHERE state NOT IN ('loaded', 'superseded')")
    said("all of them are read", not refused, f"{refused}\n{output[-1500:]}")
    said("a case of another municipality is left out", root.ask("SELECT count(*) FROM raw_bbr_case") == [(1,)], output[-1500:])
    conclusion, sentence, need, guarded = root.ask(CONCLUSION.format(case_property))[0]
    said("an open demolition is named with its number and its day, and not planned",
         need == "demolition" and guarded == 1 and conclusion != "leave" and "2025-4711" in sentence and "01.06.2025" in sentence, f"{conclusion} {need} {guarded} {sentence}")
    why = root.ask(f"SELECT title_da, sentence_da, sentence_en FROM report_plan_constraint WHERE code = 'guarded {case_property}'")
    said("and the plan says so, with number and day, where it says why it does not do more",
         len(why) == 1 and all("2025-4711" in text for text in why[0]) and "01.06.2025" in why[0][1] and "2025-06-01" in why[0][2], f"{why}")
    said("the address is EBR's, and it is said",
         root.ask(f"SELECT address, address_source FROM core_property WHERE property_id = '{property_id}'") == [("Opdigtet Vej 1, 9999 Prøveby", "ebr")]
         and root.ask(f"SELECT count(*) FROM report_reconciliation WHERE kind = 'address_from_ebr' AND property_id = '{property_id}'") == [(1,)], "another address")
    said("the building's address and way in are DAR's",
         root.ask(f"SELECT address, easting_m, northing_m FROM core_building_address WHERE building_id = '{building}'") == [("Indgangsvej 3, 9999 Prøveby", 729011.61, 6167106.03)], "another one")
    figures = dict((row[0], row[1:]) for row in root.ask(f"SELECT figure, value, value_low, value_high, period FROM report_figures WHERE property_id = '{property_id}'"))
    said("the plot is its parcels in force", figures["plot_m2"][0] == 1234, f"{figures.get('plot_m2')}")
    said("the valuation is an order of magnitude", figures["valuation_dkk"] == (None, 40000000, 50000000, "2022"), f"{figures.get('valuation_dkk')}")
    kinds = root.ask(f"SELECT kind, sentence_da FROM report_reconciliation WHERE kind LIKE 'owned%' AND property_id IN ('{property_id}', '{case_property}') ORDER BY kind")
    said("the reconciliation rests on the owners, with the share", [kind for kind, _ in kinds] == ["owned_by_other", "owned_in_part"] and "(1/4)" in kinds[1][1], f"{kinds}")
    said("and asks nothing by category 50 any more", root.ask("SELECT count(*) FROM report_reconciliation WHERE kind IN ('in_register_not_list', 'not_municipal_owner')") == [(0,)], "some")
    after = root.tables()
    same = [row for row in before["figures.csv"] if row not in after["figures.csv"]]
    said("no figure of before is another one now", not same, f"{same[:3]}")

    # The case is closed by a delta: its old row ends, and a new one says so.
    ended = dict(case, registreringTil="2026-03-01T10:00:00.000000Z", datafordelerRowId=str(uuid.uuid5(SPACE, "BBR_V3_BBRSag_TotalDownload_csv_Bitemporal_998 0")).upper())
    closed = dict(case, status="9", registreringFra="2026-03-01T10:00:00.000000Z", datafordelerRowId=str(uuid.uuid5(SPACE, "closed")).upper())
    table(inbound, "BBR_V3_BBRSag_DeltaDownload_csv_Bitemporal_999", [ended, closed])
    table(inbound, "BBR_V3_Sagsniveau_DeltaDownload_csv_Bitemporal_999", [])
    output = root.run("2026-03-01")
    conclusion, sentence, need, guarded = root.ask(CONCLUSION.format(case_property))[0]
    said("closed by a delta it guards no more", need != "demolition" and guarded == 0 and "2025-4711" not in sentence, f"{conclusion} {need} {guarded} {sentence}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--properties", default="30")
    options = arguments.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as folder:
        sample = folder + "/sample"
        subprocess.run([program, "sample", "--no-mark", "--into", sample, "--properties", options.properties], check=True, stdout=subprocess.DEVNULL)
        register = Register(sample)
        ois = Root(program, folder, "ois", sample)
        for path in glob.glob(sample + "/OIS_*"):
            shutil.copy(path, ois.path + "/inbound")
        ois.run()
        wanted = ois.tables()
        said("the edition has tables", len(wanted) > 10, f"{sorted(wanted)}")

        root = Root(program, folder, "bitemporal", sample)
        register.write(root.path + "/inbound", 998)
        output = root.run()
        found = differences(wanted, root.tables())
        said("every table is that of the OIS form", not found, "\n".join(found))
        with open(root.path + "/outbound/latest/drift.csv", encoding="utf-8-sig") as file:
            drift = [line for line in file
                     if line.startswith("bbr_") and ("new_channel" in line or "unknown_field" in line or "missing_optional" in line)]
        said("a new channel is one line, and one of drift for each table", output.count("new channel, ") == 1 and len(drift) == 12, f"{len(drift)} lines\n{output[-800:]}")
        held = root.ask("SELECT group_concat(sql, ' ') FROM sqlite_master WHERE name LIKE 'raw_bbr%'")[0][0]
        said("no note about people's homes is stored", "otatlinjer" not in held, "a column of notes")

        root = Root(program, folder, "current", sample)
        register.write(root.path + "/inbound", 998, register.current(), variant="Current", letters="plain", place="_0999")
        root.run()
        found = differences(wanted, root.tables())
        said("Current in plain letters, of one municipality, says the same", not found, "\n".join(found))

        # From one form to the other and back: whole, told, and with the same figures.
        register.write(ois.path + "/inbound", 998)
        output = ois.run("2026-03-01")
        counts = dict(ois.ask("SELECT coalesce(channel, 'ois') = 'ois', sum(rows_in_force) FROM ledger_file WHERE feed LIKE 'bbr@_%' ESCAPE '@' GROUP BY 1"))
        said("the download takes all tables over, and it is told once", counts.get(1) == 0 and counts[0] > 0 and output.count("(new_channel)") == 1 and "is out of force whole" in output, f"{counts}\n{output[-1500:]}")
        for path in glob.glob(sample + "/OIS_*"):
            shutil.copy(path, ois.path + "/inbound/" + os.path.basename(path).replace("NA000_00001_20260228", "NA000_00002_20260302"))
        # Other bytes than before: the same rows with another day in the header of those that have one, and a comment in all.
        for path in glob.glob(ois.path + "/inbound/OIS_*"):
            text = delivered(path).read()
            os.remove(path)
            with open(path.rsplit(".", 1)[0] + ".XML", "wb") as file:
                file.write(text + b"<!-- again -->\n")
        output = ois.run("2026-03-02")
        counts = dict(ois.ask("SELECT coalesce(channel, 'ois') = 'ois', sum(rows_in_force) FROM ledger_file WHERE feed LIKE 'bbr@_%' ESCAPE '@' GROUP BY 1"))
        said("a newer OIS delivery takes them back", counts.get(0) == 0 and counts[1] > 0 and "what came by bbr_building_download" in output, f"{counts}\n{output[-1500:]}")

        buildings = [row for row in register.current()["Bygning"] if row.get("status") == "6" and row.get("byg038SamletBygningsareal", "").isdigit()]
        deltas(program, folder, sample, register, buildings)
        others(program, folder, sample, register)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
