"""A fault in every tenth system call that writes, by strace: it fails once, from then on, or the program is killed in it."""

import os
import random
import re
import shutil
import signal
import subprocess

from round import Round

CALLS = ["write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2", "openat", "mkdir", "mkdirat", "link", "linkat", "symlink",
         "symlinkat", "unlink", "unlinkat", "rmdir", "fallocate", "fchmod", "chmod", "pread64"]
# What a disk says; a rename or a folder may also meet one that turned read-only.
FAULTS = [("ENOSPC", False), ("EIO", False), ("KILL", False), ("ENOSPC", True), ("EIO", True), ("EROFS", True)]


def works():
    """Whether strace may look into a process and change what its calls answer."""
    if not shutil.which("strace"):
        return False
    ended = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ended.returncode == 0


def points(stage, world, night, words=("run",), start=None):
    """The calls of an undisturbed night that are about its own folders: (call, which one of its kind, what), by the main thread."""
    one = Round(stage, "trace", world, night, "trace", start=start)
    log = os.path.join(one.folder, "trace")
    one.run(*words, wrap=["strace", "-f", "-y", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS)])
    counts, found, main = {}, [], None
    for line in open(log, errors="replace"):
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not match:
            continue
        main = main or match.group(1)
        if match.group(1) != main or match.group(2) not in CALLS:
            continue
        call, rest = match.group(2), match.group(3)
        counts[call] = counts.get(call, 0) + 1
        if one.root not in rest or "/pipelines" in rest or "/schemas" in rest:
            continue
        if call == "openat" and not re.search(r"O_CREAT|O_WRONLY|O_RDWR", rest) and ".kvadratur" not in rest and "/inbound" not in rest:
            continue
        found.append((call, counts[call], rest.strip()[:160].replace(one.root, "")))
    shutil.rmtree(one.folder)
    return found


def rounds(stage, kind, world, night, step, faults, words=("run",), start=None):
    """Every `step`th point, each with the next of the faults; another first point for each seed."""
    found = points(stage, world, night, words, start)
    first = random.Random(f"{stage.seed} calls {world.name} {night}").randrange(step)
    chosen = found[first::step]
    # A kind of call so rare that no tenth one is met is met once.
    for call in sorted({call for call, _, _ in found} - {call for call, _, _ in chosen}):
        chosen.append(next(point for point in found if point[0] == call))
    tasks = []
    for index, point in enumerate(chosen):
        for fault in faults if len(faults) <= 3 else [faults[(index + offset) % len(faults)] for offset in (0, 2)]:
            tasks.append(lambda point=point, fault=fault: disturb(stage, kind, world, night, point, fault, words, start))
        if point[0] == "openat":
            tasks.append(lambda point=point: disturb(stage, kind, world, night, point, ("EMFILE", False), words, start))
    return len(found), tasks


def disturb(stage, kind, world, night, point, fault, words, start):
    call, number, what = point
    name, persists = fault
    one = Round(stage, kind, world, night, f"{' '.join(words)} {call} #{number} {name}{' from then on' if persists else ''} {what}", start=start)
    how = "signal=KILL" if name == "KILL" else f"error={name}"
    ended = one.run(*words, wrap=[
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{how}:when={number}{'+' if persists else ''}"])
    one.crashed(ended, allowed=(signal.SIGKILL,) if name == "KILL" else ())
    if name != "KILL":
        one.well(ended, "instead of 74 it", (0, 1, 74))
    elif ended.signal == signal.SIGKILL:
        stage.tally.count(kind, "killed in a call")
    # When every write fails from then on, the one to standard error does too.
    if ended.code == 74 and "/" not in ended.err and not (call == "write" and persists):
        one.wrong([f"74 without a path: {ended.err[-300:]}"])
    if ended.code == 74:
        stage.tally.count(kind, "ended with 74")
    if name == "KILL" or call.startswith("unlink") and persists:
        one.unnamed()
    one.look()
    if words[0] == "prune":
        one.succeed(*words)
    one.heal(versions=words[0] != "restore")
    stage.tally.count(kind, name)
    one.finish()
