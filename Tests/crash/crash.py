#!/usr/bin/env python3
"""Disturbs nights in every way that can be done here, and proves that nothing is lost: see README.md beside it."""

import argparse
import concurrent.futures
import os
import random
import resource
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import calls  # noqa: E402
import damage  # noqa: E402
import disk  # noqa: E402
import kills  # noqa: E402
import planted  # noqa: E402
import power  # noqa: E402
import surroundings  # noqa: E402
import together  # noqa: E402
import world as worlds  # noqa: E402
from round import Tally  # noqa: E402
from runner import Program  # noqa: E402


class Stage:
    """What every round needs: the program, the worlds, a place to work, the seed, and the tally."""

    def __init__(self, options):
        self.options = options
        self.short = options.short
        self.seed = options.seed
        self.program = Program(options.program)
        self.scratch = os.path.abspath(options.scratch)
        self.tally = Tally()
        self.slowest_stop = 0.0
        self.slowest = 0.0
        # A machine under load or a debug build answers slower; the five seconds are the program's on an idle one.
        self.patience = 2
        self.small_share = 0.9 if options.short else 0.8
        self.skipped = []

    def prepare(self):
        shutil.rmtree(self.scratch, ignore_errors=True)
        os.makedirs(self.scratch)
        os.environ["KVADRATUR_CRASH_SCRATCH"] = self.scratch
        # A short test looks at two nights of the town, for they take long in a debug build.
        self.worlds = [worlds.small(self.scratch, self.program), worlds.town(self.scratch, self.program, self.options.properties, 2 if self.short else 3)]
        for one in self.worlds:
            one.prepare()

    @property
    def played(self):
        """The worlds of kinds that need not meet the town in a short test."""
        return self.worlds[:1] if self.short else self.worlds

    def all(self, tasks):
        """Runs the rounds, a few at a time; what a round itself cannot do is a violation too."""
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            waiting = {pool.submit(task): task for task in tasks}
            for done in concurrent.futures.as_completed(waiting):
                if done.exception():
                    import traceback
                    text = "".join(traceback.format_exception(done.exception()))
                    self.tally.blame("harness", "", [text[-1500:]])


KINDS = {}
# What the short test leaves out: its faults are met in the small project.
LONG = set()


def kind(name, long=False):
    def keep(function):
        KINDS[name] = function
        if long:
            LONG.add(name)
        return function
    return keep


def counted(stage, name, what="rounds"):
    return stage.tally.figures.get(name, {}).get(what, 0)


@kind("planted")
def planted_faults(stage):
    """Whether the harness sees what it looks for: a night with one thing wrong must be told from one with nothing wrong."""
    planted.all_of_them(stage, stage.worlds[0])
    if not stage.short:
        planted.all_of_them(stage, stage.worlds[-1])
    return "rounds", 10


@kind("kill")
def all_kills(stage):
    wanted = stage.options.kills or (12 if stage.short else 500)
    until(stage, "kill", "killed", wanted, wanted, kills.kill)
    return "killed", wanted


def until(stage, name, what, wanted, rounds, play):
    """So many rounds, and more until so many of them met the program alive: some moments lie behind the end."""
    done = 0
    while done < rounds or counted(stage, name, what) < wanted and done < 3 * rounds:
        more = rounds - done if done < rounds else wanted - counted(stage, name, what)
        stage.all([lambda n=n: play(stage, n) for n in range(done, done + more)])
        done += more


@kind("stop")
def all_stops(stage):
    wanted = 2 if stage.short else 20
    until(stage, "stop", "stopped", wanted, 3 * wanted, kills.stop)
    stage.tally.note("stop", f"the slowest stopped after {stage.slowest_stop:.2f} s")
    return "stopped", wanted


@kind("call")
def all_calls(stage):
    small = stage.worlds[0]
    if stage.short:
        return in_calls(stage, "call", [(small, 1, 10, calls.FAULTS[:3], ("run",), None)], most=18)
    plans = [(small, night, 10, calls.FAULTS, ("run",), None) for night in (1, 2, 3)]
    return in_calls(stage, "call", [*plans, (small, 2, 5, calls.FAULTS, ("restore", os.path.join(small.folder, "backup-1")), small.snapshots[2])])


@kind("call in town", long=True)
def all_calls_in_town(stage):
    # The town's nights make the same kinds of calls many times over: fewer of them.
    return in_calls(stage, "call in town", [(stage.worlds[-1], night, 80, calls.FAULTS, ("run",), None) for night in (1, 2)])


