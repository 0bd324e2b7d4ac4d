#!/usr/bin/env python3
"""The gate against an ordinary year, and against mishaps.

    gate.py PROGRAM PROJECT [--year] [--mishaps N] [--seed S] [--properties P] [--keep FOLDER] [--resume FILE] [--again OUTCOME]

--year: a made-up municipality of 300 properties delivers for a year (a new school year, an index, a new supplier, sales, a late month, renamed cost
centres, a summer without presence). Only nights with something new are played; the others deliver the same bytes. At most 6 held or told matters.
--mishaps N: N random mutilations of good deliveries, each on the good warehouse: either what is in force stays right, or the night ends with 1. Silent
wrong sums above 1 % of a property or 0.1 % of a total must be none, in what is held against the good delivery's night. Without a choice, both.
--properties: the size of the municipality, 300 for the year and 60 for the mishaps.
--resume FILE: each mishap's outcome is written down there, and those that stand there are not played again: a run may be broken off, or played in
parts. Each mishap is drawn from the seed and its own number, so that it is the same in every part. --again silent: those that stand there as silent are.
Nothing of it is real; the same seed gives the same deliveries. Needs Python 3.9, nothing else.
"""
import copy, datetime, json, os, random, shutil, sqlite3, subprocess, sys, tempfile

from options import arguments, option

seed, mishaps, keep, size = int(option("--seed", "1")), option("--mishaps"), option("--keep"), option("--properties")
resume, again = option("--resume"), option("--again")
year = "--year" in arguments
arguments = [a for a in arguments if a != "--year"]
if not year and mishaps is None:
    year, mishaps = True, "500"
program, project = map(os.path.abspath, arguments[:2])
work = os.path.abspath(keep) if keep else tempfile.mkdtemp(prefix="gate-")
os.makedirs(work, exist_ok=True)
ACCOUNTS = [("3.22.01-2200", 60000), ("3.22.01-2700", 30000), ("0.25.10-2900", 12000)]


def danish(number):
    return f"{number:.2f}".replace(".", ",")


class Town:
    """What the municipality's systems would deliver on a day."""

    def __init__(self, seed, size):
        self.random = random.Random(seed)
        sizes = [int(self.random.lognormvariate(7.3, 0.8)) + 60 for _ in range(size)]
        kinds = self.random.choices(["school", "daycare", "administration", "culture", "sport"], [3, 4, 2, 2, 2], k=size)
        self.properties = {f"E-{i + 1:05}": {"area": a, "sector": k} for i, (a, k) in enumerate(zip(sizes, kinds))}
        self.centres = {p: f"4{i + 1:06}" for i, p in enumerate(self.properties)}
        self.meters = {p: f"M{i + 1:05}" for i, p in enumerate(self.properties)}
        self.users = {p: max(5, int(v["area"] / self.random.uniform(8, 25))) for p, v in self.properties.items()}
        self.rents = {p: int(v["area"] * self.random.uniform(500, 900)) for i, (p, v) in enumerate(self.properties.items()) if i % 10 == 0}
        self.used = {p: v["area"] * self.random.uniform(60, 160) for p, v in self.properties.items()}

    def list(self):
        head = "property_id;name;address;locality;sector;tenure;bfe_number;building_ids;must_keep;must_keep_reason;listed;area_m2;easting_m;northing_m\n"
        return head + "".join(
            f"{p};Ejendom {p[2:]};;Eksempelby;{v['sector']};{'leased' if p in self.rents else 'owned'};;;nej;;nej;{v['area']};;\n" for p, v in self.properties.items())

    def headcount(self, period):
        rows = "".join(f"{p};{period};citizen;{self.users[p]};{int(v['area'] / 8)}\n" for p, v in self.properties.items())
        return "property_id;period;kind;users;capacity\n" + rows

    def costs(self, month):
        noise, heavy = random.Random(f"{month}"), month.endswith("-01")
        rows = []
        for p in self.properties:
            for account, usual in ACCOUNTS:
                amount = usual * self.properties[p]["area"] / 1500 * noise.lognormvariate(0, 0.35) * (1.9 if heavy else 1)
                rows.append(f"{month};{account};{self.centres[p]};{danish(amount)};Drift\n")
        return "period;account;cost_centre;amount_dkk;text\n" + "".join(rows)

    def allocation(self):
        head = "account;cost_centre;property_id;share_percent;category;valid_from;valid_to\n"
        return head + "".join(f"{a};{self.centres[p]};{p};100;operation;2020-01-01;\n" for p in self.properties for a, _ in ACCOUNTS)

    def energy(self, years):
        rows = "".join(
            f"{p};{self.meters[p]};{y};heat;{int(self.used[p] * random.Random(p + y).uniform(0.85, 1.15))};kwh;\n" for y in years for p in self.properties)
        return "property_id;meter;year;kind;amount;unit;degree_days\n" + rows

    def leases(self):
        return "lease_id;property_id;landlord;area_m2;rent_dkk;notice_by;ends_on\n" + "".join(
            f"L-{p[2:]};{p};;{self.properties[p]['area']};{danish(r)};;\n" for p, r in self.rents.items() if p in self.properties)

    def bookings(self, month):
        rooms, chance = list(self.properties)[:40], random.Random("b" + month)
        rows = "".join(
            f"{p};Sal;{month}-{day:02};12,0;{chance.uniform(1, 11):.1f};{chance.randint(5, 60)};60\n".replace(".", ",") for p in rooms for day in range(1, 29))
        return "property_id;room;day;hours_available;hours_booked;attendees;capacity\n" + rows


