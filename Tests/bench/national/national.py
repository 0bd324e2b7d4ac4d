#!/usr/bin/env python3
"""core, kpi and flag of the whole country: this folder's models by Kvadratur beside the same question as plain SQL on SQLite and DuckDB.

usage: national.py --program .build/release/kvadratur [--properties 2600000] [--rounds 1] [--into FOLDER]

Tables are made up, the same for the same size; in a FOLDER that is named they are made and loaded once. Loading is not measured: both sides begin
with their rows in an SQLite file, Kvadratur's with the indexes that its contracts ask for (their CPU time is told), the plain script's with integer
keys. Kvadratur's seconds are those of the whole process, `run --from core`; what the same process costs when nothing is new (reading the project,
looking through the whole warehouse for damage) is told beside them. The answers must be equal.
"""
import argparse, os, resource, shutil, sqlite3, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
DAY = "2026-02-28"
SHAPES = {
    "property": ("bfe", "authority", "plot_m2"),
    "building": ("building_id", "bfe", "status", "use_code", "area_m2", "dwelling_m2", "footprint_m2"),
    "unit": ("unit_id", "building_id", "area_m2"),
    "energy": ("bfe", "year", "heat_kwh", "power_kwh", "cost_dkk"),
}
PLAIN = [
    """CREATE TABLE rolled AS
    WITH houses AS (SELECT bfe, count(*) AS buildings, sum(area_m2) AS area_m2, sum(dwelling_m2) AS dwelling_m2,
                       sum(footprint_m2) AS footprint_m2, max(use_code) AS use_code FROM building WHERE status IN (6, 7) GROUP BY bfe),
    flats AS (SELECT b.bfe, count(*) AS units, sum(u.area_m2) AS unit_m2 FROM unit AS u JOIN building AS b ON b.building_id = u.building_id
              WHERE b.status IN (6, 7) GROUP BY b.bfe),
    spent AS (SELECT bfe, avg(heat_kwh) AS heat_kwh, avg(power_kwh) AS power_kwh, avg(cost_dkk) AS cost_dkk FROM energy WHERE year >= 2023 GROUP BY bfe)
    SELECT p.bfe, p.authority, p.plot_m2, h.buildings, h.area_m2, h.dwelling_m2, h.footprint_m2, h.use_code, coalesce(f.units, 0) AS units, coalesce(f.unit_m2, 0) AS unit_m2,
           s.heat_kwh, s.power_kwh, s.cost_dkk
      FROM property AS p JOIN houses AS h ON h.bfe = p.bfe LEFT JOIN flats AS f ON f.bfe = p.bfe LEFT JOIN spent AS s ON s.bfe = p.bfe""",
    """CREATE TABLE ranked AS
    SELECT bfe, authority, use_code - use_code % 100 AS use_class, cost_dkk / area_m2 AS cost_per_m2, unit_m2 * 1.0 / area_m2 AS filled,
           percent_rank() OVER (PARTITION BY authority, use_code - use_code % 100 ORDER BY cost_dkk / area_m2) AS cost_rank,
           percent_rank() OVER (PARTITION BY authority, use_code - use_code % 100 ORDER BY area_m2 * 1.0 / plot_m2) AS ratio_rank
      FROM rolled WHERE area_m2 > 0""",
    """CREATE TABLE judged AS
    SELECT authority, use_class, count(*) AS properties, avg(cost_per_m2) AS cost_per_m2, sum(CASE WHEN cost_rank > 0.9 THEN 1 ELSE 0 END) AS dear,
           sum(CASE WHEN ratio_rank < 0.1 THEN 1 ELSE 0 END) AS thin, sum(CASE WHEN cost_rank > 0.9 AND ratio_rank < 0.1 THEN 1 ELSE 0 END) AS dear_and_thin
      FROM ranked GROUP BY authority, use_class""",
]
ANSWER = "SELECT authority, use_class, properties, round(cost_per_m2, 6), dear, thin, dear_and_thin FROM {} ORDER BY 1, 2"


def rows(table, count):
    """Rows of a table for `count` properties; a multiplicative step makes the order of keys look like that of arrival."""
    def draw(number, salt, limit):
        x = (number * 0x9E3779B97F4A7C15 + salt * 0xC2B2AE3D27D4EB4F) & 0xFFFFFFFFFFFFFFFF
        x = ((x ^ (x >> 31)) * 0xD6E8FEB86659FD93) & 0xFFFFFFFFFFFFFFFF
        return (x >> 33) % limit
    buildings, units = count * 30 // 13, count * 20 // 13
    if table == "property":
        for i in range(1, count + 1): yield i, 101 + i % 98, 300 + draw(i, 1, 3000)
    elif table == "building":
        uses = (110, 120, 130, 140, 190, 210, 320, 410, 420, 430, 510, 910, 920, 930)
        for i in range(1, buildings + 1):
            area = 20 + draw(i, 4, 400)
            yield i, 1 + draw(i, 2, count), (6, 6, 6, 7, 7, 4, 10)[draw(i, 3, 7)], uses[draw(i, 5, 14)], area, area // 2, area // 3 + 10
    elif table == "unit":
        for i in range(1, units + 1): yield i, 1 + draw(i, 6, buildings), 40 + draw(i, 7, 160)
    else:
        for i in range(1, count + 1):
            for year in (2023, 2024): yield i, year, 4000 + draw(i, year, 20000), 2000 + draw(i, year + 9, 9000), 9000 + draw(i, year + 99, 60000)


