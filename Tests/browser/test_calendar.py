#!/usr/bin/env python3
"""Reads an edition's calendars with a parser that is not ours (icalendar, PyPI) and holds every entry against its row of the CSV file.

    test_calendar.py EDITION [EDITION AFTER IT]

A promise with `calendar:` says which file and which columns. With a second edition of a later night an entry that is in both must have the same
identifier, also where its day has moved. Ends with 1 when anything is wrong, also when no promise names a calendar.
"""

import csv
import datetime
import glob
import json
import os
import re
import sys

import icalendar

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
passed, failed = [], []


def check(name, good, fact=""):
    (passed if good else failed).append(name)
    print(("ok   " if good else "FAIL ") + name + (f": {fact}" if fact != "" else ""))


def promised():
    """The calendars of the promises: table, and what each column is for."""
    for path in sorted(glob.glob(os.path.join(PROJECT, "schemas/reports/*.yaml"))):
        with open(path, encoding="utf-8") as file:
            found = re.search(r"^calendar: \{(.*)\}$", file.read(), re.M)
        if found:
            yield os.path.basename(path)[:-5], dict(re.findall(r"(\w+): ([\w.*]+)", found.group(1)))


def rows(edition, name):
    package = json.load(open(os.path.join(edition, "datapackage.json"), encoding="utf-8"))
    resource = next(resource for resource in package["resources"] if resource["name"] == name)
    with open(os.path.join(edition, resource["path"]), encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=resource["dialect"]["delimiter"]))
    # The CSV file puts a mark before what a spreadsheet would take for a formula.
    return [{key: re.sub(r"^'(?=[=+\-@\t\r])", "", value) for key, value in line.items()} for line in lines], package["version"]


def form(name, data):
    """What the standard asks of the bytes, whatever a lenient reader makes of them."""
    lines = data.split(b"\r\n")
    check(f"{name}: every line ends with CR LF", lines[-1] == b"" and not re.search(rb"[\r\n]", b"".join(lines)), f"{len(lines) - 1} lines")
    check(f"{name}: no line is longer than 75 bytes", max(map(len, lines)) <= 75, max(map(len, lines)))
    try:
        for line in lines:
            line.decode("utf-8")
        whole = True
    except UnicodeDecodeError:
        whole = False
    check(f"{name}: no letter is cut in two", whole)


def entries(edition, name, shape):
    """The entries by their key, each as the parser reads it."""
    table, night = rows(edition, name)
    path = os.path.join(edition, shape["file"])
    if not any(row[shape["day"]] for row in table):
        check(f"{shape['file']}: a calendar without entries is no file", not os.path.exists(path))
        return {}
    with open(path, "rb") as file:
        data = file.read()
    form(shape["file"], data)
    calendar = icalendar.Calendar.from_ical(data)
    check(f"{shape['file']}: the parser finds no fault", not calendar.errors and not any(event.errors for event in calendar.walk("VEVENT")))
    check(f"{shape['file']}: it says what it is", calendar["VERSION"] == "2.0" and calendar["PRODID"].startswith("-//Kvadratur//"))
    events = calendar.walk("VEVENT")
    kept = [row for row in table if row[shape["day"]] and row[shape["key"]]]
    check(f"{shape['file']}: an entry for each row with a day", len(events) == len(kept), f"{len(events)} of {len(kept)}")
    identifiers = [str(event["UID"]) for event in events]
    check(f"{shape['file']}: every identifier once", len(set(identifiers)) == len(identifiers))
    stamp = datetime.datetime.fromisoformat(night).replace(tzinfo=datetime.timezone.utc)
    check(f"{shape['file']}: stamped with the night", all(event["DTSTAMP"].dt == stamp for event in events), night)
    language = "da" if str(calendar["PRODID"]).endswith("DA") else "en"
    named = lambda row, column: row[column.replace("_*", "_" + language)].replace("\r\n", "\n")
    wrong = []
    for event, row in zip(events, kept):
        day = event["DTSTART"].dt
        same = (str(event["UID"]).startswith(row[shape["key"]] + "@"), not isinstance(day, datetime.datetime) and day.isoformat() == row[shape["day"]],
                str(event["SUMMARY"]) == named(row, shape["title"]),
                str(event.get("DESCRIPTION", "")).startswith(named(row, shape["text"])))
        if not all(same):
            wrong.append((row[shape["key"]], same))
    check(f"{shape['file']}: key, day, title and text are those of its row", not wrong, wrong[:3] or f"{len(kept)} rows")
    return {row[shape["key"]]: identifier for row, identifier in zip(kept, identifiers)}


def main(edition, later=None):
    shapes = list(promised())
    check("some promise names a calendar", shapes)
    for name, shape in shapes:
        before = entries(edition, name, shape)
        after = entries(later, name, shape) if later else {}
        both = set(before) & set(after)
        if later:
            check(f"{shape['file']}: who is in both nights has one identifier", both and all(before[key] == after[key] for key in both), f"{len(both)} entries")
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
