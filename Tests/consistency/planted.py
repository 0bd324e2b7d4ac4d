"""Plants one wrong number in each place of an edition, so that it is known that a difference would be found. Standard library only."""

import os
import re
import shutil
import sqlite3
import tempfile
import zipfile


def rewrite(path, change):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    changed = change(text)
    if changed == text:
        raise SystemExit(f"nothing to plant a wrong number in: {path}")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(changed)


def more(match):
    """The number that was found, one larger in its last place that is not a nine."""
    text = match.group(2)
    place = max(i for i, digit in enumerate(text) if digit in "012345678")
    return match.group(1) + text[:place] + str(int(text[place]) + 1) + text[place + 1:]


def cell(name, column, at=1):
    """The first number of a column of a CSV file."""
    def plant(folder):
        def change(text):
            lines = text.split("\r\n")
            place = lines[0].lstrip("\ufeff").split(";").index(column)
            for number in range(at, len(lines)):
                cells = lines[number].split(";")
                if place < len(cells) and re.fullmatch(r"-?\d+(,\d+)?", cells[place]) and re.search("[0-8]", cells[place]):
                    cells[place] = more(re.fullmatch(r"()(.*)", cells[place]))
                    lines[number] = ";".join(cells)
                    return "\r\n".join(lines)
            return text
        rewrite(os.path.join(folder, name), change)
    return plant


def text(name, pattern, flags=re.S):
    """The number in the second group of a pattern."""
    return lambda folder: rewrite(os.path.join(folder, name), lambda text: re.sub(pattern, more, text, count=1, flags=flags))


def layer(folder):
    base = sqlite3.connect(os.path.join(folder, "kvadratur.gpkg"))
    # The layer's triggers call functions that only readers of GeoPackages bring.
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        base.execute(f'DROP TRIGGER "{name}"')
    base.execute("UPDATE properties SET area_m2 = area_m2 + 1 WHERE fid = 1")
    base.commit()
    base.close()


def sheet(folder):
    path = os.path.join(folder, "kvadratur.xlsx")
    old = zipfile.ZipFile(path)
    parts = {name: old.read(name) for name in old.namelist()}
    name = "xl/worksheets/sheet2.xml"
    parts[name] = re.sub(r'(<c r="[A-Z]+2" s="\d+"><v>)(\d+)(?=</v>)', more, parts[name].decode(), count=1).encode()
    if parts[name] == old.read(name):
        raise SystemExit("nothing to plant a wrong number in: the workbook")
    with zipfile.ZipFile(path, "w") as new:
        for part, content in parts.items():
            new.writestr(part, content)


PLANTS = {
    "a property's net area in the list": cell("properties.csv", "net_area_m2"),
    "a property's users in the list": cell("properties.csv", "users"),
    "a figure": cell("figures.csv", "value"),
    "a candidate's saving": cell("candidates.csv", "saving_dkk"),
    "the first screen's area in its file": cell("summary.csv", "area_m2"),
    "the first screen's unallocated cost in its file": cell("summary.csv", "unallocated_dkk"),
    "an unallocated amount": cell("unallocated.csv", "amount_dkk", at=2),
    "rows set aside of an input": cell("inputs.csv", "rows_rejected"),
    "a step of the waterfall": cell("waterfall.csv", "area_m2", at=5),
    "the users of a move": cell("plan_move.csv", "users"),
    "a planned property's area": cell("plan.csv", "area_m2"),
    "a year of the plan": cell("plan_year.csv", "area_m2"),
    "a lease's commitment": cell("lease_exit.csv", "commitment_dkk"),
    "a lease's rent per m²": cell("lease_rent_check.csv", "rent_dkk_per_m2"),
    "a year of a lease": cell("lease_commitment.csv", "present_value_dkk"),
    "a receiver's users after the moves": cell("plan_receiver.csv", "users_after"),
    "a part of a property with several uses": cell("uses.csv", "share_percent"),
    "a number in the sentence of a flag": text("reasons.csv", r"(m² pr\. bruger mod en grænse på )(\d+)"),
    "a number in the plan's sentence": text("plan_scenario.csv", r"(flytter )(\d+)"),
    "a heading": lambda folder: rewrite(os.path.join(folder, "glossary.csv"), lambda text: text.replace("Booket tid", "Bookingrate", 1)),
    "the scenario's one-off cost": cell("plan_scenario.csv", "one_off_dkk"),
    "the smallest of a sector": cell("sectors.csv", "minimum"),
    "the trend's last point": cell("trend.csv", "value"),
    "a tile of the first screen": text("index.html", r"(<dl class=\"tiles\">.*?<b>)(\d[\d.,]*)"),
    "a row of the page's plan": text("index.html", r"(<section id=\"plan\"[^>]*>.*?<td class=\"n\">)(\d[\d.,]*)"),
    "the page's own data": text("index.html", r"(id=\"data-properties\">.*?\"name\":\"area_m2\".*?\"values\":\[)(\d+)"),
    "a number of the council paper": text("council.en.html", r"(<dl class=\"tiles\">.*?<b>)(\d[\d.,]*)"),
    "summary.json": text("summary.json", r"(\"candidate_m2\": )(\d[\d.]*)"),
    "metrics.prom": text("metrics.prom", r"(^kvadratur_properties\{[^}]*\} )(\d+)", re.M),
    "the GeoPackage": layer,
    "the workbook": sheet,
}


def prove(folder, differences):
    """Plants each in a copy of its own; how many, and which were not found. `differences` reads an edition's folder."""
    missed = []
    for name, plant in PLANTS.items():
        with tempfile.TemporaryDirectory(prefix="kvadratur-planted-") as copy:
            edition = os.path.join(copy, "edition")
            shutil.copytree(folder, edition)
            plant(edition)
            if not differences(edition):
                missed.append(name)
    return len(PLANTS), missed
