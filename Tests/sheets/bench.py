#!/usr/bin/env python3
"""100,000 rows of 20 columns as an Excel workbook: memory and the processor's time of a night, beside the same rows as CSV and python-calamine (make bench-sheets).

What is asked: reading the workbook may cost at most 1.5 times what python-calamine needs for its cells, beside the load itself, which the CSV
night shows; and memory stays flat, so that ten times the rows take no more.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile

import xlsxwriter

COLUMNS = 20


def rows(count):
    random.seed(1)
    yield ["key"] + ["c%d" % c for c in range(1, COLUMNS)]
    for n in range(count):
        yield ["k%07d" % n] + [random.randint(0, 10**6) if c % 3 == 0 else round(random.uniform(0, 1e5), 2) if c % 3 == 1 else "tekst %d" % random.randint(0, 5000) for c in range(1, COLUMNS)]


def make(root, count, kind):
    os.makedirs(root + "/pipelines/1_raw")
    os.makedirs(root + "/schemas/feeds")
    os.makedirs(root + "/inbound")
    types = ["integer" if c % 3 == 0 else "number" if c % 3 == 1 else "text" for c in range(1, COLUMNS)]
    columns = "".join("  - {name: c%d, type: %s, describes: x}\n" % (n + 1, t) for n, t in enumerate(types))
    open(root + "/pipelines/nightly.yaml", "w").write("authority: '0147'\nlanguage: en\n")
    open(root + "/pipelines/1_raw/wide.yaml", "w").write("feed: wide\ndescribes: x\ntitle: {da: x, en: x}\nmatch: ['^wide\\.csv$']\nformat: csv\nreplaces: all\n")
    open(root + "/schemas/feeds/wide.yaml", "w").write("contract: wide\ndescribes: x\nkey: [key]\ncolumns:\n  - {name: key, type: text, required: true, describes: x}\n" + columns)
    if kind == "xlsx":
        book = xlsxwriter.Workbook(root + "/inbound/wide.xlsx")
        sheet = book.add_worksheet()
        for r, row in enumerate(rows(count)):
            sheet.write_row(r, 0, row)
        book.close()
    else:
        with open(root + "/inbound/wide.csv", "w") as out:
            for row in rows(count):
                out.write(";".join(str(v).replace(".", ",") if isinstance(v, float) else str(v) for v in row) + "\n")


def run(command, accept=(0, 1)):
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in accept:
        sys.exit("failed: " + " ".join(command))
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True)
    options.add_argument("--rows", type=int, default=100_000)
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="kvadratur-bench-sheets-")
    try:
        found = {}
        for kind in ("xlsx", "csv"):
            make(folder + "/" + kind, options.rows, kind)
            found[kind] = run([options.program, "run", "--root", folder + "/" + kind, "--as-of", "2026-02-28", "--quiet", "--settle", "0"])
        found["python-calamine"] = run([sys.executable, "-c", "import python_calamine as p; p.CalamineWorkbook.from_path(%r).get_sheet_by_index(0).to_python()" % (folder + "/xlsx/inbound/wide.xlsx")]) \
            if os.path.exists(folder + "/xlsx/inbound/wide.xlsx") else None
        if found["python-calamine"] is None:
            kept = subprocess.check_output(["find", folder + "/xlsx/.kvadratur/archive", "-type", "f", "-size", "+1M"], text=True).split("\n")[0]
            found["python-calamine"] = run([sys.executable, "-c", "import python_calamine as p; p.CalamineWorkbook.from_path(%r).get_sheet_by_index(0).to_python()" % kept])
        for name, (seconds, memory) in found.items():
            print("%-16s %6.2f s of the processor, %5.0f MiB at most" % (name, seconds, memory))
        reading = found["xlsx"][0] - found["csv"][0]
        print("reading the workbook beyond its rows as CSV: %.2f s, %.2f times python-calamine" % (reading, reading / found["python-calamine"][0]))
        print("a night of the workbook: %.2f times python-calamine plus the load of the CSV" % (found["xlsx"][0] / (found["python-calamine"][0] + found["csv"][0])))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
