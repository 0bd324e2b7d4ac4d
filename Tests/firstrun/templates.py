"""The empty sheets of `kvadratur new`, filled in as a person would, saved by two programs, read back by a night.

    .build/python-sheets/bin/python Tests/firstrun/templates.py --program .build/release/kvadratur

Every sheet is opened with openpyxl and filled in from the line that it names itself: lists by each word of the drop-down, dates as dates, numbers as
numbers, the rest as text. Three places then get them: as openpyxl saved them, and as LibreOffice saves them again as .xlsx and as .ods. In each place
every row that was filled in is loaded with the values that were meant, nothing is set aside, no list has a word that is unknown, and nothing above the
headings is a row. A night of the first place makes its report. The examples that the sheets show are filled in too, and are rows; sheets that nobody
filled in take nothing away.
"""
import argparse
import csv
import datetime as dt
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import openpyxl

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
AS_OF = "2026-02-20"
IDS = ["3f1c9a52-7d04-4e0b-8a11-0c5d2b6f9e01", "b2c4d6e8-1a3b-4c5d-9e8f-7a6b5c4d3e02"]
PROPERTIES = ["0101", "0102", "E-3", "Æ 4"]


def day(text):
    return dt.datetime.strptime(text, "%Y-%m-%d")


# What is filled in: feed, then a row a line, values by heading. A column that is not named is left empty, save that a list gives a word in its turn.
ROWS = {
    "properties": [
        {"property_id": "0101", "name": "Nordskolen", "address": "Skolevej 1", "locality": "Nord", "bfe_number": "5001001", "area_m2": 6200, "building_ids": IDS[0]},
        {"property_id": "0102", "name": "Børnehuset \"Bien\"", "address": "Engvej 4, st.", "locality": "Nord", "area_m2": 810.5, "building_ids": ", ".join(IDS)},
        {"property_id": "E-3", "name": "Rådhuset; Torvet", "locality": "Midt", "area_m2": 7400, "must_keep_reason": "Byrådet\nsidder her"},
        {"property_id": "Æ 4", "name": "Jobcentret", "locality": "Midt", "area_m2": 1250, "easting_m": 512345.6, "northing_m": 6178900}],
    "headcount": [{"property_id": p, "period": "2026-01", "users": 40 + n, "capacity": 80} for n, p in enumerate(PROPERTIES)]
    + [{"property_id": "0101", "period": "2025", "users": 12.5}],
    "bookings": [{"property_id": "0101", "room": "Hal A", "day": day(f"2026-02-{n + 1:02}"), "hours_available": 14, "hours_booked": 9.5, "attendees": 22, "capacity": 60} for n in range(9)],
    "presence": [{"property_id": "0101", "room": "Hal A", "day": day(f"2026-02-{n + 1:02}"), "hours_present": 7.25} for n in range(9)],
    "condition": [{"property_id": p, "mark": n + 1, "inspected_on": day("2025-06-17"), "amount_dkk": 1250000.5} for n, p in enumerate(PROPERTIES)],
    "cost_allocation": [{"account": "3.22.01.1", "cost_centre": "0471", "property_id": "0101", "share_percent": 60},
                        {"account": "3.22.01.1", "cost_centre": "0471", "property_id": "0102", "share_percent": 40, "valid_from": day("2025-01-01")}],
    "costs": [{"period": f"2025-{n:02}", "account": "3.22.01.1", "cost_centre": "0471", "amount_dkk": 12500.5 * n, "text": "Rengøring"} for n in range(1, 13)]
    + [{"period": "2025-12", "account": "3.22.01.1", "cost_centre": "0471", "amount_dkk": -800, "text": "Tilbageført"}],
    "decisions": [{"property_id": p, "reason": "Står halvtom", "decided_by_role": "Ejendomsudvalget", "decided_on": day("2026-02-10"), "effect": None, "effect_on": None} for p in PROPERTIES],
    "actions": [{"action_id": f"I-{n}", "property_id": p, "title": "Salg; flyt til Nordskolen", "decided_on": day("2026-02-10"), "decided_by_role": "Byrådet", "receiving_property_ids": "0101, 0102",
                 "shared_cost_centres": "4790", "effect_on": day("2026-07-01"), "planned_saving_dkk": 694000.5, "price_year": "2025", "area_m2": 810} for n, p in enumerate(PROPERTIES)],
    "action_states": [{"action_id": f"I-{n}", "on_day": day("2026-02-10"), "source": "Byrådet, punkt 7"} for n in range(4)],
    "action_baselines": [{"action_id": f"I-{n}", "version": "1", "approved_on": day("2026-02-10"), "approved_by_role": "Økonomiudvalget", "cost_dkk": 2000000.5, "finish_on": day("2026-09-30"),
                          "gross_benefit_dkk_year": 900000, "area_m2": 810, "price_year": "2026", "project_cost_centre": "P-4711", "why": "Første; vedtaget"} for n in range(3)],
    "action_statuses": [{"action_id": f"I-{n}", "as_of": day("2026-02-20"), "forecast_cost_dkk": 2150000, "forecast_finish_on": day("2026-12-15"), "forecast_gross_benefit_dkk_year": 790000.5,
                         "note": "Udbuddet\ntrak ud", "reported_by_role": "Projektlederen", "approved_by_role": "Ejendomschefen", "track_due_on": day("2026-10-01"), "override_reason": "Bod er aftalt"} for n in range(3)],
    "action_receivers": [{"action_id": "I-2", "property_id": p, "received_m2": 1170.5} for p in PROPERTIES[:2]],
    "action_cost_baselines": [{"action_id": "I-2", "place_id": p, "baseline_year": "2025", "amount_dkk": 240000.5, "fixed_on": day("2026-02-10"), "accounts_file_sha256": "9f86d0"} for p in PROPERTIES],
    "action_one_offs": [{"action_id": "I-2", "year": "2027", "planned_dkk": 3000000.5, "actual_dkk": 2900000, "money_source": "Slutseddel"}],
    "allocations": [{"allocation_id": f"B-{n}", "from_action_id": f"I-{n}", "year": "2027", "amount_dkk": 700000.5, "to_function": "5.25.10", "used_for": "Flere pædagoger", "decided_on": day("2026-10-08"), "decided_by_role": "Byrådet"} for n in range(2)],
    "cost_centre_changes": [{"cost_centre": "0471", "successor": "0472", "from_on": day("2027-01-01")}],
    "service_contracts": [{"contract_id": f"K-{n}", "supplier_cvr": "12345678", "starts_on": day("2023-01-01"), "ends_on": day("2026-12-31"), "notice_by": day("2026-06-30"), "notice_months": 6,
                           "renewal_months": 12, "options_left": 2, "value_dkk_year": 1200000.5, "index": "Nettoprisindeks", "index_month": 1, "minimum_share_percent": 80, "quality_level": "INSTA 800, 3"}
                          for n in range(3)],
    "service_contract_properties": [{"contract_id": "K-0", "property_id": p, "share_percent": 25, "m2": 4200.5, "visits_per_week": 5, "hours_year": 1800} for p in PROPERTIES],
    "service_level": [{"property_id": p, "valid_from": day("2025-01-01"), "level": "3", "visits_per_week": 5, "hours_year": 1800, "m2_served": 4000} for p in PROPERTIES],
    "service_check": [{"contract_id": "K-0", "property_id": p, "period": "2026-01", "ordered_hours": 150, "delivered_hours": 142.5, "checks": 12, "checks_passed": 11, "deductions_dkk": 2500.5} for p in PROPERTIES],
    "service_map": [{"pattern": f"*-40{n}0", "share_percent": 100, "valid_from": day("2025-01-01")} for n in range(3)],
    "own_hours": [{"property_id": p, "period": "2026-01", "hours": 12.5} for p in PROPERTIES],
    "energy": [{"property_id": p, "meter": f"00{n}", "year": "2025", "amount": 612.4} for n, p in enumerate(PROPERTIES)],
    "forecast": [{"locality": "Nord", "year": str(2026 + n), "users": 390 - n} for n in range(6)],
    "ownership": [{"bestemtFastEjendomBFENr": "5001001", "ejendeVirksomhedCVRNr": "12345678", "faktiskEjerandel_taeller": 1, "faktiskEjerandel_naevner": 2, "status": "gældende"}],
    "leases": [{"lease_id": "L-7", "property_id": "Æ 4", "landlord": "Torvet ApS", "area_m2": 1250, "rent_dkk": 960000, "notice_by": day("2026-06-30"), "ends_on": day("2026-12-31")}],
}

