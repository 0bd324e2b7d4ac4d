#!/usr/bin/env python3
"""Holds the instructions that loading a record takes against a stored budget, so that a slower loop is seen on any machine.

    budgets.py --program .build/release/kvadratur [--write]

callgrind counts what the program executes on a small and a larger file; the difference, divided by the records between them, is the price of a record:
start, project and ledger cancel out. Fingerprinting the file is in it twice (valgrind knows no SHA instructions, so it weighs more here than in life).
More than a tenth above Tests/bench/budgets.json fails; --write stores what was found.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import inputs

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(os.path.dirname(HERE))
STORE = f"{HERE}/budgets.json"
SLACK = 1.10


def instructions(program, root, night):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "run", "--root", root, "--as-of", night]
    result = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", result.stderr)
    if not found or result.returncode not in (0, 1):
        sys.exit(f"callgrind failed: {result.stderr[-500:]}")
    return int(found.group(1))


def fresh(folder, name):
    root = f"{folder}/{name}"
    os.makedirs(f"{root}/inbound")
    shutil.copytree(f"{HERE}/project/pipelines", f"{root}/pipelines")
    shutil.copytree(f"{HERE}/project/schemas", f"{root}/schemas")
    shutil.copytree(f"{HOME}/schemas/ledger", f"{root}/schemas/ledger")
    return root


def measure(program, folder):
    small, large = inputs.made_up(program, 6, f"{folder}/small"), inputs.made_up(program, 40, f"{folder}/large")
    price = {"first": [], "again": []}
    records = []
    for name, source in (("a", small), ("b", large)):
        with open(source, "rb") as file:
            data = file.read()
        records.append(data.count(b"</CO50200t>"))
        root = fresh(folder, name)
        shutil.copy(source, f"{root}/inbound/")
        price["first"].append(instructions(program, root, "2026-02-28"))
        # The same records behind another header.
        with open(f"{root}/inbound/" + inputs.NAME.format(serial=2, day="20260301"), "wb") as file:
            file.write(data.replace(b"<OIS_UDTRAEK>", b"<OIS_UDTRAEK><UDTRAEK><LOEBENUMMER>2</LOEBENUMMER></UDTRAEK>", 1))
        price["again"].append(instructions(program, root, "2026-03-01"))
    return {kind: round((found[1] - found[0]) / (records[1] - records[0])) for kind, found in price.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=".build/release/kvadratur")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # valgrind cannot read the debug information of Swift programs.
        program = f"{folder}/kvadratur"
        subprocess.run(["strip", "-o", program, os.path.abspath(options.program)], check=True)
        found = measure(program, folder)
    if options.write:
        with open(STORE, "w", encoding="utf-8") as file:
            json.dump(found, file, indent=2)
            file.write("\n")
    with open(STORE, encoding="utf-8") as file:
        budget = json.load(file)
    for kind, count in found.items():
        print(f"{kind}: {count:,} instructions a record, budget {budget[kind]:,}")
    over = [kind for kind, count in found.items() if count > budget[kind] * SLACK]
    if over:
        sys.exit(f"over budget by more than a tenth: {', '.join(over)}; find the cause with callgrind, or say why in the commit and store anew with --write")


if __name__ == "__main__":
    main()
