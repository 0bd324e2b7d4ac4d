"""What `kvadratur export` wrote: a manifest, and rows as CSV."""
import hashlib
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

import column_types

FORMAT = "kvadratur-export/1"
ARROW = {"integer": pa.int64(), "double": pa.float64(), "text": pa.string(), "unknown": pa.int64()}


class Refused(Exception):
    """What lies there cannot be used; the message says why and what to do."""


class Exported:
    """One authority's export. `code` names it in the column in_authority; nothing else tells authorities apart."""

    def __init__(self, place):
        code, equals, folder = str(place).partition("=")
        self.folder = Path(folder if equals else place)
        try:
            self.manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Refused(f"{self.folder}: {error}; next: kvadratur export --into {self.folder}") from error
        if self.manifest.get("format") != FORMAT:
            raise Refused(f"{self.folder}: {self.manifest.get('format')} is no form that is known here ({FORMAT}); next: export it with this version")
        codes = self.manifest["authorities"]
        if not equals and len(codes) != 1:
            raise Refused(f"{self.folder}: the manifest names {len(codes)} authorities; next: say which as CODE={self.folder}")
        self.code = code if equals else codes[0]
        if not re.fullmatch(r"[A-Za-z0-9_-]+", self.code):
            raise Refused(f"{self.code}: a code of an authority has letters, digits, - and _ only; next: say it as CODE={self.folder}")
        self.tables = {t["name"]: t for t in self.manifest["tables"]}
        self.models = self.manifest["models"]
        self._derived = None

    def given(self):
        """Tables that come as rows."""
        return [name for name, table in self.tables.items() if table["standing"] == "rows"]

    def made(self):
        """Models that make the others, in building order."""
        return [model for model in self.models if self.tables[model["name"]]["standing"] == "made"]

    def settled(self, name):
        """The table's columns with their types; where no row says anything, what the model's text says."""
        columns = self.tables[name]["columns"]
        if all(c["type"] != "unknown" for c in columns):
            return columns
        if not self._derived:
            self._derived = column_types.derived(self.tables, self.models)
        return [{**c, "type": self._derived.get((name, c["name"]), "unknown") if c["type"] == "unknown" else c["type"]} for c in columns]

    def arrow(self, name, types):
        """A table's rows; a file that is not what the manifest says is refused."""
        table = self.tables[name]
        data = (self.folder / table["file"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != table["sha256"]:
            raise Refused(f"{self.folder / table['file']}: it is not the file that the manifest names; next: export it again")
        schema = pa.schema([(c["name"], ARROW[types[c["name"]]]) for c in table["columns"]])
        options = pa.csv.ConvertOptions(
            column_types=schema, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""])
        rows = pa.csv.read_csv(pa.BufferReader(data), parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=options)
        if rows.num_rows != table["rows"]:
            raise Refused(f"{self.folder / table['file']}: {rows.num_rows} rows, the manifest says {table['rows']}; next: export it again")
        return rows.cast(schema)


def common_types(exports, name):
    """A column's type over all authorities: where one has nothing to say another may, and whole numbers are fractions beside fractions."""
    types = {}
    for export in exports:
        for column in export.settled(name):
            before, now = types.get(column["name"], "unknown"), column["type"]
            if before != now and "unknown" not in (before, now):
                if {before, now} != {"integer", "double"}:
                    raise Refused(f"{name}.{column['name']}: {before} with one authority, {now} with {export.code}")
                now = "double"
            types[column["name"]] = now if now != "unknown" else before
    return types


def agreed(exports):
    """All authorities must have made their figures alike: the same models on the same tables."""
    codes = [e.code for e in exports]
    if len(set(codes)) < len(codes):
        raise Refused(f"one authority twice: {', '.join(sorted(c for c in set(codes) if codes.count(c) > 1))}; next: CODE=FOLDER names each")
    first = exports[0]
    for other in exports[1:]:
        for one, two in zip(first.models, other.models):
            if (one["name"], one["fingerprint"]) != (two["name"], two["fingerprint"]):
                raise Refused(f"{one['name']}: {first.code} and {other.code} do not have the same text; next: export both with the same pipelines")
        if len(first.models) != len(other.models):
            raise Refused(f"{first.code} has {len(first.models)} models, {other.code} {len(other.models)}; next: export both with the same pipelines")
        for name, table in first.tables.items():
            columns = [c["name"] for c in other.tables.get(name, {"columns": []})["columns"]]
            if columns != [c["name"] for c in table["columns"]]:
                raise Refused(f"{name}: {first.code} and {other.code} do not have the same columns; next: export both with the same pipelines")
    return first
