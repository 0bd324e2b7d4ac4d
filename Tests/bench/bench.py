#!/usr/bin/env python3
"""Measures the loading of the register side by side with what a user would otherwise write, and prints ratios.

    bench.py --program .build/release/kvadratur [--properties 300,1000,3000] [--runs 5]

For each size: the building table of a made-up municipality as bare XML. Kvadratur takes it as a night does (fingerprint, archive, contract
checks of every field, provenance, index, ledger); the peers only parse it and insert the same columns as text. Runs are interleaved; medians of
CPU seconds (user + system of the process), wall seconds and peak memory. Ratios hold; single seconds are this machine's.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PEER = r'''
import sqlite3, sys
kind, path, out = sys.argv[1:4]
columns = open(sys.argv[4], encoding="utf-8").read().split()
place = {c: i for i, c in enumerate(columns)}
db = sqlite3.connect(out)
db.execute("pragma journal_mode=wal")
db.execute("create table t(" + ",".join('"%s"' % c for c in columns) + ")")
sql = "insert into t values(" + ",".join("?" * len(columns)) + ")"
rows = []
def take(row):
    rows.append(row)
    if len(rows) == 5000:
        db.executemany(sql, rows); rows.clear()
if kind == "lxml":
    from lxml import etree
    for _, record in etree.iterparse(path, tag="CO50200t"):
        row = [None] * len(columns)
        for field in record:
            i = place.get(field.tag)
            if i is not None: row[i] = field.text
        take(row); record.clear()
        while record.getprevious() is not None: del record.getparent()[0]
else:
    from xml.parsers import expat
    state = [0, None, None, []]
    def start(name, _):
        state[0] += 1
        if state[0] == 2: state[1] = [None] * len(columns)
        elif state[0] == 3: state[2] = place.get(name); state[3] = []
    def end(name):
        if state[0] == 3 and state[2] is not None: state[1][state[2]] = "".join(state[3])
        if state[0] == 2 and name == "CO50200t": take(state[1])
        state[0] -= 1
    p = expat.ParserCreate(); p.buffer_text = True
    p.StartElementHandler, p.EndElementHandler, p.CharacterDataHandler = start, end, lambda t: state[3].append(t)
    p.ParseFile(open(path, "rb"))
db.executemany(sql, rows)
db.execute("create index i on t(id_lokalId)")
db.commit()
print(db.execute("select count(*) from t").fetchone()[0])
'''


def measured(command, cwd=None):
    """CPU seconds, wall seconds, peak memory in MB and output of one process."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate() if False else (process.stdout.read(), process.stderr.read())
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}: {err.decode()[-500:]}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024, out.decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=".build/release/kvadratur")
    parser.add_argument("--properties", default="300,1000,3000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    here = os.getcwd()
    try:
        import lxml  # noqa: F401
        peers = ["lxml", "expat"]
    except ImportError:
        peers = ["expat"]
    print(f"| properties | file | who | CPU s | wall s | peak MB | CPU, times Kvadratur's |\n|---|---|---|---|---|---|---|")
    for count in options.properties.split(","):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([program, "sample", "--register-only", "--plain", "--properties", count, "--seed", "2", "--into", folder + "/all"], check=True, stdout=subprocess.DEVNULL)
            name = next(n for n in os.listdir(folder + "/all") if "CO50200T" in n)
            source = f"{folder}/all/{name}"
            with open(source, "rb") as file:
                head = file.read(1 << 20).decode("latin-1")
            columns = sorted(set(re.findall(r"<([^/>?!]+)>", head)) - {"OIS_UDTRAEK", "CO50200t", "UDTRAEK", "LOEBENUMMER", "DATALEVERANDOER", "AF_TABEL", "UDTRAEKS_DATO"})
            open(folder + "/columns", "w", encoding="utf-8").write(" ".join(columns))
            open(folder + "/peer.py", "w", encoding="utf-8").write(PEER)
            found = {who: [] for who in ["kvadratur"] + peers}
            for turn in range(options.runs + 1):
                root = folder + "/root"
                shutil.rmtree(root, ignore_errors=True)
                os.makedirs(root + "/inbound")
                for part in ("pipelines", "schemas"):
                    os.symlink(f"{here}/{part}", f"{root}/{part}")
                shutil.copy(source, root + "/inbound/")
                results = {"kvadratur": measured([program, "run", "--stage", "raw", "--as-of", "2026-02-28"], cwd=root)}
                for who in peers:
                    out = f"{folder}/{who}.sqlite"
                    for end in ("", "-wal", "-shm"):
                        if os.path.exists(out + end):
                            os.remove(out + end)
                    results[who] = measured([sys.executable, folder + "/peer.py", who, source, out, folder + "/columns"])
                if turn > 0:  # the first turn warms the page cache
                    for who, result in results.items():
                        found[who].append(result)
            rows = re.search(r"CO50200T\S+\s+([\d,]+) rows", results["kvadratur"][3])
            counts = {int(results[p][3]) for p in peers} | {int(rows.group(1).replace(",", ""))}
            if len(counts) != 1:
                sys.exit(f"the rows differ: {counts}")
            size = os.path.getsize(source) / 1e6
            for who, results in found.items():
                cpu, wall, memory = (statistics.median(r[i] for r in results) for i in range(3))
                ratio = statistics.median(r[0] / k[0] for r, k in zip(results, found["kvadratur"]))
                print(f"| {count} | {size:.0f} MB, {counts.copy().pop():,} records | {who} | {cpu:.2f} | {wall:.2f} | {memory:.0f} | {ratio:.1f} |", flush=True)


if __name__ == "__main__":
    main()
