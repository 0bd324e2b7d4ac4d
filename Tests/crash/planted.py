"""Nights with one thing wrong, to see that the harness tells them from whole ones: each fault must be named by its invariant."""

import glob
import os
import shutil
import sqlite3

import invariants
from round import Round
from state import WAREHOUSE, State


def database(one, *statements):
    db = sqlite3.connect(os.path.join(one.root, WAREHOUSE))
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def newest(one):
    return os.path.realpath(os.path.join(one.root, "outbound", "latest"))


def shorten(path):
    os.chmod(path, 0o644)
    os.truncate(path, 0)


def archived(one):
    """A file of the archive that nobody has elsewhere."""
    places = invariants.places_of(one.root)
    return next(os.path.join(one.root, spots[0]) for print_, spots in sorted(places.items()) if print_ in one.delivered and spots == [spots[0]] and "/archive/" in spots[0])


def raw_table(one):
    db = sqlite3.connect(os.path.join(one.root, WAREHOUSE))
    name = next(name for (name,) in db.execute(
        "select 'raw_' || feed from ledger_file where state = 'loaded' and rows_in_force > 1 order by feed"))
    db.close()
    return name


FAULTS = {
    "1": lambda one: open(os.path.join(one.root, WAREHOUSE), "r+b").write(b"x" * 200),
    "2: a row is missing": lambda one: database(one, f"delete from {raw_table(one)} where rowid = (select min(rowid) from {raw_table(one)})"),
    "2: the books": lambda one: database(one, "update ledger_file set rows_loaded = rows_loaded + 1 where file = (select min(file) from ledger_file where state = 'loaded')"),
    "3: bytes are gone": lambda one: os.unlink(archived(one)),
    "3: bytes are changed": lambda one: (os.chmod(archived(one), 0o644), open(archived(one), "ab").write(b"x")),
    "4": lambda one: database(one, f"update {raw_table(one)} set _file = 999 where rowid = (select min(rowid) from {raw_table(one)})"),
    "5: a file is empty": lambda one: shorten(glob.glob(newest(one) + "/*.csv")[0]),
    "5: a file is missing": lambda one: os.unlink(newest(one) + "/kvadratur.xlsx"),
    "5: latest leads nowhere": lambda one: shutil.rmtree(newest(one)),
    "5: an edition nobody made": lambda one: shutil.copytree(newest(one), newest(one) + "0"),
    "12": lambda one: open(os.path.join(one.root, "outbound", "editions", "x.part"), "w").close(),
    "8": lambda one: open(os.path.join(one.folder, "err.planted"), "w").write(one.world.secrets[0]),
    "10: a table": lambda one: database(one, "delete from ledger_edition"),
}


def all_of_them(stage, world):
    night = len(world.nights)
    for name, plant in FAULTS.items():
        one = Round(stage, "planted", world, night, name, start=world.snapshots[night])
        one.look()
        one.wrong(invariants.settled(one.root, one.delivered, one.gone) + invariants.temporary(one.folder, one.root) + State(one.root).difference(one.golden))
        if one.said:
            stage.tally.blame("planted", one.label, ["a whole night is said to be wrong: " + line for line in one.said])
        one.said = []
        plant(one)
        one.look()
        one.wrong(invariants.temporary(one.folder, one.root) + invariants.secrets(one.root, one.folder, world.secrets))
        try:
            one.wrong(["10: " + line for line in State(one.root).difference(one.golden)])
        except sqlite3.DatabaseError:
            pass
        seen = [line for line in one.said if line.startswith(name.split(":")[0] + ":")]
        one.said = [] if seen else [f"the harness is blind for: {name} (it said {one.said[:3]})"]
        one.finish()
