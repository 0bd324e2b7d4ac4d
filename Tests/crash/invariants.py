"""The invariants of a night that was disturbed. Each function returns sentences, one for each violation."""

import glob
import os
import sqlite3

from state import WAREHOUSE, Copy, State, columns, moments, quoted, sha, tables, tree

TEMPORARY = (".part", ".tmp", ".restored", ".restoring", ".replaced", "-wal", "-shm", "-journal", ".pruned.part")


def books(root):
    """1, 2, 4: the warehouse holds together, and the ledger and the tables say the same."""
    if not os.path.exists(os.path.join(root, WAREHOUSE)):
        return []
    said = []
    try:
        with Copy(root) as db:
            if not os.path.getsize(os.path.join(root, WAREHOUSE)) and not tables(db):
                return []
            for (line,) in db.execute("pragma integrity_check"):
                if line != b"ok":
                    said.append(f"1: integrity_check: {line}")
            for row in db.execute("pragma foreign_key_check"):
                said.append(f"1: foreign_key_check: {row}")
            names = tables(db)
            if "ledger_table" not in names:
                return said
            # Killed between the ledger's first migrations: what came later is not there yet, and no file is loaded.
            known = {row[1] for row in db.execute("pragma table_info(ledger_file)")}
            rest = " + ".join(c for c in ("rows_duplicate", "rows_unchanged", "rows_ended", "rows_not_ours") if c.encode() in known or c in known)
            for file, read, loaded, rejected, twice in db.execute(
                    f"select name, records_read, rows_loaded, rows_rejected, {rest} from ledger_file where state = 'loaded'"):
                if read != loaded + rejected + twice:
                    said.append(f"2: {file}: {read} read, but {loaded} loaded + {rejected} rejected + {twice} duplicate, unchanged or ended")
            for file, rejected, kept in db.execute(
                    "select name, rows_rejected, (select count(distinct record) from ledger_reject r where r.file = f.file) "
                    "from ledger_file f where state = 'loaded' and rows_rejected < 100000"):
                if rejected != kept:
                    said.append(f"2: {file}: {rejected} rows rejected, but {kept} kept")
            for name, count in db.execute("select name, row_count from ledger_table"):
                if name.decode() in names and name.decode() not in ("plan",):
                    there = db.execute(f"select count(*) from {quoted(name.decode())}").fetchone()[0]
                    if there != count:
                        said.append(f"2: {name.decode()}: the ledger says {count} rows, there are {there}")
            # Tables without a row in the ledger are there only while they are still empty.
            known = {row[0].decode() for row in db.execute("select name from ledger_table")}
            for name in names:
                if name.split("_")[0] in ("core", "kpi", "flag", "report") and name not in known:
                    said.append(f"2: {name} is there, but the ledger does not know it")
            for name in names:
                if not name.startswith("raw_") or "_file" not in columns(db, name):
                    continue
                for (file,) in db.execute(
                        f"select distinct _file from {quoted(name)} where _file not in (select file from ledger_file where state = 'loaded')"):
                    if name != "raw_file":
                        said.append(f"4: {name}: rows of file {file}, which the ledger does not have as loaded")
            for file, feed, force in db.execute("select file, feed, rows_in_force from ledger_file where state = 'loaded' and feed is not null"):
                table = "raw_" + feed.decode()
                if table in names:
                    there = db.execute(f"select count(*) from {quoted(table)} where _file = ?", (file,)).fetchone()[0]
                    if there != force:
                        said.append(f"2: {table}: {force} rows of file {file} in force by the ledger, {there} in the table")
    except sqlite3.DatabaseError as error:
        said.append(f"1: the warehouse cannot be read: {error}")
    return said


def places_of(root):
    """Where each SHA-256 lies, but for what the engine writes itself."""
    found = {}
    for folder in ("inbound", ".kvadratur/archive", ".kvadratur/refused"):
        for name, print_ in tree(root, folder).items():
            if os.path.basename(name) in ("claimed", "why.txt") or name.endswith(TEMPORARY) and folder != "inbound" or name.endswith(".pruned"):
                continue
            found.setdefault(print_, []).append(name)
    return found


def deliveries(root, delivered, gone=frozenset()):
    """3: no delivered byte is lost or changed. Until the run is through, one may lie in two places: it is copied before it is taken away."""
    found = places_of(root)
    return [f"3: {name} ({print_[:12]}) is nowhere in inbound, archive or refused" for print_, name in delivered.items() if print_ not in found and print_ not in gone]


def settled(root, delivered, gone=frozenset()):
    """3, after a run: in exactly one of inbound, refused and the archive of what is loaded (what was refused while it was read is in both)."""
    found, said = places_of(root), []
    with Copy(root) as db:
        loaded = {row[0].decode() for row in db.execute("select sha256 from ledger_file where state = 'loaded'")}
    for print_, name in delivered.items():
        spots = found.get(print_, [])
        waiting = [spot for spot in spots if spot.startswith("inbound/")]
        refused = [spot for spot in spots if "/refused/" in spot]
        archived = [spot for spot in spots if "/archive/" in spot and print_ in loaded]
        if print_ not in gone and (len(waiting) + len(refused) == 0) == (len(archived) == 0):
            said.append(f"3: {name} ({print_[:12]}) lies in {spots or 'no place'}")
    return said


