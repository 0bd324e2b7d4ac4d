#!/usr/bin/env python3
"""Parquet by authority and one plain SQL script of what `kvadratur export` wrote.

    cluster.py EXPORT... --into FOLDER [--at URL]

EXPORT is a folder of `kvadratur export`, or CODE=FOLDER. FOLDER gets

    parquet/TABLE/in_authority=CODE/part.parquet   the rows that left, one file for each authority: a new night of one replaces its own only
    night.sql          for Apache Spark: spark-sql -f night.sql, or each statement by pyspark
    night.duckdb.sql   for DuckDB: duckdb -f night.duckdb.sql
    results/           what the scripts write: models/ (Spark), and report/, the report's tables with their promised types

URL is where the cluster sees FOLDER (an object store, say); otherwise FOLDER itself.
"""
import argparse
import os
import shutil
import sys
from pathlib import Path

import pyarrow.parquet

import dialects
import lift
from exported import Exported, Refused, agreed, common_types

ENGINES = {"spark": "night.sql", "duckdb": "night.duckdb.sql"}


def prepare(exports, folder, at=None):
    """Writes Parquet and scripts; returns the models that the scripts make."""
    folder = Path(folder).absolute()
    first, trees = agreed(exports), lifted(exports[0])
    for name in first.given():
        types = common_types(exports, name)
        for export in exports:
            part = folder / "parquet" / name / f"{lift.AUTHORITY}={export.code}"
            part.mkdir(parents=True, exist_ok=True)
            pyarrow.parquet.write_table(export.arrow(name, types), part / ".part.parquet", compression="zstd")
            os.replace(part / ".part.parquet", part / "part.parquet")
    _remove_others(folder / "parquet", set(first.given()), {f"{lift.AUTHORITY}={e.code}" for e in exports})
    (folder / "results" / "report").mkdir(parents=True, exist_ok=True)
    for engine, file in ENGINES.items():
        lines = [f"-- Kvadratur {first.manifest['program']}, the night of {first.manifest['as_of']}: {len(trees)} models, authorities: "
                 f"{', '.join(sorted(e.code for e in exports))}."]
        lines += [text + ";\n" for _, text in statements(exports, trees, str(at or folder), engine)]
        (folder / (file + ".part")).write_text("\n".join(lines), encoding="utf-8")
        os.replace(folder / (file + ".part"), folder / file)
    return list(trees)


def _remove_others(folder, tables, parts):
    """Whoever is not of this night is not read: an authority that left, a table that no model needs any more."""
    for table in folder.iterdir():
        for part in [table] if table.name not in tables else [p for p in table.iterdir() if p.name not in parts]:
            shutil.rmtree(part)


def lifted(export):
    """The lifted tree of every model that is made elsewhere, in building order."""
    columns = {name: [c["name"] for c in table["columns"]] for name, table in export.tables.items()}
    trees = {}
    for model in export.made():
        try:
            trees[model["name"]], names = lift.lifted(model["text"], columns)
        except lift.NotLifted as problem:
            raise Refused(f"{model['file']}: {problem}") from problem
        if names != columns[model["name"]]:
            raise Refused(f"{model['file']}: the columns came out as {', '.join(names)}")
    return trees


def statements(exports, trees, at, engine):
    """The whole night of all authorities for one engine: each statement with the table that it is about."""
    first, at = exports[0], at.replace("'", "''")
    for statement in dialects.PROLOGUE[engine]:
        yield "", statement
    codes = " union all\n".join(f"select '{code}' as {lift.AUTHORITY}" for code in sorted(e.code for e in exports))
    yield "", f"create or replace temporary view {lift.AUTHORITIES} as\n{codes}"
    for name in first.given():
        yield name, dialects.reading(name, f"{at}/parquet/{name}", engine)
    for name, tree in trees.items():
        for statement in dialects.making(name, dialects.query(tree, engine), f"{at}/results/models/{name}", engine):
            yield name, statement
    there = {*first.given(), *trees}
    for promise in first.manifest["promises"]:
        if promise["table"] in there:
            yield promise["table"], dialects.giving(promise["table"], promise["columns"], f"{at}/results/report/{promise['table']}", engine)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", nargs="+", metavar="EXPORT")
    parser.add_argument("--into", required=True, metavar="FOLDER")
    parser.add_argument("--at", metavar="URL")
    options = parser.parse_args()
    try:
        models = prepare([Exported(place) for place in options.exports], options.into, options.at)
    except Refused as problem:
        sys.exit(str(problem))
    print(f"{options.into}: {len(models)} models over {len(options.exports)} authorities; next: spark-sql -f {options.into}/night.sql")


if __name__ == "__main__":
    main()
