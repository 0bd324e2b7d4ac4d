#!/usr/bin/env python3
"""What a user would otherwise write: the same elements or columns into a database, unchecked. usage: peers.py KIND FILE COLUMNS OUT

KIND: lxml, expat (XML to SQLite by Python); duckdb, duckdb1 (CSV into DuckDB's own file, all threads or one).
Prints the number of rows.
"""

import os
import sqlite3
import sys

kind, path, columns_file, out = sys.argv[1:5]
columns = open(columns_file, encoding="utf-8").read().split()
for end in ("", "-wal", "-shm", ".wal"):
    if os.path.exists(out + end):
        os.remove(out + end)

if kind.startswith("duckdb"):
    import duckdb

    db = duckdb.connect(out)
    db.execute(f"set threads = {1 if kind == 'duckdb1' else 2}")
    db.execute("create table t as select * from read_csv(?, delim = ';', header = true)", [path])
    print(db.execute("select count(*) from t").fetchone()[0])
    sys.exit()

place = {c: i for i, c in enumerate(columns)}
db = sqlite3.connect(out)
db.execute("pragma journal_mode = wal")
db.execute("create table t(" + ", ".join(f'"{c}"' for c in columns) + ")")
insert = "insert into t values(" + ", ".join("?" * len(columns)) + ")"
rows = []


def take(row):
    rows.append(row)
    if len(rows) == 5000:
        db.executemany(insert, rows)
        rows.clear()


if kind == "lxml":
    from lxml import etree

    for _, record in etree.iterparse(path, tag="CO50200t"):
        row = [None] * len(columns)
        for field in record:
            i = place.get(field.tag)
            if i is not None:
                row[i] = field.text
        take(row)
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]
else:
    from xml.parsers import expat

    depth, row, field, text = 0, None, None, []

    def begin(name, _):
        global depth, row, field
        depth += 1
        if depth == 2:
            row = [None] * len(columns)
        elif depth == 3:
            field = place.get(name)
            text.clear()

    def end(name):
        global depth
        if depth == 3 and field is not None:
            row[field] = "".join(text)
        if depth == 2 and name == "CO50200t":
            take(row)
        depth -= 1

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text.append
    with open(path, "rb") as file:
        parser.ParseFile(file)
db.executemany(insert, rows)
db.execute("create index i on t(id_lokalId)")
db.commit()
print(db.execute("select count(*) from t").fetchone()[0])