# Headings that are not the raw table's name of the column.
NAMES = {("costs", "amount_dkk"): "amount_ore", ("condition", "amount_dkk"): "backlog_ore", ("leases", "rent_dkk"): "rent_ore", ("leases", "index"): "index_kind",
         ("actions", "planned_saving_dkk"): "planned_saving_ore", ("action_baselines", "cost_dkk"): "cost_ore", ("action_baselines", "version"): "baseline_version", ("action_baselines", "why"): "version_reason",
         ("action_statuses", "as_of"): "status_on", ("action_statuses", "note"): "status_note", ("action_baselines", "gross_benefit_dkk_year"): "gross_benefit_ore",
         ("action_statuses", "forecast_cost_dkk"): "forecast_cost_ore", ("action_statuses", "forecast_gross_benefit_dkk_year"): "forecast_gross_benefit_ore",
         ("action_cost_baselines", "amount_dkk"): "amount_ore",
         ("service_contracts", "value_dkk_year"): "value_ore", ("service_contracts", "index"): "price_index", ("service_contract_properties", "m2"): "covered_m2",
         ("service_check", "deductions_dkk"): "deductions_ore", ("service_map", "pattern"): "account_pattern",
         ("action_one_offs", "planned_dkk"): "planned_ore", ("action_one_offs", "actual_dkk"): "actual_ore", ("allocations", "amount_dkk"): "amount_ore",
         ("ownership", "bestemtFastEjendomBFENr"): "bfe_number", ("ownership", "ejendeVirksomhedCVRNr"): "owner_cvr", ("ownership", "ejerforholdskode"): "owner_code",
         ("ownership", "faktiskEjerandel_taeller"): "share_numerator", ("ownership", "faktiskEjerandel_naevner"): "share_denominator"}


