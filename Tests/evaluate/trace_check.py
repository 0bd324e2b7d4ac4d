"""Recomputes figures of an edition from the delivered files, without the models, and follows each down to its delivered lines.

Takes 50 figures by a seeded choice, compares each with its own computation (recompute.py), asks `kvadratur trace` for the way to file and line,
and looks whether the file, the line and what stands in it are really there. Ends with 1 when one differs. Standard library only.
"""

import argparse
import collections
import random
import re
import sys

from night import Night, default_program, number
from recompute import Figures

PLACE = re.compile(r"^  (\S+):(\d+)(?: \(\S+ (\d+)\))?(?:  (.*))?$")


def choose(rows, count, seed):
    """Figures with a value: every kind of figure first, then by chance alone."""
    draw = random.Random(seed)
    known = [row for row in rows if row["value"] != ""]
    draw.shuffle(known)
    first, seen = [], set()
    for row in known:
        if row["figure"] not in seen:
            seen.add(row["figure"])
            first.append(row)
    rest = [row for row in known if row not in first]
    return (first + rest)[:count]


def near(figure, a, b):
    """Equal as far as the report's decimals can say: two, and one of a forecast."""
    return abs(a - b) <= max(0.051 if figure.startswith("forecast") else 0.0051, abs(b) * 1e-6)


def places(trace):
    """Places that the trace names, each with the delivered text under it."""
    found, current = [], None
    for line in trace.splitlines():
        match = PLACE.match(line)
        if match:
            current = (match.group(1), int(match.group(2)), match.group(3) and int(match.group(3)), match.group(4) or "", [])
            found.append(current)
        elif line.startswith("    | ") and current:
            current[4].append(line[6:])
    return found


def check_place(truth, key, file, line, record, about, shown, records):
    """Why a place is wrong; None when file, line and content are there."""
    delivered = truth.data
    if file.endswith(".csv"):
        text = delivered.line(file, line)
        if text is None:
            return f"{file} has no line {line}"
        cells = text.split(";")
        # A row with a column that is dropped at the door is shown as its fields, without that column.
        if shown != [text] and not all(field.partition("=")[2] in cells for field in shown):
            return f"{file}:{line} holds {text!r}, the trace shows {shown}"
        if not names(truth, key, file, cells, about):
            return f"{file}:{line} is not about {key}: {text!r}"
        return None if "(rows" in about else check_value(about, cells, f"{file}:{line}")
    if (file, record) not in records:
        records[file, record] = delivered.record(file, record)
    found = records[file, record]
    if found is None:
        return f"{file} has no record {record}"
    ids = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", about)
    if ids and found["id_lokalId"] != ids[0]:
        return f"{file} record {record} is {found['id_lokalId']}, not {ids[0]}"
    for element in shown:
        match = re.match(r"<([^/> ]+)[^>]*>([^<]*)</", element)
        if match and found.get(match.group(1), "") != match.group(2):
            return f"{file} record {record}: {match.group(1)} is {found.get(match.group(1))!r}, the trace shows {match.group(2)!r}"
    return None if shown else f"{file} record {record}: the trace shows nothing of it"


def names(truth, key, file, cells, about):
    """Whether a delivered row is about the property: by its key, a building of it, its cost centre, or its sector and locality."""
    if key in cells or any(building in cells for building in truth.buildings[key]):
        return True
    if file.startswith("costs-"):
        return (cells[1], cells[2]) in truth.allocated[key] or ("", cells[2]) in truth.allocated[key] or (cells[1], "") in truth.allocated[key]
    home = truth.properties[key]
    return file.startswith("forecast-") and cells[:2] == [home["sector"], home["locality"]]


def check_value(about, cells, place):
    """One row's contribution as the trace shows it must stand in the row, as far as the shown decimals say."""
    match = re.search(r": (−?[\d,]+)(\.\d+)?", about)
    if not match:
        return None
    shown = float((match.group(1) + (match.group(2) or "")).replace(",", "").replace("−", "-"))
    slack = 0.51 * 10 ** -(len(match.group(2) or ".") - 1)
    values = [float(cell.replace(",", ".")) for cell in cells if re.fullmatch(r"-?\d+(,\d+)?", cell)]
    return None if any(abs(value - shown) <= slack for value in values) else f"{place} holds no {shown}: {';'.join(cells)!r}"


def check(program, properties, seed, count):
    night = Night(program, properties, seed=1)
    problems, records = [], {}
    by_figure = collections.Counter()
    traced = 0
    try:
        night.run()
        truth = Figures(night.delivered)
        chosen = choose(night.report("figures"), count, seed)
        for row in chosen:
            key, figure = row["property_id"], row["figure"]
            ours, theirs = truth.get(key, figure), number(row["value"])
            by_figure[figure] += 1
            if ours is None or not near(figure, theirs, ours):
                problems.append(f"{key} {figure}: the report says {theirs}, the delivered files {ours}")
            found = places(night.command("trace", key, figure, "--language", "en"))
            if not found:
                problems.append(f"{key} {figure}: no way to any file")
            for place in found:
                traced += 1
                problem = check_place(truth, key, *place, records)
                if problem:
                    problems.append(f"{key} {figure}: {problem}")
    finally:
        night.close()
    print(f"{len(chosen)} figures of {len(by_figure)} kinds recomputed from the delivered files, {traced} places in them read back (seed {seed})")
    for problem in problems:
        print(f"  WRONG: {problem}")
    print("all agree" if not problems else f"{len(problems)} differ")
    return bool(chosen) and not problems


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=default_program())
    options.add_argument("--properties", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=50)
    chosen = options.parse_args()
    sys.exit(0 if check(chosen.program, chosen.properties, chosen.seed, chosen.count) else 1)


if __name__ == "__main__":
    main()
