"""The models of the ledger as they stand in pipelines/, run in SQLite from delivered files: no program, no night."""
import csv
import os
import re
import sqlite3

from town import ACCOUNTS, ROOT

# In the order in which they read one another.
CHAIN = """core_period core_account core_allocation core_cost_overlap core_cost_centre_month core_cost_share core_cost core_cost_unallocated core_cost_centre_root
core_user core_user_year core_price_factor core_action_state core_action core_action_receiver core_action_cost_baseline core_freed_cost kpi_freed_year kpi_freed_cost
kpi_freed_claim kpi_freed_ledger kpi_freed_place kpi_freed_holder kpi_freed_cell kpi_freed_share kpi_freed_bridge kpi_freed_action kpi_freed_result""".split()
AUDITS = ["audit_freed_identity", "audit_freed_cell_once", "audit_freed_share_whole"]
CODES = {"salg": "sell", "nedrivning": "demolish", "opsigelse": "end_lease", "flytning": "move", "udbud": "tender", "fælles brug": "share", "ombygning": "rebuild"}


def text(name):
    for stage in ("2_core", "3_kpi"):
        path = f"{ROOT}/pipelines/{stage}/{name}.sql"
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise SystemExit(f"no model {name}")


def rounded(value, places=0):
    if value is None:
        return None
    scale = 10.0 ** int(places)
    size = int(abs(value) * scale * (1 + 1e-12) + 0.5) / scale
    return -size if value < 0 and size > 0 else float(size)


class Models:
    def __init__(self):
        self.base = sqlite3.connect(":memory:")
        for count in (1, 2):
            self.base.create_function("round", count, rounded, deterministic=True)
        self.base.create_function("lower", 1, lambda value: value.lower() if isinstance(value, str) else value, deterministic=True)
        self.texts = {name: text(name) for name in CHAIN + AUDITS}
        named = {feed for sql in self.texts.values() for feed in re.findall(r"\braw_(\w+)", sql)}
        self.columns = {feed: columns(feed) for feed in sorted(named | {"properties"}) if os.path.exists(f"{ROOT}/schemas/feeds/{feed}.yaml")}
        with open(f"{ROOT}/pipelines/0_given/months.csv", encoding="utf-8") as file:
            months = [row for row in csv.DictReader(file) if "2010" < row["month"] < "2036"]
        self.fill("given_months", list(months[0]), [[value if key in ("month", "first_on", "last_on") else int(value) for key, value in row.items()] for row in months])
        self.fill("given_numbers", ["n"], [[n] for n in range(1, 400)])
        self.fill("given_cost_categories", ["category", "running", "postings_per_year"], [["operation", 1, 12], ["maintenance", 1, 0], ["cleaning", 1, 12], ["energy", 1, 12], ["rent", 1, 4], ["other", 0, 0], ["uncategorised", 0, 0]])
        self.fill("given_codes", ["list", "code", "name_da", "name_en", "state", "grp"], [["action_kind", word, "", "", "alias", code] for word, code in CODES.items()])
        self.fill("given_thresholds", ["rule", "key", "value"], [["freed", "volume_percent", 10]])
        self.fill("given_accounts", ["position", "function", "art", "category", "name_da", "name_en", "source", "mark"], [[n, "3.22.01", account.split("-")[1], category, "", "", "", ""] for n, (category, account) in enumerate(ACCOUNTS.items())])
        self.fill("night", ["as_of", "month_start", "year"], [["2028-02-28", "2028-02-01", 2028]])
        self.fill("core_decision", ["property_id", "verdict", "decided_on", "decided_by_role", "effect_on", "took_effect"], [])

    def fill(self, table, heads, rows):
        self.base.execute(f"drop table if exists {table}")
        self.base.execute(f"create table {table} ({', '.join(heads)})")
        self.base.executemany(f"insert into {table} values ({', '.join('?' * len(heads))})", rows)

    def run(self, folder, index, rows):
        """Every model from the files of one folder; what the audits find is given back."""
        for feed in self.columns:
            heads, found = self.columns[feed], []
            for line, row in enumerate(rows(folder, feed)):
                found.append([value(row, name, aliases, kind) for name, aliases, kind in heads] + [1, line + 2])
            self.fill(f"raw_{feed}", [name for name, *_ in heads] + ["_file", "_line"], found)
        self.fill("given_price_index", ["price_index", "year", "percent_from_previous", "kind"], [["pl_municipal", year, percent, "actual"] for year, percent in index.items()])
        places = [(row["property_id"], row["name"], None, row["sector"], row["locality"], 1, float(row["area_m2"].replace(",", ".")), None) for row in rows(folder, "properties")]
        self.fill("core_property", ["property_id", "name", "authority_code", "sector", "locality", "in_use", "area_m2", "register_bda_m2"], places)
        for name in CHAIN:
            self.base.execute(f"drop table if exists {name}")
            self.base.execute(f"create table {name} as\n{self.texts[name]}")
        return self.audits()

    def audits(self):
        return [(name, row) for name in AUDITS for row in self.base.execute(self.texts[name]).fetchall()]

    def rows(self, query):
        cursor = self.base.execute(query)
        heads = [column[0] for column in cursor.description]
        return [dict(zip(heads, row)) for row in cursor]


def columns(feed):
    with open(f"{ROOT}/schemas/feeds/{feed}.yaml", encoding="utf-8") as file:
        lines = re.findall(r"- \{name: (\w+),(.*)", file.read())
    return [(name, [word.strip() for word in (re.search(r"from: \[(.*?)\]", rest) or [None, name])[1].split(",")] + [name], re.search(r"type: (\w+)", rest)[1]) for name, rest in lines]


def value(row, name, aliases, kind):
    found = next((row[alias] for alias in [name] + aliases if row.get(alias) is not None), None)
    if found is None:
        return None
    if kind == "money":
        from recompute import ore
        return ore(found)
    if kind == "year":
        return int(found)
    if kind in ("number", "percent"):
        number = float(found.replace(",", "."))
        return number
    return found
