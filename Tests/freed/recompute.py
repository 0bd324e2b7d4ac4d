"""What each action freed, worked out again from the delivered files alone, by somebody who has not read the models: exact fractions, day by day where
a cost cell changes hands. Standard library only."""
import calendar
import csv
import datetime as dt
import os
from fractions import Fraction

LEAVING = {"sell", "demolish", "end_lease", "move", "salg", "nedrivning", "opsigelse", "flytning"}
# Months a year in which a kind of cost is expected to have a posting; maintenance has none.
EXPECTED = {"operation": 12, "cleaning": 12, "energy": 12, "maintenance": 0, "rent": 4}
RANK = ["identified", "decided", "executed", "withdrawn", "failed"]


def rows(folder, name):
    found = []
    for file in sorted(os.listdir(folder)):
        if file == f"{name}.csv" or file.startswith(f"{name}-") and file.endswith(".csv"):
            with open(f"{folder}/{file}", encoding="utf-8", newline="") as table:
                found += [{key: value or None for key, value in row.items()} for row in csv.DictReader(table, delimiter=";")]
    return found


def ore(text):
    return None if text is None else round(Fraction(text.replace(",", ".")) * 100)


def decimal(text):
    return None if text is None else Fraction(text.replace(",", "."))


def nearest(value):
    """Whole numbers, a half away from nought."""
    size = abs(value) + Fraction(1, 2)
    whole = size.numerator // size.denominator
    return whole if value >= 0 else -whole


def months(period):
    year = int(period[:4])
    if len(period) == 4:
        return year, 1, 12
    if period[5] == "Q":
        return year, int(period[6]) * 3 - 2, int(period[6]) * 3
    return year, int(period[5:]), int(period[5:])


class Facts:
    """The files of one delivery, and the municipality's own index."""

    def __init__(self, folder, index, kinds, as_of):
        self.index, self.as_of = index, as_of
        self.kinds = kinds                      # account to kind of cost; other accounts do not count
        self.properties = {row["property_id"]: decimal(row["area_m2"]) for row in rows(folder, "properties")}
        self.allocation = {(row["account"], row["cost_centre"]): (row["property_id"], row["category"]) for row in rows(folder, "cost_allocation")}
        self.posts = [(row["period"], row["account"], row["cost_centre"], ore(row["amount_dkk"])) for row in rows(folder, "costs")]
        self.roots = {row["successor"]: row["cost_centre"] for row in rows(folder, "cost_centre_changes")}
        self.users = {}
        for row in rows(folder, "headcount"):
            self.users[row["property_id"], int(row["period"][:4])] = int(row["users"])
        states = {}
        for row in rows(folder, "action_states"):
            states.setdefault(row["action_id"], []).append((row["on_day"], RANK.index(row["state"])))
        frozen = {}
        for row in rows(folder, "action_cost_baselines"):
            frozen.setdefault(row["action_id"], []).append(row)
        received = {(row["action_id"], row["property_id"]): decimal(row["received_m2"]) for row in rows(folder, "action_receivers")}
        self.actions = [Action(row, states.get(row["action_id"]), frozen.get(row["action_id"], []), received, self) for row in rows(folder, "actions")]
        self.cells()

    def root(self, centre):
        while centre in self.roots:
            centre = self.roots[centre]
        return centre

    def cells(self):
        shared = {key for action in self.actions for kind, key, _ in action.receivers if kind == "cost_centre"}
        self.amount, self.months, self.pieces, posted = {}, {}, {}, {}
        for period, account, centre, amount in self.posts:
            year, first, last = months(period)
            posted.setdefault(year, set()).update(range(first, last + 1))
            place, category = self.allocation.get((account, centre), (None, self.kinds.get(account)))
            if category is None:
                continue
            if self.root(centre) in shared or place not in self.properties:
                cell = ("cost_centre", self.root(centre), category)
            else:
                cell = ("property", place, category)
            self.amount[cell, year] = self.amount.get((cell, year), 0) + amount
            self.months.setdefault((cell, year), {})[period] = last - first + 1
            self.pieces.setdefault((cell, year), []).append((dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), amount))
        self.whole = {year for year, months_in in posted.items() if len(months_in) == 12}
        self.years = sorted(posted)
        self.known = {cell for cell, _ in self.amount}

    def count(self, cell, year):
        return min(12, sum(self.months.get((cell, year), {}).values()))

    def factor(self, first, last):
        if last - first > 12 or first > last:
            return None
        product = Fraction(1)
        for year in range(first + 1, last + 1):
            if year not in self.index:
                return None
            product *= 1 + Fraction(str(self.index[year])) / 100
        return Fraction(nearest(product * 10 ** 10), 10 ** 10)


