"""A property manager's first hour: four sheets as they lie on the desk, three commands, a report.

    python3 Tests/firstrun/firstrun.py --program .build/release/kvadratur

Twelve properties with headings of the municipality's own, users and places, postings with account strings, and which cost centre is which property:
workbooks without a single name that a feed knows. Allowed are `kvadratur new`, `kvadratur feed suggest --write` and `kvadratur run`, once each. The
report must then have area, users, cost per m2 and a class for all twelve, and every kroner that was posted.
"""
import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import sheet  # noqa: E402

# Key, name, address, district, use, owned or leased, area, kind of user, users, places, account, cost of a year.
PROPERTIES = [
    ("E1", "Nordskolen", "Skolevej 1", "Nord", "Skole", "Ejet", 6200, "Elever", 412, 560, "3.22.01.1", 4100000),
    ("E2", "Sydskolen", "Sydvej 8", "Syd", "Skole", "Ejet", 5400, "Elever", 180, 520, "3.22.01.1", 3900000),
    ("E3", "Landsbyskolen", "Kirkevej 2", "Nord", "Skole", "Ejet", 3100, "Elever", 71, 240, "3.22.01.1", 2800000),
    ("E4", "Børnehuset Bien", "Engvej 4", "Nord", "Daginstitution", "Ejet", 810, "Børn", 74, 80, "5.25.10.1", 610000),
    ("E5", "Børnehuset Myren", "Skovvej 14", "Syd", "Daginstitution", "Lejet", 640, "Børn", 41, 72, "5.25.10.1", 720000),
    ("E6", "Rådhuset", "Torvet 1", "Midt", "Rådhus", "Ejet", 7400, "Ansatte", 310, 400, "6.45.50.1", 6100000),
    ("E7", "Jobcentret", "Havnegade 12", "Midt", "Kontor", "Lejet", 2250, "Ansatte", 88, 120, "6.45.50.1", 2400000),
    ("E8", "Biblioteket", "Torvet 3", "Midt", "Bibliotek", "Ejet", 1900, "Ansatte", 14, 20, "3.35.60.1", 1500000),
    ("E9", "Idrætshallen", "Stadionvej 1", "Syd", "Idrætshal", "Ejet", 3300, "Ansatte", 9, 12, "0.32.31.1", 2200000),
    ("E10", "Plejecenter Lunden", "Egevej 8", "Syd", "Plejecenter", "Ejet", 4800, "Pladser", 58, 64, "5.32.32.1", 5200000),
    ("E11", "Ungdomsklubben", "Bakken 3", "Nord", "Fritid", "Ejet", 520, "Børn", 33, 60, "0.32.31.1", 480000),
    ("E12", "Museet", "Havnen 3", "Midt", "Museum", "Ejet", 2300, "Ansatte", 11, 16, "3.35.60.1", 1700000),
]


def desk(folder):
    """The four sheets."""
    sheet.write(os.path.join(folder, "Ejendomsoversigt.xlsx"),
                [["Ejendomsoversigt, Center for Ejendomme"], ["Opdateret 15-01-2026"], [],
                 ["Ejd.nr", "Ejendomsnavn", "Adresse", "Skoledistrikt", "Anvendelse", "Ejet/lejet", "Bruttoetageareal (m²)"]]
                + [list(p[:7]) for p in PROPERTIES])
    sheet.write(os.path.join(folder, "Indskrevne og pladser 2025.xlsx"),
                [["Ejd.nr", "Brugergruppe", "Måned", "Indskrevne", "Pladser"]] + [[p[0], p[7], "2025-12", p[8], p[9]] for p in PROPERTIES])
    postings = []
    for number, p in enumerate(PROPERTIES):
        for month in range(1, 13):
            postings.append([f"2025-{month:02d}", p[10], f"{4700 + number}", round(p[11] / 12, 2), "Drift"])
    sheet.write(os.path.join(folder, "Posteringer 2025.xlsx"), [["Regnskab 2025"], ["Bogf.måned", "Kontostreng", "Omk.sted", "Beløb i kr.", "Posteringstekst"]] + postings)
    sheet.write(os.path.join(folder, "Fordelingsnøgle.xlsx"),
                [["Omk.sted", "Konto", "Ejd.nr", "Andel i pct."]] + [[f"{4700 + number}", "", p[0], 100] for number, p in enumerate(PROPERTIES)])
    return round(sum(row[3] for row in postings))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--keep", help="leave the place here")
    options.add_argument("--quiet", action="store_true")
    options = options.parse_args()
    program, wrong = os.path.abspath(options.program), []
    with tempfile.TemporaryDirectory(prefix="kvadratur-firstrun-") as folder:
        root = os.path.join(folder, "kommune")

        def run(*words):
            done = subprocess.run([program, *words], cwd=ROOT, capture_output=True, text=True)
            if not options.quiet:
                print("$ kvadratur", *[w.replace(folder + "/", "") for w in words])
                print(done.stdout.replace(folder + "/", "") + done.stderr.replace(folder + "/", ""))
            if done.returncode not in (0, 1):
                sys.exit(f"kvadratur {words[0]} ended with {done.returncode}\n{done.stdout}{done.stderr}")
            return done

        run("new", root)
        posted = desk(os.path.join(root, "inbound"))
        files = [os.path.join(root, "inbound", name) for name in sorted(os.listdir(os.path.join(root, "inbound"))) if name.endswith(".xlsx")]
        run("feed", "suggest", "--write", "--root", root, "--as-of", "2026-01-20", *files)
        run("run", "--root", root, "--as-of", "2026-01-20", "--settle", "0", "--quiet")
        table = os.path.join(root, "outbound", "latest", "properties.csv")
        if not os.path.exists(table):
            sys.exit("no report was published")
        with open(table, encoding="utf-8-sig", newline="") as file:
            rows = {row["property_id"]: row for row in csv.DictReader(file, delimiter=";")}
        if sorted(rows) != sorted(p[0] for p in PROPERTIES):
            wrong.append(f"the report has the properties {sorted(rows)}")
        print(f"{'property':<9} {'name':<20} {'area m2':>8} {'users':>6} {'kr/m2':>8}  class")
        for p in PROPERTIES:
            row = rows.get(p[0], {})
            area, users, cost, verdict = row.get("area_m2"), row.get("users"), row.get("cost_per_m2_dkk"), row.get("outcome_class")
            print(f"{p[0]:<9} {p[1]:<20} {area or '-':>8} {users or '-':>6} {cost or '-':>8}  {verdict or '-'}")
            number = lambda text: float((text or "nan").replace(".", "").replace(",", "."))
            if not abs(number(area) - p[6]) < 1:
                wrong.append(f"{p[0]}: area {area} instead of {p[6]}")
            if not abs(number(users) - p[8]) < 0.5:
                wrong.append(f"{p[0]}: users {users} instead of {p[8]}")
            if not abs(number(cost) - p[11] / p[6]) < 1:
                wrong.append(f"{p[0]}: cost per m2 {cost} instead of {p[11] / p[6]:.0f}")
            if not verdict:
                wrong.append(f"{p[0]}: no class")
        if options.keep:
            shutil.rmtree(options.keep, ignore_errors=True)
            shutil.copytree(root, options.keep, symlinks=True)
    for line in wrong:
        print("WRONG: " + line)
    print(f"first run: 3 commands, {len(PROPERTIES)} properties, {posted} kr. posted, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
