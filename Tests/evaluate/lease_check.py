#!/usr/bin/env python3
"""Works out the way out of random leases from their delivered file a second time, day by day, and holds the edition against it.

    Tests/evaluate/lease_check.py --program PROGRAM [--leases 400] [--seed 1] [--nights 3] [--project FOLDER]

Nothing of the models is used: what a notice given on a day leads to is asked for every day from the night on, until the way changes. Compared are the
cheapest way, its day, the last day of notice, the months, rent, fee and cost, what missing the day costs, and the commitment's worth. Ends with 1
when anything differs. Standard library only.
"""

import argparse
import calendar
import csv
import datetime
import os
import random
import shutil
import subprocess
import sys
import tempfile

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NIGHTS = ["2026-02-28", "2026-03-01", "2027-12-31", "2028-02-29"]
RATE, DEFAULT = 0.035, 3
DAY = datetime.timedelta(days=1)


def later(day, months):
    """So many months on, never past the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_due(night, day):
    """First days of a month from the night on that come before the day."""
    count, first = 0, night if night.day == 1 else later(night.replace(day=1), 1)
    while first < day:
        count, first = count + 1, later(first, 1)
    return count


class Lease:
    def __init__(self, key, dice, night):
        date = lambda low, high: night + datetime.timedelta(days=dice.randint(low, high))
        ends = lambda low, high: (lambda day: day.replace(day=calendar.monthrange(day.year, day.month)[1]) if dice.random() < 0.6 else day)(date(low, high))
        self.key, self.rent = key, dice.choice([0, 1, 99_999, 480_000, 1_234_567])
        self.notice = dice.choice([None, 0, 1, 2, 3, 6, 10, 12])
        self.to = dice.choice([None, "måned", "kvartal", "enhver dag"])
        self.bound = ends(-200, 900) if dice.random() < 0.4 else None
        self.break_on = ends(20, 700) if dice.random() < 0.3 else None
        self.break_notice = dice.choice([None, 1, 6])
        self.fee = dice.choice([None, 0, 50_000, 900_000])
        self.renewal, self.renewal_months, self.ends_on, self.notice_by = None, None, None, None
        kind = dice.choice(["open", "open", "automatic", "automatic", "stated", "noticed", "fixed"])
        if kind == "automatic":
            self.renewal, self.renewal_months, self.ends_on = "automatisk", dice.choice([1, 12, 36, 60]), ends(-900, 900)
        elif kind == "stated":
            self.ends_on = ends(1, 500)
            self.notice_by = min(self.ends_on, date(-100, 400))
        elif kind == "noticed":
            self.ends_on, self.notice = ends(0, 500), self.notice if self.notice is not None else 3
        elif kind == "fixed":
            self.ends_on, self.notice, self.renewal = ends(0, 500), None, "ophører"
        self.kind = kind

    def row(self):
        cells = [self.key, "E-1", "100", str(self.rent), self.notice_by, self.ends_on, self.bound, self.notice, self.to, self.renewal,
                 self.renewal_months, self.break_on, self.break_notice, self.fee]
        return [cell.isoformat() if isinstance(cell, datetime.date) else "" if cell is None else str(cell) for cell in cells]

    HEADER = ["lease_id", "property_id", "area_m2", "rent_dkk", "notice_by", "ends_on", "bound_until", "notice_months", "notice_to", "renewal",
              "renewal_months", "break_on", "break_notice_months", "break_fee_dkk"]

    def ordinary(self, day, bound):
        floor = later(day, DEFAULT if self.notice is None else self.notice)
        if bound and bound > floor:
            floor = bound
        while self.to != "enhver dag" and (floor.day != 1 or self.to == "kvartal" and floor.month % 3 != 1):
            floor += DAY
        return floor

    def ways(self, day):
        """What a notice given on this day leads to: way, day, fee."""
        notice, found = DEFAULT if self.notice is None else self.notice, []
        if self.break_on and day <= later(self.break_on, -(notice if self.break_notice is None else self.break_notice)):
            found.append(("break", self.break_on, self.fee or 0))
        if self.kind == "open":
            found.append(("notice", self.ordinary(day, self.bound), 0))
        elif self.kind == "automatic":
            number = 0
            while later(later(self.ends_on, number * self.renewal_months), -notice) < day:
                number += 1
            found.append(("renewal", later(self.ends_on, number * self.renewal_months), 0))
        elif self.kind == "stated":
            found.append(("stated", self.ends_on, 0) if day <= self.notice_by else ("notice", self.ordinary(day, self.ends_on), 0))
        else:
            if self.kind == "noticed" and self.ordinary(day, self.bound) < self.ends_on:
                found.append(("notice", self.ordinary(day, self.bound), 0))
            found.append(("end", self.ends_on, 0))
        return found

    def cheapest(self, day, night):
        priced = [(round(self.rent * months_due(night, on) / 12 + fee, 6), on, way, fee) for way, on, fee in self.ways(day)]
        return min(priced)

    def answer(self, night):
        cost, on, way, fee = self.cheapest(night, night)
        months = months_due(night, on)
        worth = sum(self.rent / 12 / (1 + RATE) ** (m / 12) for m in range(months))
        said = {"lease_way": way, "exit_on": on.isoformat(), "months": months, "commitment_dkk": self.rent * months / 12, "fee_dkk": fee, "cost_dkk": cost,
                "present_value_dkk": worth, "notice_by": "", "missed_dkk": None}
        if way == "end":
            return said
        day = night
        while (way, on, fee) in self.ways(day + DAY):
            day += DAY
        # A day that moves on with every step of the notice is none that can be missed.
        unbound = way == "notice" and self.ordinary(night, None) == on
        said["notice_by"] = "" if unbound else day.isoformat()
        if way == "break" and self.kind == "stated" and day >= self.notice_by:
            # Left is an ordinary notice that the stated day makes possible only once it has passed: the edition says that it does not know.
            said["missed_dkk"] = ""
        elif way != "stated":
            said["missed_dkk"] = self.cheapest(day + DAY, night)[0] - cost
        return said


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def play(program, project, leases, night):
    root = tempfile.mkdtemp(prefix="kvadratur-leases-")
    try:
        for folder in ("pipelines", "schemas"):
            shutil.copytree(os.path.join(project, folder), os.path.join(root, folder))
        settings = os.path.join(root, "pipelines/nightly.yaml")
        with open(settings, encoding="utf-8") as file:
            text = file.read()
        zero = 'settings:\n  - {key: lease.decide_days, value: 0, unit: days, source: test, mark: I, dated: "2026-01-01", describes: "At once"}'
        with open(settings, "w", encoding="utf-8") as file:
            file.write(text.replace("\nsettings:", "\n" + zero, 1))
        os.makedirs(os.path.join(root, "inbound"))
        write(os.path.join(root, "inbound/ejendomme.csv"), [["property_id", "name", "locality", "sector", "tenure", "must_keep", "area_m2"],
                                                            ["E-1", "Kontor", "By", "administration", "leased_in", "nej", "100"]])
        write(os.path.join(root, "inbound/lejemaal.csv"), [Lease.HEADER] + [lease.row() for lease in leases])
        done = subprocess.run([program, "run", "--root", root, "--as-of", night, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        path = os.path.join(root, "outbound/latest/lease_exit.csv")
        if done.returncode not in (0, 1) or not os.path.exists(path):
            raise SystemExit(f"the night ended with {done.returncode}:\n{done.stdout[-3000:]}")
        with open(path, encoding="utf-8-sig", newline="") as file:
            return {row["lease_id"]: row for row in csv.DictReader(file, delimiter=";")}
    finally:
        shutil.rmtree(root, ignore_errors=True)


def differs(said, row):
    for column, value in said.items():
        text = row[column]
        if isinstance(value, str):
            if text != value:
                yield f"{column} {text or 'nothing'}, worked out {value or 'nothing'}"
        elif value is not None and (not text or abs(float(text.replace(",", ".")) - value) > 0.0151):
            yield f"{column} {text or 'nothing'}, worked out {value:.2f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--project", default=PROJECT)
    parser.add_argument("--leases", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nights", type=int, default=2)
    options = parser.parse_args()
    wrong = cells = 0
    for number, night in enumerate(NIGHTS[:options.nights]):
        dice, day = random.Random(options.seed * 1000 + number), datetime.date.fromisoformat(night)
        leases = [Lease(f"L{place:04}", dice, day) for place in range(options.leases)]
        shown = play(os.path.abspath(options.program), options.project, leases, night)
        for lease in leases:
            said = lease.answer(day)
            cells += len(said)
            problems = list(differs(said, shown[lease.key])) if lease.key in shown else ["it is not in the edition"]
            wrong += bool(problems)
            if problems and wrong <= 20:
                print(f"  DIFFERS: {night}, {dict(zip(Lease.HEADER, lease.row()))}: {'; '.join(problems)}")
    print(f"{options.leases * options.nights} leases worked out day by day, {cells} cells compared, {wrong} leases differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
