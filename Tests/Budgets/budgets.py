#!/usr/bin/env python3
"""Counts the instructions of the hot loops and holds them against a stored budget.

    budgets.py [--write]

Each loop runs under callgrind over a small made-up file and one that is three times as long; the difference, divided by the records in between,
is what one more record costs. So what a process needs to begin falls out, and the same numbers come out on a busy machine as on a quiet one.
A loop that needs more than its budget and a tenth, or that did not do its work, fails. One that needs a tenth less says so: write the budget
anew with --write. Beside each stands its share of an empty pass of libxml2 over the same bytes.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCRATCH = ROOT / ".build-budgets"
STORED = HERE / "budgets.json"
SLACK = 1.10
FEW, MANY = 500, 1500
LOOPS = {
    "plain-read": "fields of XML found by the plain reader",
    "plain-check": "the same, contract checks of 40 columns, record hash",
    "plain-known": "a record that is in force already: hashed, passed over",
    "libxml2-check": "the reference reader, contract checks, record hash",
    "csv-read": "fields of CSV found",
    "csv-check": "the same, contract checks of 40 columns, record hash",
    "csv-known": "a line that is in force already: hashed, passed over",
}


def stop(message):
    print(f"budgets: {message}", file=sys.stderr)
    sys.exit(1)


def run(command, **options):
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if result.returncode:
        stop(f"{' '.join(map(str, command))} ended with {result.returncode}\n{(result.stdout + result.stderr)[-3000:]}")
    return result.stdout + result.stderr


def build():
    run(["swift", "build", "--package-path", HERE, "--scratch-path", SCRATCH, "-c", "release"])
    return SCRATCH / "release" / "hot", SCRATCH / "release" / "sax_base"


# The input: buildings like the register's, of the same form and length, from a counter and nothing else.

def columns():
    """Name, type, name in the file, whether it must be there and what happens to a bad value, from the benchmark's contract."""
    found = []
    for line in (ROOT / "Tests/bench/project/schemas/feeds/building.yaml").read_text().splitlines():
        match = re.match(r"  - \{name: (\w+)(?:, from: \[(\w+)\])?, type: (\w+)(.*)\}$", line)
        if match:
            name, delivered, kind, rest = match.groups()
            fault = re.search(r"on_fault: (\w+)", rest)
            found.append((name, kind, delivered or name, "true" if "required: true" in rest else "false", fault[1] if fault else "reject"))
    if len(found) != 40:
        stop(f"the benchmark's contract has {len(found)} columns that could be read, not 40")
    return found


def value(kind, name, number, order):
    """A value of this type for the field at this place of the record with this number; None where the register would leave it out."""
    seed = (number * 2_654_435_761 + order * 40_503) & 0xFFFFFFFF
    if kind in ("integer", "code") and seed % 5 == 0:
        return None
    made = {
        "code": f"{seed % 1000}", "id": f"{1_000_000 + number * 64 + order}", "integer": f"{seed % 3000}", "year": f"{1850 + seed % 170}",
        "uuid": f"{seed:08x}-{number & 0xFFFF:04x}-4{order:03x}-8{seed % 4096:03x}-{number:012x}",
        "timestamp": f"20{10 + seed % 15}-0{1 + seed % 9}-1{seed % 10}T0{seed % 10}:3{order % 10}:00.123456+0{1 + seed % 2}:00",
        "local_timestamp": f"2020-04-18T01:01:{10 + seed % 50}.123", "text": ("Adresseændring", "Sagsbehandling, afsluttet", "Tilbygning opført")[seed % 3],
        "easting": f"POINT({550000 + seed % 90000}.{seed % 100:02d} {6190000 + seed % 90000}.{seed % 97:02d})",
    }
    made["northing"] = made["easting"]
    return made[kind]


def records(count):
    """The delivered names, and for each record its values: the contract's columns, and a dozen that it does not ask for."""
    asked = {}
    for _, kind, delivered, *_ in columns():
        asked.setdefault(delivered, kind)
    names = list(asked) + [f"byg{300 + i}Ikke{'abcdefghijkl'[i]}Brugt" for i in range(12)]
    kinds = list(asked.values()) + ["code", "uuid", "timestamp", "integer"] * 3
    return names, ([value(kind, name, number, order) for order, (name, kind) in enumerate(zip(names, kinds))] for number in range(1, count + 1))


