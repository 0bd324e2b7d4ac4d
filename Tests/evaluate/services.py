"""Holds what the report says of services against the delivered files: what is planted is found and nothing else, and random rows are recomputed.

Lays files on services over the made-up municipality's deliveries, with a truth that is known: properties that are paid for and not delivered to, cheap
prices with many hours of own staff on top, contracts whose day of notice is over. Then it computes prices, delivery, peers and contracts from the files
alone, in its own way, for services drawn by chance, at 100, 80 and 60 percent of the data. Ends with 1 when anything differs. Standard library only.
"""

import argparse
import calendar
import collections
import csv
import datetime
import os
import random
import sys

from night import AS_OF, Night, default_program, number
from recompute import Figures, plain_day, plain_number

MAP = [("*-4010", "rengøring", ""), ("*-2900", "energi", ""), ("*-2700", "vedligehold", "60"), ("*-2700", "udearealer", "30"), ("*-4020", "affald", "")]
SERVICE = {"rengøring": "cleaning", "energi": "energy", "vedligehold": "maintenance", "udearealer": "grounds", "affald": "waste"}
MONTHS = [f"2025-{month:02}" for month in range(2, 13)] + ["2026-01"]
FIRST = datetime.date.fromisoformat(AS_OF)


class Town:
    """The files on services, by a seeded choice, and what is true in them."""

    def __init__(self, folder, seed):
        self.draw = random.Random(seed)
        self.figures = Figures(folder)
        self.places = sorted(key for key, row in self.figures.properties.items() if self.figures.get(key, "area_m2") and row["tenure"] in ("owned", "leased_in"))
        self.level = {key: self.draw.choice("334") for key in self.places if self.draw.random() < 0.9}
        self.served = {key: round(self.figures.get(key, "area_m2") * self.draw.choice((0.8, 0.9, 1.0))) for key in self.level}
        shuffled = self.places[:]
        self.draw.shuffle(shuffled)
        self.undelivered, self.helped = set(shuffled[:4]), set(shuffled[4:14])
        self.contracts, self.rows, self.hours, self.own = [], [], [], []
        for place in range(0, len(self.places), 9):
            self.contract(f"R{place // 9 + 1}", self.places[place:place + 9])

    def contract(self, name, members):
        kind = self.draw.choice(("automatisk", "option", "ingen"))
        ends = FIRST + datetime.timedelta(days=self.draw.randint(-200, 900))
        notice = ends - datetime.timedelta(days=self.draw.randint(30, 400))
        self.contracts.append({
            "contract_id": name, "service": "rengøring", "starts_on": "2022-01-01", "ends_on": ends.isoformat(), "notice_by": notice.isoformat(), "renewal": kind,
            "renewal_months": "12", "options_left": "1" if kind == "option" else "0", "value_dkk_year": str(self.draw.randint(2, 40) * 100000),
            "procedure": self.draw.choice(("eu-udbud", "national")), "minimum_share_percent": "70"})
        for key in members:
            self.rows.append({"contract_id": name, "property_id": key, "share_percent": "", "m2": str(self.served.get(key) or round(self.figures.get(key, "area_m2")))})
            for month in MONTHS:
                ordered = 100
                self.hours.append({
                    "contract_id": name, "property_id": key, "period": month, "ordered_hours": str(ordered),
                    "delivered_hours": str(70 if key in self.undelivered else 100), "checks": "4", "checks_passed": "4"})
                if key in self.helped:
                    self.own.append({"property_id": key, "service": "rengøring", "period": month, "hours": "60"})

    def deliver(self, folder):
        write = lambda name, rows: self._write(os.path.join(folder, name), rows)
        write("service-map.csv", [dict(zip(("pattern", "service", "share_percent"), row)) for row in MAP])
        write("service-level.csv", [
            {"property_id": key, "service": "rengøring", "valid_from": "2024-01-01", "level": level, "m2_served": str(self.served[key])} for key, level in sorted(self.level.items())])
        write("service-contracts.csv", self.contracts)
        write("service-contract-properties.csv", self.rows)
        write("service-check.csv", self.hours)
        write("own-hours.csv", self.own)

    @staticmethod
    def _write(path, rows):
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=";")
            out.writeheader()
            out.writerows(rows)


class Judge:
    def __init__(self):
        self.wrong, self.count = [], 0

    def same(self, what, said, own, within=0.006):
        self.count += 1
        if (said is None) != (own is None) or (isinstance(said, float) and abs(said - own) > max(within, abs(own) * 1e-6)) or (isinstance(said, str) and said != own):
            self.wrong.append(f"{what}: the report says {said}, the files say {own}")

    def found(self, what, said, true):
        self.count += 1
        if said != true:
            self.wrong.append(f"{what}: not found {sorted(true - said)}, invented {sorted(said - true)}")


