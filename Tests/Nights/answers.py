"""Small municipalities whose truth was worked out on paper, played as nights of the real project. Standard library only.

Each folder below `answers/` is one municipality (README.md beside this file says what lies in it). The night reads the project's own
`pipelines/` and `schemas/`; every table named in `expected/` is compared, row for row, in the columns that its first line names.
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
import uuid
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
CASES = os.path.join(HERE, "answers")
AS_OF = "2026-02-28"
NAMES = uuid.UUID("5f0c0a52-3d5b-4f5e-9a53-3f1d0a9f7c11")

# What a register row says where the municipality's own file leaves it out; the statuses are those of objects in force.
IN_FORCE = {"CO50200T": "6", "CO50400T": "7", "CO50500T": "6", "CO50800T": "6", "CO51000T": "7", "CO51200T": "6"}
REGISTER_FILE = "OIS_GRBBR_{table}_NA000_{serial:05d}_202602{day:02d}_010000.XML"


def named(text):
    """`@school` becomes the key that the register would have for it, the same in every file."""
    return re.sub(r"@([a-z][a-z0-9-]*)", lambda found: str(uuid.uuid5(NAMES, found.group(1))), text)


def rows_of(path, delimiter=";"):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def register_xml(path, table, serial):
    """The rows of a table as the register's own form: one element a cell, what is always the same filled in."""
    header, *rows = rows_of(path)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<OIS_UDTRAEK>"]
    for row in rows:
        # A row that comes again is the same row, as in the register's own extracts.
        identity = zlib.crc32("|".join(row[:2]).encode()) % 1_000_000_000
        cells = {"OIS_AJOUR": "I", "ois_id": str(identity), "kommunekode": "0999",
                 "registreringFra": "2015-01-01T00:00:00.0000000Z", "virkningFra": "2015-01-01T00:00:00.0000000Z"}
        if table in IN_FORCE:
            cells["status"] = IN_FORCE[table]
        cells.update(dict(zip(header, row)))
        record = table[:-1] + "t"
        lines.append(f"<{record}>" + "".join(f"<{name}>{escaped(named(cell))}</{name}>" for name, cell in cells.items() if cell) + f"</{record}>")
    return "\n".join(lines + ["</OIS_UDTRAEK>", ""])


class Municipality:
    """A folder of files; `without` is the same municipality with the fact taken away, laid over it."""

    def __init__(self, folder, without=False):
        self.folder = folder
        self.without = without
        self.name = os.path.basename(folder) + ("/without" if without else "")
        self.layers = [folder] + ([os.path.join(folder, "without")] if without else [])

    def files(self, part):
        """Name → path below a part of the folder; an empty file of the upper layer takes the lower one away."""
        found = {}
        for layer in self.layers:
            below = os.path.join(layer, part)
            for parent, _, names in sorted(os.walk(below)):
                for name in sorted(names):
                    path = os.path.join(parent, name)
                    key = os.path.relpath(path, below)
                    if os.path.getsize(path) == 0:
                        found.pop(key, None)
                    else:
                        found[key] = path
        return found

    def commands(self):
        path = self.files(".").get("commands")
        if path is None:
            return [["run", "--as-of", AS_OF]]
        with open(path, encoding="utf-8") as file:
            return [line.split() for line in file.read().splitlines() if line.strip() and not line.startswith("#")]

    def expected_folder(self):
        return os.path.join(self.layers[-1], "expected")

    def play(self, program, root):
        for folder in ("pipelines", "schemas"):
            shutil.copytree(os.path.join(PROJECT, folder), os.path.join(root, folder))
        shutil.rmtree(os.path.join(root, "pipelines/5_plan/scenarios"), ignore_errors=True)
        self._lay(self.files("project"), root)
        inbound = os.path.join(root, "inbound")
        for number, words in enumerate(self.commands(), start=1):
            suffix = "" if number == 1 else f".{number}"
            os.makedirs(inbound, exist_ok=True)
            self._lay(self.files("inbound" + suffix), inbound)
            for name, path in self.files("register" + suffix).items():
                table = name.split(".")[0].upper()
                with open(os.path.join(inbound, REGISTER_FILE.format(table=table, serial=number, day=number)), "w", encoding="utf-8") as file:
                    file.write(register_xml(path, table, number))
            done = subprocess.run([program] + words + ["--root", root], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if done.returncode not in (0, 1):
                raise Problem(f"kvadratur {' '.join(words)} ended with {done.returncode}:\n{done.stdout[-3000:]}")

    @staticmethod
    def _lay(files, root):
        for name, path in files.items():
            target = os.path.join(root, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(path, encoding="utf-8") as source, open(target, "w", encoding="utf-8", newline="") as file:
                file.write(named(source.read()))


class Problem(Exception):
    pass


def edition_table(root, name):
    """A table of the edition; `audits.csv` is what the last night's audits found, with the sentence that a person reads."""
    if name == "audits.csv":
        with sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True) as warehouse:
            found = warehouse.execute(
                "SELECT audit, severity, row_count, says FROM ledger_audit WHERE run = (SELECT max(run) FROM ledger_audit) AND row_count > 0 ORDER BY audit")
            return [["audit", "severity", "row_count", "says"]] + [[str(cell) for cell in row] for row in found]
    path = os.path.join(root, "outbound/latest", name)
    if not os.path.exists(path):
        raise Problem(f"the edition has no {name}")
    return rows_of(path)


def projected(table, columns, name):
    header, *rows = table
    for column in columns:
        if column not in header:
            raise Problem(f"{name} of the edition has no column {column}")
    places = [header.index(column) for column in columns]
    return [[row[place] for place in places] for row in rows]


def line(cells):
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="").writerow(cells)
    return text.getvalue()


