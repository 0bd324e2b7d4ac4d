#!/usr/bin/env python3
"""Every model on other engines: the same rows as the product's own night.

Plays made-up municipalities (two nights each, with a frozen baseline and decisions), exports them, and makes every model again

- on the newest SQLite, the text unchanged;
- on DuckDB, lifted over all of them at once, from Parquet;
- from what the export alone holds, by the very script that a cluster runs, on DuckDB;
- with --spark on Apache Spark, as often as there are values of shuffle.partitions to try.

How many models were compared must be how many files there are. What is not equal must stand in exceptions.yaml with its reason. Ends with 1 otherwise.
"""
import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(PROJECT / "packaging/cluster"), str(PROJECT / "Tests/consistency")]

import yaml

import cluster
from compare import difference
from consistency import FIRST, LATER, SECOND, Municipality
from engines import DuckDB, Spark, SQLite
from exported import Exported
from inhouse import InHouse


def files():
    """The models as files, which nothing here lists by hand."""
    return {f.stem for f in PROJECT.glob("pipelines/[2-6]_*/*.sql") if not f.stem.startswith("audit_")}


def played(program, properties, seed):
    """A municipality with a baseline, history and decisions, exported."""
    municipality = Municipality(program, properties, seed)
    # What the plan would be under other limits takes time and adds rows of one kind.
    shutil.rmtree(Path(municipality.root) / "pipelines/5_plan/scenarios", ignore_errors=True)
    municipality.deliver()
    edition = municipality.night(FIRST)
    municipality.ask("baseline", "--freeze")
    municipality.deliver(LATER)
    municipality.decide(edition)
    municipality.night(SECOND)
    municipality.ask("export", "--into", f"{municipality.root}/export")
    return municipality


class Tally:
    """What was compared, what was not equal, and what of that was known."""

    def __init__(self):
        self.known = {(e["model"], e["engine"]): e["reason"] for e in yaml.safe_load((HERE / "exceptions.yaml").read_text()) or []}
        self.met, self.wrong = set(), 0

    def tell(self, engine, what, names, problems, seconds):
        """`problems`: of each table that is not equal, why."""
        print(f"{engine}, {what}: {len(names)} compared, {len(names) - len(problems)} equal ({seconds:.0f} s)")
        for name, problem in sorted(problems.items()):
            reason = self.known.get((name, engine.split()[0]))
            self.met.add((name, engine.split()[0]))
            self.wrong += reason is None
            print(f"  {'known' if reason else 'DIFFERS'}: {name}: {problem}{' (' + reason + ')' if reason else ''}")
        sys.stdout.flush()

    def close(self, engines):
        for name, engine in sorted(self.known):
            if engine in engines and (name, engine) not in self.met:
                self.wrong += 1
                print(f"exceptions.yaml: {name} on {engine} is equal now: take the line away")


def columns(night, name):
    return [(c["name"], c["type"]) for c in night.tables[name]["columns"]]


def missing(names, expected):
    return {name: "it was not compared" for name in expected - set(names)}


def on_sqlite(tally, night):
    start, engine, problems = time.monotonic(), SQLite(newest=True), {}
    engine.read(night)
    for name, text in night.texts():
        try:
            engine.make(name, text)
            chosen = ", ".join(f'"{c}"' for c, _ in columns(night, name))
            problem = difference(night.rows(name), engine.rows(f'select {chosen} from "{name}"'), columns(night, name))
        except Exception as error:
            problem = str(error).split("\n")[0][:300]
        if problem:
            problems[name] = problem
    names = [name for name, _ in night.texts()]
    tally.tell(f"sqlite {engine.version}", "text unchanged", names, problems | missing(names, files()), time.monotonic() - start)
    audits = {}
    own = SQLite(newest=False)
    own.connection = night.warehouse
    for audit in night.manifest["audits"]:
        try:
            problem = difference(own.rows(audit["text"]), engine.rows(audit["text"]), [])
        except Exception as error:
            problem = str(error)
        if problem:
            audits[audit["name"]] = problem
    tally.tell(f"sqlite {engine.version}", "audits", night.manifest["audits"], audits, time.monotonic() - start)


