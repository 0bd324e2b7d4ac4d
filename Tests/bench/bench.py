#!/usr/bin/env python3
"""Measures Kvadratur side by side with what its users would otherwise run, and prints ratios as Markdown.

    bench.py --program PROGRAM [--part xml,csv,again,size,night] [--properties 300,1000,3000] [--real FILE --copies 20] [--runs 5] [--gigabytes 1,3]

Everything is interleaved; figures are medians over the runs, CPU is user + system of the whole process. Kvadratur always does all that a night does
(fingerprint, archive copied and synced, contract checks, provenance, index, ledger), and its seconds hold the loading and compiling of the project,
which the line "nothing new" shows alone. Ratios hold; single seconds are this machine's. Peers that are not installed are named and left out.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

import inputs
from measure import Contender, elsewhere, interleaved, measured, ratio, table

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(os.path.dirname(HERE))
AS_OF = "2026-02-28"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=".build/release/kvadratur")
    parser.add_argument("--part", default="xml,csv,again,night")
    parser.add_argument("--properties", default="300,1000,3000")
    parser.add_argument("--real", help="a real CO50200T delivery, ZIP or XML")
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--gigabytes", default="1,3")
    parser.add_argument("--night", type=int, default=1500, help="properties of the whole night")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as folder:
        options.folder = folder
        versions(options)
        for part in options.part.split(","):
            {"xml": xml, "csv": csv, "again": again, "size": size, "night": night}[part](options)


# Roots and peers

def root(options, name, project=HOME):
    """A fresh root whose pipelines are the shipped ones, or the benchmark's own of forty columns."""
    path = f"{options.folder}/{name}"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(f"{path}/inbound")
    shutil.copytree(f"{project}/pipelines", f"{path}/pipelines")
    shutil.copytree(f"{project}/schemas", f"{path}/schemas")
    if project != HOME:
        shutil.copytree(f"{HOME}/schemas/ledger", f"{path}/schemas/ledger")
    return path


FORTY = f"{HERE}/project"


def loading(options, name, files, project=HOME, extra=(), before=None, expect=None, stage=True):
    """Kvadratur's raw stage over these files in a fresh root; `before` are files of an earlier night, already loaded (not measured)."""
    place = f"{options.folder}/{re.sub('[^a-z0-9]', '-', name.lower())}"
    command = [options.program, "run", "--root", place, "--as-of", AS_OF, *(["--stage", "raw"] if stage else []), *extra]
    warm = place + "-before"
    if before is not None:
        root(options, os.path.basename(warm), project)
        put(before, warm)
        measured([options.program, "run", "--root", warm, "--as-of", AS_OF, *(["--stage", "raw"] if stage else [])], good=(0, 1))

    def prepare():
        if before is None:
            root(options, os.path.basename(place), project)
        else:
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(warm, place, symlinks=True)
        put(files, place)

    return Contender(name, command, prepare, good=(0, 1), check=expect)


def put(files, place):
    for target, source in files.items() if isinstance(files, dict) else ((os.path.basename(f), f) for f in files):
        shutil.copy(source, f"{place}/inbound/{target}")


def count_is(expected):
    """Fails when another number of rows was loaded than the peers saw."""
    def check(result):
        found = re.search(r"([\d,]+) rows", result.output)
        if not found or int(found.group(1).replace(",", "")) != expected:
            sys.exit(f"{expected:,} rows were expected: {result.output[-500:]}")
    return check


def base(options, source):
    """One libxml2 SAX2 pass with handlers that only count."""
    program = f"{options.folder}/sax_base"
    if not os.path.exists(program):
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libxml-2.0"], check=True, capture_output=True, text=True).stdout.split()
        subprocess.run(["cc", "-O2", "-o", program, f"{HERE}/sax_base.c", *flags], check=True)
    return Contender("libxml2 SAX2, empty handlers", [program, source])


def python_peer(options, kind, path, names, expected):
    listed = f"{options.folder}/columns"
    with open(listed, "w", encoding="utf-8") as file:
        file.write("\n".join(names))

    def check(result):
        if int(result.output) != expected:
            sys.exit(f"{kind} found {result.output}, not {expected}")
    title = {"duckdb": "DuckDB, own file", "duckdb1": "DuckDB, own file, 1 thread", "lxml": "Python lxml + sqlite3", "expat": "Python expat + sqlite3"}[kind]
    return Contender(title, [sys.executable, f"{HERE}/peers.py", kind, path, listed, f"{options.folder}/{kind}.db"], check=check)