def judge(municipality, program, write=False, keep=None):
    """What differs from the paper, as lines; with `write` the paper is written anew in the columns that it names."""
    root = keep or tempfile.mkdtemp(prefix="kvadratur-answers-")
    problems = []
    compared = 0
    try:
        municipality.play(program, root)
        folder = municipality.expected_folder()
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        if not names:
            raise Problem("nothing is expected: write the first line (the columns) of a table of the edition into expected/TABLE.csv")
        known = {str(uuid.uuid5(NAMES, name)): "@" + name for name in mentioned(municipality)}
        for name in names:
            path = os.path.join(folder, name)
            columns, *wanted = rows_of(path)
            found = projected(edition_table(root, name), columns, name)
            found = [[known.get(cell, cell) for cell in row] for row in found]
            compared += len(found) * len(columns)
            if write:
                with open(path, "w", encoding="utf-8") as file:
                    file.write("\n".join(line(row) for row in [columns] + found) + "\n")
                continue
            wanted_lines, found_lines = [line(row) for row in wanted], [line(row) for row in found]
            if wanted_lines != found_lines:
                problems.append(f"{name} ({line(columns)})")
                problems += ["  paper   " + text for text in wanted_lines if text not in found_lines]
                problems += ["  edition " + text for text in found_lines if text not in wanted_lines]
                if sorted(wanted_lines) == sorted(found_lines):
                    problems.append("  the rows are the same, their order is not")
    except Problem as problem:
        problems.append(str(problem))
    finally:
        if keep is None:
            shutil.rmtree(root, ignore_errors=True)
    return problems, compared


def mentioned(municipality):
    """The names of register keys that the municipality's files use."""
    found = set()
    for layer in municipality.layers:
        for parent, _, names in os.walk(layer):
            for name in names:
                with open(os.path.join(parent, name), encoding="utf-8") as file:
                    found.update(re.findall(r"@([a-z][a-z0-9-]*)", file.read()))
    return found


def municipalities(prefix):
    for name in sorted(os.listdir(CASES)):
        folder = os.path.join(CASES, name)
        if os.path.isdir(folder):
            for without in (False, True):
                one = Municipality(folder, without)
                if one.name.startswith(prefix) and (not without or os.path.isdir(os.path.join(folder, "without"))):
                    yield one


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=os.path.join(PROJECT, ".build/debug/kvadratur"))
    options.add_argument("--write", action="store_true", help="write what the night says; then read it as if somebody else had written it")
    options.add_argument("--keep", help="play one municipality in this folder and leave it there")
    options.add_argument("only", nargs="?", default="", help="names that begin so")
    chosen = options.parse_args()
    program = os.path.abspath(chosen.program)
    failed = cells = count = 0
    for municipality in municipalities(chosen.only):
        problems, compared = judge(municipality, program, chosen.write, chosen.keep)
        count += 1
        cells += compared
        failed += bool(problems)
        if problems:
            print(f"answers/{municipality.name} differs from its paper:\n" + "\n".join(problems))
    print(f"{count} municipalities, {cells} cells compared with the paper, {failed} municipalities differ")
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
