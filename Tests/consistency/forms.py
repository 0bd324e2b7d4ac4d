"""One table, all its forms: whatever the edition writes more than once must say what the CSV file says. Standard library only."""

import os
import re

from judge import shown

LANGUAGES = ("da", "en")


class Promise:
    """Title and headings of a report table in both languages, as schemas/reports states them."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        both = r'\{da: "((?:[^"\\]|\\.)*)", en: "((?:[^"\\]|\\.)*)"\}'
        self.title = dict(zip(LANGUAGES, re.search(r"^title: " + both, text, re.M).groups()))
        sheet = re.search(r"^sheet: " + both, text, re.M)
        self.sheet = dict(zip(LANGUAGES, sheet.groups())) if sheet else self.title
        self.label = {name: dict(zip(LANGUAGES, (da, en))) for name, da, en in
                      re.findall(r"- \{name: (\w+),.*?label: " + both, text, re.S)}

    def column(self, heading, language, among):
        """The column under a heading; a unit may follow it, and a language is left out of it."""
        best = None
        for name in among:
            label = self.label[name][language]
            if name.endswith(("_da", "_en")):
                if not name.endswith("_" + language):
                    continue
                label = re.sub(r" \([^)]*\)$", "", label)
            if heading == label or heading.startswith(label + " (") or not label:
                if best is None or len(label) > len(self.label[best][language]):
                    best = name
        return best


def promises(project):
    folder = os.path.join(project, "schemas/reports")
    return {name[:-5]: Promise(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")}


def numeric(edition, name):
    return [field["name"] for field in edition.fields[name] if field["type"] in ("number", "integer")]


def check(edition, known, judge):
    for name, table in edition.csv.items():
        page_data(edition, name, table, judge)
        if name in ("properties", "buildings"):
            continue
        for language in LANGUAGES:
            for place, page in (("page", edition.page[language]), ("council paper", edition.paper[language])):
                for drawn in page.tables.get(known[name].title[language], []):
                    page_table(edition, name, table, known[name], language, place, drawn, page, judge)
    workbook(edition, known, judge)
    layers(edition, judge)
    machines(edition, judge)


def page_data(edition, name, table, judge):
    if name not in edition.data:
        return
    cells, keyed, decimals = edition.data[name]
    for column, values in cells.items():
        if column not in table.place:
            continue
        if column in keyed:
            ids = edition.csv["properties"].column("property_id")
            values = [ids[value] for value in values]
        elif column not in numeric(edition, name):
            continue
        for row, (said, kept) in enumerate(zip(values, table.column(column))):
            if kept is not None or said is not None:
                judge.same("page data", f"{name}.{column}, row {row + 1}", said, kept, 0.5000001 * 10 ** -decimals.get(column, 0))


# What the council reads first in these tables of its paper.
LARGEST_FIRST = {"plan": "area_m2", "plan_move": "users", "plan_receiver": "users_arriving", "candidates": "area_m2"}


def page_table(edition, name, table, promise, language, place, drawn, page, judge):
    numbers = numeric(edition, name)
    rows = table.rows
    if place == "council paper" and name == "inputs":
        rows = [row for row in rows if table.get(row, "state") != "current"]
    if place == "council paper" and name in LARGEST_FIRST:
        rows = sorted(rows, key=lambda row: -(table.get(row, LARGEST_FIRST[name]) or 0))
    if not judge.there(place, f"{name}: rows enough in its file", len(drawn) <= len(rows)):
        return
    if len(drawn) < len(rows) and drawn.more:
        said = [shown(text, language)[0] for text in re.findall(r"\d[\d.,]*", drawn.more)[:2]]
        judge.same(place, f"{language} {name}: rows shown", said[0], float(len(drawn)))
        if name == "changes":
            # The first screen tells of everything but figures, the section of its own what is material.
            is_first = drawn is page.tables[drawn.name][0]
            rows = [row for row in rows if (table.get(row, "kind") != "figure" if is_first else table.get(row, "material"))]
        judge.same(place, f"{language} {name}: rows there are", said[1], float(len(rows)))
    for ordinal, heading in enumerate(drawn.columns):
        column = promise.column(heading, language, table.columns)
        if column not in numbers:
            continue
        for number, cells in enumerate(drawn.rows):
            said, kept = shown(cells[ordinal], language), table.get(rows[number], column)
            if said is None and kept is None:
                continue
            judge.same(place, f"{language} {name}.{column}, row {number + 1}", said and said[0], kept, 1.0000001 * (said[1] if said else 0))


def workbook(edition, known, judge):
    sheets = edition.workbook()
    language = re.search(r'<html lang="(\w+)"', edition.page_text).group(1)
    for name in ("candidates", "properties", "figures", "plan", "reconciliation"):
        sheet = sheets.get(known[name].sheet[language][:28])
        if name in edition.csv and judge.there("workbook", f"sheet of {name}", sheet is not None):
            block(edition, name, sheet, 0, judge)
    quality = sheets.get(edition.texts[language]["workbook.quality"][:28], {})
    for name in ("inputs", "missing_data", "unallocated", "drift", "rejects"):
        start = [row for (row, column), text in quality.items() if column == 0 and text == known[name].title[language]]
        if name in edition.csv and len(edition.csv[name]) and judge.there("workbook", f"block of {name}", start):
            block(edition, name, quality, start[0] + 1, judge)


def block(edition, name, sheet, start, judge):
    table = edition.csv[name]
    for column in numeric(edition, name):
        place = table.place[column]
        for row, cells in enumerate(table.rows):
            said = sheet.get((start + 1 + row, place))
            if said is not None or cells[place] is not None:
                judge.same("workbook", f"{name}.{column}, row {row + 1}", said, cells[place])


def layers(edition, judge):
    for name, layer in edition.layers().items():
        table = edition.csv[name]
        judge.same("GeoPackage", f"{name}: rows", len(layer), len(table))
        for column in numeric(edition, name):
            if column in layer.place:
                for row, (said, kept) in enumerate(zip(layer.column(column), table.column(column))):
                    if said is not None or kept is not None:
                        judge.same("GeoPackage", f"{name}.{column}, row {row + 1}", said, kept)


def machines(edition, judge):
    """summary.json and metrics.prom."""
    for part, name in (("summary", "summary"), ("inputs", "inputs"), ("scenarios", "plan_scenario")):
        table = edition.csv.get(name)
        if table is None:
            continue
        judge.same("summary.json", f"{part}: rows", len(edition.summary[part]), len(table))
        for row, said in zip(table.rows, edition.summary[part]):
            for column in numeric(edition, name):
                if said.get(column) is not None or table.get(row, column) is not None:
                    judge.same("summary.json", f"{part}.{column}", said.get(column), table.get(row, column))
    for name, prefix, label, columns in (
        ("summary", "kvadratur_", "scope", [column for column in numeric(edition, "summary") if column != "position"]),
        ("inputs", "kvadratur_input_", "feed", ["age_days", "files_in_force", "rows_in_force", "rows_rejected"]),
    ):
        table = edition.csv[name]
        for row in table.rows:
            for column in columns:
                said, kept = edition.metrics.get((prefix + column, ((label, table.get(row, label)),))), table.get(row, column)
                if said is not None or kept is not None:
                    judge.same("metrics.prom", f"{column} of {table.get(row, label)}", said, kept)