def make_root(name):
    root = os.path.join(work, name)
    shutil.rmtree(root, ignore_errors=True)
    for folder in ("inbound", "outbound"):
        os.makedirs(os.path.join(root, folder))
    for folder in ("pipelines", "schemas"):
        shutil.copytree(os.path.join(project, folder), os.path.join(root, folder))
    return root


def night(root, day, files, stage="raw"):
    for name, text in files.items():
        with open(os.path.join(root, "inbound", name), "w", encoding="utf-8") as file:
            file.write(text)
    command = [program, "run", "--root", root, "--as-of", day, "--settle", "0", "--quiet", "--stage", stage]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def first_deliveries(town):
    months = [f"2024-{m:02}" for m in range(1, 13)]
    files = {
        "properties-1.csv": town.list(), "cost_allocation-1.csv": town.allocation(), "energy-1.csv": town.energy(["2022", "2023"]),
        "leases-1.csv": town.leases(), "headcount-1.csv": town.headcount("2024-09"), "bookings-2024-12.csv": town.bookings("2024-12"),
    }
    # A year of accounts, a month a file, so that there is something usual.
    files.update({f"costs-{m}.csv": town.costs(m) for m in months})
    return files


def play_year(seed):
    town, root = Town(seed, int(size or 300)), make_root("year")
    code, said = night(root, "2025-01-02", first_deliveries(town))
    if code != 0:
        sys.exit(f"the first night ended with {code}:\n{said}")
    for stage in ("given", "core"):
        night(root, "2025-01-02", {}, stage)
    matters, nights, day = [], 1, datetime.date(2025, 1, 3)
    known = town.list()
    late = {}
    while day < datetime.date(2026, 1, 2):
        files, stamp = {}, day.isoformat()
        monthday = stamp[5:]
        if monthday in ("03-03", "06-10", "11-20"):  # sales; the list says so first, the other systems a month later
            town.properties.pop(list(town.properties)[int(stamp[5:7]) * 7 % len(town.properties)])
        if monthday == "05-12":  # two new ones
            for number in (901, 902):
                p = f"E-{number:05}"
                town.properties[p], town.centres[p], town.meters[p], town.users[p], town.used[p] = {"area": 900, "sector": "daycare"}, f"49{number:05}", f"M{number}", 60, 90000
        if monthday == "08-15":  # the new school year
            for p in town.properties:
                town.users[p] = max(3, int(town.users[p] * town.random.uniform(0.85, 1.18)))
            files["headcount-2025-09.csv"] = town.headcount("2025-09")
        if monthday == "01-15":  # the index
            town.rents = {p: int(r * 1.031) for p, r in town.rents.items()}
            files["leases-2.csv"] = town.leases()
        if monthday == "04-22":  # a new supplier numbers the meters anew
            town.meters = {p: "N" + m for p, m in town.meters.items()}
            files["energy-2.csv"] = town.energy(["2023", "2024"])
        if monthday == "09-01":  # two cost centres are renamed
            for p in list(town.properties)[50:52]:
                town.centres[p] = "5" + town.centres[p][1:]
            files["cost_allocation-2.csv"] = town.allocation()
        if day.day == 5:
            last = (day.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
            if last == "2025-03":
                late[last] = town.costs(last)  # comes with the next one
            else:
                files.update({f"costs-{m}.csv": text for m, text in late.items()})
                late = {}
                files[f"costs-{last}.csv"] = town.costs(last)
        if day.day == 8:  # late postings of the month before
            last = (day.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
            if last != "2025-03":
                files[f"costs-{last}-2.csv"] = town.costs(last) + f"{last};3.22.01-2700;{town.centres[list(town.properties)[3]]};4500,00;Efterpostering\n"
        if day.day == 2 and day.month not in (7, 8):
            last = (day.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
            files[f"bookings-{last}.csv"] = town.bookings(last)
        now = town.list()
        if now != known:
            known = now
            files[f"properties-{stamp}.csv"] = now
        if files:
            code, said = night(root, stamp, files)
            nights += 1
            if code not in (0, 1):
                sys.exit(f"{stamp}: exit {code}\n{said}")
            # Feeds that are late or old are the calendar's matter, not the gate's.
            own = [line for line in said.splitlines() if line.startswith("inbound/") and "since " not in line]
            # What the models make of it is told as well.
            code, told = night(root, stamp, {}, "core")
            if code not in (0, 1):
                sys.exit(f"{stamp}, core: exit {code}\n{told}")
            own += [line for line in told.splitlines() if line.startswith("pipelines/")]
            for line in own:
                print(f"  {stamp}  {line[:220]}", flush=True)
            matters += own
        day += datetime.timedelta(days=1)
    print(f"an ordinary year on {len(town.properties)} properties: 365 nights, {nights} of them with something new; {len(matters)} held or told")
    return len(matters) <= 6


FIGURES = {
    "properties": ("raw_properties", "area_m2", "property_id"), "costs": ("raw_costs", "amount_ore", "cost_centre"),
    "cost_allocation": ("raw_cost_allocation", "share_percent", "property_id"), "energy": ("raw_energy", "amount", "property_id"),
    "leases": ("raw_leases", "rent_ore", "property_id"), "headcount": ("raw_headcount", "users", "property_id"),
}


# What a property's sheet shows of what these files bring.
SHOWN = ["bda_m2", "net_area_m2", "users", "capacity", "cost_ore", "cost_ore_low", "energy_kwh_per_m2", "energy_kwh_per_m2_low"]


def shown(root):
    """The figures of every property, by what is shown and key."""
    database = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
    rows = database.execute(f"select property_id, {', '.join(SHOWN)} from kpi_property").fetchall()
    rents = database.execute("select property_id, total(rent_ore) from core_lease group by 1").fetchall()
    database.close()
    found = {name: {row[0]: row[1 + place] for row in rows if row[1 + place] is not None} for place, name in enumerate(SHOWN)}
    found["rent_ore"] = dict(rents)
    return found


def worked_out(root):
    """Core and figures of a night whose deliveries are taken: the first exit code that is not 0, and all that was said."""
    first, lines = 0, []
    for stage in ("core", "kpi"):
        code, said = night(root, "2025-02-05", {}, stage)
        first = first or code
        lines += said.splitlines()
    return first, lines


def in_force(root):
    database = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
    found = {}
    for feed, (table, measure, key) in FIGURES.items():
        found[feed] = dict(database.execute(f"select {key}, total({measure}) from {table} group by 1"))
    database.close()
    return found


def mutilate(kind, text, chance):
    how = ""
    head, *rows = text.splitlines(keepends=True)
    cells = [row.rstrip("\n").split(";") for row in rows]
    columns = head.strip().split(";")
    measure = next(i for i, c in enumerate(columns) if c in ("area_m2", "amount_dkk", "share_percent", "amount", "users", "rent_dkk"))
    if "rent_dkk" in columns:
        measure = columns.index("rent_dkk")

    def scaled(row, factor):
        row = list(row)
        if row[measure]:
            row[measure] = f"{float(row[measure].replace(',', '.')) * factor:.6f}".rstrip("0").rstrip(".").replace(".", ",")
        return row

    if kind == "cut":
        cells = cells[:int(len(cells) * chance.uniform(0.05, 0.97))]
    elif kind == "half":
        cells = [c for c in cells if chance.random() < 0.5]
    elif kind == "doubled":
        cells = cells + cells
    elif kind == "shifted":
        place = chance.randrange(1, len(columns))
        how = columns[place]
        cells = [c[:place] + [""] + c[place:-1] for c in cells]
    elif kind == "unit":
        factor = chance.choice([1000, 0.001, 100, 0.01, 0.0036, 60])
        cells, how = [scaled(c, factor) for c in cells], f"x {factor}"
    elif kind == "keys":
        how, change = chance.choice([
            ("no hyphen", lambda k: k.replace("-", "")), ("x behind", lambda k: k + "x"), ("zeros lost", lambda k: k.lstrip("E4-0")), ("X in front", lambda k: "X" + k)])
        place = next(i for i, c in enumerate(columns) if c in ("property_id", "cost_centre"))
        cells = [c[:place] + [change(c[place])] + c[place + 1:] for c in cells]
    elif kind == "one value":
        index = chance.randrange(len(cells))
        power = chance.choice([-3, -2, -1, 1, 2, 3, 4])
        how = f"row {index + 1} x 10^{power}: {cells[index][measure]}"
        cells[index] = scaled(cells[index], 10 ** power)
    elif kind == "emptied":
        cells = [c[:measure] + [""] + c[measure + 1:] for c in cells]
    return head + "".join(";".join(c) + "\n" for c in cells), how


KINDS = ["cut", "half", "doubled", "shifted", "unit", "keys", "one value", "emptied", "last year"]
OUTCOMES = ["held", "told", "refused", "right", "silent"]


def years_before(town):
    """What the systems delivered a year before the good night, by feed: other rents, other users, the same places."""
    old = copy.deepcopy(town)
    old.rents = {p: int(r / 1.031) for p, r in old.rents.items()}
    old.users = {p: max(5, int(u * old.random.uniform(0.92, 1.08))) for p, u in old.users.items()}
    del old.properties[list(old.properties)[-1]]
    return {
        "properties": old.list(), "cost_allocation": old.allocation(), "energy": old.energy(["2021", "2022"]), "leases": old.leases(),
        "headcount": old.headcount("2023-09"), "costs": "".join([old.costs("2023-01")] + [old.costs(f"2023-{m:02}").split("\n", 1)[1] for m in range(2, 13)]),
    }


def good_root(town):
    good = make_root("good")
    # The lists of a year ago, then all of tonight's.
    for day, files in (("2024-01-02", {f"{f}-2024.csv": t for f, t in years_before(town).items()}), ("2025-01-02", first_deliveries(town))):
        code, said = night(good, day, files)
        if code not in (0, 1) or " is held" in said or "refused/" in said:
            sys.exit(f"the good night {day} ended with {code}:\n{said}")
    # What the good deliveries leave to be said was said the night before.
    for stage in ("given", "core", "kpi"):
        night(good, "2025-01-02", {}, stage)
    print("the good night is worked out", flush=True)
    return good


def play_mishaps(count, seed):
    town = Town(seed, int(size or 60))
    good, truths, before = good_root(town), {}, years_before(Town(seed, int(size or 60)))
    news = {
        "properties": town.list(), "costs": town.costs("2025-01"), "cost_allocation": town.allocation(), "energy": town.energy(["2023", "2024"]),
        "leases": town.leases(), "headcount": town.headcount("2025-01"),
    }

    def truth(feed):
        """What is in force, what is said and what is shown where the good delivery comes; None: where nothing comes."""
        if feed not in truths:
            root = make_case(good, "truth")
            night(root, "2025-02-05", {f"{feed}-2025-02.csv": news[feed]} if feed else {})
            rows = in_force(root)
            truths[feed] = (rows, set(worked_out(root)[1]), shown(root))
        return truths[feed]

    played = {}
    if resume and os.path.exists(resume):
        with open(resume, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        played = {line["number"]: line for line in lines if (line["seed"], line["size"]) == (seed, size) and line["number"] < count}
        played = {n: line for n, line in played.items() if line["outcome"] != again}
    for number in range(count):
        if number in played:
            continue
        chance = random.Random(f"{seed}-{number}")
        kind, feed = KINDS[number % len(KINDS)], chance.choice(list(FIGURES))
        if kind == "last year":
            how, text, wanted = "of a year ago", before[feed], None
        else:
            text, how = mutilate(kind, news[feed], chance)
            wanted = feed
        outcome, words = play(good, f"{feed}-2025-02.csv", text, lambda: truth(wanted))
        if outcome == "silent":
            print(f"  silent: {number}: {kind} {feed} ({how}): {words}", flush=True)
        played[number] = {
            "seed": seed, "size": size, "number": number, "kind": kind, "feed": feed, "how": how, "outcome": outcome, "words": words}
        if resume:
            with open(resume, "a", encoding="utf-8") as file:
                file.write(json.dumps(played[number], ensure_ascii=False) + "\n")
    print(f"{count} mishaps{'':<8}" + "".join(f"{n:>9}" for n in OUTCOMES))
    for kind in KINDS:
        found = [line["outcome"] for line in played.values() if line["kind"] == kind]
        print(f"  {kind:<16}" + "".join(f"{found.count(n):>9}" for n in OUTCOMES))
    found = [line["outcome"] for line in played.values()]
    print(f"  {'all':<16}" + "".join(f"{found.count(n):>9}" for n in OUTCOMES))
    return "silent" not in found


def play(good, name, text, truth):
    """One delivery on the good warehouse: its outcome, and what was said or is wrong."""
    case = make_case(good, "case")
    code, said = night(case, "2025-02-05", {name: text})
    if code == 1:
        return "held" if " is held" in said else "refused" if "refused/" in said else "told", said.strip()[:300]
    if code != 0:
        sys.exit(f"{name}: exit {code}\n{said}")
    rows, lines, figures = truth()
    if not differing(rows, in_force(case)):
        return "right", ""
    # What the reading let pass the models may tell, or put right.
    code, told = worked_out(case)
    if code not in (0, 1):
        sys.exit(f"{name}: exit {code}\n" + "\n".join(told))
    news = [line for line in told if line not in lines and line.startswith("pipelines/")]
    if code == 1 and news:
        return "told", news[0][:300]
    wrong = differing(figures, shown(case))
    return ("silent", wrong) if wrong else ("right", "")


def differing(wanted, got):
    """What is wrong by more than 1 % of a property or 0.1 % of a total, in words; None where nothing is."""
    for name in wanted:
        a, b = wanted[name], got[name]
        total = abs(sum(a.values()) - sum(b.values())) / max(1, abs(sum(a.values())))
        worst, key = max(((abs(a.get(k, 0) - b.get(k, 0)) / max(1, abs(a.get(k, 0))), str(k)) for k in set(a) | set(b)), default=(0, ""))
        if total > 0.001 or worst > 0.01:
            return f"{name}, total off by {total:.2%}, {key} by {worst:.2%}"
    return None


def make_case(good, name):
    root = os.path.join(work, name)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(good, root, symlinks=True)
    return root


fine = True
if year:
    fine = play_year(seed) and fine
if mishaps is not None:
    fine = play_mishaps(int(mishaps), seed) and fine
if not keep:
    shutil.rmtree(work)
sys.exit(0 if fine else 1)