def has(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0


def ogr(options, name, arguments):
    out = f"{options.folder}/ogr.sqlite"

    def prepare():
        if os.path.exists(out):
            os.remove(out)
    return Contender(name, ["ogr2ogr", "-f", "SQLite", out, *arguments, "--config", "OGR_SQLITE_SYNCHRONOUS", "OFF", "-gt", "100000"], prepare)


def gmlas(options, source, names):
    schema = f"{options.folder}/flat.xsd"
    fields = "".join(f'<xs:element name="{n}" type="xs:string" minOccurs="0"/>' for n in names)
    with open(schema, "w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="OIS_UDTRAEK"><xs:complexType>'
            '<xs:sequence><xs:element name="CO50200t" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>' + fields +
            "</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>")
    return ogr(options, "GDAL ogr2ogr, GMLAS", [f"GMLAS:{source}", "-oo", f"XSD={schema}", "-oo", "VALIDATE=NO", "-oo", "EXPOSE_METADATA_LAYERS=NO"])


def records(source):
    return elsewhere(inputs.count, source)


def sources(options):
    """Three sizes of the made-up municipality, and the real extract repeated when one is given."""
    for count in options.properties.split(","):
        path = f"{options.folder}/made-up-{count}"
        yield f"{count} made-up properties", inputs.made_up(options.program, count, path)
    if options.real:
        path = f"{options.folder}/real"
        os.makedirs(path, exist_ok=True)
        target = f"{path}/{os.path.basename(options.real)[:-4]}.XML"
        yield f"a real extract {options.copies} times over", elsewhere(inputs.repeated, options.real, options.copies, target)


# The parts

def xml(options):
    for title, source in sources(options):
        names, rows = elsewhere(inputs.columns, source), records(source)
        all_columns = loading(options, "kvadratur, all columns", [source], expect=count_is(rows))
        contenders = [
            base(options, source),
            loading(options, "kvadratur, 40 columns", [source], project=FORTY, expect=count_is(rows)),
            all_columns,
            loading(options, "kvadratur, all columns, reader libxml2", [source], extra=("--reader", "libxml2"), expect=count_is(rows)),
            loading(options, "kvadratur, 40 columns, nothing new", [], project=FORTY, before=[source]),
            loading(options, "kvadratur, all columns, nothing new", [], before=[source]),
        ]
        fixed = {c.name: contenders[4 if "40" in c.name else 5] for c in contenders[1:4]}
        contenders += [python_peer(options, kind, source, names, rows) for kind in ("lxml", "expat") if kind == "expat" or has("lxml")]
        if shutil.which("ogr2ogr") and os.path.getsize(source) < 450e6:
            contenders.append(gmlas(options, source, names))
        interleaved(contenders, options.runs)
        table(
            f"The register's building table: {title}, {os.path.getsize(source) / 1e6:.0f} MB, {rows:,} records", contenders, contenders[0],
            {"kvadratur, 40 columns": "0.30 (CPU)", "kvadratur, all columns": "0.70 (CPU), 0.5 (wall)", "kvadratur, all columns, reader libxml2": "1.7 (CPU)"},
            fixed)
        for peer in contenders[6:]:
            print(f"\n{peer.name}: {ratio(peer, contenders[1]):.1f} times the CPU of 40 columns, {ratio(peer, all_columns):.1f} times that of all.")


def csv(options):
    count = options.properties.split(",")[-1]
    source = inputs.made_up(options.program, count, f"{options.folder}/csv-source")
    names, rows = elsewhere(inputs.columns, source), records(source)
    files = {
        "utf8": elsewhere(inputs.as_csv, source, names, f"{options.folder}/building_utf8.csv"),
        "1252": elsewhere(inputs.as_csv, source, names, f"{options.folder}/building_1252.csv", "windows-1252"),
        "quoted": elsewhere(inputs.as_csv, source, names, f"{options.folder}/building_quoted.csv", "utf-8", True),
    }
    plain = loading(options, "kvadratur, 40 columns", [files["utf8"]], project=FORTY, expect=count_is(rows))
    out = f"{options.folder}/import.sqlite"

    def fresh():
        if os.path.exists(out):
            os.remove(out)
    shell = Contender(
        "sqlite3 .import, all text",
        ["sqlite3", out, "pragma journal_mode=off", "pragma synchronous=off", ".mode csv", ".separator ;", f".import {files['utf8']} t", "select count(*) from t"], fresh)
    idle = loading(options, "kvadratur, 40 columns, nothing new", [], project=FORTY, before=[files["utf8"]])
    contenders = [
        plain,
        loading(options, "kvadratur, 40 columns, Windows-1252", [files["1252"]], project=FORTY, expect=count_is(rows)),
        loading(options, "kvadratur, 40 columns, every cell quoted", [files["quoted"]], project=FORTY, expect=count_is(rows)),
        shell,
        idle,
    ]
    if has("duckdb"):
        contenders += [python_peer(options, kind, files["utf8"], names, rows) for kind in ("duckdb", "duckdb1")]
    if shutil.which("ogr2ogr"):
        contenders.append(ogr(options, "GDAL ogr2ogr, CSV", [files["utf8"], "-nln", "t"]))
    interleaved(contenders, options.runs)
    title = f"The same table as CSV: {os.path.getsize(files['utf8']) / 1e6:.0f} MB, {rows:,} rows, {len(names)} columns"
    table(title, contenders, shell, {plain.name: "0.35 of sqlite3's, 1.0 of DuckDB's CPU"}, {c.name: idle for c in contenders[:3]})
    for peer in contenders[5:7]:
        print(f"\nkvadratur against {peer.name}: {ratio(plain, peer):.2f} of its CPU.")
    for variant in contenders[1:3]:
        print(f"\n{variant.name}: {ratio(variant, plain):.2f} of plain UTF-8 (goal 1.15).")


def again(options):
    """The same delivery once more: with another header, with 0.1 % of its records changed, as the very same bytes."""
    count = options.properties.split(",")[-1]
    source = inputs.made_up(options.program, count, f"{options.folder}/again-source")
    later = os.path.basename(source).replace("010107", "020107")
    other, changed = (elsewhere(inputs.retold, source, f"{options.folder}/{name}.xml", every) for name, every in (("other", 0), ("changed", 1000)))
    first = loading(options, "first load", [source])
    contenders = [
        first,
        loading(options, "the same snapshot, other header", {later: other}, before=[source]),
        loading(options, "0.1 % of the records changed", {later: changed}, before=[source]),
        loading(options, "the same bytes", [source], before=[source]),
        loading(options, "nothing new", [], before=[source]),
    ]
    interleaved(contenders, options.runs)
    table(
        f"The same delivery again: {os.path.getsize(source) / 1e6:.0f} MB, {records(source):,} records, raw stage", contenders, first,
        {"the same snapshot, other header": "0.45", "the same bytes": "0.02 of a night"}, {c.name: contenders[4] for c in contenders[:4]})


def size(options):
    """Memory and CPU per record as the file grows."""
    seed = options.real or inputs.made_up(options.program, 1000, f"{options.folder}/size-source")
    length = elsewhere(inputs.length, seed)
    print("\n### Growth\n\n| file | records | CPU s | µs per record | peak MB |\n|---|---|---|---|---|")
    for gigabytes in options.gigabytes.split(","):
        copies = max(1, round(float(gigabytes) * 1e9 / length))
        place = root(options, "size")
        path = f"{place}/inbound/OIS_GRBBR_CO50200T_NA000_00001_20260228_010107.XML"
        elsewhere(inputs.repeated, seed, copies, path)
        total = os.path.getsize(path)
        result = measured([options.program, "run", "--root", place, "--stage", "raw", "--as-of", AS_OF], good=(0, 1))
        rows = int(re.search(r"([\d,]+) rows", result.output).group(1).replace(",", ""))
        print(f"| {total / 1e9:.2f} GB | {rows:,} | {result.cpu:.1f} | {result.cpu / rows * 1e6:.1f} | {result.memory:.0f} |", flush=True)
        shutil.rmtree(place)


def night(options):
    """A municipality's whole night: everything new, nothing new."""
    place = root(options, "night")
    subprocess.run(
        [options.program, "sample", "--properties", str(options.night), "--seed", "7", "--into", f"{place}/inbound"], check=True, stdout=subprocess.DEVNULL)
    full = measured([options.program, "run", "--root", place, "--as-of", AS_OF], good=(0, 1))
    idle = measured([options.program, "run", "--root", place, "--as-of", AS_OF], good=(0, 1))
    print(f"\n### A municipality's whole night: {options.night:,} properties\n\n| night | CPU s | wall s | peak MB | CPU / first |\n|---|---|---|---|---|")
    for name, one in (("everything new", full), ("nothing new", idle)):
        print(f"| {name} | {one.cpu:.2f} | {one.wall:.2f} | {one.memory:.0f} | {one.cpu / full.cpu:.3f} |")
    sql = ("select stage, round(sum((julianday(ended_at) - julianday(started_at)) * 86400), 1) from ledger_step where run = 1 group by stage order by min(step)")
    out = subprocess.run(["sqlite3", f"{place}/.kvadratur/warehouse.sqlite", sql], capture_output=True, text=True)
    if out.returncode == 0:
        print("\nWall seconds by stage: " + ", ".join(line.replace("|", " ") for line in out.stdout.split("\n") if line))


def versions(options):
    def first(command):
        try:
            return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0].strip()
        except FileNotFoundError:
            return "not installed: left out"
    print(f"{os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}")
    print(f"kvadratur {first([options.program, '--version'])}; sqlite3 {first(['sqlite3', '--version'])[:6]}; GDAL: {first(['ogr2ogr', '--version'])}; "
          f"libxml2 {first(['pkg-config', '--modversion', 'libxml-2.0'])}; Python {platform.python_version()}")
    for module in ("lxml", "duckdb"):
        print(f"{module} {first([sys.executable, '-c', f'import {module}; print({module}.__version__)']) or 'not installed: left out'}")


if __name__ == "__main__":
    main()
