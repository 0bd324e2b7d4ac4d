"""How each engine writes what the lifted models say. This is all that differs: types, one definition of rounding, and how files are read.

Whatever else a model needs is a finding of `kvadratur check`, never a rule here.
"""
from sqlglot import exp

TYPES = {"integer": "bigint", "double": "double", "text": "string", "number": "double", "boolean": "boolean", "date": "date", "unknown": "bigint"}


def _wide(tree, engine):
    """Whole numbers have 64 bits and are cut off, as SQLite has them."""
    for cast in list(tree.find_all(exp.Cast)):
        if cast.to.this in (exp.DataType.Type.INT, exp.DataType.Type.BIGINT):
            cast.set("to", exp.DataType.build("bigint"))
            if engine == "duckdb":
                cast.replace(exp.Anonymous(this="whole", expressions=[cast.this]))
    return tree


def _rounded(tree):
    for call in list(tree.find_all(exp.Round)):
        places = call.args.get("decimals") or exp.Literal.number(0)
        call.replace(exp.Anonymous(this="rounded", expressions=[call.this, places]))
    return tree


def query(tree, engine):
    """The text of one lifted model."""
    return _rounded(_wide(tree.copy(), engine)).sql(dialect=engine, pretty=True)


def typed(column, kind, engine):
    """A column of the results with its promised type."""
    name = f'"{column}"' if engine == "duckdb" else f"`{column}`"
    word = TYPES[kind]
    word = "varchar" if engine == "duckdb" and word == "string" else word
    return f"cast({name} as {word}) as {name}"


ROUNDED = """case when abs(x) * power(10, n) >= 4503599627370496 then x
    else sign(x) * floor(abs(x) * power(10, n) * (1 + 1e-12) + 0.5e0) / power(10, n) end"""

PROLOGUE = {
    "spark": [
        "set spark.sql.sources.partitionColumnTypeInference.enabled=false",
        # One rule of the optimizer makes no valid plan of a union whose branch has one column twice.
        "set spark.sql.optimizer.excludedRules=org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases",
        "set spark.sql.session.timeZone=UTC",
        "create or replace temporary function rounded(x double, n int) returns double return\n    "
        + ROUNDED.replace("1e-12", "1e-12D").replace("0.5e0", "0.5D"),
    ],
    "duckdb": [
        "set default_null_order = 'sqlite'",
        f"create or replace macro rounded(x, n) as\n    {ROUNDED}",
        # Texts too; whole numbers are exact as doubles up to nine quadrillion.
        "create or replace macro whole(x) as cast(trunc(cast(x as double)) as bigint)",
    ],
}


def reading(table, path, engine):
    """A table of Parquet files, one folder for each authority."""
    if engine == "duckdb":
        return (f"create or replace view {table} as select * from read_parquet('{path}/*/*.parquet', hive_partitioning = true, "
                f"hive_types = {{'in_authority': varchar}})")
    return f"create or replace temporary view {table} using parquet options (path '{path}')"


def making(table, text, path, engine):
    """A table made by a model, kept as Parquet for those that read it."""
    if engine == "duckdb":
        return [f"create or replace table {table} as\n{text}"]
    return [f"insert overwrite directory '{path}' using parquet\n{text}",
            f"create or replace temporary view {table} using parquet options (path '{path}')"]


def giving(table, columns, path, engine):
    """A table of the report with the promised types."""
    names = ",\n    ".join([typed(c["name"], c["type"], engine) for c in columns] + [typed("in_authority", "text", engine)])
    if engine == "duckdb":
        return f"copy (select\n    {names}\nfrom {table}) to '{path}.parquet' (format parquet)"
    return f"insert overwrite directory '{path}' using parquet\nselect\n    {names}\nfrom {table}"