def prices(town):
    """Cost of each property and service in the twelve months, by the files: the allocation's shares, then the map's."""
    data, rules, spent = town.figures.data, collections.defaultdict(list), collections.Counter()
    for row in data.rows("cost_allocation"):
        rules[row["account"], row["cost_centre"]].append(row)
    inside = set(MONTHS)
    for row in data.rows("costs"):
        if row["period"] not in inside:
            continue
        for name in ((row["account"], row["cost_centre"]), ("", row["cost_centre"]), (row["account"], "")):
            valid = [r for r in rules.get(name, []) if plain_day(r["valid_from"] or "0000-01-01")[:7] <= row["period"] <= (plain_day(r["valid_to"]) or "9999-12-31")[:7]]
            if valid:
                break
        if sum(plain_number(r["share_percent"]) for r in valid) > 100.0000001:
            continue
        services = [(SERVICE[service], float(share or 100)) for pattern, service, share in MAP if row["account"].endswith(pattern[1:])]
        for rule in valid:
            whole = plain_number(row["amount_dkk"]) * plain_number(rule["share_percent"]) / 100
            # What the map says nothing of is the service that its kind of cost is by itself.
            for service, share in services or ([(rule["category"], 100)] if rule["category"] in ("cleaning", "maintenance", "energy", "rent") else []):
                spent[rule["property_id"], service] += whole * share / 100
    return spent


def by_contract(town):
    """What a contract says of cleaning where nothing is posted: its yearly value by the m2 that it covers, while it runs."""
    found = {}
    for contract in town.contracts:
        members = [row for row in town.rows if row["contract_id"] == contract["contract_id"]]
        if contract["ends_on"] >= AS_OF or contract["renewal"] == "automatisk":
            for row in members:
                found[row["property_id"], "cleaning"] = float(contract["value_dkk_year"]) * float(row["m2"]) / sum(float(other["m2"]) for other in members)
    return found


