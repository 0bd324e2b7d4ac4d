"""Reads an edition in every form that it has: the tables of index.html and of the council papers, the page's own data, the CSV files, the
workbook, the GeoPackage, summary.json and metrics.prom. Nothing here knows what a number means. Standard library only."""

import csv
import html.parser
import json
import os
import re
import sqlite3
import xml.etree.ElementTree as tree
import zipfile

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LANGUAGES = ("da", "en")


class Table:
    """Rows of named cells: a number, a text or None."""

    def __init__(self, name, columns, rows):
        self.name, self.columns, self.rows = name, columns, rows
        # What stands below a table that shows a part of its rows.
        self.more = None
        self.place = {column: place for place, column in enumerate(columns)}

    def __len__(self):
        return len(self.rows)

    def get(self, row, column):
        if column not in self.place:
            raise SystemExit(f"{self.name} has no column {column}: where a figure moved, Tests/consistency must follow it")
        return row[self.place[column]]

    def column(self, name):
        return [self.get(row, name) for row in self.rows]

    def where(self, **wanted):
        return Table(self.name, self.columns, [row for row in self.rows if all(self.get(row, column) == value for column, value in wanted.items())])

    def one(self, column, **wanted):
        rows = self.where(**wanted).rows
        return self.get(rows[0], column) if rows else None

    def total(self, column):
        """The sum of what is known; None where nothing is."""
        known = [value for value in self.column(column) if value is not None]
        return sum(known) if known else None


class Shown:
    """What a page shows in one language: its tables by caption, its tiles by label, its sentences."""

    def __init__(self, text, language):
        reader = PageReader(language)
        reader.feed(text)
        reader.close()
        self.language, self.tables, self.tiles, self.sentences = language, reader.tables, reader.tiles, reader.sentences
        self.titles = reader.titles


class PageReader(html.parser.HTMLParser):
    """Keeps what stands in elements of one language, or of none."""

    VOID = {"meta", "link", "br", "input", "img", "hr", "path", "line", "rect", "circle", "use", "polyline", "polygon"}

    def __init__(self, language):
        super().__init__(convert_charrefs=True)
        self.wanted, self.open, self.hidden = language, [], 0
        self.tables, self.tiles, self.sentences, self.titles = {}, {}, [], []
        self.table = self.row = self.cell = self.caption = None
        self.last = self.term = None

    def handle_starttag(self, tag, attributes):
        if tag in self.VOID:
            return
        found = dict(attributes)
        other = found.get("data-lang") not in (None, self.wanted) or tag in ("script", "style", "svg")
        self.open.append((tag, other))
        self.hidden += other
        if self.hidden:
            return
        if tag == "table":
            self.table = {"caption": "", "head": [], "rows": []}
        elif tag == "tr":
            self.row = []
        elif tag in ("th", "td", "caption", "p", "dt", "b", "span", "h1", "h2", "h3", "h4", "summary") and self.cell is None:
            self.cell, self.kind = "", tag + (" " + found["class"] if tag == "p" and "class" in found else "")

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if tag in self.VOID or all(name != tag for name, _ in self.open):
            return
        while self.open and self.open[-1][0] != tag:
            self.hidden -= self.open.pop()[1]
        was_hidden = self.hidden > 0
        self.hidden -= self.open.pop()[1]
        if was_hidden:
            return
        if self.cell is not None and tag == self.kind.split()[0]:
            text, kind, self.cell = re.sub(r"\s+", " ", self.cell).strip(), self.kind, None
            if kind in ("th", "td"):
                self.row.append(text)
            elif kind == "caption":
                self.table["caption"] = text
            elif kind == "dt":
                self.term = text
            elif kind == "b" and self.term:
                self.tiles.setdefault(self.term, [text, ""])
            elif kind == "span" and self.term and self.term in self.tiles:
                self.tiles[self.term][1] = text
            elif kind == "p more":
                self.tables[self.last][-1].more = text
            elif kind.startswith("p"):
                self.sentences.append((kind[2:], text))
            elif kind.startswith("h"):
                self.titles.append(text)
        if tag == "tr" and self.row is not None and self.table is not None:
            (self.table["rows"] if self.table["head"] else self.table["head"]).append(self.row)
            self.row = None
        elif tag == "table" and self.table is not None:
            head = self.table["head"][0] if self.table["head"] else []
            self.last = self.table["caption"]
            self.tables.setdefault(self.last, []).append(Table(self.last, head, self.table["rows"]))
            self.table = None
        elif tag == "dl":
            self.term = None

    def handle_data(self, data):
        if self.cell is not None and not self.hidden:
            self.cell += data


