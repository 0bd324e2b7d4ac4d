"""A made-up municipality whose actions, postings and truth are known: files as it would deliver them, and a root to play them in.

Amounts are whole øre. A posting is (period, account, cost centre, øre); every property has a cost centre of its own that the allocation gives it whole,
and what several properties share is a cost centre that the allocation gives to nobody."""
import csv
import datetime as dt
import os
import shutil

ACCOUNTS = {"operation": "3.22.01-2200", "cleaning": "3.22.01-4010", "energy": "3.22.01-2300", "maintenance": "3.22.01-2400"}
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Town:
    """`properties`: key to m². `postings`: (year, month) or (year, quarter as "Q1") and so on as periods. `actions`, `states`, `receivers`, `baselines`,
    `index` and `heads`: rows as the feeds have them, by column."""

    def __init__(self):
        self.properties, self.postings, self.actions, self.states, self.receivers = {}, [], [], [], []
        self.index, self.baselines, self.heads, self.changes, self.allocations, self.one_offs = {}, [], [], [], [], []
        self.categories = ["operation"]

    def year(self, place, category, year, amount, months=range(1, 13)):
        """Spreads a year's amount over months, to the øre."""
        months = list(months)
        for position, month in enumerate(months):
            part = amount * (position + 1) // len(months) - amount * position // len(months)
            self.postings.append((f"{year}-{month:02}", ACCOUNTS[category], place, part))

    def files(self, folder, shuffle=None, parts=1):
        """Writes what is delivered. `shuffle` puts rows in another order, `parts` cuts the accounts into so many files: neither may matter."""
        os.makedirs(folder, exist_ok=True)
        order = (lambda rows: shuffle.sample(rows, len(rows))) if shuffle else (lambda rows: rows)
        table(f"{folder}/properties.csv", ["property_id", "name", "locality", "sector", "tenure", "bfe_number", "building_ids", "must_keep", "area_m2"],
              order([[p, f"Hus {p}", "Nord", "school", "ejet", "", "", "nej", number(m2)] for p, m2 in self.properties.items()]))
        periods = sorted({posting[0] for posting in self.postings})
        for part in range(parts):
            mine = set(periods[part::parts])
            table(f"{folder}/costs-2028-{part + 1:02}.csv", ["period", "account", "cost_centre", "amount_dkk", "text"],
                  order([[period, account, centre, kroner(ore), ""] for period, account, centre, ore in self.postings if period in mine]))
        given = [[account, f"C{p}", p, "100", category] for p in self.properties for category, account in ACCOUNTS.items()]
        table(f"{folder}/cost_allocation.csv", ["account", "cost_centre", "property_id", "share_percent", "category"], order(given))
        for name, rows in (("actions", self.actions), ("action_states", self.states), ("action_receivers", self.receivers), ("headcount", self.heads),
                           ("action_cost_baselines", self.baselines), ("cost_centre_changes", self.changes), ("allocations", self.allocations), ("action_one_offs", self.one_offs)):
            if rows:
                heads = list(dict.fromkeys(key for row in rows for key in row))
                table(f"{folder}/{name}.csv", heads, order([[said(row.get(head)) for head in heads] for row in rows]))

    def root(self, folder, shuffle=None, parts=1):
        """A root with the project's own method, this town's index and its files in inbound/."""
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(f"{folder}/outbound")
        for name in ("pipelines", "schemas"):
            shutil.copytree(f"{ROOT}/{name}", f"{folder}/{name}")
        with open(f"{folder}/pipelines/0_given/price_index.csv", "a", encoding="utf-8") as file:
            for year, percent in sorted(self.index.items()):
                file.write(f"pl_municipal,{year},{percent},actual,made up,I,2024-01-01\n")
        with open(f"{folder}/pipelines/0_given/accounts.csv", "a", encoding="utf-8") as file:
            for position, category in enumerate(c for c in ACCOUNTS if c != "operation"):
                file.write(f"{position + 3},3.22.01,{ACCOUNTS[category].split('-')[1]},{category},school,Art,Kind,made up,I\n")
        self.files(f"{folder}/inbound", shuffle, parts)
        return folder


def table(path, heads, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([heads] + rows)


def kroner(ore):
    sign, ore = ("-", -ore) if ore < 0 else ("", ore)
    return f"{sign}{ore // 100},{ore % 100:02}"


def number(value):
    return str(value).replace(".", ",")


def said(value):
    return "" if value is None else number(value) if isinstance(value, float) else str(value)


def paper_town():
    """The example on paper: a school left on 1 July 2026, one receiver, the caretakers' cost centre."""
    town = Town()
    town.properties = {"P": 2000, "R": 6000}
    town.index = {2026: 2.8, 2027: 2.8}
    for place, base, at_2027 in (("CP", 100000000, 7000000), ("CR", 300000000, 331035200), ("4790", 160000000, 185993984)):
        town.year(place, "operation", 2025, base)
        town.year(place, "operation", 2026, base + 100000)
        town.year(place, "operation", 2027, at_2027)
    town.year("CP", "operation", 2028, 1000, [1])
    town.actions = [{"action_id": "I-1", "property_id": "P", "kind": "salg", "title": "Skolen lukkes", "decided_on": "2025-12-10", "decided_by_role": "Byrådet",
                     "benefit_owner_role": "Ejendomschefen", "receiving_property_ids": "R", "shared_cost_centres": "4790", "effect_on": "2026-07-01",
                     "planned_saving_dkk": "694000", "price_year": "2025"}]
    town.allocations = [{"allocation_id": "B-1", "from_action_id": "I-1", "year": "2027", "amount_dkk": "700000", "recurring": "ja", "used_for": "Flere pædagoger"}]
    return town
