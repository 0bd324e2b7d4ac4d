#!/usr/bin/env python3
"""Opens an edition's files with the programs that people use: LibreOffice, GDAL, frictionless. Each is skipped with a message where absent.

    test_files.py EDITION
"""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

passed, failed = [], []
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check(name, good, fact=""):
    (passed if good else failed).append(name)
    print(("ok   " if good else "FAIL ") + name + (f": {fact}" if fact != "" else ""))


def run(*command, cwd=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def column(reference):
    place = 0
    for letter in re.match("[A-Z]+", reference).group():
        place = place * 26 + ord(letter) - 64
    return place - 1


def sheets(path):
    """Every sheet of a workbook as {name: {(row, column): (type, text)}}, and whether it holds a formula."""
    book = zipfile.ZipFile(path)
    strings = []
    if "xl/sharedStrings.xml" in book.namelist():
        strings = ["".join(t.text or "" for t in item.iter(SPACE + "t")) for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(SPACE + "sheet")]
    result, formulas = {}, 0
    for number, name in enumerate(names, 1):
        cells = {}
        for cell in tree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(SPACE + "c"):
            formulas += cell.find(SPACE + "f") is not None
            value = cell.find(SPACE + "v")
            if value is not None:
                text = strings[int(value.text)] if cell.get("t") == "s" else value.text
                cells[int(re.search(r"\d+", cell.get("r")).group()) - 1, column(cell.get("r"))] = (cell.get("t") or "n", text)
        result[name] = cells
    return result, formulas


def main(edition):
    package = json.load(open(os.path.join(edition, "datapackage.json"), encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}

    def table(name):
        resource = resources[name]
        with open(os.path.join(edition, resource["path"]), encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=resource["dialect"]["delimiter"])), resource["schema"]["fields"]

    # workbook against CSV
    book, formulas = sheets(os.path.join(edition, "kvadratur.xlsx"))
    check("the workbook holds no formula", formulas == 0, formulas)
    for name, sheet in (("candidates", 0), ("properties", 1), ("figures", 2)):
        rows, fields = table(name)
        cells = list(book.values())[sheet]
        differences, numbers = 0, 0
        for r, row in enumerate(rows[1:], 1):
            for c, text in enumerate(row):
                kind, value = cells.get((r, c), ("", None))
                if fields[c]["type"] in ("number", "integer"):
                    numbers += value is not None
                    expected = float(text.replace(",", ".")) if text else None
                    differences += (value is None) != (expected is None) or (value is not None and (kind != "n" or abs(float(value) - expected) > 1e-9 * max(1, abs(expected))))
                elif fields[c]["name"] == "name":
                    differences += kind != "s" or value.replace("\r\n", "\n") != text.removeprefix("'")
        check(f"sheet {name} says what its CSV says", differences == 0, f"{numbers} numbers, {len(rows) - 1} rows")
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as folder:
            code, text = run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "ods", "--outdir", folder, os.path.abspath(os.path.join(edition, "kvadratur.xlsx")))
            check("LibreOffice opens the workbook", code == 0 and os.path.exists(os.path.join(folder, "kvadratur.ods")), text.strip().splitlines()[-1][:80] if text.strip() else "")
    else:
        print("skipped: LibreOffice (apt install libreoffice-calc-nogui)")

    # GeoPackage
    path = os.path.join(edition, "kvadratur.gpkg")
    base = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    check("the GeoPackage is whole", base.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and base.execute("PRAGMA foreign_key_check").fetchone() is None)
    for layer in ("properties", "buildings"):
        rows, fields = table(layer)
        count = base.execute(f'SELECT count(*) FROM "{layer}"').fetchone()[0]
        points, indexed = base.execute(f'SELECT count(geom) FROM "{layer}"').fetchone()[0], base.execute(f'SELECT count(*) FROM "rtree_{layer}_geom"').fetchone()[0]
        check(f"layer {layer} has the CSV's rows, its index the points", count == len(rows) - 1 and points == indexed, f"{count} rows, {points} points")
        if shutil.which("ogrinfo"):
            code, text = run("ogrinfo", "-so", path, layer)
            check(f"ogrinfo reads layer {layer}", code == 0 and f"Feature Count: {count}" in text and "25832" in text and "ERROR" not in text.upper())
    if not shutil.which("ogrinfo"):
        print("skipped: ogrinfo (apt install gdal-bin)")
    check("layers have a default style", base.execute("SELECT count(*) FROM layer_styles WHERE useAsDefault = 1").fetchone()[0] == 2)
    for (style,) in base.execute("SELECT styleQML FROM layer_styles"):
        tree.fromstring(style)

    # data package
    if shutil.which("frictionless"):
        code, text = run("frictionless", "validate", "datapackage.json", cwd=edition)
        check("frictionless validates the data package", code == 0, "" if code == 0 else text[-400:])
    else:
        print("skipped: frictionless (PyPI)")

    # metrics
    lines = open(os.path.join(edition, "metrics.prom"), encoding="utf-8").read().splitlines()
    sample = re.compile(r'^[a-z_0-9]+(\{([a-z_]+="([^"\\]|\\.)*",?)*\})? -?[0-9.]+$')
    check("every metric is well formed", all(line.startswith("#") or sample.match(line) for line in lines), f"{len(lines)} lines")
    check("no metric family twice", len({line for line in lines if line.startswith("# TYPE")}) == sum(line.startswith("# TYPE") for line in lines))
    json.load(open(os.path.join(edition, "summary.json"), encoding="utf-8"))
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
