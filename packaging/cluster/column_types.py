"""Types of columns in which no row has a value: they follow from the model's text and from the types of what it reads, as an engine would say them."""
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

WORDS = {"integer": "BIGINT", "double": "DOUBLE", "text": "TEXT", "unknown": "NULL"}
KINDS = {
    "text": exp.DataType.TEXT_TYPES, "integer": {*exp.DataType.INTEGER_TYPES, exp.DataType.Type.BOOLEAN},
    "double": exp.DataType.REAL_TYPES,
}


def derived(tables, models):
    """Of each (table, column) whose type is not known, what its model's text says. Models come in building order."""
    schema = {name: {c["name"]: WORDS[c["type"]] for c in table["columns"]} for name, table in tables.items()}
    result = {}
    for model in models:
        name = model["name"]
        unknown = [c["name"] for c in tables[name]["columns"] if c["type"] == "unknown"]
        if not unknown:
            continue
        try:
            tree = qualify(sqlglot.parse_one(model["text"], read="sqlite"), schema=schema, dialect="sqlite",
                           validate_qualify_columns=False, quote_identifiers=False)
            types = {p.alias_or_name: p.type for p in annotate_types(tree, schema=schema, dialect="sqlite").selects}
        except SqlglotError:
            continue
        for column in unknown:
            kind = next((kind for kind, known in KINDS.items() if types.get(column) is not None and types[column].this in known), None)
            if kind:
                result[name, column] = kind
                schema[name][column] = WORDS[kind]
    return result
