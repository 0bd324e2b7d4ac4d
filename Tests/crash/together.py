"""Others at the same time: fifty starts at once, a lock that another program holds, readers, an open GeoPackage, a backup while a night runs."""

import glob
import os
import re
import shutil
import signal
import sqlite3
import threading
import time

import invariants
from round import Round
from state import WAREHOUSE, Copy, State, dump


def behind_a_holder(stage, world, count):
    """One night is held still in the middle of its work; all others must say who works and since when, and touch nothing."""
    one = Round(stage, "overlap", world, 1, stage.seed, f"{count} behind a holder")
    first = stage.program.start(one.words("run"), one.folder)
    lock = os.path.join(one.root, ".kvadratur", "lock")
    while first.process.poll() is None and not (os.path.exists(lock) and os.path.getsize(lock)):
        time.sleep(0.001)
    first.send(signal.SIGSTOP)
    holder = open(lock).read().strip()
    if not holder:
        one.wrong(["the night was over before it could be held still"])
    others = [stage.program.start(one.words("run"), one.folder) for _ in range(count)]
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
    if ended.code not in (0, 1):
        one.wrong([f"the holder ended with {ended.word}: {ended.err}"])
    stage.tally.note("overlap", f"{count} starts while one works: the slowest answered after {slowest:.2f} s, {slowest / count * 1000:.0f} ms each")
    one.look()
    one.heal()
    one.finish()


def at_once(stage, world, count, number):
    """All start together: one publishes, the others are refused or come so late that there is nothing left to do."""
    one = Round(stage, "overlap", world, 1, stage.seed, f"{count} at once {number}")
    running = [stage.program.start(one.words("run"), one.folder) for _ in range(count)]
    codes = {}
    for each in running:
        ended = each.end(300)
        codes[ended.code] = codes.get(ended.code, 0) + 1
        if ended.code not in (0, 1, 75):
            one.wrong([f"{ended.word}: {ended.err[-200:]}"])
        one.wrong(invariants.said_why(ended))
    with Copy(one.root) as db:
        worked = db.execute("select count(distinct run) from ledger_step where stage = 'report' and name = 'edition' and outcome = 'done'").fetchone()[0]
    if worked != 1:
        one.wrong([f"{worked} runs published"])
    stage.tally.count("overlap", "said 75", codes.get(75, 0))
    one.look()
    one.heal()
    one.finish()


def one_stage_meanwhile(stage, world, number):
    """The operator runs one stage while the night works: one of them is refused, and the next run has the night's bytes."""
    one = Round(stage, "overlap", world, 2, stage.seed, f"one stage meanwhile {number}")
    first = stage.program.start(one.words("run"), one.folder)
    first.wait_until(one.random.uniform(0, 1) * world.seconds["run", 2])
    ended = one.run("run", "--stage", "report")
    one.crashed(ended)
    if ended.code not in (0, 1, 75):
        one.wrong([f"{ended.word}: {ended.err[-200:]}"])
    other = first.end()
    if other.code not in (0, 1, 75):
        one.wrong([f"{other.word}: {other.err[-200:]}"])
    # A stage run alone on yesterday's tables may have published an edition of its own: then the night corrects it, and says so.
    if ended.code == 75:
        one.look()
        one.heal()
    one.finish()


def locked(stage, world, mode, seconds):
    """Another program holds a lock on the warehouse for a while, or for longer than the night waits."""
    one = Round(stage, "lock", world, 2, stage.seed, f"{mode} for {seconds} s")
    path = os.path.join(one.root, WAREHOUSE)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"begin {mode}")
    if mode == "deferred":
        db.execute("select count(*) from ledger_run").fetchall()
    running = stage.program.start(one.words("run"), one.folder)
    if seconds:
        time.sleep(seconds)
        db.execute("rollback")
    ended = running.end(200)
    if not seconds:
        db.execute("rollback")
    db.close()
    one.judge(ended)
    one.crashed(ended)
    if seconds or mode == "deferred":
        if ended.code not in (0, 1):
            one.wrong([f"{ended.word} after the lock was given up: {ended.err[-300:]}"])
    elif ended.code not in (74, 75):
        one.wrong([f"{ended.word} behind a lock that is never given up: {ended.err[-300:]}"])
    elif "warehouse.sqlite" not in ended.err:
        one.wrong([f"the message does not name the warehouse: {ended.err[-300:]}"])
    one.look()
    one.heal()
    one.finish()


def readers(stage, world, number):
    """Somebody reads all the time: every look sees whole tables, and the night is not disturbed."""
    one = Round(stage, "lock", world, 2, stage.seed, f"readers {number}")
    stop, seen = threading.Event(), []

    def read():
        while not stop.is_set():
            db = sqlite3.connect(f"file:{os.path.join(one.root, WAREHOUSE)}?mode=ro", uri=True, timeout=30)
            try:
                bad = db.execute("select name from ledger_file where state = 'loaded' and records_read <> rows_loaded + rows_rejected + rows_duplicate + rows_unchanged + rows_ended").fetchall()
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
    ended = one.run()
    stop.set()
    for thread in threads:
        thread.join()
    if ended.code not in (0, 1):
        one.wrong([f"{ended.word} with readers: {ended.err[-300:]}"])
    if not seen:
        one.wrong(["nobody read"])
    one.look()
    one.heal()
    one.finish()


def backup_meanwhile(stage, world, number):
    """A backup while a night runs: it is whole, and holds what was committed at some moment; a restore from it and a run come to the same night."""
    one = Round(stage, "backup meanwhile", world, 2, stage.seed, str(number))
    first = stage.program.start(one.words("run"), one.folder)
    first.wait_until(one.random.uniform(0.1, 0.9) * world.seconds["run", 2])
    target = os.path.join(one.folder, "copy.sqlite")
    ended = one.run("backup", "--into", target, date=False)
    if ended.code != 0:
        one.wrong([f"the backup ended with {ended.word}: {ended.err[-300:]}"])
    other = first.end()
    if other.code not in (0, 1):
        one.wrong([f"the night ended with {other.word}: {other.err[-300:]}"])
    one.look()
    ended = one.run("restore", target, date=False)
    if ended.code != 0:
        one.wrong([f"the restore ended with {ended.word}: {ended.err[-300:]}"])
    one.look()
    one.heal(versions=False)
    one.finish()


def geopackage(stage, world):
    """Somebody has last night's GeoPackage open in WAL mode, as QGIS has: tonight's is whole, and nothing of the journal is in it."""
    one = Round(stage, "geopackage", world, 2, stage.seed)
    old = os.path.realpath(os.path.join(one.root, "outbound", "latest"))
    db = sqlite3.connect(os.path.join(old, "kvadratur.gpkg"), isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("create table scribble (note text)")
    db.execute("begin")
    db.execute("select count(*) from scribble").fetchall()
    ended = one.run()
    if ended.code not in (0, 1):
        one.wrong([f"{ended.word}: {ended.err[-300:]}"])
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
    one.finish()