def lifted(tally, engine, word, nights, folder, what, expected):
    """All models over all nights at once, each against its own night."""
    start, problems = time.monotonic(), {}
    cluster.prepare(nights, folder)
    trees = cluster.lifted(nights[0])
    for name, statement in cluster.statements(nights, trees, str(folder), word):
        try:
            engine.run(statement)
        except Exception as error:
            problems.setdefault(name, "it does not run: " + " ".join(str(error).split())[:400])
    for name in trees:
        if name in problems:
            continue
        chosen = ", ".join((f"`{c}`" if word == "spark" else f'"{c}"') for c, _ in columns(nights[0], name))
        found = engine.rows(f"select in_authority, {chosen} from {name}")
        for night in nights:
            problem = difference(night.rows(name), [row[1:] for row in found if row[0] == night.code], columns(night, name))
            if problem:
                problems.setdefault(name, f"{night.code}: {problem}")
    tally.tell(f"{word} {engine.version}", what, list(trees), problems | missing(trees, expected), time.monotonic() - start)


def exported(tally, nights, folder):
    """What left is enough, and the script is whole: run as it is, its results are the report."""
    start, problems = time.monotonic(), {}
    exports = [Exported(f"{night.code}={night.folder}") for night in nights]
    cluster.prepare(exports, folder)
    engine = DuckDB()
    for statement in (folder / "night.duckdb.sql").read_text().split(";\n"):
        if statement.strip():
            engine.run(statement)
    promises = {p["table"]: p for p in exports[0].manifest["promises"]}
    for name, promise in promises.items():
        kinds = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
        try:
            path = folder / f"results/report/{name}.parquet"
            types = {row[0]: row[1] for row in engine.rows(f"describe select * from '{path}'")}
            for column in promise["columns"]:
                if types.get(column["name"]) != kinds[column["type"]]:
                    problems[name] = f"{column['name']} is {types.get(column['name'])} and promised as {column['type']}"
            chosen = [c["name"] for c in promise["columns"]]
            found = engine.rows("select in_authority, " + ", ".join(f'"{c}"' for c in chosen) + f" from '{path}'")
            for night in nights:
                place = {c: i for i, (c, _) in enumerate(columns(night, name))}
                own = [tuple(row[place[c]] for c in chosen) for row in night.rows(name)]
                shape = [(c["name"], "double" if c["type"] == "number" else c["type"]) for c in promise["columns"]]
                problem = difference(own, [row[1:] for row in found if row[0] == night.code], shape)
                if problem:
                    problems.setdefault(name, f"{night.code}: {problem}")
        except Exception as error:
            problems.setdefault(name, " ".join(str(error).split())[:400])
    tally.tell(f"duckdb {engine.version}", "the report from what leaves, promised types", list(promises), problems, time.monotonic() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(PROJECT / ".build/release/kvadratur"))
    parser.add_argument("--properties", default="60,20,20", help="of each municipality; seeds 1, 2, …")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--partitions", default="1,7", help="values of shuffle.partitions")
    parser.add_argument("--keep", metavar="FOLDER", help="leave what was made there")
    options = parser.parse_args()
    subprocess.run([sys.executable, str(HERE / "lift_test.py")], check=True)
    tally, start = Tally(), time.monotonic()
    sizes = [int(size) for size in options.properties.split(",")]
    work = Path(options.keep or tempfile.mkdtemp(prefix="kvadratur-conformance-")).absolute()
    municipalities = []
    try:
        municipalities = [played(options.program, size, seed) for seed, size in enumerate(sizes, 1)]
        nights = [InHouse(f"{place:04}", m.root) for place, m in enumerate(municipalities, 101)]
        print(f"{len(nights)} municipalities of {options.properties} properties, two nights each ({time.monotonic() - start:.0f} s)", flush=True)
        if options.spark:
            for partitions in options.partitions.split(","):
                engine = Spark(partitions, work)
                lifted(tally, engine, "spark", nights, work / f"spark-{partitions}", f"{len(nights)} authorities, shuffle.partitions {partitions}", files())
                engine.session.stop()
            tally.close({"spark"})
        else:
            on_sqlite(tally, nights[0])
            lifted(tally, DuckDB(), "duckdb", nights, work / "duckdb", f"{len(nights)} authorities", files())
            exported(tally, nights, work / "exported")
            tally.close({"sqlite", "duckdb"})
    finally:
        for municipality in municipalities:
            municipality.close()
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    print("every model is equal on every engine" if tally.wrong == 0 else f"{tally.wrong} differ")
    sys.exit(0 if tally.wrong == 0 else 1)


if __name__ == "__main__":
    main()