def generate(folder, count):
    """The deliveries as CSV and the plain file beside them, in one go."""
    database = sqlite3.connect(f"{folder}/plain.db")
    database.executescript("PRAGMA journal_mode=off; PRAGMA synchronous=off")
    for table, columns in SHAPES.items():
        typed = [f"{c} integer" for c in columns]
        if table == "energy": typed.append("primary key (bfe, year)")
        else: typed[0] += " primary key"
        database.execute(f"CREATE TABLE {table} ({', '.join(typed)})" + (" WITHOUT ROWID" if table == "energy" else ""))
        with open(f"{folder}/inbound/{table}-20260228.csv", "w") as file:
            file.write(",".join(columns) + "\n")

            def written():
                for row in rows(table, count):
                    file.write(",".join(map(str, row)) + "\n")
                    yield row
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", written())
    database.commit()
    database.close()


def measured(arguments, accept=(0,)):
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in accept: sys.exit(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.time() - begun, done.stdout


def sqlite_peer(path):
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-1048576", "temp_store=memory", "mmap_size=2000000000"): database.execute("PRAGMA " + pragma)
    for table in ("rolled", "ranked", "judged"): database.execute("DROP TABLE IF EXISTS " + table)
    for statement in PLAIN: database.execute(statement)


def duck_peer(path):
    import duckdb, duckdb_extensions
    database = duckdb.connect(config={"threads": 2})
    duckdb_extensions.import_extension("sqlite_scanner", con=database)
    database.execute("LOAD sqlite_scanner")
    database.execute(f"ATTACH '{path}' AS s (TYPE sqlite, READ_ONLY)")
    for table in SHAPES: database.execute(f"CREATE VIEW {table} AS SELECT * FROM s.{table}")
    for statement in PLAIN: database.execute(statement)
    print(repr([tuple(row) for row in database.execute(ANSWER.format("judged")).fetchall()]))


def has_duckdb():
    try:
        import duckdb, duckdb_extensions  # noqa: F401
        return True
    except ImportError:
        return False


def main():
    if len(sys.argv) == 3 and sys.argv[1] in ("sqlite", "duckdb"): return {"sqlite": sqlite_peer, "duckdb": duck_peer}[sys.argv[1]](sys.argv[2])
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--properties", type=int, default=2_600_000)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--into")
    options = options.parse_args()
    folder, program = options.into or tempfile.mkdtemp(prefix="kvadratur-national-"), os.path.abspath(options.program)
    warehouse, night = folder + "/.kvadratur/warehouse.sqlite", [program, "run", "--root", folder, "--as-of", DAY, "--quiet"]
    os.makedirs(folder + "/inbound", exist_ok=True)
    for part in ("pipelines", "schemas"): shutil.copytree(f"{HERE}/{part}", f"{folder}/{part}", dirs_exist_ok=True)
    shutil.copytree(f"{ROOT}/schemas/ledger", f"{folder}/schemas/ledger", dirs_exist_ok=True)
    if not os.path.exists(folder + "/plain.db"): generate(folder, options.properties)
    load = f"{measured(night + ['--stage', 'raw'], accept=(0, 1))[0]:.1f}" if os.listdir(folder + "/inbound") else "an earlier run's"
    me, times = os.path.abspath(__file__), {"kvadratur": [], "kvadratur, nothing new": [], "sqlite": []}
    if has_duckdb(): times["duckdb"] = []
    for _ in range(options.rounds):
        for name in times:
            ours = {"kvadratur": night + ["--from", "core"], "kvadratur, nothing new": night}.get(name)
            times[name].append(measured(ours or [sys.executable, me, name, folder + "/plain.db"], accept=(0, 1) if ours else (0,)))
    ours = sqlite3.connect(warehouse).execute(ANSWER.format("flag_group")).fetchall()
    theirs = sqlite3.connect(folder + "/plain.db").execute(ANSWER.format("judged")).fetchall()
    if not ours or ours != theirs: sys.exit(f"the answers differ: {ours[:3]} and {theirs[:3]}")
    if "duckdb" in times:
        answer = eval(times["duckdb"][-1][2])
        if [tuple(map(float, row)) for row in answer] != [tuple(map(float, row)) for row in ours]: sys.exit(f"DuckDB's answer differs: {answer[:3]} and {ours[:3]}")
    base = statistics.median(cpu for cpu, _, _ in times["sqlite"])
    print(f"{options.properties} properties, {options.rounds} rounds, {len(ours)} groups, answers equal; loading four files with Kvadratur: {load} CPU s")
    for name, found in times.items():
        cpu, wall = (statistics.median(column) for column in list(zip(*found))[:2])
        print(f"| {name} | {cpu:.1f} | {wall:.1f} | {cpu / base:.2f} |")
    print("\nThe last run by table, CPU s:")
    for name, count, spent in sqlite3.connect(warehouse).execute(
            "SELECT name, row_count, cpu_ms FROM ledger_step WHERE run = (SELECT max(run) FROM ledger_step WHERE stage = 'core' AND outcome = 'done') ORDER BY step"):
        print(f"| {name} | {count or ''} | {spent / 1000:.2f} |")
    if not options.into: shutil.rmtree(folder)


main()
