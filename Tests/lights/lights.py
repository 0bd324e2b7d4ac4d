"""Holds the traffic lights of actions against a second reckoning of them, from the delivered files alone.

    Tests/lights/lights.py [--program PROGRAM] [--actions 150] [--seed 1] [--short]

First the worked example, to the day and the colour, over five nights of one action. Then random actions, of every awkward kind that is known (day
and øre on a limit, a promise of nothing, versions of one day, a first version that is missing, shares of a split, other price years, statuses too
early, too late, not approved, after the closing), each night in a place of its own: every light, deviation, due date and sum of the edition must
be what the rules below say. They share no line with the models. Ends with 1 when anything differs. Standard library only.
"""

import argparse
import csv
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
from calendar import monthrange
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
NIGHTS = ("2026-08-14", "2026-08-15", "2027-03-20", "2028-01-31")
# Yearly rises of the place's own index, in percent; 2027 is missing in the running one.
INDEX = {"capital": {2024: "2.8", 2025: "2.8", 2026: "3.1", 2027: "2.5"}, "pl_municipal": {2024: "3", 2025: "2.75", 2026: "3.3"}}
COLOURS = {"grøn": "green", "gul": "yellow", "rød": "red"}
TRACKS = {"tilbage": "back", "ny plan": "replan", "luk": "close"}
MILLION = 100_000_000


# The calendar.

def day(text):
    return dt.date.fromisoformat(text)


def months_on(date, count):
    number = date.year * 12 + date.month - 1 + count
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def months_between(a, b):
    """Whole calendar months from a to b, towards nothing."""
    if b < a:
        return -months_between(b, a)
    count = 0
    while months_on(a, count + 1) <= b:
        count += 1
    return count


class Half:
    """A half-year: its number counts on, two a year."""

    def __init__(self, number):
        self.number = number
        self.year, second = divmod(number, 2)
        self.name = f"{self.year}-H{second + 1}"
        self.start = dt.date(self.year, 7 if second else 1, 1)
        self.end = dt.date(self.year, 12, 31) if second else dt.date(self.year, 6, 30)
        self.last = self.end + dt.timedelta(45)

    @staticmethod
    def of(date):
        """The half-year that a status of this day belongs to."""
        number = date.year * 2 - 1
        while date > Half(number).last:
            number += 1
        return Half(number)


def factor(index, a, b):
    """By what an amount of one year stands in another one; None where a year is missing. Rounded to ten decimals, as a table of factors is."""
    low, high = min(a, b), max(a, b)
    product = Fraction(1)
    for year in range(low + 1, high + 1):
        if year not in INDEX[index]:
            return None
        product *= 1 + Fraction(INDEX[index][year]) / 100
    product = Fraction(round(product, 10))
    return product if b >= a else Fraction(round(1 / product, 10))


