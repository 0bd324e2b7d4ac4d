"""Takes rows out of delivered files inside the properties: single meters, categories and months of cost, months of rooms, kinds of users, the
condition of single buildings. Standard library only.

A part that vanishes leaves a trace: a row of another year or period, or the allocation that names it. What vanishes with every trace is a part
that nobody can know of; the complete night would look the same without it.
"""

import collections
import csv
import glob
import os
import random


class Thinning:
    def __init__(self, folder, percent, seed):
        self.folder = folder
        self.percent = percent
        self.draw = random.Random(f"{seed} {percent}")
        self.taken = collections.Counter()

    def stays(self):
        return self.draw.random() * 100 < self.percent

    def apply(self):
        """Thins every feed; returns how many rows each lost."""
        self.rows("energy", self.traced(lambda row: (row["property_id"], row["kind"], row["meter"]), lambda row: row["year"]))
        # The allocation is the trace of a cost, and money that no rule gives out is one of a rule that has gone.
        lost = set()
        self.rows("cost_allocation", self.allocation(lost))
        self.rows("costs", self.costs(lost))
        # A month in which a property has no row in any year is one in which it is closed.
        rooms = self.traced(lambda row: (row["property_id"], row["day"][5:7]), lambda row: (row["day"][:4], row["room"]))
        self.rows("bookings", rooms)
        self.rows("presence", rooms)
        self.rows("headcount", self.traced(lambda row: (row["property_id"], row["kind"]), lambda row: row["period"]))
        self.rows("condition", lambda rows: self.independent(rows, lambda row: row["building_id"]))
        return self.taken

    def traced(self, part, period):
        """Whole periods of a part go, but one of them stays."""
        kept = {}

        def choose(rows):
            periods = collections.defaultdict(set)
            for row in rows:
                periods[part(row)].add(period(row))
            for key in sorted(periods):
                stay = kept.setdefault(key, {one for one in sorted(periods[key]) if self.stays()})
                if not stay & periods[key]:
                    # An older one: what is the newest is never the only trace.
                    stay.add(sorted(periods[key])[0])
            return [row for row in rows if period(row) in kept[part(row)]]

        return choose

    def independent(self, rows, part):
        stay = {}
        for row in rows:
            stay.setdefault(part(row), self.stays())
        return [row for row in rows if stay[part(row)]]

    def allocation(self, lost):
        """The rules of up to one account in six."""
        def choose(rows):
            for row in rows:
                if self.draw.random() * 600 >= 500 + self.percent:
                    lost.add((row["account"], row["cost_centre"]))
            return [row for row in rows if (row["account"], row["cost_centre"]) not in lost]

        return choose

    def costs(self, lost):
        """Single months of an account and cost centre; one account in five loses all that is left of its last twelve months."""
        def choose(rows):
            newest = sorted({row["period"] for row in rows if len(row["period"]) == 7})[-13:]
            gone, traced = {}, set()
            result = []
            for row in sorted(rows, key=lambda row: (row["period"], row["_place"]), reverse=True):
                key = (row["account"], row["cost_centre"])
                if key not in gone:
                    gone[key] = self.draw.random() * 500 >= 400 + self.percent and key not in lost
                # The month of the night itself is in none of the twelve.
                trace = key in lost and key not in traced and row["period"] != newest[-1]
                if trace or (not (gone[key] and row["period"] in newest) and self.stays()):
                    result.append(row)
                    traced.update([key] if trace else [])
            return result

        return choose

    def rows(self, feed, choose):
        for path in sorted(glob.glob(os.path.join(self.folder, feed + "-*.csv"))):
            with open(path, encoding="utf-8", newline="") as file:
                head, *lines = file.read().split("\n")
            names = head.strip().split(";")
            parsed = []
            for place, line in enumerate(lines):
                cells = next(csv.reader([line], delimiter=";"), []) if line else []
                parsed.append(dict(zip(names, cells), _place=place) if len(cells) == len(names) and cells[0] and not cells[0].startswith("I alt") else None)
            whole = [row for row in parsed if row]
            stay = {row["_place"] for row in choose(whole)}
            self.taken[feed] += len(whole) - len(stay)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write("\n".join([head] + [line for place, line in enumerate(lines) if parsed[place] is None or place in stay]))
