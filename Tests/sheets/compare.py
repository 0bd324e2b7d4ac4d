#!/usr/bin/env python3
"""Holds what the program reads of workbooks against python-calamine and openpyxl, cell by cell (make sheets).

A cell is alike when both readers say the same: the same text, the same double, the same moment to the millisecond. What the other reader does not
say (calamine reads no format for percent, openpyxl reads no ODS) is taken from what it says instead; nothing is left out without a rule here.
"""

import argparse
import datetime as dt
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import openpyxl
import python_calamine
import workbooks

ERRORS = {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"}
# Forms of the standard that one of the other readers does not read at all; then the other one alone judges.
UNREAD = {("openpyxl", "hand-strict.xlsx"), ("calamine", "hand-utf-16.xlsx")}
EPOCH = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}


def ours(path):
    """Sheets of the dump: name -> {(row, column): text}."""
    sheets, cells, row = {}, None, 0
    text = Path(str(path) + ".rows").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line.startswith("sheet\t"):
            cells, row = sheets.setdefault(line[6:], {}), 0
            continue
        if line.startswith("refused\t"):
            return line
        row += 1
        for column, value in enumerate(split(line)):
            if value != "":
                cells[row, column + 1] = value.replace("\x0b", "\n")
    return sheets


def split(line):
    """Fields of a line: semicolons, quotes doubled."""
    fields, at = [], 0
    while at <= len(line):
        if line[at:at + 1] == '"':
            end = at + 1
            while line[end] != '"' or line[end + 1:end + 2] == '"':
                end += 2 if line[end] == '"' else 1
            fields.append(line[at + 1:end].replace('""', '"'))
            at = end + 2
        else:
            end = line.find(";", at)
            end = len(line) if end < 0 else end
            fields.append(line[at:end])
            at = end + 1
    return fields


def by_calamine(path):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: cells(book, name) for name in book.sheet_names}


def cells(book, name):
    """The cells of a sheet by their places; a sheet of charts has none."""
    try:
        sheet = book.get_sheet_by_name(name)
    except python_calamine.CalamineError:
        return {}
    if sheet.start is None:
        return {}
    row, column = sheet.start
    return {(row + r + 1, column + c + 1): v for r, line in enumerate(sheet.to_python(skip_empty_area=True)) for c, v in enumerate(line) if v != ""}


def by_openpyxl(path):
    book = openpyxl.load_workbook(path, data_only=True, rich_text=False)
    # Its cells as they are: a sheet that ends in XFD1048576 has 17 milliards of places.
    return {sheet.title: {place: c.value for place, c in sheet._cells.items() if c.value is not None and c.value != ""} for sheet in book.worksheets}, book.epoch.year == 1904


def moment(text):
    for form in ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, form)
        except ValueError:
            pass
    return None


def clock(text):
    parts = text.split(":")
    if len(parts) != 3:
        return None
    try:
        return dt.timedelta(hours=int(parts[0]), minutes=int(parts[1]), seconds=float(parts[2]))
    except ValueError:
        return None


def length(text):
    parts = re.fullmatch(r"PT(\d+)H(\d+)M([\d.]+)S", text)
    return parts and dt.timedelta(hours=int(parts[1]), minutes=int(parts[2]), seconds=float(parts[3]))


def near(a, b):
    return abs((a - b).total_seconds()) < 0.002


def alike(text, value, from1904):
    """Whether our text says what another reader's value says."""
    if isinstance(value, bool):
        return text == ("true" if value else "false")
    if isinstance(value, (int, float)):
        if text in ("true", "false"):
            return value == (text == "true")
        if text.endswith("%"):
            return math.isclose(float(text[:-1]) / 100, value, rel_tol=1e-15)
        if moment(text):
            return near(moment(text), EPOCH[from1904] + dt.timedelta(days=value))
        if clock(text):
            return near(clock(text), dt.timedelta(days=value))
        try:
            return float(text) == value
        except ValueError:
            return False
    if isinstance(value, dt.datetime):
        if moment(text):
            return near(moment(text), value)
        span = clock(text)
        return span is not None and (near(span, value - EPOCH[from1904]) or near(span, value - dt.datetime(1899, 12, 31)))
    if isinstance(value, dt.date):
        # calamine gives midnight as a day, whatever the format shows.
        return text in (value.isoformat(), value.isoformat() + "T00:00:00")
    if isinstance(value, dt.time):
        span = clock(text)
        return span is not None and near(span, dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond))
    if isinstance(value, dt.timedelta):
        span = clock(text) or (moment(text) - EPOCH[from1904] if moment(text) else None)
        return span is not None and near(span, value)
    return text == str(value).replace("\r\n", "\n").replace("_x000D_\n", "\n")


def differences(name, mine, other, reader, from1904):
    found = []
    if (reader, name) in UNREAD:
        return found
    for sheet, cells in other.items():
        own = mine.get(sheet, {})
        for place in sorted(set(own) | set(cells)):
            a, b = own.get(place), cells.get(place)
            if a is None and isinstance(b, str) and b.strip("\r\n") == "":
                continue
            # calamine says nothing of an error, and a length of time of an ODS as it is stored.
            if reader == "calamine" and (b is None and a in ERRORS or isinstance(b, str) and b.startswith("PT") and clock(a) == length(b)):
                continue
            if a is None or b is None or not alike(a, b, from1904):
                found.append("%s!%s:%s%d: %r, %s says %r" % (name, sheet, openpyxl.utils.get_column_letter(place[1]), place[0], a, reader, b))
    for sheet in mine:
        if sheet not in other:
            found.append("%s!%s: %s has no such sheet" % (name, sheet, reader))
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tests", default=".build/debug/KvadraturPackageTests.xctest")
    options.add_argument("--short", action="store_true", help="without LibreOffice")
    options.add_argument("--keep", help="write the workbooks into this folder and leave them there")
    options = options.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="kvadratur-sheets-"))
    try:
        books = workbooks.write(folder, options.short)
        done = subprocess.run([options.tests, "--testing-library", "swift-testing", "--filter", "dumpsTheSheets"],
                              env=dict(os.environ, KVADRATUR_SHEETS=str(folder)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            print(done.stdout[-4000:])
            return 1
        found, cells = [], 0
        for path in books:
            mine = ours(path)
            if isinstance(mine, str):
                found.append("%s: %s" % (path.name, mine))
                continue
            cells += sum(map(len, mine.values()))
            from1904 = False
            if path.suffix != ".ods":
                other, from1904 = by_openpyxl(path)
                found += differences(path.name, mine, other, "openpyxl", from1904)
            found += differences(path.name, mine, by_calamine(path), "calamine", from1904)
        for line in found[:60]:
            print(line)
        print("sheets: %d workbooks, %d cells, %d differences" % (len(books), cells, len(found)))
        if cells < 1000 or len(books) < (40 if options.short else 60):
            print("sheets: too little was compared")
            return 1
        return 1 if found else 0
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