def unpacked(packed):
    """A table of the page's data, undone as the page's script undoes it."""
    count, cells = packed["rows"], {}
    for column in packed["columns"]:
        if "values" in column:
            values = column["values"]
        elif "words" in column:
            values = [None if place < 0 else column["words"][0][place] for place in column["words"][1]]
        elif "keys" in column:
            values = column["keys"]
        elif "sparse" in column:
            values = [None] * count
            for row, value in zip(*column["sparse"]):
                values[row] = value
        else:
            values = list(cells.get(column["like"]["column"], [None] * count))
            for row, value in zip(*column["like"]["but"]):
                values[row] = value
        cells[column["name"]] = values
    keyed = {column["name"] for column in packed["columns"] if "keys" in column}
    decimals = {column["name"]: column["decimals"] for column in packed["columns"] if column["kind"] in ("number", "integer")}
    return cells, keyed, decimals


class Edition:
    """One edition's folder."""

    def __init__(self, folder):
        self.folder = folder
        self.package = json.loads(self.text("datapackage.json"))
        self.fields, self.csv, self.labels = {}, {}, {}
        for resource in self.package["resources"]:
            self.fields[resource["name"]] = resource["schema"]["fields"]
            self.csv[resource["name"]] = self.read_csv(resource)
        self.summary = json.loads(self.text("summary.json"))
        self.page_text = self.text("index.html")
        self.data = {name: unpacked(json.loads(text)) for name, text in re.findall(
            r'<script type="application/json" id="data-(\w+)">(.*?)</script>', self.page_text, re.S)}
        self.texts = json.loads(re.search(r'<script type="application/json" id="texts">(.*?)</script>', self.page_text, re.S).group(1))
        self.page = {language: Shown(self.page_text, language) for language in LANGUAGES}
        self.paper = {language: Shown(self.text(f"council.{language}.html"), language) for language in LANGUAGES}
        self.metrics = self.read_metrics()

    def text(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return file.read()

    def read_csv(self, resource):
        dialect = resource["dialect"]
        with open(os.path.join(self.folder, resource["path"]), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=dialect["delimiter"]))
        fields = resource["schema"]["fields"]
        return Table(resource["name"], rows[0], [[self.value(text, field) for text, field in zip(row, fields)] for row in rows[1:]])

    @staticmethod
    def value(text, field):
        if text == "":
            return None
        if field["type"] in ("number", "integer", "boolean"):
            return float(text.replace(",", ".")) if field.get("decimalChar") == "," else float(text)
        return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r" else text

    def read_metrics(self):
        found = {}
        for line in self.text("metrics.prom").splitlines():
            match = re.fullmatch(r'(\w+)(?:\{(.*)\})? (-?[0-9.]+)', line)
            if match:
                labels = tuple(sorted(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', match.group(2) or "")))
                found[match.group(1), labels] = float(match.group(3))
        return found

    def workbook(self):
        """Every sheet as {(row, column): number or text}."""
        book = zipfile.ZipFile(os.path.join(self.folder, "kvadratur.xlsx"))
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            strings = ["".join(t.text or "" for t in item.iter(SPACE + "t")) for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(SPACE + "sheet")]
        sheets = {}
        for number, name in enumerate(names, 1):
            cells = sheets[name] = {}
            for cell in tree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(SPACE + "c"):
                value = cell.find(SPACE + "v")
                if value is not None:
                    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
                    place = 0
                    for letter in letters:
                        place = place * 26 + ord(letter) - 64
                    cells[int(digits) - 1, place - 1] = strings[int(value.text)] if cell.get("t") == "s" else float(value.text)
        return sheets

    def layers(self):
        """The GeoPackage's layers as tables."""
        base = sqlite3.connect(f"file:{os.path.join(self.folder, 'kvadratur.gpkg')}?mode=ro&immutable=1", uri=True)
        found = {}
        for (name,) in base.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY table_name").fetchall():
            answer = base.execute(f'SELECT * FROM "{name}" ORDER BY fid')
            columns = [column[0] for column in answer.description]
            found[name] = Table(name, columns, [list(row) for row in answer])
        return found
