"""Holds the law that what is gone counts in nothing: a property that was sold, demolished, given back or closed changes no other property's
figure, flag, quartile, candidate or plan entry and no total, but the way from the baseline to tonight.

The same made-up municipality is played twice: once with some of its properties sold on the night's own day, once without a row about them in
any file. Every table of the two editions must say the same. Standard library only.
"""

import argparse
import csv
import os
import sys

from night import AS_OF, Night, default_program

EFFECTS = ("sold", "demolished", "lease_ended", "closed")
# Where the two may differ, and why.
NAMED = {
    "waterfall": "the way from the baseline to tonight is what a gone property stands in",
    "reconciliation": "the register still has its buildings: without the list's row it asks whose they are",
    "inputs": "counts the rows of each delivery",
}
# Tables in which the gone property itself may be told, by its own key.
OWN = {"decisions": "property_id"}


class Portfolio:
    """The delivered files, with the rows about some properties moved to the end so that leaving them out moves no line."""

    def __init__(self, folder):
        self.folder = folder

    def paths(self):
        return [os.path.join(self.folder, name) for name in sorted(os.listdir(self.folder)) if name.endswith(".csv") and not name.startswith("delivery-note")]

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file, delimiter=";"))
        return header, rows

    @staticmethod
    def write(path, header, rows):
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([header] + rows)

    def table(self, feed):
        for path in self.paths():
            if os.path.basename(path).startswith(feed + "-"):
                header, rows = self.read(path)
                return [dict(zip(header, row)) for row in rows]
        return []

    def chosen(self):
        """One property of every kind there is: each sector with each tenure, whose money is in cost centres of its own."""
        owners = {}
        for row in self.table("cost-allocation") + self.table("cost_allocation"):
            owners.setdefault(row["cost_centre"], set()).add(row["property_id"])
        shared = set().union(*[keys for keys in owners.values() if len(keys) > 1] or [set()])
        kinds = {}
        for row in self.table("properties"):
            if row["property_id"] not in shared:
                kinds.setdefault((row["sector"], row["tenure"]), row["property_id"])
        keys = sorted(kinds.values())
        centres = {centre for centre, owned in owners.items() if owned <= set(keys)}
        return keys, centres

    def settle(self, keys, centres, keep):
        """Moves the rows about the chosen properties to the end, or leaves them out."""
        for path in self.paths():
            header, rows = self.read(path)
            column = "property_id" if "property_id" in header else "cost_centre" if "cost_centre" in header else None
            if column is None:
                continue
            named = set(keys) if column == "property_id" else centres
            place = header.index(column)
            about = [row for row in rows if row[place] in named]
            rest = [row for row in rows if row[place] not in named]
            name = os.path.basename(path)
            if name.startswith("decisions-"):
                about = [decision(header, key, EFFECTS[number % len(EFFECTS)]) for number, key in enumerate(keys)]
            self.write(path, header, rest + (about if keep else []))


def decision(header, key, effect):
    cells = {"property_id": key, "verdict": "done", "reason": "Afhændet", "decided_by_role": "Byrådet", "decided_on": "2025-12-01",
             "effect": effect, "effect_on": AS_OF}
    return [cells.get(name, "") for name in header]


def edition(root):
    """Name → header and rows of every table of the edition."""
    folder = os.path.join(root, "outbound/latest")
    found = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv"):
            with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
                header, *rows = list(csv.reader(file, delimiter=";"))
            found[name[:-4]] = (header, rows)
    return found


def compared(with_gone, without, keys):
    problems, cells = [], 0
    for name in sorted(set(with_gone) | set(without)):
        if name in NAMED:
            continue
        header, rows = with_gone.get(name, ([], []))
        other_header, other = without.get(name, ([], []))
        if name in OWN:
            place = header.index(OWN[name])
            rows = [row for row in rows if row[place] not in keys]
        cells += sum(len(row) for row in rows)
        if header != other_header or rows != other:
            left, right = set(map(tuple, rows)), set(map(tuple, other))
            problems.append(f"{name}: {len(left - right)} rows only with what is gone, {len(right - left)} only without")
            for mark, only, against in (("with   ", left - right, right), ("without", right - left, left)):
                for row in sorted(only)[:3]:
                    problems.append(f"  {mark} " + "; ".join(differing(header, row, against)))
    return problems, cells


def differing(header, row, against):
    """The first cells of a row that no row of the other edition with the same first cell has; the key in front."""
    twin = next((other for other in sorted(against) if other[0] == row[0]), None)
    pairs = [f"{name}={cell}" for name, cell, theirs in zip(header, row, twin or [None] * len(row)) if cell != theirs]
    return [f"{header[0]}={row[0]}"] + pairs[:8]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=default_program())
    options.add_argument("--properties", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    editions, keys = [], []
    for keep in (True, False):
        night = Night(chosen.program, chosen.properties, seed=chosen.seed, dirty_permille=0)
        try:
            files = Portfolio(night.inbound)
            keys, centres = files.chosen()
            files.settle(keys, centres, keep)
            night.run()
            editions.append(edition(night.root))
        finally:
            night.close()
    problems, cells = compared(*editions, set(keys))
    print(f"{len(keys)} of {chosen.properties} properties gone ({', '.join(keys)}), {cells} cells compared, {len(problems)} differences")
    for problem in problems[:60]:
        print("  " + problem)
    sys.exit(1 if problems or not keys or not cells else 0)


if __name__ == "__main__":
    main()
