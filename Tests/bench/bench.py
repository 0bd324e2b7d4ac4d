#!/usr/bin/env python3
"""Measures Kvadratur side by side with what its users would otherwise run, and prints ratios as Markdown.

    bench.py --program PROGRAM [--part xml,csv,again,gate,size,download,instructions,profile,night] [--properties 300,1000,3000] [--real FILE --copies 20] [--runs 5]
             [--gigabytes 1,3]

Everything is interleaved; figures are medians over the runs, CPU is user + system of the whole process. Kvadratur always does all that a night does
(fingerprint, archive copied and synced, contract checks, provenance, index, ledger, an edition), and its seconds hold the reading of the project and what
a night looks after when nothing is new; the line "nothing new" shows those alone. Ratios hold; single seconds are this machine's. Peers that are not installed are named and left out.
"""

import argparse
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import inputs
from measure import Contender, elsewhere, interleaved, measured, median, net, ratio, table

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
    parser.add_argument("--rows", type=int, default=300_000, help="rows of each table that the gate is measured on")
    parser.add_argument("--night", type=int, default=1500, help="properties of the whole night")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as folder:
        options.folder = folder
        versions(options)
        for part in options.part.split(","):
            {"xml": xml, "csv": csv, "again": again, "gate": gate, "size": size, "download": download, "instructions": instructions, "profile": profile, "night": night}[part](options)


# Roots and peers

def root(options, name, project, is_gated=True):
    """A fresh root: the shipped feeds and contracts without models (HOME), the benchmark's own forty columns (FORTY), or all that is shipped (WHOLE)."""
    path = f"{options.folder}/{name}"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(f"{path}/inbound")
    source = FORTY if project == FORTY else HOME
    if project == HOME:
        # Of the given tables what feeds ask for; the others are there for models.
        for one in ("pipelines/0_given/codes.csv", "schemas/given/codes.yaml", "pipelines/0_given/inputs.yaml", "schemas/given/inputs.yaml", "pipelines/nightly.yaml"):
            os.makedirs(os.path.dirname(f"{path}/{one}"), exist_ok=True)
            shutil.copy(f"{FORTY if 'nightly' in one else HOME}/{one}", f"{path}/{one}")
        for one in ("pipelines/1_raw", "schemas/feeds", "schemas/ledger"):
            shutil.copytree(f"{HOME}/{one}", f"{path}/{one}")
        shutil.copytree(f"{FORTY}/pipelines/6_report", f"{path}/pipelines/6_report")
        with open(f"{HOME}/pipelines/nightly.yaml", encoding="utf-8") as file:
            limits = re.search(r"(?m)^gate:\n(?:[ #].*\n)+", file.read()).group()
        with open(f"{path}/pipelines/nightly.yaml", "a", encoding="utf-8") as file:
            file.write(limits if is_gated else "gate: {on: false}\n")
    else:
        shutil.copytree(f"{source}/pipelines", f"{path}/pipelines")
        shutil.copytree(f"{source}/schemas", f"{path}/schemas")
    if project == FORTY:
        shutil.copytree(f"{HOME}/schemas/ledger", f"{path}/schemas/ledger")
    if project != WHOLE:
        # Otherwise whoever measures on a Sunday measures that night's look through every index too.
        with open(f"{path}/pipelines/nightly.yaml", "r+", encoding="utf-8") as file:
            text = file.read()
            kept = [line for line in text.split("\n") if not line.startswith("warehouse:")]
            file.seek(0)
            file.write("\n".join(kept) + "\nwarehouse: {integrity_check: never}\n")
            file.truncate()
    return path


WHOLE = "whole"
FORTY = f"{HERE}/project"


def loading(options, name, files, project=HOME, extra=(), before=(), expect=None, is_gated=True):
    """A night that takes these files. The root has seen a night with the files of `before` (not measured), so nothing else is left to build.

    No stage is asked for by name: that would read the feed's older deliveries again."""
    place = f"{options.folder}/{re.sub('[^a-z0-9]', '-', name.lower())}"
    command = [options.program, "run", "--root", place, "--settle", "0", *extra]
    warm = place + "-before"

    def prepare():
        if not os.path.exists(warm):
            root(options, os.path.basename(warm), project, is_gated)
            put(before, warm)
            measured([options.program, "run", "--root", warm, "--settle", "0"], good=(0, 1))
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(warm, place, symlinks=True)
        put(files, place)
        # What is not on the disk yet would be written in the measured program's time when it reads past the page cache.
        os.sync()

    return Contender(name, command, prepare, good=(0, 1), check=expect)