class Wrong(list):
    def hold(self, is_so, text):
        if not is_so:
            self.append(text)


def form(path):
    """The sheet of a template: first line to fill in, headings by column, the drop-downs' words, the examples."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    first = int(re.search(r"udfyld fra linje (\d+)", sheet["A1"].value).group(1))
    heads = {cell.column: cell.value for cell in sheet[first - 1] if cell.value}
    words = {}
    for rule in sheet.data_validations.dataValidation:
        words[next(iter(rule.sqref.ranges)).min_col] = rule.formula1.strip('"').split(",")
    examples = {c: str(sheet.cell(first - 2, c).value or "").removeprefix("eksempel: ") for c in heads}
    return first, heads, words, examples


def put(sheet, row, column, value):
    """As typed into the cell: it has its column's form, a column of text keeps text, elsewhere text that looks like a number becomes one."""
    cell, form = sheet.cell(row, column), sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].number_format
    isNumber = isinstance(value, str) and form != "@" and re.fullmatch(r"-?\d+(?:,\d+)?", value)
    cell.value, cell.number_format = float(value.replace(",", ".")) if isNumber else value, form


def fill(path, into, rows, wrong):
    """Fills a template in; gives what was meant, by heading."""
    first, heads, words, _ = form(path)
    book = openpyxl.load_workbook(path)
    sheet, meant = book.worksheets[0], []
    for rule in sheet.data_validations.dataValidation:
        wrong.hold(len(rule.formula1) <= 257, f"{path}: a drop-down is longer than Excel takes")
    for unknown in {key for row in rows for key in row} - set(heads.values()):
        wrong.append(f"{path}: no heading {unknown}")
    for number, row in enumerate(rows):
        said = {}
        for column, head in heads.items():
            value = row.get(head)
            if head not in row and column in words:
                value = words[column][number % len(words[column])]
            if value is None:
                continue
            put(sheet, first + number, column, value)
            said[head] = value
        meant.append(said)
    book.save(into)
    return meant