class Action:
    def __init__(self, row, states, frozen, received, facts):
        self.key, self.place, self.category = row["action_id"], row["property_id"], row.get("category")
        self.leaves = row["kind"] in LEAVING and self.category is None
        self.tender = row["kind"] in ("tender", "udbud")
        effect, self.ended, state = row.get("effect_on"), None, None
        if states:
            start = None
            for day, rank in sorted(states):
                if day > facts.as_of:
                    continue
                state = RANK[rank]
                if state == "executed":
                    if start is None or self.ended is not None:
                        start, self.ended = day, None
                elif start is not None and self.ended is None:
                    self.ended = day
            effect = start or effect
        if state is None:
            state = "executed" if effect and effect <= facts.as_of and row.get("decided_on") and row["decided_on"] <= facts.as_of else "decided"
        self.effect, self.took = effect, bool(effect and effect <= facts.as_of and (state == "executed" or self.ended))
        self.year = int(effect[:4]) if effect else None
        self.last = int(self.ended[:4]) if self.ended else 9999
        valid = [line for line in frozen if effect is None or line["fixed_on"] <= effect]
        self.frozen = {((line["place_kind"], facts.root(line["place_id"]) if line["place_kind"] == "cost_centre" else line["place_id"], line["category"])): ore(line["amount_dkk"]) for line in valid}
        self.base_year = int(valid[0]["baseline_year"]) if valid else int(row["baseline_year"]) if row.get("baseline_year") else self.year - 1
        listed = [("property", key.strip()) for key in (row.get("receiving_property_ids") or "").replace(";", ",").split(",") if key.strip()]
        listed += [("property", place) for action, place in received if action == self.key]
        listed += [("cost_centre", facts.root(key.strip())) for key in (row.get("shared_cost_centres") or "").replace(";", ",").split(",") if key.strip()]
        area = decimal(row.get("area_m2")) or (facts.properties.get(self.place) if row["kind"] in LEAVING else None)
        self.receivers = [(kind, key, received.get((self.key, key)) if kind == "property" else area) for kind, key in dict.fromkeys(listed) if (kind, key) != ("property", self.place)]

    def base(self, facts, cell):
        """The cost before, its months, and whether months are missing in it."""
        if any(frozen[:2] == cell[:2] for frozen in self.frozen):
            return self.frozen.get(cell, 0), False
        if self.base_year not in facts.whole:
            return None, False
        return facts.amount.get((cell, self.base_year), 0), 0 < facts.count(cell, self.base_year) < EXPECTED[cell[2]]


def ledger(facts):
    """Figures by (action, year): the reason why there is none, or (gross, moved to properties, moved to centres, net); then lines by year."""
    effective = [a for a in facts.actions if a.took]
    figures, lines = {}, {}
    if not effective:
        return figures, lines
    first = min(a.year for a in effective)
    reference = max((year for year in facts.whole if year < first), default=None)
    cells = set(facts.known)
    for action in facts.actions:
        cells |= set(action.frozen)
    shares = {}
    for year in [y for y in sorted(facts.whole) if y >= first]:
        book = lines.setdefault(year, dict.fromkeys(("before", "after", "total", "action", "tender", "new_property", "volume", "unexplained"), 0))
        for cell in sorted(cells):
            for line, before, after, parts in held(facts, effective, cell, year, reference):
                for name, amount in (("before", before), ("total", None if before is None else before - after), (line, None if before is None else before - after)):
                    book[name] = None if amount is None or book[name] is None else book[name] + amount
                book["after"] += after
                for action, part in parts:
                    shares.setdefault((action.key, year), []).append((action, cell) + part)
    for action in effective:
        for year in [y for y in facts.years if action.year <= y <= action.last]:
            figures[action.key, year] = figure(facts, action, year, shares.get((action.key, year), []))
    return figures, lines


