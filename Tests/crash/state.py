"""What a root holds, in a form that two nights can be compared by."""

import hashlib
import os
import shutil
import sqlite3
import tempfile

WAREHOUSE = ".kvadratur/warehouse.sqlite"
# What differs between a disturbed night and an undisturbed one without anybody caring: numbers of runs, moments, and what ran.
LEFT_OUT = {"ledger_run": None, "ledger_step": None, "ledger_file": {"file"}, "ledger_reject": {"reject", "waived_run"},
            "ledger_table": {"built_by"}, "night": {"run"}, "ledger_baseline": {"frozen_at"}}


def sha(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


def tree(root, folder):
    """Path below the root: the SHA-256 of a file, or where a link points to. Empty folders do not count."""
    found = {}
    for here, folders, files in os.walk(os.path.join(root, folder)):
        for name in files + [name for name in folders if os.path.islink(os.path.join(here, name))]:
            path = os.path.join(here, name)
            short = os.path.relpath(path, root)
            if os.path.islink(path):
                found[short] = "link to " + os.readlink(path)
            elif os.path.isfile(path):
                found[short] = sha(path)
            else:
                found[short] = "not a file"
    return found


class Copy:
    """The warehouse as a reader after a crash finds it: a copy with its journal, so that looking changes nothing."""

    def __init__(self, root, path=WAREHOUSE):
        self.folder = tempfile.mkdtemp(prefix="look-", dir=os.environ.get("KVADRATUR_CRASH_SCRATCH"))
        for suffix in ("", "-wal"):
            source = os.path.join(root, path) + suffix
            if os.path.exists(source):
                shutil.copy(source, os.path.join(self.folder, "w.sqlite") + suffix)
        self.db = sqlite3.connect(os.path.join(self.folder, "w.sqlite"))
        self.db.text_factory = bytes

    def __enter__(self):
        return self.db

    def __exit__(self, *_):
        self.db.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def tables(db):
    return [name.decode() for (name,) in db.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1")]


def columns(db, table):
    return [row[1].decode() for row in db.execute(f"pragma table_info({quoted(table)})")]


def rows(db, table, names):
    """All rows, sorted; a file's number is replaced by its SHA-256, for numbers are given in the order of arrival."""
    left_out = LEFT_OUT.get(table, set()) | ({"run"} if table.startswith("ledger_") else set())
    kept = [name for name in columns(db, table) if name not in left_out]
    marks = {index for index, name in enumerate(kept) if name.endswith("_file") or (name == "file" and table.startswith("ledger_"))}
    select = ", ".join(quoted(name) for name in kept)
    found = []
    for row in db.execute(f"select {select} from {quoted(table)}"):
        found.append(tuple(names.get(cell, cell) if index in marks else cell for index, cell in enumerate(row)))
    return sorted(found, key=repr)


def dump(db):
    """Every table's content and the schema."""
    names = dict(db.execute("select file, sha256 from ledger_file")) if "ledger_file" in tables(db) else {}
    found = {name: rows(db, name, names) for name in tables(db) if LEFT_OUT.get(name, set()) is not None}
    # A warning is written down each time its table is built, and why a file cannot be taken each time that it is looked at.
    for name in ("ledger_audit", "ledger_refusal"):
        found[name] = sorted(set(found.get(name, [])), key=repr)
    found["(schema)"] = sorted(repr(row) for row in db.execute("select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_%'"))
    return found


class State:
    """A root's files and its warehouse's content."""

    def __init__(self, root):
        self.files = {}
        for folder in ("inbound", "outbound", ".kvadratur"):
            self.files.update(tree(root, folder))
        self.whole = dict(self.files)
        # The warehouse is compared by content, the lock by nothing, and a warehouse kept aside by a restore is the operator's.
        for name in list(self.files):
            if name == WAREHOUSE or name == ".kvadratur/lock" or name.startswith(".kvadratur/before-restore-"):
                del self.files[name]
        with Copy(root) as db:
            self.dump = dump(db)

    def difference(self, other, versions=True):
        """Sentences about what differs from the other state; empty when nothing does.

        After a restore the files come in another order: what is computed is the same, but the fingerprints of what it rests on have the files'
        numbers in them (`versions=False`)."""
        said = []
        for name in sorted(set(self.files) | set(other.files)):
            ours, theirs = self.files.get(name), other.files.get(name)
            if ours != theirs:
                said.append(f"{name}: {'missing' if ours is None else 'too much' if theirs is None else 'other bytes'}")
        for name in sorted(set(self.dump) | set(other.dump)):
            ours, theirs = self.dump.get(name), other.dump.get(name)
            if name == "ledger_table" and not versions and ours and theirs:
                ours, theirs = ([row[:2] + row[3:] for row in table] for table in (ours, theirs))
            if ours == theirs:
                continue
            if ours is None or theirs is None:
                said.append(f"table {name}: {'missing' if ours is None else 'too much'}")
                continue
            more = [row for row in ours if row not in theirs][:1]
            less = [row for row in theirs if row not in ours][:1]
            said.append(f"table {name}: {len(ours)} rows, {len(theirs)} expected; found {more}, expected {less}"[:600])
        return said


def moments(root, folder="outbound"):
    """Size, inode and time of every file, folder and link: what may not move when nothing changes."""
    found = {}
    for here, folders, files in os.walk(os.path.join(root, folder)):
        for name in files + folders:
            information = os.lstat(os.path.join(here, name))
            found[os.path.relpath(os.path.join(here, name), root)] = (information.st_size, information.st_ino, information.st_mtime_ns)
    return found
