"""SIGKILL at a random moment of every command that writes; SIGTERM, SIGINT and SIGHUP the same, which also must answer."""

import os
import random
import signal
import sqlite3

import invariants
from invariants import places_of
from round import Round
from state import WAREHOUSE, Copy, dump, sha

STAGES = ["given", "raw", "core", "kpi", "flag", "plan", "report"]


def choose(stage, n, dice):
    """Half of the rounds in the town, so that every stage is met; the small project meets every file's fate quickly."""
    world = stage.worlds[0 if dice.random() < stage.small_share else -1]
    return world, dice.randint(1, len(world.nights))


def kill(stage, n):
    dice = random.Random(f"{stage.seed} kill {n}")
    world, night = choose(stage, n, dice)
    what = dice.choices(["run", "stage", "backup", "restore", "prune", "erase"], [54, 14, 6, 12, 7, 7])[0]
    {"run": run, "stage": alone, "backup": backup, "restore": restore, "prune": prune, "erase": erase}[what](stage, world, night, n)


def moment(one, seconds):
    # Early and late moments are met as often as the middle; a little beyond the end too.
    return one.random.uniform(0.01, 1.05) * seconds


def hit(one, words, seconds):
    """Runs a command and kills it at a random moment; counts those that were met alive."""
    ended = one.run(*words, kill=(signal.SIGKILL, moment(one, seconds)))
    one.crashed(ended, allowed=(signal.SIGKILL,))
    if ended.signal == signal.SIGKILL:
        one.unnamed()
        one.stage.tally.count("kill", "killed")
        one.stage.tally.count("kill", "killed in " + words[0] + (" --stage" if "--stage" in words else ""))


def run(stage, world, night, n):
    one = Round(stage, "kill", world, night, f"run {n}")
    for _ in range(one.random.choice([1, 1, 1, 2, 3])):
        hit(one, ["run"], world.seconds["run", night])
        one.look()
    one.heal()
    one.finish()


def alone(stage, world, night, n):
    """Stage after stage, one of them killed; then the whole night."""
    one = Round(stage, "kill", world, night, f"stage {n}")
    last = one.random.randrange(len(STAGES))
    for name in STAGES[:last]:
        one.well(one.run("run", "--stage", name), f"--stage {name}")
    hit(one, ["run", "--stage", STAGES[last]], world.seconds["run", night] * 0.6)
    one.end()


def backup(stage, world, night, n):
    one = Round(stage, "kill", world, night, f"backup {n}", start=world.snapshots[night])
    target = os.path.join(one.folder, "copy.sqlite")
    hit(one, ["backup", "--into", target], world.seconds["backup", night])
    one.look()
    if os.path.exists(target):
        one.wrong(same_warehouse(one, target))
    if one.succeed("backup", "--into", target):
        one.wrong(same_warehouse(one, target))
    if os.path.exists(target + ".part"):
        one.wrong(["12: the backup's temporary file is left"])
    one.heal()
    one.finish()


def same_warehouse(one, path):
    with Copy(one.folder, os.path.relpath(path, one.folder)) as db:
        found = dump(db)
    return [f"the backup differs in {name}" for name in found if found[name] != one.golden.dump.get(name)]


def restore(stage, world, night, n):
    """Last night's backup; what came since goes back into inbound. Killed, then either tried again or simply run."""
    night = max(2, night)
    one = Round(stage, "kill", world, night, f"restore {n}", start=world.snapshots[night])
    source = os.path.join(world.folder, f"backup-{night - 1}")
    hit(one, ["restore", source], world.seconds["backup", night] * 1.5)
    if one.random.random() < 0.5:
        one.look()
        one.succeed("restore", source)
    one.end(versions=False)


def prune(stage, world, night, n):
    night = len(world.nights)
    one = Round(stage, "kill", world, night, f"prune {n}", start=world.snapshots[night])
    one.golden = world.pruned
    one.gone = world.gone
    hit(one, ["prune"], world.seconds["prune", night])
    one.look()
    # Rows that later files have settled are let go of; their number stays.
    one.said = [line for line in one.said if "rows rejected, but 0 kept" not in line]
    one.succeed("prune")
    one.heal()
    one.finish()


def erase(stage, world, night, n):
    """Once it is written down, either asked for again or left to the next night; before that, asked for again."""
    night = len(world.nights)
    one = Round(stage, "kill", world, night, f"erase {n}", start=world.snapshots[night])
    one.golden = world.erased
    print_ = sha(world.asked)
    one.gone |= {print_}
    hit(one, world.erasing(), world.seconds["erase", night])
    one.look()
    if print_ not in written_down(one) or one.random.random() < 0.5:
        # What is erased already is no delivery that could be asked for.
        one.well(one.run(*world.erasing(), date=False), "the erase", (0, 1, 64) if print_ in written_down(one) else (0, 1))
    one.heal()
    one.wrong([f"{place}: what was erased is still there" for place in places_of(one.root).get(print_, [])])
    warehouse = open(os.path.join(one.root, WAREHOUSE), "rb").read()
    one.wrong([f"{mark.decode()}: what was erased still stands in the warehouse's bytes" for mark in world.marks if mark in warehouse])
    one.finish()


def written_down(one):
    path = os.path.join(one.root, ".kvadratur", "erased")
    return open(path).read() if os.path.exists(path) else ""


def stop(stage, n):
    """SIGTERM, SIGINT, SIGHUP: ends with 128 and the signal's number, soon, tidied up, and the ledger says that it was stopped."""
    dice = random.Random(f"{stage.seed} stop {n}")
    world, night = choose(stage, n, dice)
    number = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP][n % 3]
    one = Round(stage, "stop", world, night, f"{number.name} {n}")
    after = dice.uniform(0.02, 0.98) * world.seconds["run", night]
    ended = one.run("run", kill=(number, after))
    if ended.signal == number:
        # Before it listens it dies of the signal like any program: nothing has begun then.
        stage.tally.count("stop", "before it began")
        if began(one):
            one.wrong([f"died of {number.name} in the middle of a run"])
    elif ended.signal is not None:
        one.wrong([f"died of signal {ended.signal}"])
    elif ended.code == 128 + number:
        stage.tally.count("stop", "stopped")
        stage.slowest_stop = max(stage.slowest_stop, ended.seconds - after)
        if ended.seconds - after > 5 * stage.patience:
            one.wrong([f"it took {ended.seconds - after:.1f} s to stop"])
        one.wrong(invariants.said_why(ended))
        one.wrong(invariants.temporary(one.folder, one.root))
        if began(one) not in (None, (b"stopped", 128 + number)):
            one.wrong([f"the ledger says {began(one)} of the run that was stopped"])
    elif one.well(ended):
        stage.tally.count("stop", "came too late")
    one.end()


def began(one):
    """Outcome and exit code of the run that this night began, if it did."""
    if not os.path.exists(os.path.join(one.root, ".kvadratur/warehouse.sqlite")):
        return None
    with Copy(one.root) as db:
        try:
            return db.execute("select outcome, exit_code from ledger_run where as_of = ? order by run desc limit 1", (one.world.date(one.night),)).fetchone()
        except sqlite3.OperationalError:
            return None
