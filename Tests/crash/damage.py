"""What people and disks do to the folders: a damaged, deleted, older or newer warehouse, half of an edition or of the archive gone, missed nights."""

import glob
import os
import shutil
import sqlite3

import invariants
from round import Round
from state import WAREHOUSE, State, sha, tree


def page_size(path):
    """Bytes of a page, as the file's own head says."""
    with open(path, "rb") as file:
        return int.from_bytes(file.read(18)[16:18], "big")


def warehouse(stage, world, how, number=0):
    """The warehouse is refused with the way out, never overwritten; restored from last night's backup, the night comes to the same bytes."""
    one = Round(stage, "damage", world, 2, f"{how} {number}")
    path = os.path.join(one.root, WAREHOUSE)
    size, page_bytes = os.path.getsize(path), page_size(path)
    if how == "16 bytes turned":
        # In a page that SQLite's own structure lies in: the schema, the root of a tree, the middle of a page's cells.
        with open(path, "r+b") as file:
            # Of the pages that a tree lies in: one that is free holds nothing that could be harmed.
            first = [file.seek(page * page_bytes + (100 if page == 0 else 0)) * 0 + file.read(1)[0] for page in range(size // page_bytes)]
            page = one.random.choice([page for page, kind in enumerate(first) if kind in (2, 5, 10, 13)])
            file.seek(page * page_bytes + (100 if page == 0 else 0))
            bytes_ = file.read(16)
            file.seek(page * page_bytes + (100 if page == 0 else 0))
            file.write(bytes(255 - byte for byte in bytes_))
    elif how == "header":
        with open(path, "r+b") as file:
            file.write(b"not SQLite here!")
    elif how == "cut off":
        os.truncate(path, size // 2)
    elif how == "newer":
        db = sqlite3.connect(path)
        db.execute("insert into grdb_migrations values ('999_from_tomorrow')")
        db.commit()
        db.close()
    before = sha(path)
    ended = one.run()
    one.crashed(ended)
    if ended.code not in (70, 74):
        one.wrong([f"{ended.word} with a warehouse that is {how}: {ended.err[-300:]}"])
    elif "ackup" not in ended.err and "nstall" not in ended.err:
        one.wrong([f"no way out is named: {ended.err[-300:]}"])
    if sha(path) != before:
        one.wrong(["the damaged warehouse was changed"])
    one.wrong(invariants.editions(one.root, world.known))
    one.wrong(invariants.deliveries(one.root, one.delivered, one.gone))
    one.succeed("restore", os.path.join(world.folder, "backup-1"))
    one.end(versions=False)


def damaged_backup(stage, world):
    """A backup that is damaged is refused, and nothing is changed."""
    one = Round(stage, "damage", world, 2, "a damaged backup", start=world.snapshots[2])
    bad = os.path.join(one.folder, "bad.sqlite")
    shutil.copy(os.path.join(world.folder, "backup-1"), bad)
    with open(bad, "r+b") as file:
        file.seek(page_size(bad) * 3)
        file.write(b"\xff" * 64)
    before = sha(os.path.join(one.root, WAREHOUSE))
    ended = one.run("restore", bad)
    if ended.code in (0, 1) or sha(os.path.join(one.root, WAREHOUSE)) != before:
        one.wrong([f"a damaged backup: {ended.word}: {ended.err}"])
    one.end()


def deleted(stage, world):
    """The warehouse of a first night is gone: it is made again from the archive, to the same bytes."""
    one = Round(stage, "damage", world, 1, "deleted", start=world.snapshots[1])
    for suffix in ("", "-wal", "-shm"):
        path = os.path.join(one.root, WAREHOUSE) + suffix
        if os.path.exists(path):
            os.unlink(path)
    one.well(one.run())
    state = State(one.root)
    if state.files != one.golden.files:
        one.wrong([line for line in state.difference(one.golden) if not line.startswith("table")])
    one.wrong([line for line in state.difference(one.golden) if line.startswith("table raw_") and not line.startswith(("table raw_file", "table raw_feed"))])
    one.look()
    one.again(state)
    one.finish()


def older(stage, world, kill=None):
    """A warehouse from before the last migrations of the ledger is brought up to date; a kill in the middle leaves the old schema or the new one."""
    one = Round(stage, "damage", world, 2, f"older schema {kill}")
    path = os.path.join(one.root, WAREHOUSE)
    migrations = sorted(os.path.basename(name) for name in glob.glob(os.path.join(one.root, "schemas", "ledger", "*.sql")))
    db = sqlite3.connect(path)
    have = [row[0] for row in db.execute("select identifier from grdb_migrations order by rowid")]
    undone = undo(db, have)
    db.commit()
    db.close()
    if not undone:
        one.wrong([f"no migration of {migrations} can be undone here: the harness must learn the new one"])
    if kill:
        import signal
        ended = one.run(kill=(signal.SIGKILL, one.random.uniform(0, 1) * world.seconds["run", 2]))
        one.wrong([line for line in invariants.books(one.root) if line.startswith("1:")])
    one.heal()
    one.finish()


def undo(db, have):
    """Takes back the last migration that only made tables."""
    for name in reversed(have):
        path = next((path for path in glob.glob(os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "schemas", "ledger", "*.sql"))
                     if os.path.basename(path)[:-4] == name or os.path.basename(path) == name), None)
        if path is None:
            return False
        text = open(path).read().lower()
        made = [line.split()[2] for line in text.splitlines() if line.startswith("create table")]
        if "alter table" in text:
            words = [line.split() for line in text.replace("\n", " ").split(";") for line in [line[line.find("alter table"):]] if line.startswith("alter table")]
            for statement in words:
                if statement[3:5] == ["add", "column"]:
                    db.execute(f"alter table {statement[2]} drop column {statement[5]}")
                elif statement[3] == "add":
                    db.execute(f"alter table {statement[2]} drop column {statement[4]}")
        for table in made:
            db.execute(f"drop table {table}")
        db.execute("delete from grdb_migrations where identifier = ?", (name,))
        return True
    return False


def outbound(stage, world, how, words):
    """Somebody deletes the published files, wholly or in part: the next run, or publishing alone, brings back the same bytes."""
    one = Round(stage, "outbound", world, 2, f"{how}, {' '.join(words)}", start=world.snapshots[2])
    folder = os.path.join(one.root, "outbound", "editions")
    newest = os.path.realpath(os.path.join(one.root, "outbound", "latest"))
    if how == "all gone":
        shutil.rmtree(os.path.join(one.root, "outbound"))
    elif how == "latest gone":
        os.unlink(os.path.join(one.root, "outbound", "latest"))
    elif how == "half gone":
        names = sorted(name for name in os.listdir(newest) if os.path.isfile(os.path.join(newest, name)))
        for name in one.random.sample(names, len(names) // 2):
            os.unlink(os.path.join(newest, name))
    elif how == "index gone":
        os.unlink(os.path.join(newest, "index.html"))
    elif how == "written into":
        path = os.path.join(newest, "index.html")
        os.chmod(path, 0o644)
        with open(path, "ab") as file:
            file.write(b"<p>x")
    one.well(one.run(*words))
    golden = one.golden.files
    found = tree(one.root, "outbound")
    for name, print_ in golden.items():
        if name.startswith("outbound/") and (how != "all gone" or os.path.basename(newest) in name or name == "outbound/latest") and found.get(name) != print_:
            one.wrong([f"11: {name} is {'missing' if name not in found else found[name] if name.endswith('latest') else 'changed'}"])
    one.wrong(invariants.editions(one.root, world.known))
    one.wrong(invariants.temporary(one.folder, one.root))
    one.again()
    one.finish()


def archive(stage, world):
    """Half of the archive is missing: tonight works without it where it can, otherwise it says which file, and converges when it is back."""
    one = Round(stage, "archive", world, 2, "half missing")
    archive_ = os.path.join(one.root, ".kvadratur", "archive")
    away = os.path.join(one.folder, "away")
    os.makedirs(away)
    # What is delivered again tonight is kept anew: the shelf that is put back would lie over its mark.
    tonight = {sha(os.path.join(here, name))[:2] for here, _, names in os.walk(os.path.join(one.root, "inbound")) for name in names if os.path.isfile(os.path.join(here, name))}
    for name in sorted(set(os.listdir(archive_)) - tonight)[::2]:
        shutil.move(os.path.join(archive_, name), os.path.join(away, name))
    ended = one.run()
    one.well(ended, codes=(0, 1, 74))
    if ended.code == 74 and "archive" not in ended.err:
        one.wrong([f"74 without the archive's file: {ended.err[-300:]}"])
    one.wrong(invariants.books(one.root))
    one.wrong(invariants.editions(one.root, world.known))
    for name in os.listdir(away):
        target = os.path.join(archive_, name)
        if os.path.exists(target):
            shutil.copytree(os.path.join(away, name), target, dirs_exist_ok=True)
        else:
            shutil.move(os.path.join(away, name), target)
    one.heal()
    one.finish()


def missed(stage, world):
    """Nights that did not run: one run takes all their files, and neither the order of names nor of arrival decides anything."""
    last = len(world.nights)
    states = []
    for order in ("together", "forward", "backward"):
        one = Round(stage, "missed", world, 1, order)
        shutil.rmtree(os.path.join(one.root, "inbound"))
        os.makedirs(os.path.join(one.root, "inbound"))
        one.night = last
        one.delivered = world.delivered(last)
        nights = {"together": [], "forward": range(1, last + 1), "backward": range(last, 0, -1)}[order]
        if not nights:
            for night in range(1, last + 1):
                world.deliver(one.root, night)
            nights = [None]
        for night in nights:
            if night:
                world.deliver(one.root, night)
            one.well(one.run())
        one.wrong(invariants.books(one.root))
        one.wrong(invariants.deliveries(one.root, one.delivered, one.gone))
        state = State(one.root)
        states.append(state)
        latest = state.files.get("outbound/latest", "").split("/")[-1]
        shown = {name.split("/", 3)[3]: value for name, value in state.files.items() if name.startswith(f"outbound/editions/{latest}/")}
        states[-1].shown = shown
        first = states[0]
        for name in sorted(set(first.dump) | set(state.dump)):
            if name.startswith(("core_", "kpi_")) and first.dump.get(name) != state.dump.get(name):
                one.wrong([f"14: {name} depends on the order of the files"])
            if name.startswith("raw_") and name not in ("raw_file", "raw_feed", "raw_reject", "raw_event", "raw_dangling") and first.dump.get(name) != state.dump.get(name):
                one.wrong([f"14: {name} depends on the order of the files"])
        one.again(state)
        one.finish()


def stages_one_by_one(stage, world, night, twice):
    """14: the stages one by one, each once or twice, are the whole run but for retention, which is the whole night's alone."""
    kept = Round(stage, "stages", world, night, "the whole night without retention")
    kept.well(kept.run("run", "--keep"))
    one = Round(stage, "stages", world, night, "twice" if twice else "once")
    for name in ("given", "raw", "core", "kpi", "flag", "plan", "report"):
        for _ in range(2 if twice else 1):
            one.well(one.run("run", "--stage", name), f"--stage {name}")
    one.wrong([f"14: {line}" for line in State(one.root).difference(State(kept.root)) if "ledger_table" not in line])
    one.heal()
    kept.heal()
    one.finish()
    kept.finish()