def whole(value):
    """The nearest whole number; a half goes away from nothing."""
    return int(Decimal(value.numerator * 1000 // value.denominator).scaleb(-3).quantize(Decimal(1), ROUND_HALF_UP)) if value.denominator != 1 else int(value)


# The rules.

def carried(amount, index, said, wanted):
    """An amount of one price year in another one, and why not."""
    if said == wanted:
        return amount, None
    if said is None or wanted is None:
        return None, "price_year"
    times = factor(index, said, wanted)
    return (None, "price_index") if times is None else (whole(amount * times), None)


def colour_of_cost(baseline, forecast):
    over = forecast - baseline
    if over <= 0:
        return "green"
    return "red" if over > 6 * MILLION or (baseline > 0 and over * 10 > baseline) else "yellow"


def colour_of_promise(baseline, forecast):
    short = baseline - forecast
    if short <= 0:
        return "green"
    return "yellow" if short * 10 <= abs(baseline) else "red"


def colour_of_time(baseline, forecast):
    if forecast < months_on(baseline, 1):
        return "green"
    return "yellow" if forecast <= months_on(baseline, 3) else "red"


class Action:
    """One action with its rows, and what is known of it on a night."""

    def __init__(self, row, baselines, statuses, parents, night):
        self.row, self.night = row, night
        self.baselines = sorted((b for b in baselines if day(b["approved_on"]) <= night), key=lambda b: (b["approved_on"], b["version"]))
        self.first, self.first_missing = self.first_baseline(parents)
        self.statuses = [s for s in sorted(statuses, key=lambda s: s["as_of"]) if self.accepted(s)]
        closing = [day(s["as_of"]) for s in self.statuses if TRACKS.get(s["track"]) == "close"]
        self.closed = min(closing) if closing else None
        if self.closed:
            self.statuses = [s for s in self.statuses if day(s["as_of"]) <= self.closed]
        self.effect = day(row["effect_on"]) if row["effect_on"] and row["state"] == "gennemført" and day(row["effect_on"]) <= night else None

    def accepted(self, s):
        approved = day(s["approved_on"] or s["as_of"])
        return bool(self.baselines and self.baselines[0]["approved_on"] <= s["as_of"] and day(s["as_of"]) <= self.night and s["approved_by_role"] and approved <= self.night)

    def first_baseline(self, parents):
        own = next((b for b in self.baselines if b["version"] == 1), None)
        if own is None:
            return None, "no_first"
        if not own["split_from"]:
            return own, None
        parent = next((b for b in parents.get(own["split_from"], []) if b["version"] == 1 and day(b["approved_on"]) <= self.night), None)
        if parent is None or parent["split_from"]:
            return None, "no_parent"
        share = Fraction(own["split_share_percent"].replace(",", ".")) / 100
        return dict(parent, cost=whole(parent["cost"] * share), benefit=whole(parent["benefit"] * share), area=None if parent["area"] is None else parent["area"] * share), None

    def baseline_on(self, date):
        known = [b for b in self.baselines if day(b["approved_on"]) <= date]
        return known[-1] if known else None

    def status_of(self, half):
        given = [s for s in self.statuses if Half.of(day(s["as_of"])).number == half.number and day(s["approved_on"] or s["as_of"]) <= half.last]
        return given[-1] if given else None

    def halves(self, split_on):
        """The half-years that have a light, each with its status and how many in a row had none."""
        result, silent = [], 0
        for number in range(2023 * 2, self.night.year * 2 + 2):
            half = Half(number)
            if half.end > self.night or (self.effect and half.start > self.effect):
                continue
            status = self.status_of(half)
            owed = (self.baselines and day(self.baselines[0]["approved_on"]) <= half.end and half.last < self.night and self.row["state"] != "opgivet"
                    and (not self.closed or half.start <= self.closed) and (not split_on or half.end < split_on))
            if status or owed:
                silent = 0 if status else silent + 1
                result.append((half, status, silent))
        return result

    def parameters(self, half, status):
        """Each parameter: colour, reason, deviation, percent, first deviation, first percent, first reason."""
        b = self.baseline_on(day(status["as_of"]) if status else half.end)
        closing = status is not None and self.closed == day(status["as_of"])
        result = {}
        measure = "quality" if self.row["purpose"] == "kvalitet" else "area"
        for name, index, judge in (("cost", "capital", colour_of_cost), ("benefit", "pl_municipal", colour_of_promise), (measure, None, colour_of_promise)):
            forecast = None if status is None else 0 if closing and name == "benefit" else status[name]
            said = None if status is None or index is None else status["price_year"] or b["price_year"]

            def held(base, missing):
                if status is None:
                    return None, None, "not_reported"
                if missing:
                    return None, None, missing
                if base[name] is None:
                    return None, None, "no_baseline"
                if forecast is None:
                    return None, None, "no_forecast"
                value, why = (forecast, None) if index is None else carried(forecast, index, said, base["price_year"])
                return value, None if value is None else value - base[name], why

            value, deviation, reason = held(b, None)
            _, first, first_reason = held(self.first, self.first_missing)
            colour = "grey" if reason else judge(b[name], value)
            result[name] = (colour, reason, deviation, percent(deviation, b[name]), first, percent(first, self.first[name] if self.first else None), first_reason)
        forecast = status["finish"] if status else None
        reason = "not_reported" if status is None else None if forecast else "no_forecast"
        first_reason = "not_reported" if status is None else self.first_missing or reason
        result["time"] = ("grey" if reason else colour_of_time(b["finish"], forecast), reason, None if reason else months_between(b["finish"], forecast), None,
                          None if first_reason else months_between(self.first["finish"], forecast), None, first_reason)
        return b, result

    def light(self, half, status, silent):
        b, parameters = self.parameters(half, status)
        colours = [p[0] for p in parameters.values()]
        measured = next((c for c in ("red", "yellow", "green") if c in colours), "grey")
        if status is None:
            measured = "red" if silent >= 2 else "grey"
        override = COLOURS.get(status["override"]) if status and status["override_reason"] else None
        shown = override or measured
        decide = None
        if status and shown in ("red", "yellow"):
            decide = max(half.end, day(status["approved_on"] or status["as_of"])) + dt.timedelta(30)
        decided = None
        if status:
            days = [day(s["as_of"]) for s in self.statuses if s["as_of"] >= status["as_of"] and s["track"] in TRACKS]
            days += [day(x["approved_on"]) for x in self.baselines if x["approved_on"] > status["as_of"]]
            decided = min(days, default=None)
        return {"version": b["version"], "parameters": parameters, "measured": measured, "override": override, "shown": shown, "decide_by": decide, "decided_on": decided,
                "undecided": decide is not None and decide < self.night and decided is None}


def percent(deviation, baseline):
    """In percent of the baseline to one decimal, a half away from nothing; None where it says nothing."""
    if deviation is None or not baseline:
        return None
    exact = Fraction(deviation) * 100 / abs(Fraction(baseline))
    return Decimal(exact.numerator * 10**6 // exact.denominator).scaleb(-6)


# Random actions.

def rows(seed, count):
    chance = random.Random(seed)
    actions, baselines, statuses = [], [], []

    def date(low, high):
        return (day(low) + dt.timedelta(chance.randrange((day(high) - day(low)).days))).isoformat()

    for n in range(count):
        key = f"I-{n:03}"
        state = chance.choice(["besluttet"] * 6 + ["gennemført", "opgivet"])
        actions.append({"action_id": key, "property_id": f"P{n % 5}", "kind": "flytning", "title": f"Indsats {n}", "state": state, "decided_on": "2025-01-02",
                        "decided_by_role": "Byrådet", "effect_on": date("2025-06-01", "2027-12-31") if state == "gennemført" else "", "purpose": chance.choice(["", "effektivisering", "kvalitet"])})
        if chance.random() < 0.05:
            continue
        approved, year = date("2025-01-01", "2027-01-01"), chance.choice([None, 2025, 2025, 2026])
        versions = [1] + [v for v in (2, 3) if chance.random() < 0.35]
        if len(versions) > 1 and chance.random() < 0.1:
            versions = versions[1:]
        own = []
        for v in versions:
            own.append({"action_id": key, "version": v, "approved_on": approved, "cost": chance.choice([0, 2 * MILLION, 80 * MILLION, chance.randrange(1, 99 * MILLION)]),
                        "finish": day(chance.choice([date("2025-09-01", "2028-01-01"), "2026-09-30", "2027-01-31", "2028-02-29", "2026-08-31"])),
                        "benefit": chance.choice([0, 900_000_00, chance.randrange(-MILLION, 9 * MILLION)]), "area": chance.choice([None, Fraction(1000), Fraction(chance.randrange(1, 99999), 10)]),
                        "quality": chance.choice([None, Fraction(4), Fraction(7, 2)]), "price_year": year, "split_from": "", "split_share_percent": ""})
            if chance.random() < 0.6:
                approved = min((day(approved) + dt.timedelta(chance.randrange(20, 400))).isoformat(), "2027-12-31")
            if chance.random() < 0.1:
                year = 2026 if year else year
        if n > 9 and chance.random() < 0.12 and own[0]["version"] == 1:
            own[0]["split_from"], own[0]["split_share_percent"] = f"I-{n % 10:03}", chance.choice(["60", "37,5", "100"])
        baselines += own
        for number in range(Half.of(day(own[0]["approved_on"])).number - 1, Half.of(day("2028-01-31")).number + 1):
            half = Half(number)
            for _ in range(chance.choice([0, 0, 1, 1, 1, 1, 2])):
                near = chance.choice([half.end, half.end, half.last, half.end - dt.timedelta(40), half.end + dt.timedelta(20)])
                held = [b for b in own if b["approved_on"] <= near.isoformat()] or own
                b = held[-1]
                if any(s["action_id"] == key and s["as_of"] == near.isoformat() for s in statuses):
                    continue
                statuses.append({
                    "action_id": key, "as_of": near.isoformat(),
                    "cost": chance.choice([None, b["cost"], b["cost"] + 1, b["cost"] * 11 // 10, b["cost"] * 11 // 10 + 1, b["cost"] + 6 * MILLION, b["cost"] + 6 * MILLION + 1, max(0, b["cost"] - 500)]),
                    "finish": chance.choice([None, b["finish"], months_on(b["finish"], 1), months_on(b["finish"], 1) - dt.timedelta(1), months_on(b["finish"], 3),
                                             months_on(b["finish"], 3) + dt.timedelta(1), months_on(b["finish"], -2), b["finish"] + dt.timedelta(chance.randrange(-200, 400))]),
                    "benefit": chance.choice([None, b["benefit"], b["benefit"] - abs(b["benefit"]) // 10, b["benefit"] - abs(b["benefit"]) // 10 - 1, b["benefit"] + 77, 0]),
                    "area": None if b["area"] is None else chance.choice([None, b["area"], Fraction(int(b["area"] * 9), 10), Fraction(int(b["area"] * 9) - 1, 10)]),
                    "quality": chance.choice([None, Fraction(4), Fraction(18, 5), Fraction(3)]),
                    "price_year": chance.choice([None, None, None, 2026, 2027]), "note": chance.choice(["", "Går som ventet"]), "reported_by_role": "Projektlederen",
                    "approved_by_role": chance.choice(["Chefen"] * 9 + [""]), "approved_on": chance.choice(["", "", "", (near + dt.timedelta(chance.randrange(0, 70))).isoformat()]),
                    "track": chance.choice([""] * 8 + ["tilbage", "ny plan", "ny plan", "luk", "måske"]), "track_due_on": "",
                    "override": chance.choice([""] * 8 + ["grøn", "gul", "rød", "blå"]), "override_reason": chance.choice(["", "Forliget er indgået"])})
    return actions, baselines, statuses


# The place.

def kroner(ore):
    return "" if ore is None else f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}"


def decimal(value):
    return "" if value is None else str(Decimal(value.numerator) / Decimal(value.denominator)).replace(".", ",")


class Place:
    """A folder with the project's own pipelines, five properties, and these actions."""

    def __init__(self, program):
        self.program, self.root = os.path.abspath(program), tempfile.mkdtemp(prefix="kvadratur-lights-")
        for folder in ("pipelines", "schemas"):
            shutil.copytree(os.path.join(PROJECT, folder), os.path.join(self.root, folder))
        shutil.rmtree(os.path.join(self.root, "pipelines/5_plan/scenarios"), ignore_errors=True)
        os.mkdir(os.path.join(self.root, "inbound"))
        path = os.path.join(self.root, "pipelines/0_given/price_index.csv")
        with open(path, encoding="utf-8", newline="") as file:
            header, *_ = csv.reader(file)
        self.write(path, header, [{"price_index": i, "year": y, "percent_from_previous": p, "kind": "actual", "source": "S111", "mark": "Q", "dated": "2026-01-01"}
                                  for i, years in INDEX.items() for y, p in years.items()])
        self.deliver("properties-2026-01", ["property_id", "name", "sector", "tenure", "area_m2", "locality"],
                     [{"property_id": f"P{n}", "name": f"Hus {n}", "sector": "administration", "tenure": "owned", "area_m2": 1000, "locality": "Nord"} for n in range(5)])

    @staticmethod
    def write(path, header, lines, separator=","):
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n", delimiter=separator)
            writer.writeheader()
            writer.writerows(lines)

    def deliver(self, name, header, lines):
        self.write(os.path.join(self.root, "inbound", name + ".csv"), header, lines, ";")

    def lay(self, actions, baselines, statuses, named="2026-01"):
        self.deliver(f"actions-{named}", ["action_id", "property_id", "kind", "title", "state", "decided_on", "decided_by_role", "effect_on", "purpose"], actions)
        head = {"action_id": "action_id", "version": "version", "approved_on": "approved_on", "cost_dkk": "cost", "finish_on": "finish", "gross_benefit_dkk_year": "benefit",
                "area_m2": "area", "quality": "quality", "price_year": "price_year", "split_from": "split_from", "split_share_percent": "split_share_percent"}
        self.deliver(f"action_baselines-{named}", list(head), [{k: self.text(k, b[v]) for k, v in head.items()} for b in baselines])
        head = {"action_id": "action_id", "as_of": "as_of", "forecast_cost_dkk": "cost", "forecast_finish_on": "finish", "forecast_gross_benefit_dkk_year": "benefit",
                "forecast_area_m2": "area", "forecast_quality": "quality"}
        head.update({k: k for k in ("price_year", "note", "reported_by_role", "approved_by_role", "approved_on", "track", "track_due_on", "override", "override_reason")})
        self.deliver(f"action_statuses-{named}", list(head), [{k: self.text(k, s[v]) for k, v in head.items()} for s in statuses])

    @staticmethod
    def text(name, value):
        return kroner(value) if "dkk" in name else decimal(value) if isinstance(value, Fraction) else "" if value is None else value

    def night(self, as_of):
        done = subprocess.run([self.program, "run", "--root", self.root, "--as-of", as_of, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"the night of {as_of} ended with {done.returncode}:\n{done.stdout[-3000:]}")

    def table(self, name):
        with open(os.path.join(self.root, "outbound/latest", name + ".csv"), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))


class Difference(list):
    def hold(self, what, found, wanted):
        if found != wanted:
            self.append(f"{what}: {found!r}, and the rules say {wanted!r}")
        return 1


def number(text):
    return None if text == "" else Decimal(text.replace(",", "."))


def close(found, wanted, half):
    """A rounded number against the exact one."""
    return found if wanted is None or found is None or abs(found - Decimal(wanted)) > Decimal(half) else wanted


def example(program):
    """The worked example, over the nights on which something happens."""
    wrong, held = Difference(), 0
    place = Place(program)
    action = {"action_id": "I-1", "property_id": "P0", "kind": "flytning", "title": "Nordskolen", "state": "besluttet", "decided_on": "2026-01-02", "decided_by_role": "Byrådet",
              "effect_on": "", "purpose": ""}
    first = {"action_id": "I-1", "version": 1, "approved_on": "2026-01-15", "cost": 2 * MILLION, "finish": day("2026-09-30"), "benefit": 900_000_00, "area": None, "quality": None,
             "price_year": None, "split_from": "", "split_share_percent": ""}
    second = dict(first, version=2, approved_on="2026-09-01", cost=225_000_000, finish=day("2027-01-31"), benefit=790_000_00)
    status = {"action_id": "I-1", "as_of": "2026-06-30", "cost": 215_000_000, "finish": day("2026-12-15"), "benefit": 790_000_00, "area": None, "quality": None, "price_year": None, "note": "",
              "reported_by_role": "", "approved_by_role": "Chefen", "approved_on": "", "track": "", "track_due_on": "", "override": "", "override_reason": ""}
    on_plan = dict(status, as_of="2026-12-31", cost=225_000_000, finish=day("2027-01-31"))
    place.lay([action], [first], [status])
    place.night("2026-06-29")
    held += wrong.hold("before the half-year has ended", [r["light_state"] for r in place.table("light_now")], ["waits"])
    place.night("2026-07-30")
    colours = {r["parameter"]: (r["light"], r["deviation_percent"]) for r in place.table("light_history")}
    held += wrong.hold("the first status", colours, {"total": ("red", ""), "cost": ("yellow", "7,5"), "time": ("yellow", ""), "benefit": ("red", "-12,2"), "area": ("grey", "")})
    now = place.table("light_now")[0]
    held += wrong.hold("by its last day", (now["light"], now["late_months"], now["decide_by"], now["without_decision"]), ("red", "2", "2026-07-30", "0"))
    place.night("2026-07-31")
    held += wrong.hold("the day after", [r["without_decision"] for r in place.table("light_now")], ["1"])
    place.lay([action], [first, second], [status, on_plan], named="2026-12")
    place.night("2027-01-10")
    rows_now = {r["parameter"]: r for r in place.table("light_history") if r["half"] == "2026-H2"}
    held += wrong.hold("after the new plan", {k: (r["light"], r["version"]) for k, r in rows_now.items() if k != "area"}, {k: ("green", "2") for k in ("total", "cost", "time", "benefit")})
    held += wrong.hold("against the first baseline", [rows_now["cost"]["first_deviation_percent"], rows_now["time"]["first_deviation"], rows_now["benefit"]["first_deviation_percent"]],
                       ["12,5", "4", "-12,2"])
    now = place.table("light_now")[0]
    held += wrong.hold("and in the same row", (now["light"], now["first_cost_percent"], now["first_months"], now["first_benefit_percent"]), ("green", "12,5", "4", "-12,2"))
    held += wrong.hold("the past stays", [(r["light"], r["version"]) for r in place.table("light_history") if r["half"] == "2026-H1" and r["parameter"] == "total"], [("red", "1")])
    shutil.rmtree(place.root)
    return wrong, held


def chosen(program, seed, count, as_of):
    """Random actions on one night."""
    wrong, held, night = Difference(), 0, day(as_of)
    actions, baselines, statuses = rows(seed, count)
    place = Place(program)
    place.lay(actions, baselines, statuses)
    place.night(as_of)
    history = {(r["action_id"], r["half"], r["parameter"]): r for r in place.table("light_history")}
    now = {r["action_id"]: r for r in place.table("light_now")}
    parents, split = {}, {}
    for b in baselines:
        parents.setdefault(b["action_id"], []).append(b)
        if b["split_from"] and b["version"] == 1 and day(b["approved_on"]) <= night:
            split[b["split_from"]] = min(split.get(b["split_from"], night), day(b["approved_on"]))
    seen, shown = set(), {}
    for row in actions:
        key = row["action_id"]
        action = Action(row, parents.get(key, []), [s for s in statuses if s["action_id"] == key], parents, night)
        last = None
        for half, status, silent in action.halves(split.get(key)):
            last = light = action.light(half, status, silent)
            for name, (colour, reason, deviation, part, first, first_part, first_reason) in light["parameters"].items():
                found = history.get((key, half.name, name))
                seen.add((key, half.name, name))
                if found is None:
                    held += wrong.hold(f"{as_of} {key} {half.name} {name}", None, colour)
                    continue
                money = Decimal(100) if name in ("cost", "benefit") else Decimal(1)
                for what, wanted, limit in (("deviation", deviation, "0.006"), ("deviation_percent", part, "0.051"), ("first_deviation", first, "0.006"), ("first_deviation_percent", first_part, "0.051")):
                    if what.endswith("deviation") and wanted is not None:
                        wanted = Decimal(wanted.numerator) / Decimal(wanted.denominator) / money
                    held += wrong.hold(f"{as_of} {key} {half.name} {name} {what}", close(number(found[what]), wanted, limit), wanted)
                held += wrong.hold(f"{as_of} {key} {half.name} {name}", (found["light"], found["light_reason"], found["first_light_reason"], found["version"]),
                                   (colour, reason or "", first_reason or "", str(light["version"])))
            found = history.get((key, half.name, "total"), {})
            seen.add((key, half.name, "total"))
            held += wrong.hold(f"{as_of} {key} {half.name} total", tuple(found.get(k) for k in ("light", "measured_light", "override_light")),
                               (light["shown"], light["measured"], light["override"] or ""))
        if not action.baselines:
            wanted = None if row["state"] != "besluttet" else "split" if key in split else "no_baseline"
        elif row["state"] == "opgivet" or action.closed:
            wanted = "closed"
        else:
            wanted = "finished" if action.effect else "split" if key in split else "running" if last else "waits"
        found = now.get(key, {})
        held += wrong.hold(f"{as_of} {key} state", found.get("light_state"), wanted)
        if wanted and last:
            held += wrong.hold(f"{as_of} {key} decision", (found["decide_by"], found["without_decision"]), (str(last["decide_by"] or ""), "1" if last["undecided"] else "0"))
        light = "grey" if wanted == "no_baseline" else last["shown"] if wanted == "running" else wanted
        if wanted and wanted != "split":
            shown[light] = shown.get(light, 0) + 1
    held += wrong.hold(f"{as_of} rows of the history that the rules know nothing of", sorted(set(history) - seen)[:5], [])
    shown["at_risk"] = shown.get("red", 0) + shown.get("grey", 0)
    held += wrong.hold(f"{as_of} the programme", {r["light"]: int(r["actions"]) for r in place.table("light_programme")}, shown)
    shutil.rmtree(place.root)
    return wrong, held


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=os.path.join(PROJECT, ".build/release/kvadratur"))
    parser.add_argument("--actions", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="two nights instead of four")
    given = parser.parse_args()
    wrong, held = example(given.program)
    nights = NIGHTS[1:3] if given.short else NIGHTS
    for number_, as_of in enumerate(nights):
        more, count = chosen(given.program, given.seed + number_, given.actions, as_of)
        wrong += more
        held += count
    for line in wrong[:40]:
        print("WRONG:", line)
    print(f"lights: {given.actions} actions on {len(nights)} nights and one worked example, {held} answers, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