def plain(value):
    """A value as the raw table holds it."""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def run(program, *words):
    done = subprocess.run([program, *words], cwd=ROOT, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"kvadratur {' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def held(root, meant, codes, wrong, place):
    """What the raw tables hold against what was filled in."""
    base = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    for feed, rows in meant.items():
        file = base.execute("select * from ledger_file where feed = ? and delivered_on = ?", [feed, AS_OF]).fetchall()
        wrong.hold(len(file) == 1 and file[0]["state"] == "loaded", f"{place}: {feed} is not loaded: {[dict(f) for f in file]}")
        if len(file) != 1 or file[0]["state"] != "loaded":
            continue
        wrong.hold(file[0]["records_read"] == file[0]["rows_loaded"] == len(rows), f"{place}: {feed}: {len(rows)} rows filled in, {file[0]['records_read']} read, {file[0]['rows_loaded']} loaded")
        found = base.execute(f"select * from raw_{feed} order by _line, _record").fetchall()
        for said, row in zip(rows, found):
            for head, value in said.items():
                name = NAMES.get((feed, head), head)
                if name == "landlord" or name not in row.keys():
                    wrong.hold(name == "landlord", f"{place}: {feed} has no column {name}")
                    continue
                there, wish = row[name], value
                if name.endswith("_ore"):
                    wish = round(value * 100)
                elif (feed, name) in codes:
                    # A word of a list, as the list of codes knows it.
                    wish = codes[feed, name].get(str(value).lower(), "?")
                    there = codes[feed, name].get(str(there).lower(), there)
                elif value in ("ja", "nej"):
                    wish = 1 if value == "ja" else 0
                elif head == "building_ids":
                    wish, there = sorted(re.findall(r"[0-9a-f-]{36}", value)), sorted(re.findall(r"[0-9a-f-]{36}", str(there)))
                    wrong.hold(wish == there, f"{place}: {feed}.{name}: {there} instead of {wish}")
                    continue
                elif isinstance(value, str):
                    wish, there = re.sub(r"\s+", " ", value), re.sub(r"\s+", " ", str(there))
                if head == "period":
                    there = str(there)[:len(plain(wish))]
                wrong.hold(plain(there) == plain(wish), f"{place}: {feed}.{name}: {there!r} instead of {wish!r}")
        wrong.hold(len(found) == len(rows), f"{place}: raw_{feed} has {len(found)} rows instead of {len(rows)}")
        for code, detail in base.execute("select code, detail from ledger_event where file = ?", [file[0]["file"]]):
            wrong.hold(code not in ("unknown_code", "doubtful_number", "unused_column"), f"{place}: {feed}: {code} {detail}")
    base.close()


def counts(root, files):
    base = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
    try:
        return {feed: base.execute(f"select count(*) from raw_{feed}").fetchone()[0] for feed in files}
    finally:
        base.close()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--keep", help="leave the places here")
    options = options.parse_args()
    program, wrong = os.path.abspath(options.program), Wrong()
    with tempfile.TemporaryDirectory(prefix="kvadratur-templates-") as folder:
        root = f"{folder}/openpyxl"
        run(program, "new", root)
        files = dict(reversed(re.fullmatch(r"- (.*\.xlsx) \((\w+)\)", line).groups()) for line in open(f"{root}/README.md", encoding="utf-8").read().split("\n") if line.startswith("- ") and ".xlsx (" in line)
        wrong.hold(set(files) == set(ROWS), f"templates of {sorted(files)}, rows for {sorted(ROWS)}")
        codes = lists()
        places = {"openpyxl": "xlsx", "LibreOffice xlsx": "xlsx", "LibreOffice ods": "ods"}
        for place in list(places)[1:]:
            shutil.copytree(root, f"{folder}/{place}")
        meant, examples = {}, {}
        for feed, name in files.items():
            meant[feed] = fill(f"{root}/templates/{name}", f"{root}/inbound/{name}", ROWS[feed], wrong)
        for place, kind in list(places.items())[1:]:
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", kind, "--outdir", f"{folder}/{place}/inbound",
                            *[f"{root}/inbound/{name}" for name in files.values()]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        for place in list(places)[1:]:
            run(program, "run", "--stage", "raw", "--root", f"{folder}/{place}", "--as-of", AS_OF, "--settle", "0", "--quiet")
        run(program, "run", "--root", root, "--as-of", AS_OF, "--settle", "0", "--quiet")
        for place in places:
            held(f"{folder}/{place}", meant, codes, wrong, place)
        with open(f"{root}/outbound/latest/properties.csv", encoding="utf-8-sig", newline="") as table:
            rows = {row["property_id"]: row for row in csv.DictReader(table, delimiter=";")}
        wrong.hold(sorted(rows) == sorted(PROPERTIES), f"the report has the properties {sorted(rows)}")
        areas = {p["property_id"]: p["area_m2"] for p in ROWS["properties"] if not p.get("building_ids")}
        for key, area in areas.items():
            said = rows.get(key, {}).get("area_m2") or "nan"
            wrong.hold(abs(float(said.replace(".", "").replace(",", ".")) - area) < 1, f"the report has {said} m2 of {key} instead of {area}")
        # The example of every column is one of its values.
        os.makedirs(f"{folder}/examples")
        for feed, name in files.items():
            first, heads, words, said = form(f"{root}/templates/{name}")
            wrong.hold(all(said[c] or heads[c] == "landlord" for c in heads), f"{name}: a column has no example")
            fill(f"{root}/templates/{name}", f"{folder}/examples/{name}", [{heads[c]: said[c] or None for c in heads}], wrong)
        run(program, "new", f"{folder}/empty")
        told = run(program, "feed", "try", "--root", f"{folder}/empty", "--as-of", AS_OF, "--language", "en", *[f"{folder}/examples/{name}" for name in files.values()])
        for feed, part in zip(files, told.split(f"{folder}/examples/")[1:]):
            wrong.hold(f": {feed} (" in part and "1 row: 1 would be loaded\n" in part and "unknown" not in part, f"the example of {feed} is no row of it:\n{part}")
        # Sheets that nobody filled in: nothing goes.
        before = counts(root, files)
        for name in files.values():
            shutil.copy(f"{root}/templates/{name}", f"{root}/inbound/{name}")
        run(program, "run", "--stage", "raw", "--root", root, "--as-of", "2026-02-21", "--settle", "0", "--quiet")
        wrong.hold(counts(root, files) == before, f"an empty sheet took rows away: {before} {counts(root, files)}")
        if options.keep:
            shutil.rmtree(options.keep, ignore_errors=True)
            shutil.copytree(folder, options.keep, symlinks=True)
    for line in wrong:
        print("WRONG: " + line)
    print(f"templates: {len(files)} sheets, {sum(map(len, ROWS.values()))} rows in {len(places)} places, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


def lists():
    """Codes by the words that a list knows, for each column that has a list: the product's own, over which the place that was made is laid."""
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
    known = {}
    for row in csv.DictReader(open(f"{root}/pipelines/0_given/codes.csv", encoding="utf-8")):
        known.setdefault(row["list"], {})[row["code"].lower()] = row["grp"] if row["state"] == "alias" else row["code"]
    for name in os.listdir(f"{root}/pipelines/1_raw"):
        # lists that belong to one feed stand in its own file
        for row in re.findall(r"- \{list: (.*)\}", open(f"{root}/pipelines/1_raw/{name}", encoding="utf-8").read()):
            part = dict(re.findall(r"(\w+): \"?([^,\"]+)", "list: " + row))
            known.setdefault(part["list"], {})[part["code"].lower()] = part["grp"] if part["state"] == "alias" else part["code"]
    found = {}
    for feed in ROWS:
        for name, line in re.findall(r"- \{name: (\w+),(.*)", open(f"{root}/schemas/feeds/{feed}.yaml", encoding="utf-8").read()):
            if code := re.search(r"codes: (\w+)", line):
                found[feed, name] = known[code.group(1)]
    return found


main()