def write_xml(path, count):
    names, rows = records(count)
    with open(path, "w", encoding="iso-8859-1") as file:
        file.write('<?xml version="1.0" encoding="ISO-8859-1"?><OIS_UDTRAEK><UDTRAEK><ENTITET>CO50200T</ENTITET></UDTRAEK>')
        for row in rows:
            file.write("<CO50200t>" + "".join(f"<{n}>{v}</{n}>" for n, v in zip(names, row) if v is not None) + "</CO50200t>")
        file.write("</OIS_UDTRAEK>")
    return path


def write_csv(path, count):
    names, rows = records(count)
    with open(path, "w", encoding="utf-8") as file:
        for cells in [names, *rows]:
            file.write(";".join(f'"{c}"' if c and "," in c else c or "" for c in cells) + "\n")
    return path


def counted(command, folder):
    """Instructions of one process, and what it printed."""
    said = run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'callgrind'}", *command], env=dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1"))
    found = re.search(r"Collected : (\d+)", said)
    if not found:
        stop(f"callgrind counted nothing:\n{said[-2000:]}")
    return int(found[1]), said


def per_record(command, few, many, folder, expected=None):
    """Instructions that one more record costs; `expected` tells what the loop must say of so many records."""
    counts = []
    for path, records in ((few, FEW), (many, MANY)):
        count, said = counted([*command[:2], path, *command[2:]] if expected else [*command, path], folder)
        if expected and not re.search(expected(records), said):
            stop(f"{command[1]} did not do its work over {records} records:\n{said[-500:]}")
        counts.append(count)
    return (counts[1] - counts[0]) / (MANY - FEW)


def measure(folder):
    hot, sax = build()
    contract = folder / "contract"
    contract.write_text("".join("|".join(column) + "\n" for column in columns()))
    xml = [write_xml(folder / f"{count}.xml", count) for count in (FEW, MANY)]
    csv = [write_csv(folder / f"{count}.csv", count) for count in (FEW, MANY)]
    base = per_record([sax], *xml, folder)
    print(f"one record: {(xml[1].stat().st_size - xml[0].stat().st_size) / (MANY - FEW):,.0f} bytes of XML, "
          f"{(csv[1].stat().st_size - csv[0].stat().st_size) / (MANY - FEW):,.0f} of CSV; an empty libxml2 pass: {base:,.0f} instructions")
    found = {}
    for loop in LOOPS:
        files = csv if loop.startswith("csv") else xml
        rows = "0 rows" if loop.endswith("known") else "{} rows"
        reader = {"plain": "plain", "libxml2": "libxml2", "csv": ""}[loop.split("-")[0]]
        found[loop] = round(per_record(
            [hot, loop, contract], *files, folder, expected=lambda n: f"(?m)^{n} records, {rows.format(n)}, [1-9]\\d* bytes, reader {reader}"))
    return found, base


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the budget anew")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found, base = measure(pathlib.Path(folder))
    machine = platform.machine()
    stored = json.loads(STORED.read_text()) if STORED.exists() else {}
    if options.write:
        stored[machine] = found
        STORED.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n")
    budget = stored.get(machine)
    if budget is None:
        stop(f"there is no budget for {machine} yet: write it with Tests/Budgets/budgets.py --write and look at it before it is committed")
    print(f"{'loop':<15}{'instructions':>14}{'budget':>10}{'used':>7}{'of libxml2':>12}")
    over = []
    for loop, count in found.items():
        share = "" if loop.startswith("csv") else f"{count / base:.3f}"
        used = count / budget[loop] if loop in budget else float("inf")
        print(f"{loop:<15}{count:>14,}{budget.get(loop, 0):>10,}{used:>7.2f}{share:>12}  {LOOPS[loop]}")
        if used > SLACK:
            over.append(f"{loop} needs {count:,} instructions a record, its budget is {budget.get(loop, 0):,}")
        elif used < 2 - SLACK:
            print(f"  {loop} became cheaper by more than a tenth: write the budget anew, so that it is held to that")
    if over:
        stop("; ".join(over) + " (and a tenth): find what became dearer, or write the budget anew with --write and say why")


if __name__ == "__main__":
    main()