def put(files, place):
    for target, source in files.items() if isinstance(files, dict) else ((os.path.basename(f), f) for f in files):
        shutil.copy(source, f"{place}/inbound/{target}")


RAW_ROWS = r"(?m)^raw .* ([\d,]+) rows "


def count_is(expected):
    """Fails when another number of rows was loaded than the peers saw."""
    def check(result):
        found = re.search(RAW_ROWS, result.output)
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
        base(options, source),
    ]
    interleaved(contenders, options.runs)
    for one in contenders[1:4]:
        print(f"\n{one.name}: {net(one, contenders[4], contenders[5]):.2f} of an empty libxml2 pass, net.")
    table(
        f"The same delivery again: {os.path.getsize(source) / 1e6:.0f} MB, {records(source):,} records", contenders, first,
        {"the same snapshot, other header": "0.45", "the same bytes": "0.02 of a night"}, {c.name: contenders[4] for c in contenders[:4]})


def gate(options):
    """What it costs to hold a delivery against what is in force: the same load with the gate and with `gate: {on: false}`, turn about."""
    seed = inputs.made_up(options.program, 1000, f"{options.folder}/gate-seed")
    first = f"{options.folder}/{os.path.basename(seed)}"
    elsewhere(inputs.repeated, seed, max(1, -(-options.rows // records(seed))), first)
    later = os.path.basename(first).replace("_00001_", "_00002_")
    register = [("first night", {os.path.basename(first): first}, ())]
    for name, every in (("0.1 % changed", 1000), ("10 % changed", 10)):
        changed = elsewhere(inputs.retold, first, f"{options.folder}/gate-{every}.xml", every)
        register.append((name, {later: changed}, [first]))
    lists = {every: inputs.postings(f"{options.folder}/postings-{every}.csv", options.rows, every) for every in (0, 1000, 10)}
    year, again = "costs-2025.csv", "costs-2025_2.csv"
    month = inputs.postings(f"{options.folder}/postings-month.csv", options.rows // 12, 0, "2026")
    accounts = [("first night", {year: lists[0]}, ()), ("0.1 % changed", {again: lists[1000]}, {year: lists[0]}),
                ("10 % changed", {again: lists[10]}, {year: lists[0]}), ("one more month", {"costs-2026-01.csv": month}, {year: lists[0]})]
    for title, loads, rows in (("register, all columns", register, records(first)), ("accounts, read whole", accounts, options.rows)):
        print(f"\n### The gate: {title}, {rows:,} rows\n\n| load | CPU s without | with | ratio | peak MB without | with |\n|---|---|---|---|---|---|")
        for name, files, before in loads:
            pair = [loading(options, f"{title} {name} {word}", files, before=before, is_gated=word == "with") for word in ("without", "with")]
            interleaved(pair, options.runs)
            without, gated = pair
            print(f"| {name} | {median(without, 'cpu'):.2f} | {median(gated, 'cpu'):.2f} | {ratio(gated, without):.3f} "
                  f"| {median(without, 'memory'):.0f} | {median(gated, 'memory'):.0f} |", flush=True)
            for one in pair:
                for place in (one.command[3], one.command[3] + "-before"):
                    shutil.rmtree(place, ignore_errors=True)


def size(options):
    """Memory and CPU per record as the file grows."""
    seed = options.real or inputs.made_up(options.program, 1000, f"{options.folder}/size-source")
    length = elsewhere(inputs.length, seed)
    print("\n### Growth (one round)\n\n| file | records | CPU s | µs per record | of the first | peak MB |\n|---|---|---|---|---|---|")
    first = None
    for gigabytes in options.gigabytes.split(","):
        copies = max(1, round(float(gigabytes) * 1e9 / length))
        place = root(options, "size", HOME)
        measured([options.program, "run", "--root", place, "--settle", "0"], good=(0, 1))
        path = f"{place}/inbound/OIS_GRBBR_CO50200T_NA000_00001_20260228_010107.XML"
        elsewhere(inputs.repeated, seed, copies, path)
        total = os.path.getsize(path)
        result = measured([options.program, "run", "--root", place, "--settle", "0"], good=(0, 1))
        rows = int(re.search(RAW_ROWS, result.output).group(1).replace(",", ""))
        each = result.cpu / rows * 1e6
        first = first or each
        print(f"| {total / 1e9:.2f} GB | {rows:,} | {result.cpu:.1f} | {each:.1f} | {each / first:.2f} | {result.memory:.0f} |", flush=True)
        shutil.rmtree(place)


PLAIN_FEED = """feed: plain_building
large: true
describes: "The columns of the register's file download as an ordinary CSV"
title: {da: "Bygninger, CSV", en: "Buildings, CSV"}
contract: bbr_building
table: bbr_building
match: ['^plain_building\\.csv$']
format: csv
csv: {separator: ";", encoding: utf-8}
values: {decimal: "."}
replaces: [kommunekode]
"""


def download(options):
    """The register's file download against the same columns and records as plain CSV, both by the shipped contract; ratio of CPU per record."""
    seed = inputs.made_up(options.program, 300, f"{options.folder}/download-source")
    names = elsewhere(inputs.columns, seed)
    forms = {"download": "BBR_V3_Bygning_TotalDownload_csv_Bitemporal_646.csv", "plain": "plain_building.csv"}
    one = {form: elsewhere(inputs.as_download, seed, names, f"{options.folder}/one-{form}.csv", form == "plain") for form in forms}
    for gigabytes in options.gigabytes.split(","):
        copies = max(1, round(float(gigabytes) * 1e9 / os.path.getsize(one["download"])))
        rows, contenders = copies * records(seed), []
        for form, name in forms.items():
            path = elsewhere(inputs.repeated_rows, one[form], copies, f"{options.folder}/{name}")
            place = f"{options.folder}/{form}"

            def prepare(path=path, place=place, name=name):
                root(options, os.path.basename(place), HOME)
                with open(f"{place}/pipelines/1_raw/plain_building.yaml", "w", encoding="utf-8") as file:
                    file.write(PLAIN_FEED)
                measured([options.program, "run", "--root", place, "--settle", "0"], good=(0, 1))
                os.link(path, f"{place}/inbound/{name}")
                os.sync()
            contenders.append(Contender(f"kvadratur, {form}", [options.program, "run", "--root", place, "--settle", "0"], prepare, good=(0, 1), check=count_is(rows)))
        interleaved(contenders, options.runs)
        size = os.path.getsize(f"{options.folder}/{forms['download']}")
        table(f"The register's file download: {size / 1e9:.2f} GB, {rows:,} rows, {len(names) + 1} columns", contenders, contenders[1], {contenders[0].name: "1.2 of plain, 128 MB"})
        for form, name in forms.items():
            os.remove(f"{options.folder}/{name}")
            shutil.rmtree(f"{options.folder}/{form}")


def instructions(options):
    """Instructions of one more record from file to table, against an empty pass of libxml2; they do not depend on what else the machine does."""
    few, many = (inputs.made_up(options.program, count, f"{options.folder}/counted-{count}") for count in (40, 120))
    added = records(many) - records(few)
    # Debian's valgrind stumbles over what newer compilers write for debuggers.
    bare = f"{options.folder}/without-debug-info"
    subprocess.run(["strip", "--strip-debug", "-o", bare, options.program], check=True)

    def one_more(command, prepare):
        totals = []
        for source in (few, many):
            if prepare:
                prepare(source)
            totals.append(callgrind(options, [*command, *([] if prepare else [source])]))
        return [(b - a) / added for a, b in zip(*totals)]
    whole_base, _ = one_more(base(options, few).command[:1], None)
    print(f"\n### Instructions of one more record ({(os.path.getsize(many) - os.path.getsize(few)) / added:,.0f} bytes)\n")
    print("| who | instructions | without SHA-256 | of libxml2 | without SHA-256 |\n|---|---|---|---|---|")
    print(f"| libxml2 SAX2, empty handlers | {whole_base:,.0f} | | 1.00 | |")
    for name, project in (("kvadratur, 40 columns", FORTY), ("kvadratur, all columns", HOME)):
        place = f"{options.folder}/counted"

        def prepare(source, project=project):
            root(options, "counted", project)
            put([source], place)
        whole, rest = one_more([bare, "run", "--root", place, "--settle", "0"], prepare)
        print(f"| {name} | {whole:,.0f} | {rest:,.0f} | {whole / whole_base:.2f} | {rest / whole_base:.2f} |", flush=True)
    print("\nvalgrind's processor has no SHA instructions, so the fingerprint counts about ten times what it costs on one that has them.")


def callgrind(options, command):
    """Instructions of a process, and without those of SHA-256."""
    out = f"{options.folder}/callgrind"
    result = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {result.returncode}: {result.stderr[-800:]}")
    lines = subprocess.run(["callgrind_annotate", "--threshold=100", out], capture_output=True, text=True, check=True).stdout.split("\n")
    number = {line: int(line.split("(")[0].replace(",", "")) for line in lines if re.match(r" *[\d,]+ \(", line)}
    total = next(count for line, count in number.items() if "PROGRAM TOTALS" in line)
    return total, total - sum(count for line, count in number.items() if "sha256" in line.lower())


def profile(options):
    """Where the time of a load goes, and of the same snapshot with another header, by perf's clock."""
    count = options.properties.split(",")[-1]
    source = inputs.made_up(options.program, count, f"{options.folder}/profile-source")
    later = os.path.basename(source).replace("010107", "020107")
    other = elsewhere(inputs.retold, source, f"{options.folder}/profile-other.xml", 0)
    for one in (loading(options, "first load", [source]), loading(options, "the same snapshot, other header", {later: other}, before=[source])):
        one.prepare()
        data = f"{options.folder}/perf.data"
        subprocess.run(["perf", "record", "-q", "-F", "2000", "-e", "cpu-clock", "-o", data, "--", *one.command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        out = subprocess.run(["perf", "report", "-i", data, "--stdio", "--no-children", "--percent-limit", "0.7", "--sort", "dso,symbol"], capture_output=True, text=True).stdout
        lines = [line.rstrip() for line in out.split("\n") if re.match(r" +\d", line)]
        print(f"\n### Profile: {one.name}, {os.path.getsize(source) / 1e6:.0f} MB\n\n```")
        print(subprocess.run(["swift", "demangle", "--simplified"], input="\n".join(lines), capture_output=True, text=True).stdout + "```", flush=True)


def night(options):
    """A municipality's whole night, and what the next one costs: nothing new, another date, one record in a thousand changed, the same as a delta.

    Both nights are in one month, as thirty pairs of nights in thirty-one are: with a new month the twelve months that costs are summed over move on."""
    place, first_day, next_day = root(options, "night", WHOLE), "2026-03-02", "2026-03-03"

    def sample(into, *extra):
        subprocess.run([options.program, "sample", "--no-mark", "--properties", str(options.night), "--seed", "7", *extra, "--into", into], check=True, stdout=subprocess.DEVNULL)

    def building(folder):
        return next(f"{folder}/{n}" for n in sorted(os.listdir(folder)) if "CO50200T" in n)

    sample(f"{place}/inbound", "--as-of", first_day)
    sample(f"{options.folder}/later", "--night", "1", "--as-of", first_day)
    delta = f"{options.folder}/OIS_GRBBR_CO50200T_DA000_00002_20260303_010107.XML"
    changed = elsewhere(inputs.delta, building(f"{place}/inbound"), building(f"{options.folder}/later"), delta)
    nights = [("everything new", a_night(options, place, first_day)), ("the same night again, nothing new", a_night(options, place, first_day)),
              ("the next night, nothing new", a_night(options, place, next_day))]
    for name, files in (
        ("0.1 % changed, every delivery whole", sorted(f"{options.folder}/later/{n}" for n in os.listdir(f"{options.folder}/later") if "delivery-note" not in n)),
        (f"the same {changed} building records as a delta", [delta]),
    ):
        again = f"{options.folder}/night-again"
        shutil.rmtree(again, ignore_errors=True)
        shutil.copytree(place, again, symlinks=True)
        put(files, again)
        nights.append((name, a_night(options, again, next_day)))
    first = nights[0][1]
    stages = ["given", "raw", "core", "kpi", "flag", "plan", "report"]
    print(f"\n### A municipality's whole night: {options.night:,} properties\n")
    print("| night | CPU s | wall s | peak MB | CPU / first | " + " | ".join(stages) + " | else |\n|" + "---|" * 13)
    for name, one in nights:
        split = " | ".join(f"{one.split.get(stage, 0):.2f}" for stage in stages)
        rest = one.cpu - sum(one.split.values())
        print(f"| {name} | {one.cpu:.2f} | {one.wall:.2f} | {one.memory:.0f} | {one.cpu / first.cpu:.3f} | {split} | {rest:.2f} |")
    for name, one in nights[2:]:
        print(f"\n{name}: " + ", ".join(f"{table} {cpu:.2f}" for table, cpu in one.dearest))


def a_night(options, place, as_of):
    """One run with its CPU seconds by stage and its dearest steps, as the ledger has them."""
    result = measured([options.program, "run", "--root", place, "--as-of", as_of], good=(0, 1))
    with sqlite3.connect(f"{place}/.kvadratur/warehouse.sqlite") as warehouse:
        steps = warehouse.execute("select stage, name, cpu_ms / 1000.0 from ledger_step where run = (select max(run) from ledger_run) order by 3 desc").fetchall()
    result.split = {}
    for stage, _, cpu in steps:
        result.split[stage] = result.split.get(stage, 0) + cpu
    result.dearest = [(name, cpu) for _, name, cpu in steps[:12]]
    return result


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