def in_calls(stage, name, plans, most=None):
    """Disturbs every so many calls of some nights; `most` is how many of them a short test takes."""
    if not calls.works():
        return skip(stage, name, "strace may not look into processes here")
    tasks = []
    for world, night, step, faults, words, start in plans:
        points, some = calls.rounds(stage, name, world, night, step, faults, words, start)
        stage.tally.note(name, f"{world.name}, {words[0]}, night {night}: {points} calls, every {step}th: {len(some)} disturbed nights")
        tasks += some
    tasks = random.Random(stage.seed).sample(tasks, min(most, len(tasks))) if most else tasks
    stage.all(tasks)
    return "killed in a call", 1


def skip(stage, name, why):
    stage.tally.note(name, f"NOT DONE: {why}")
    stage.skipped.append(name)
    return None, 0


@kind("full disk")
def all_full_disks(stage):
    if not disk.works(stage.scratch):
        return skip(stage, "full disk", "nothing may be mounted here")
    count = 5 if stage.short else 32
    tasks = []
    for world in stage.played:
        needed = disk.room_needed(stage, world, 1)
        stage.tally.note("full disk", f"{world.name}: a night needs {(needed[1] - needed[0]) >> 10} kB of room; {count} sizes below that")
        tasks += [lambda world=world, n=n, needed=needed: disk.full(stage, world, 1, n, count, needed) for n in range(count)]
    stage.all(tasks)
    stage.all([lambda n=n: disk.full_temporary(stage, stage.worlds[0 if stage.short else n % 2], 1, n // (1 if stage.short else 2)) for n in range(2 if stage.short else 16)])
    return "ended with 74", count // 2


@kind("read-only")
def all_read_only(stage):
    if not disk.works(stage.scratch):
        return skip(stage, "read-only", "nothing may be mounted here")
    parts = ["", "outbound"] if stage.short else ["", "inbound", "outbound", "outbound/editions", ".kvadratur"]
    stage.all([lambda world=world, part=part, night=night: disk.read_only(stage, world, night, part) for world in stage.played for part in parts for night in ((2,) if stage.short else (1, 2))])
    return "rounds", len(parts)


@kind("overlap")
def all_overlaps(stage):
    # One after the other: each fills the machine by itself.
    for world in stage.played:
        together.behind_a_holder(stage, world, 20 if stage.short else 50)
        for number in range(1 if stage.short else 3):
            together.at_once(stage, world, 20 if stage.short else 50, number)
    stage.all([lambda n=n: together.one_stage_meanwhile(stage, stage.worlds[n % len(stage.worlds) if not stage.short else 0], n) for n in range(1 if stage.short else 12)])
    return "said 75", 20 if stage.short else 50


@kind("lock")
def all_locks(stage):
    small, town = stage.worlds
    if stage.short:
        tasks = [lambda: together.locked(stage, small, "exclusive", 1), lambda: together.readers(stage, small, 0)]
    else:
        tasks = [lambda mode=mode, s=s, w=w: together.locked(stage, w, mode, s) for w in stage.worlds for mode in ("exclusive", "immediate", "deferred") for s in (3,)]
        # Longer than anybody waits; they sleep most of the time.
        tasks += [lambda mode=mode: together.locked(stage, small, mode, 0) for mode in ("exclusive", "immediate", "deferred")]
        tasks += [lambda n=n: together.readers(stage, stage.worlds[n % 2], n) for n in range(4)]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("backup meanwhile")
def all_backups(stage):
    count = 1 if stage.short else 12
    stage.all([lambda n=n: together.backup_meanwhile(stage, stage.worlds[0 if stage.short else n % 2], n) for n in range(count)])
    return "rounds", count


@kind("geopackage")
def all_geopackages(stage):
    stage.all([lambda world=world: together.geopackage(stage, world) for world in stage.played])
    return "rounds", 1


@kind("clock")
def all_clocks(stage):
    if not surroundings.clock_works():
        return skip(stage, "clock", "faketime is not installed")
    moments = surroundings.MOMENTS[1:4:2] if stage.short else surroundings.MOMENTS
    stage.all([lambda world=world, date=date, moment=moment: surroundings.clock(stage, world, date, moment) for world in stage.played for date, moment in moments]
              + [lambda world=world: surroundings.clock_back(stage, world) for world in stage.played])
    stage.tally.note("clock", f"{len(moments)} dates and moments: {', '.join(moment for _, moment in moments)} UTC")
    return "moments", len(moments) * len(stage.played)


@kind("limit")
def all_limits(stage):
    small, town = stage.worlds
    if stage.short:
        cases = [(small, resource.RLIMIT_FSIZE, 20_000), (small, resource.RLIMIT_NOFILE, 9)]
    else:
        cases = [(world, resource.RLIMIT_FSIZE, size) for world in stage.worlds for size in (10, 5_000, 20_000, 100_000, 300_000, 1_000_000)]
        cases += [(world, resource.RLIMIT_NOFILE, count) for world in stage.worlds for count in range(4, 17)]
        cases += [(town, resource.RLIMIT_AS, megabytes << 20) for megabytes in (60, 100, 150, 200, 260, 320, 400)]
    tasks = [lambda case=case: surroundings.limit(stage, case[0], 1, *case[1:]) for case in cases]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("surroundings")
def all_surroundings(stage):
    stage.all([lambda world=world, name=name: surroundings.output(stage, world, 2, name) for world in stage.played for name in surroundings.OUTPUTS])
    return "rounds", len(surroundings.OUTPUTS)


@kind("short write")
def all_short_writes(stage):
    library = surroundings.shim(stage)
    if not library:
        return skip(stage, "short write", "no C compiler is installed")
    tasks = [lambda world=world, night=night: surroundings.short_writes(stage, world, night, library)
             for world, night in (((stage.worlds[0], 1),) if stage.short else [(world, night) for world in stage.worlds for night in (1, 2, 3)])]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("slow disk")
def all_slow(stage):
    library = surroundings.shim(stage)
    if not library:
        return skip(stage, "slow disk", "no C compiler is installed")
    small, town = stage.worlds
    tasks = [lambda: surroundings.too_slow(stage, small, 1, library, surroundings.HANGING, 1)]
    if stage.short:
        tasks += [lambda: surroundings.slow(stage, small, 2, library, surroundings.SLOW)]
    else:
        tasks += [lambda world=world, night=night: surroundings.slow(stage, world, night, library, surroundings.SLOWER) for world in stage.worlds for night in (1, 2, 3)]
        tasks += [lambda world=world, night=night, seconds=seconds: surroundings.too_slow(stage, world, night, library, surroundings.SLOW, seconds)
                  for world, night, seconds in ((small, 1, 1), (small, 3, 1), (town, 1, 1), (town, 1, 3), (town, 2, 2), (town, 3, 4))]
        tasks += [lambda world=world, night=night: surroundings.too_slow(stage, world, night, library, surroundings.HANGING, 1) for world in stage.worlds for night in (2, 3)]
    stage.all(tasks)
    stage.tally.note("slow disk", f"the slowest night took {stage.slowest:.0f} times as long")
    return "ended by the limit", 1 if stage.short else 11


@kind("unknown answer")
def all_unknown_answers(stage):
    library = surroundings.shim(stage)
    if not library:
        return skip(stage, "unknown answer", "no C compiler is installed")
    tasks = []
    for world, night, count in ((stage.worlds[0], 2, 4),) if stage.short else [(world, night, 40) for world in stage.worlds for night in (1, 2)]:
        total = surroundings.steps(stage, world, night, library)
        stage.tally.note("unknown answer", f"{world.name}, night {night}: {count} of {total} answers of SQLite")
        tasks += [lambda world=world, night=night, number=1 + total * n // count: surroundings.unknown_answer(stage, world, night, library, number) for n in range(count)]
    stage.all(tasks)
    return "ended with 70", 2 if stage.short else 120


@kind("outside")
def all_outside(stage):
    if not calls.works():
        return skip(stage, "outside", "strace may not look into processes here")
    small, town = stage.worlds
    tasks = [lambda: surroundings.outside(stage, small, 2, ("run",))]
    if not stage.short:
        tasks += [lambda night=night: surroundings.outside(stage, town, night, ("run",)) for night in (1, 2, 3)]
        tasks += [lambda: surroundings.outside(stage, town, 3, ("prune",), town.snapshots[3])]
        tasks += [lambda: surroundings.outside(stage, town, 2, ("restore", os.path.join(town.folder, "backup-1")), town.snapshots[2])]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("damage")
def all_damage(stage):
    small, town = stage.worlds
    kinds = ["16 bytes turned", "header", "cut off", "newer"]
    if stage.short:
        tasks = [lambda how=how: damage.warehouse(stage, small, how) for how in kinds] + [lambda: damage.older(stage, small), lambda: damage.deleted(stage, small)]
    else:
        tasks = [lambda how=how, w=w, n=n: damage.warehouse(stage, w, how, n) for w in stage.worlds for how in kinds for n in range(8 if how[0] == "1" else 1)]
        tasks += [lambda w=w: damage.older(stage, w) for w in stage.worlds] + [lambda w=w, n=n: damage.older(stage, w, n) for w in stage.worlds for n in range(1, 6)]
        tasks += [lambda w=w: damage.deleted(stage, w) for w in stage.worlds] + [lambda w=w: damage.damaged_backup(stage, w) for w in stage.worlds]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("outbound")
def all_outbound(stage):
    tasks = [lambda how=how, words=words, w=w: damage.outbound(stage, w, how, words) for w in stage.played
             for how in ("half gone", "all gone", "latest gone", "index gone", "written into") for words in (("run",), ("run", "--stage", "report"))]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("archive")
def all_archives(stage):
    stage.all([lambda w=w: damage.archive(stage, w) for w in stage.played])
    return "rounds", 1


@kind("missed")
def all_missed(stage):
    stage.all([lambda w=w: damage.missed(stage, w) for w in stage.played])
    return "rounds", 3


@kind("stages")
def all_stages(stage):
    tasks = [lambda w=w, n=n, t=t: damage.stages_one_by_one(stage, w, n, t) for w in stage.played
             for n in ((2,) if stage.short else (1, 2, 3)) for t in (False, True)]
    stage.all(tasks)
    return "rounds", len(tasks)


@kind("power cut")
def all_power_cuts(stage):
    if not disk.works(stage.scratch):
        return skip(stage, "power cut", "nothing may be mounted here")
    with power.Disks(stage) as disks:
        if disks is None:
            return skip(stage, "power cut", "no xfs that clones files can be mounted here")
        nights = [(stage.worlds[0], 1)] if stage.short else [(world, night) for world in stage.worlds for night in (1, 2, 3)] * 3
        for number, (world, night) in enumerate(nights):
            power.night_with_cuts(stage, disks, world, night, 1 if stage.short else 5, number)
        library = surroundings.shim(stage)
        if library:
            # The same with a disk that promises to have synced and has not: if the harness saw nothing wrong there, it would be blind.
            seen = sum(power.night_with_cuts(stage, disks, stage.worlds[0], 1, 1, f"without fsync {n}", {"LD_PRELOAD": library, "SHIM_NO_SYNC": "1"}, "control")
                       for n in range(1 if stage.short else 5))
            stage.tally.note("power cut", f"control without fsync: {seen} cuts were seen to lose something")
            if not seen:
                stage.tally.blame("power cut", "control", ["without fsync nothing was lost: the harness is blind"])
    return "after it had said 0 or 1", 1


def alone_with_mounts():
    """Starts again in a mount namespace of its own, so that no mount outlives the harness however it ends."""
    if os.environ.get("KVADRATUR_CRASH_ALONE"):
        return
    os.environ["KVADRATUR_CRASH_ALONE"] = "1"
    for flags in (["-m"], ["-r", "-m"]):
        if shutil.which("unshare") and subprocess.run(["unshare", *flags, "true"], stderr=subprocess.DEVNULL).returncode == 0:
            os.execvp("unshare", ["unshare", *flags, sys.executable, *sys.argv])


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--program", default=".build/release/kvadratur")
    reader.add_argument("--scratch", default=".build/crash")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--short", action="store_true", help="a minute, each kind of fault at least once")
    reader.add_argument("--kinds", nargs="*", help="these kinds alone: " + ", ".join(KINDS))
    reader.add_argument("--kills", type=int, help="how many kills")
    reader.add_argument("--jobs", type=int, default=3, help="rounds at once; they wait for the disk much of the time")
    reader.add_argument("--properties", type=int, default=5, help="size of the made-up town")
    options = reader.parse_args()
    alone_with_mounts()
    stage = Stage(options)
    began = time.monotonic()
    stage.prepare()
    print(f"crash: seed {options.seed}, {options.program}, worlds prepared in {time.monotonic() - began:.0f} s", flush=True)
    failed, table = [], []
    for name, play in KINDS.items():
        if options.kinds and name not in options.kinds or options.short and name in LONG:
            continue
        start, before = time.monotonic(), (stage.tally.rounds(), len(stage.tally.violations))
        what, least = play(stage)
        figures = stage.tally.figures.get(name, {})
        table.append((name, stage.tally.rounds() - before[0], len(stage.tally.violations) - before[1], time.monotonic() - start))
        print(f"{name}: " + ", ".join(f"{number} {what}" for what, number in figures.items()) + f" ({time.monotonic() - start:.0f} s)", flush=True)
        for kind_, sentence in stage.tally.notes:
            print(f"  {kind_}: {sentence}", flush=True)
        stage.tally.notes.clear()
        if what and figures.get(what, 0) < least:
            failed.append(f"{name}: {figures.get(what, 0)} {what}, but at least {least} were wanted")
    print("| kind | rounds | violations | seconds |\n|---|---:|---:|---:|")
    for name, rounds, violations, seconds in table:
        print(f"| {name} | {rounds} | {violations} | {seconds:.0f} |")
    print(f"crash: {stage.tally.rounds()} rounds in {time.monotonic() - began:.0f} s, largest memory {stage.tally.memory >> 20} MB, {len(stage.tally.violations)} violations", flush=True)
    if stage.skipped:
        print(f"crash: NOT DONE on this machine, and not passed: {', '.join(stage.skipped)}", flush=True)
    for line in failed:
        print(f"crash: {line}", flush=True)
    if not stage.tally.violations and not failed:
        shutil.rmtree(stage.scratch, ignore_errors=True)
    sys.exit(1 if stage.tally.violations or failed else 0)


if __name__ == "__main__":
    main()
