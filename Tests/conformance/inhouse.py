"""A night with all its rows, deliveries included, as it lies in the warehouse: what a second engine must come to the same figures from.

The rows that must not leave (`Leaving`) are read in place, so that nothing but `kvadratur export` decides what an export holds.
"""
import sqlite3
from pathlib import Path

import pyarrow as pa

from exported import ARROW, Exported


class InHouse(Exported):
    """All models are made from what no model makes."""

    def __init__(self, code, root):
        super().__init__(f"{code}={root}/export")
        self.root = Path(root)
        self.warehouse = sqlite3.connect(f"file:{self.root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)

    def given(self):
        models = {m["name"] for m in self.models}
        return [name for name in self.tables if name not in models]

    def made(self):
        return self.models

    def arrow(self, name, types):
        columns = [c["name"] for c in self.tables[name]["columns"]]
        rows = self.rows(name)
        return pa.table({c: pa.array([row[i] for row in rows], ARROW[types[c]]) for i, c in enumerate(columns)},
                        schema=pa.schema([(c, ARROW[types[c]]) for c in columns]))

    def rows(self, name):
        """A table of the product's own night."""
        names = ", ".join(f'"{c["name"]}"' for c in self.tables[name]["columns"])
        return self.warehouse.execute(f'select {names} from "{name}"').fetchall()

    def texts(self):
        """The models' texts, in building order, as the project's own files have them."""
        return [(m["name"], m["text"]) for m in self.models]