def editions(root, known):
    """5: every edition that can be seen is whole and is one of those that an undisturbed night makes; `latest` shows one."""
    said, folder = [], os.path.join(root, "outbound", "editions")
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.startswith("."):
            continue
        said += whole(os.path.join(folder, name))
        if known is not None:
            if name not in known:
                said.append(f"5: edition {name}: no undisturbed night made it")
            elif tree(folder, name) != known[name]:
                said.append(f"5: edition {name}: other bytes than an undisturbed night's")
    latest = os.path.join(root, "outbound", "latest")
    if os.path.lexists(latest) and not os.path.isfile(os.path.join(latest, "index.html")):
        said.append(f"5: latest points to {os.readlink(latest)}, which is not whole")
    return said


def whole(folder):
    """Every file listed with its SHA-256, and nothing that is not listed."""
    said, name = [], os.path.basename(folder)
    try:
        listed = dict(reversed(line.split("  ", 1)) for line in open(os.path.join(folder, "SHA256SUMS")).read().splitlines())
    except OSError:
        return [f"5: edition {name}: no SHA256SUMS"]
    there = {path[len(name) + 1:]: print_ for path, print_ in tree(os.path.dirname(folder), name).items()}
    there.pop("SHA256SUMS", None)
    for path in sorted(set(listed) | set(there)):
        if listed.get(path) != there.get(path):
            said.append(f"5: edition {name}: {path} is {'missing' if path not in there else 'not listed' if path not in listed else 'not what is listed'}")
    if not listed:
        said.append(f"5: edition {name}: nothing is listed")
    return said


def known_editions(root):
    folder = os.path.join(root, "outbound", "editions")
    return {name: tree(folder, name) for name in (os.listdir(folder) if os.path.isdir(folder) else []) if not name.startswith(".")}


def temporary(folder, root):
    """12: nothing temporary is left."""
    # A warehouse that a restore keeps aside keeps its journal where that could not be folded in: it holds the last nights.
    said = [f"12: {name} is left" for place in ("outbound", ".kvadratur") for name in tree(root, place)
            if name.endswith(TEMPORARY) and not name.endswith(".pruned") and not (name.startswith(".kvadratur/before-restore-") and name.endswith(".sqlite-wal"))]
    for here, folders, _ in os.walk(os.path.join(root, "outbound")):
        said += [f"12: the folder {name} is left" for name in folders if name.startswith(".")]
    left = glob.glob(os.path.join(folder, "tmp", "*"))
    return said + [f"12: {path} is left in the temporary folder" for path in left]


def take_away_unnamed(folder):
    """SQLite takes the name of a temporary file away as soon as it is made. A kill between the two leaves an empty file that nobody knows the owner
    of; it is counted, and taken away as whoever cleans the temporary folder does."""
    found = [path for path in glob.glob(os.path.join(folder, "tmp", "etilqs_*")) if os.path.getsize(path) == 0]
    for path in found:
        os.unlink(path)
    return len(found)


def said_why(ended):
    """8: a line on standard error for every exit that is not 0."""
    if ended.code not in (0, None) and not ended.err.strip():
        return [f"8: {ended.word} without a line on standard error"]
    return []


def secrets(root, folder, words):
    """8: no personal value in any message, log, table or edition."""
    said = []
    wanted = [word.encode() for word in words]
    for place in [os.path.join(root, WAREHOUSE), os.path.join(root, WAREHOUSE) + "-wal", *glob.glob(os.path.join(folder, "out.*")), *glob.glob(os.path.join(folder, "err.*")),
                  *[path for path in glob.glob(os.path.join(root, "outbound", "**"), recursive=True) if os.path.isfile(path)]]:
        if os.path.isfile(place):
            bytes_ = open(place, "rb").read()
            said += [f"8: a personal value stands in {os.path.relpath(place, folder)}" for word in wanted if word in bytes_]
    return said


def text_of(path):
    """A delivered file's text: UTF-8, else what a Danish Excel writes."""
    with open(path, "rb") as file:
        read = file.read()
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read.decode("cp1252")


def money(root):
    """6: the whole øre of a delivered file of postings = loaded + rejected, line by line of the file itself."""
    said = []
    with Copy(root) as db:
        try:
            if "raw_costs" not in tables(db):
                return []
        except sqlite3.DatabaseError:
            return []  # said by the books
        for file, name, print_, loaded, force in db.execute(
                "select file, name, sha256, rows_loaded, rows_in_force from ledger_file where feed = 'costs' and state = 'loaded' and rows_loaded = rows_in_force"):
            paths = glob.glob(os.path.join(root, ".kvadratur", "archive", print_.decode()[:2], print_.decode(), name.decode()))
            if not paths:
                continue
            lines = text_of(paths[0]).splitlines()
            header = lines[0].split(";")
            at = header.index("amount_dkk")
            bad = {row[0] for row in db.execute("select distinct line from ledger_reject where file = ?", (file,))}
            total = sum(int(round(float(line.split(";")[at].replace(".", "").replace(",", ".")) * 100))
                        for number, line in enumerate(lines[1:], 2) if number not in bad and line)
            there = db.execute("select sum(amount_ore) from raw_costs where _file = ?", (file,)).fetchone()[0]
            if total != there:
                said.append(f"6: {name.decode()}: {total} øre in the file's accepted lines, {there} in the table")
    return said