def held(facts, effective, cell, year, reference):
    """The stretches of one cell in one year: line, cost before in its prices, accounts, and what each action has of it."""
    leaving, groups = [], {}
    for action in effective:
        if not action.year <= year <= action.last or year <= action.base_year or action.category not in (None, cell[2]):
            continue
        if cell[:2] == ("property", action.place):
            if action.leaves:
                leaving.append((action.effect, action.key, action))
            else:
                groups[action.key] = [(action, 1)]
        else:
            for kind, key, weight in action.receivers:
                if (kind, key) == cell[:2]:
                    groups.setdefault("", []).append((action, weight))
    ordered = sorted(groups.items(), key=lambda group: (min(a.effect for a, _ in group[1]), group[0] == "", group[0]))
    other = sorted(ordered[0][1], key=lambda member: (member[0].effect, member[0].key)) if ordered else None
    leaver = [(min(leaving)[2], 1)] if leaving else None
    actual = facts.amount.get((cell, year), 0)
    if not other and not leaver:
        if cell not in facts.known:
            return []
        factor = facts.factor(reference, year) if reference else None
        base = facts.amount.get((cell, reference), 0)
        return [(unheld(facts, cell, year, reference, factor), None if factor is None else nearest(base * factor), actual, [])]
    if other and leaver and other[0][0].effect < leaver[0][0].effect and leaver[0][0].year == year:
        day = dt.date.fromisoformat(leaver[0][0].effect)
        passed, days = (day - dt.date(year, 1, 1)).days, 366 if calendar.isleap(year) else 365
        earlier = sum(0 if day <= start else amount if day > end else nearest(Fraction(amount * (day - start).days, (end - start).days + 1))
                      for start, end, amount in merged(facts.pieces.get((cell, year), [])))
        result = []
        for group, part in ((other, 0), (leaver, 1)):
            before = indexed(facts, group, cell, year)
            cut = None if before is None else nearest(Fraction(before * passed, days))
            result.append(stretch(facts, group, cell, year, None if before is None else before - cut if part else cut, actual - earlier if part else earlier))
        return result
    group = leaver if leaver else other
    return [stretch(facts, group, cell, year, indexed(facts, group, cell, year), actual)]


def merged(pieces):
    """Postings of one period are one amount."""
    sums = {}
    for start, end, amount in pieces:
        sums[start, end] = sums.get((start, end), 0) + amount
    return [(start, end, amount) for (start, end), amount in sums.items()]


def indexed(facts, group, cell, year):
    leader = group[0][0]
    base, factor = leader.base(facts, cell)[0], facts.factor(leader.base_year, year)
    return None if base is None or factor is None else nearest(base * factor)


def stretch(facts, group, cell, year, before, after):
    leader = group[0][0]
    line = "tender" if len(group) == 1 and leader.tender and cell[:2] == ("property", leader.place) else "action"
    weights = [1] if len(group) == 1 else [weight for _, weight in group]
    known = all(weights)
    parts, so_far, whole = [], Fraction(0), sum(weights) if known else None
    for (action, _), weight in zip(group, weights):
        if not known:
            parts.append((action, (None, None, "share", leader)))
            continue
        share = lambda amount: None if amount is None else nearest(amount * (so_far + weight) / whole) - nearest(amount * so_far / whole)
        parts.append((action, (share(before), share(after), None, leader)))
        so_far += weight
    return line, before, after, parts


def unheld(facts, cell, year, reference, factor):
    kind, place, _ = cell
    if kind != "property":
        return "unexplained"
    mine = [other for other in facts.known if other[:2] == (kind, place)]
    if not any((other, reference) in facts.amount for other in mine):
        return "new_property"
    base, now = facts.users.get((place, reference)), facts.users.get((place, year))
    if base and now is not None and factor is not None and abs(now - base) * 100 >= 10 * base:
        rise = sum(facts.amount.get((other, year), 0) for other in mine) - nearest(sum(facts.amount.get((other, reference), 0) for other in mine) * factor)
        if (now - base) * rise > 0:
            return "volume"
    return "unexplained"


def figure(facts, action, year, parts):
    if year not in facts.whole:
        return "year_open"
    if action.base_year >= action.year and not action.frozen:
        return "baseline_after_effect"
    own = [part for part in parts if part[1][:2] == ("property", action.place)]
    claimed = [cell for cell in facts.known | set(action.frozen) if cell[:2] == ("property", action.place) and action.category in (None, cell[2])]
    if not claimed or any(leader.base(facts, cell)[0] is None for _, cell, _, _, why, leader in parts if why is None):
        return "no_baseline"
    if any(leader.base(facts, cell)[1] for _, cell, _, _, _, leader in parts):
        return "baseline_month_missing"
    if any(before is None and why is None for _, _, before, _, why, _ in parts):
        return "index_missing"
    if any(kind == "property" and key not in facts.properties for kind, key, _ in action.receivers):
        return "receiver_unknown"
    if any(not any(cell[:2] == (kind, key) for cell in facts.known) for kind, key, _ in action.receivers):
        return "receiver_without_accounts"
    if any(why for *_, why, _ in parts):
        return "share_unknown"
    if any(cell[:2] != ("property", action.place) and facts.count(cell, year) < facts.count(cell, leader.base_year) and facts.count(cell, year) < EXPECTED[cell[2]] for _, cell, *_, leader in parts):
        return "month_missing"
    gross = sum(before - after for _, _, before, after, *_ in own)
    moved = {kind: sum(after - before for _, cell, before, after, *_ in parts if cell[0] == kind and cell[:2] != ("property", action.place)) for kind in ("property", "cost_centre")}
    return gross, moved["property"], moved["cost_centre"], gross - moved["property"] - moved["cost_centre"], sum(before for _, _, before, *_ in own)
