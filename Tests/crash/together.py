"""Others at the same time: fifty starts at once, a lock that another program holds, readers, an open GeoPackage, a backup while a night runs."""

import os
import re
import signal
import sqlite3
import threading
import time

import invariants
from round import Round
from state import WAREHOUSE, Copy, State, dump


def behind_a_holder(stage, world, count):
    """One night is held still in the middle of its work; all others must say who works and since when, and touch nothing."""
    one = Round(stage, "overlap", world, 1, f"{count} behind a holder")
    first = one.start("run")
    lock = os.path.join(one.root, ".kvadratur", "lock")
    while first.process.poll() is None and not (os.path.exists(lock) and os.path.getsize(lock)):
        time.sleep(0.001)
    first.send(signal.SIGSTOP)
    holder = open(lock).read().strip()
    if not holder:
        one.wrong(["the night was over before it could be held still"])
    others = [one.start("run") for _ in range(count)]
    slowest = 0
    for other in others:
        ended = other.end(120)
        slowest = max(slowest, ended.seconds)
        if ended.code != 75:
            one.wrong([f"{ended.word} instead of 75: {ended.err[-200:]}"])
        elif holder not in ended.err or not re.search(r"for \d+ s", ended.err):
            one.wrong([f"75 without the holder and its age: {ended.err}"])
        stage.tally.count("overlap", "said 75", 1 if ended.code == 75 else 0)
    first.send(signal.SIGCONT)
    ended = first.end()
    one.judge(ended)
    one.well(ended, "the holder")
    stage.tally.note("overlap", f"{count} starts while one works: the slowest answered after {slowest:.2f} s, {slowest / count * 1000:.0f} ms each")
    one.end()


def at_once(stage, world, count, number):
    """All start together: one publishes, the others are refused or come so late that there is nothing left to do."""
    one = Round(stage, "overlap", world, 1, f"{count} at once {number}")
    running = [one.start("run") for _ in range(count)]
    codes = {}
    for each in running:
        ended = each.end(300)
        codes[ended.code] = codes.get(ended.code, 0) + 1
        one.well(ended, codes=(0, 1, 75))
        one.wrong(invariants.said_why(ended))
    with Copy(one.root) as db:
        worked = db.execute("select count(distinct run) from ledger_step where stage = 'report' and name = 'edition' and outcome = 'done'").fetchone()[0]
    if worked != 1:
        one.wrong([f"{worked} runs published"])
    stage.tally.note("overlap", f"{count} starts at once ({world.name}): {worked} published, {codes.get(75, 0)} said 75, the others found it done")
    stage.tally.count("overlap", "said 75", codes.get(75, 0))
    one.end()


def one_stage_meanwhile(stage, world, number):
    """The operator runs one stage while the night works: one of them is refused, and the next run has the night's bytes."""
    one = Round(stage, "overlap", world, 2, f"one stage meanwhile {number}")
    first = one.start("run")
    first.wait_until(one.random.uniform(0, 1) * world.seconds["run", 2])
    ended = one.run("run", "--stage", "report")
    one.well(ended, "the stage", (0, 1, 75))
    one.well(first.end(), "the night", (0, 1, 75))
    # A stage run alone on yesterday's tables may have published an edition of its own: then the night corrects it, and says so.
    if ended.code == 75:
        one.look()
        one.heal()
    else:
        one.well(one.run(), "the run after it")
        one.wrong(invariants.books(one.root))
        one.again()
    one.finish()


def locked(stage, world, mode, seconds):
    """Another program holds a lock on the warehouse for a while, or for longer than the night waits."""
    one = Round(stage, "lock", world, 2, f"{mode} for {seconds} s")
    path = os.path.join(one.root, WAREHOUSE)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"begin {mode}")
    if mode == "deferred":
        db.execute("select count(*) from ledger_run").fetchall()
    running = one.start("run")
    if seconds:
        time.sleep(seconds)
        db.execute("rollback")
    ended = running.end(200)
    if not seconds:
        db.execute("rollback")
    db.close()
    one.judge(ended)
    if seconds or mode == "deferred":
        one.well(ended, "after the lock was given up it")
    elif one.well(ended, "behind a lock that is never given up it", (74, 75)) and "warehouse.sqlite" not in ended.err:
        one.wrong([f"the message does not name the warehouse: {ended.err[-300:]}"])
    one.end()


def readers(stage, world, number):
    """Somebody reads all the time: every look sees whole tables, and the night is not disturbed."""
    one = Round(stage, "lock", world, 2, f"readers {number}")
    stop, seen = threading.Event(), []

    def read():
        while not stop.is_set():
            db = sqlite3.connect(f"file:{os.path.join(one.root, WAREHOUSE)}?mode=ro", uri=True, timeout=30)
            try:
                bad = db.execute("select name from ledger_file where state = 'loaded' and records_read <> rows_loaded + rows_rejected + rows_duplicate + rows_unchanged + rows_ended + rows_not_ours").fetchall()
                seen.append(len(bad))
                if bad:
                    one.wrong([f"a reader saw a file that does not add up: {bad}"])
            except sqlite3.OperationalError as error:
                one.wrong([f"a reader was refused: {error}"])
            finally:
                db.close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    one.well(one.run())
    stop.set()
    for thread in threads:
        thread.join()
    if not seen:
        one.wrong(["nobody read"])
    one.end()


def backup_meanwhile(stage, world, number):
    """A backup while a night runs: it is whole, and holds what was committed at some moment; a restore from it and a run come to the same night."""
    one = Round(stage, "backup meanwhile", world, 2, str(number))
    first = one.start("run")
    first.wait_until(one.random.uniform(0.1, 0.9) * world.seconds["run", 2])
    target = os.path.join(one.folder, "copy.sqlite")
    one.succeed("backup", "--into", target)
    one.well(first.end(), "the night")
    one.look()
    one.succeed("restore", target)
    one.end(versions=False)


def geopackage(stage, world):
    """Somebody has last night's GeoPackage open in WAL mode, as QGIS has: tonight's is whole, and nothing of the journal is in it."""
    one = Round(stage, "geopackage", world, 2)
    old = os.path.realpath(os.path.join(one.root, "outbound", "latest"))
    db = sqlite3.connect(os.path.join(old, "kvadratur.gpkg"), isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("create table scribble (note text)")
    db.execute("begin")
    db.execute("select count(*) from scribble").fetchall()
    one.well(one.run())
    fresh = os.path.realpath(os.path.join(one.root, "outbound", "latest"))
    if fresh == old:
        one.wrong(["no new edition"])
    one.wrong(invariants.whole(fresh))
    other = sqlite3.connect(f"file:{fresh}/kvadratur.gpkg?mode=ro", uri=True)
    if other.execute("pragma integrity_check").fetchone()[0] != "ok" or other.execute("select count(*) from sqlite_master where name = 'scribble'").fetchone()[0]:
        one.wrong(["tonight's GeoPackage is not whole"])
    other.close()
    db.execute("rollback")
    db.close()
    one.again()
    one.finish()
