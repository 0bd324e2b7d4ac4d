"""Reads the delivered files without the program: CSV rows that the delivery note does not call bad, and the register's records by streaming
XML. Nothing here knows the pipelines' SQL. Standard library only."""

import csv
import glob
import gzip
import io
import os
import re
import xml.etree.ElementTree as ElementTree
import zipfile


def plain_number(text):
    """`1.234,5`, `53037,21` or `-` at the end as a number; None when empty."""
    text = text.strip()
    if not text:
        return None
    sign = -1 if text.endswith("-") else 1
    text = text.rstrip("-")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    return sign * float(text)


def plain_day(text):
    """`2026-02-28` or `28-02-2026` as the former."""
    text = text.strip()
    return "-".join(reversed(text.split("-"))) if re.fullmatch(r"\d\d-\d\d-\d{4}", text) else text


class Delivered:
    def __init__(self, folder, as_of):
        self.folder = folder
        self.as_of = as_of
        self.bad = set()
        with open(os.path.join(folder, "delivery-note.csv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["kind"] == "dirty" and row["set_aside"] == "1":
                    self.bad.add((row["file"], int(row["line"])))

    def rows(self, feed):
        """Good rows of a feed's file, each with its line."""
        for path in sorted(glob.glob(os.path.join(self.folder, feed + "-*.csv"))):
            name = os.path.basename(path)
            with open(path, encoding="utf-8", newline="") as file:
                reader = csv.reader(file, delimiter=";", quotechar='"')
                header = next(reader)
                line = reader.line_num + 1
                for cells in reader:
                    if (name, line) not in self.bad:
                        yield dict(zip(header, cells), _line=line)
                    line = reader.line_num + 1

    def stream(self, path):
        with open(path, "rb") as file:
            head = file.read(4)
        if head[:2] == b"PK":
            archive = zipfile.ZipFile(path)
            return archive.open([name for name in archive.namelist() if name.lower().endswith(".xml")][0])
        return gzip.open(path) if head[:2] == b"\x1f\x8b" else open(path, "rb")

    def register_path(self, table):
        return [path for path in glob.glob(os.path.join(self.folder, "*")) if f"_{table}_" in os.path.basename(path).lower()][0]

    def records(self, table):
        """Records of a register table in the file's order, as name → text."""
        tag = table[:-1].lower() + "t"
        with self.stream(self.register_path(table)) as file:
            for _, element in ElementTree.iterparse(file, events=("end",)):
                if element.tag.lower() == tag:
                    yield {child.tag: (child.text or "") for child in element}
                    element.clear()

    def current(self, table):
        """The version of each object that is registered and in effect on the night's date."""
        moment = self.as_of + "T00:00:00.0000000Z"
        best = {}
        for record in self.records(table):
            if record.get("registreringTil") or stamp(record.get("virkningFra", "")) > stamp(moment):
                continue
            if record.get("virkningTil") and stamp(record["virkningTil"]) <= stamp(moment):
                continue
            rank = (stamp(record.get("registreringFra", "")), stamp(record.get("virkningFra", "")), int(record.get("ois_id") or 0))
            key = record["id_lokalId"]
            if key not in best or rank > best[key][0]:
                best[key] = (rank, record)
        return {key: record for key, (_, record) in best.items()}

    def line(self, name, number):
        """One physical line of a delivered CSV file."""
        with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as file:
            for count, text in enumerate(io.StringIO(file.read(), newline="\n"), start=1):
                if count == number:
                    return text.rstrip("\r\n")
        return None

    def record(self, name, number):
        """The n-th record of a delivered register file."""
        table = re.search(r"_(co\d{5}t)_", name.lower()).group(1)
        for count, record in enumerate(self.records(table), start=1):
            if count == number:
                return record
        return None


def stamp(text):
    """A timestamp that compares as text, whatever its fraction."""
    body, _, fraction = text.rstrip("Z").partition(".")
    return f"{body}.{fraction:0<7}"
