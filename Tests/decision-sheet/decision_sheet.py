#!/usr/bin/env python3
"""The workbook's sheet of decisions comes back as a delivery: saved by LibreOffice as CSV (UTF-8 with commas) and as Danish Excel saves it (Windows-1252 with
semicolons), in Danish and in English, untouched and with three decisions filled in. No row of it may be set aside, and the decisions are in force.

    decision_sheet.py --program PROGRAM [--properties 30]

Needs LibreOffice (apt install libreoffice-calc-nogui); without it, or with --copy, a CSV written by Python from the same sheet stands in for it.
"""
import argparse
import csv
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# LibreOffice's tokens: separator, quote, characters (76 UTF-8, 1 Windows-1252), first line, and at the end the sheet by its number.
FORMS = {"utf-8": (44, 34, 76), "cp1252": (59, 34, 1)}
FILLED = {"da": ["behold", "afvikl", "undersøg"], "en": ["keep", "exit", "investigate"]}
MEANT = ["keep", "exit", "investigate"]


def run(*words, **options):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def sheet_number(book, title):
    with zipfile.ZipFile(book) as archive:
        names = [one.get("name") for one in tree.fromstring(archive.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    return names.index(title) + 1


def saved(book, number, form, folder):
    """The sheet as LibreOffice saves it."""
    separator, quote, characters = FORMS[form]
    options = f"csv:Text - txt - csv (StarCalc):{separator},{quote},{characters},1,,0,false,true,false,false,false,{number}"
    code, text = run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", options, "--outdir", folder, book)
    made = [name for name in os.listdir(folder) if name.endswith(".csv")]
    if code != 0 or len(made) != 1:
        raise SystemExit(f"LibreOffice saved no sheet: {text[-400:]}")
    path = os.path.join(folder, made[0])
    with open(path, encoding=form, newline="") as file:
        rows = list(csv.reader(file, delimiter=chr(separator)))
    os.remove(path)
    return rows


def read(book, number):
    """The sheet as it stands in the workbook, for a machine without LibreOffice."""
    with zipfile.ZipFile(book) as archive:
        strings = ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in tree.fromstring(archive.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
        sheet = tree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in sheet.iter(MAIN + "row"):
        cells = {}
        for cell in row.iter(MAIN + "c"):
            letters = re.match("[A-Z]+", cell.get("r")).group()
            place = 0
            for letter in letters:
                place = place * 26 + ord(letter) - 64
            value = cell.findtext(MAIN + "v")
            if value is not None:
                cells[place - 1] = strings[int(value)] if cell.get("t") == "s" else value
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def delivered(rows, form):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=chr(FORMS[form][0]), lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(form, "replace")


def night(program, root, day):
    return run(program, "run", "--root", root, "--as-of", day, "--settle", "0", "--quiet")


def rows_of(root, sql):
    base = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
    try:
        return base.execute(sql).fetchall()
    finally:
        base.close()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default=os.path.join(PROJECT, ".build/debug/kvadratur"))
    options.add_argument("--properties", default="30")
    options.add_argument("--copy", action="store_true", help="do without LibreOffice")
    chosen = options.parse_args()
    program = os.path.abspath(chosen.program)
    by_office = shutil.which("soffice") is not None and not chosen.copy
    wrong, sheets = [], 0
    work = tempfile.mkdtemp(prefix="kvadratur-sheet-")
    try:
        for language, title in (("da", "Afgørelser"), ("en", "Decisions")):
            first = os.path.join(work, language)
            for name in ("pipelines", "schemas"):
                shutil.copytree(os.path.join(PROJECT, name), os.path.join(first, name))
            shutil.rmtree(os.path.join(first, "pipelines/5_plan/scenarios"), ignore_errors=True)
            settings = os.path.join(first, "pipelines/nightly.yaml")
            text = open(settings, encoding="utf-8").read()
            with open(settings, "w", encoding="utf-8") as file:
                file.write(re.sub(r"(?m)^language: \w+", f"language: {language}", text))
            code, said = run(program, "sample", "--no-mark", "--into", os.path.join(first, "inbound"), "--properties", chosen.properties, "--seed", "3")
            if code != 0:
                raise SystemExit(said)
            code, said = night(program, first, "2026-02-28")
            if code not in (0, 1):
                raise SystemExit(said)
            book = os.path.join(os.path.realpath(os.path.join(first, "outbound/latest")), "kvadratur.xlsx")
            number = sheet_number(book, title)
            before = rows_of(first, "select property_id, verdict, decided_on, effect from core_decision order by 1")
            planned = {row[0] for row in rows_of(first, "select property_id from report_plan")}
            for form in FORMS:
                with tempfile.TemporaryDirectory(dir=work) as folder:
                    rows = saved(book, number, form, folder) if by_office else read(book, number)
                sheets += 1
                missing = planned - {row[0] for row in rows[1:]}
                if missing:
                    wrong.append(f"{language}, {form}: planned and not in the sheet: {sorted(missing)[:3]}")
                for filled in (False, True):
                    root = os.path.join(work, f"{language}-{form}-{filled}")
                    shutil.copytree(first, root, symlinks=True)
                    lines = [list(row) for row in rows]
                    want = {row[0]: row[1:] for row in before}
                    if filled:
                        empty = [row for row in lines[1:] if row[0] and not row[1]]
                        for row, word, meant in zip(empty, FILLED[language], MEANT):
                            row[1:6] = [word, "Behandlet på mødet; se bilag", "Økonomiudvalget", "28-02-2026", ""]
                            want[row[0]] = (meant, "2026-02-28", None)
                        if len(empty) < 3:
                            wrong.append(f"{language}: fewer than three undecided properties in the sheet")
                    with open(os.path.join(root, "inbound/beslutninger-2026-03.csv"), "wb") as file:
                        file.write(delivered(lines, form))
                    code, said = night(program, root, "2026-03-01")
                    case = f"{language}, {form}, {'filled in' if filled else 'untouched'}"
                    state = rows_of(root, "select state, rows_rejected from ledger_file where name = 'beslutninger-2026-03.csv'")
                    if state != [("loaded", 0)] or "beslutninger-2026-03" in said:
                        wrong.append(f"{case}: {state}, exit {code}: {said[:600]}")
                        continue
                    after = {row[0]: row[1:] for row in rows_of(root, "select property_id, verdict, decided_on, effect from core_decision")}
                    if after != want:
                        wrong.append(f"{case}: decisions differ: {sorted(set(after.items()) ^ set(want.items()))[:4]}")
                    shutil.rmtree(root)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    by = "LibreOffice" if by_office else "a copy (no LibreOffice: apt install libreoffice-calc-nogui)"
    print("\n".join(wrong + [f"{sheets} sheets saved by {by}, {len(wrong)} came back otherwise"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