def middle(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def nearest(values, quarter):
    """Nearest rank: the first of whom at least so many quarters of all are at or below it."""
    ordered = sorted(values)
    return ordered[-(-quarter * len(ordered) // 4) - 1]


def spread(town, cost, known, judge, chosen, spread_rows):
    """Peers, quartiles, MAD, ratio and what is said of it, of the drawn rows."""
    sector = {key: row["sector"] for key, row in town.figures.properties.items()}
    price, size = {}, {}
    for key, service in known:
        area = town.served.get(key) if service == "cleaning" else None
        size[key, service] = area or town.figures.get(key, "area_m2")
        price[key, service] = round(cost[key, service] / size[key, service], 2)
    level = lambda key, service: town.level.get(key) if service == "cleaning" else None
    band = lambda one: sum(size[one] > limit for limit in (500, 2000, 5000))
    for key, service in chosen:
        row, one = spread_rows[key, service], (key, service)
        peers = [other for other in price if other[1] == service and price[other] > 0 and row["sector"] == spread_rows[other]["sector"]]
        alike = [other for other in peers if level(*other) == level(*one)] if level(*one) else []
        closest = [other for other in alike if band(other) == band(one)]
        group = next((found for found in (closest, alike) if len(found) >= 5), peers)
        values = [price[other] for other in group]
        median = middle(values)
        mad = middle([abs(value - median) for value in values])
        gap = cost[one] - median * size[one]
        ratio = price[one] / median
        verdict = "few_peers" if len(group) < 5 else "check_data" if ratio > 2 or ratio < 0.5 else "expensive" if ratio > 1.25 and gap > 25000 else "within"
        judge.same(f"{key} {service}: peers", number(row["peers"]), float(len(group)))
        judge.same(f"{key} {service}: median", number(row["median_dkk"]), median)
        judge.same(f"{key} {service}: best quartile", number(row["first_quartile_dkk"]), nearest(values, 1))
        judge.same(f"{key} {service}: third quartile", number(row["third_quartile_dkk"]), nearest(values, 3))
        judge.same(f"{key} {service}: MAD", number(row["mad_dkk"]), mad)
        judge.same(f"{key} {service}: ratio", number(row["ratio"]), ratio, 0.0006)
        judge.same(f"{key} {service}: verdict", row["price_verdict"], verdict)
        if len(group) >= 5:
            judge.same(f"{key} {service}: down to the median", number(row["gap_dkk"]), max(0.0, gap), max(0.02, size[one] * 0.006))


def contracts(town, judge, rows):
    for contract in town.contracts:
        row, ends, notice = rows[contract["contract_id"]], datetime.date.fromisoformat(contract["ends_on"]), datetime.date.fromisoformat(contract["notice_by"])
        on = lambda day, months: (lambda place: datetime.date(place // 12, place % 12 + 1, min(day.day, calendar.monthrange(place // 12, place % 12 + 1)[1])))(day.year * 12 + day.month - 1 + months)
        last = lambda day: day.day == calendar.monthrange(day.year, day.month)[1]
        end_of = lambda day, months: on(day.replace(day=1), months).replace(day=calendar.monthrange(on(day.replace(day=1), months).year, on(day.replace(day=1), months).month)[1]) if last(day) else on(day, months)
        terms = 0
        if contract["renewal"] == "automatisk":
            while end_of(ends, 12 * terms) < FIRST:
                terms += 1
        ends, notice = end_of(ends, 12 * terms) if terms else ends, end_of(notice, 12 * terms) if terms else notice
        left, ahead = (ends - FIRST).days, (notice - FIRST).days
        lead = 365 if contract["procedure"] == "eu-udbud" else 180
        state = ("over" if left < 0 else "missed" if contract["renewal"] == "automatisk" and ahead < 0 else "act" if 0 <= ahead <= 90 else "prepare" if left <= lead else "ok")
        name = contract["contract_id"]
        judge.same(f"{name}: end", row["ends_on"], ends.isoformat())
        judge.same(f"{name}: notice", row["notice_on"], notice.isoformat())
        judge.same(f"{name}: days to notice", number(row["notice_in_days"]), float(ahead))
        judge.same(f"{name}: state", "over" if row["contract_state"] in ("running_out", "ended") else row["contract_state"], state)
        if left >= 0:
            start = ends - datetime.timedelta(days=lead)
            judge.same(f"{name}: tender", (row["tender_start_on"], row["tender_late"]) == (start.isoformat(), "1" if start < FIRST else "0") and "right" or str(row), "right")


def play(program, properties, seed, percent, count):
    night, judge = Night(program, properties, seed, percent), Judge()
    try:
        town = Town(night.delivered, seed)
        town.deliver(night.inbound)
        night.run()
        costs = {(row["property_id"], row["service"]): row for row in night.report("fm_cost")}
        delivery = {(row["property_id"], row["service"]): row for row in night.report("fm_delivery")}
        spread_rows = {(row["property_id"], row["service"]): row for row in night.report("fm_spread")}
        cost, contract = prices(town), by_contract(town)
        known = sorted(one for one, row in costs.items() if row["cost_dkk"] and one in spread_rows and row["cost_per_m2_dkk"] and one[1] != "grounds")
        cost.update({one: contract[one] for one in known if costs[one]["price_basis"] == "contract"})
        chosen = random.Random(seed).sample(known, min(count, len(known)))
        for one in chosen:
            judge.same(f"{one}: cost", number(costs[one]["cost_dkk"]), cost[one], 0.13)
            own = 720.0 if one[1] == "cleaning" and one[0] in town.helped else None
            judge.same(f"{one}: own hours", number(delivery[one]["own_hours"]), own)
            judge.same(f"{one}: full price", number(delivery[one]["full_dkk"]), None if own is None else cost[one] + own * 300, 0.13)
            hours = (840.0 if one[0] in town.undelivered else 1200.0) if one[1] == "cleaning" and one[0] in town.places else None
            judge.same(f"{one}: delivered", number(delivery[one]["delivered_hours"]), hours)
            judge.same(f"{one}: price of an hour", number(delivery[one]["cost_per_hour_dkk"]), None if hours is None else cost[one] / hours)
        spread(town, cost, known, judge, chosen, spread_rows)
        contracts(town, judge, {row["contract_id"]: row for row in night.report("fm_contract")})
        paid = {key for (key, service), row in costs.items() if service == "cleaning" and number(row["cost_dkk_low"])}
        said = lambda remark: {key for (key, service), row in delivery.items() if row["remark"] == remark}
        judge.found("paid and not delivered", said("not_delivered"), town.undelivered & paid)
        cheap = {key for key in town.helped if ("cleaning" in spread_rows.get((key, "cleaning"), {}).get("service", "")) and (number(spread_rows[key, "cleaning"]["ratio"]) or 9) < 1
                 and 216000 * 100 > 10 * (number(costs[key, "cleaning"]["cost_dkk"]) or 1e12)}
        judge.found("cheap with own hours", said("cheap_with_own"), cheap - town.undelivered)
        print(f"{properties} properties, seed {seed}, {percent} % data: {len(chosen)} services recomputed, {judge.count} comparisons, {len(judge.wrong)} differ")
    finally:
        night.close()
    return judge.wrong


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=default_program())
    options.add_argument("--properties", type=int, default=120)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=30)
    options.add_argument("--percent", default="100,80,60")
    chosen = options.parse_args()
    wrong = []
    for percent in chosen.percent.split(","):
        wrong += play(chosen.program, chosen.properties, chosen.seed, int(percent), chosen.count)
    print("\n".join(wrong[:40]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
