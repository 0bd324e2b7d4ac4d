"""What surrounds a night: clocks, limits, closed and full outputs, an empty environment, another folder, language and zone."""

import datetime
import os
import resource
import shutil
import subprocess
import zoneinfo

import invariants
from round import Round
from state import State

# Local dates and moments (UTC) of the night: both changes of the clock, a leap day, both sides of a new year, the end of 32-bit time, long ago.
MOMENTS = [
    ("2026-03-28", "2026-03-28 22:59:00"), ("2026-03-29", "2026-03-29 00:59:59"), ("2026-03-29", "2026-03-29 01:00:01"), ("2026-10-25", "2026-10-25 00:30:00"),
    ("2026-10-25", "2026-10-25 01:30:00"), ("2028-02-29", "2028-02-29 01:00:00"), ("2027-01-01", "2026-12-31 23:30:00"), ("2038-01-19", "2038-01-19 03:14:09")]


def clock_works():
    return shutil.which("faketime") is not None


def clock(stage, world, date, moment):
    """The night without a date takes the calendar day in the authority's zone, and comes to the bytes of a night that was given this date."""
    plain = Round(stage, "clock", world, 1, f"{date} given")
    plain.well(plain.run(date=date))
    wanted = State(plain.root)
    plain.finish()
    one = Round(stage, "clock", world, 1, f"{moment} UTC")
    zone = one.random.choice(["UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/Copenhagen"])
    # The child takes another zone for its own than the authority's: only the authority's decides.
    there = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.timezone.utc).astimezone(zoneinfo.ZoneInfo(zone))
    one.well(one.run(date=False, env={"TZ": zone}, wrap=["faketime", "-f", there.strftime("@%Y-%m-%d %H:%M:%S")]))
    state = one.same(wanted)
    one.wrong(invariants.books(one.root))
    one.again(state, date)
    stage.tally.count("clock", "moments")
    one.finish()


def clock_back(stage, world):
    """After a night the clock is a day late: the older night does not harm, and the right one comes back to the same bytes."""
    one = Round(stage, "clock", world, 2, "set back", start=world.snapshots[2])
    one.well(one.run(date="2026-02-20"))
    one.wrong(invariants.books(one.root))
    one.well(one.run(), "the right night")
    state = State(one.root)
    kept = {name: value for name, value in state.files.items() if "/2026-02-20" not in name}
    if kept != {name: value for name, value in one.golden.files.items()}:
        one.wrong([line for line in state.difference(one.golden) if not line.startswith(("table", "outbound/editions/2026-02-20", "outbound/rebuilt/2026-02-20"))])
    one.again(state)
    one.finish()


LIMITS = {resource.RLIMIT_FSIZE: "bytes of a file", resource.RLIMIT_NOFILE: "open files", resource.RLIMIT_AS: "bytes of memory"}


def limit(stage, world, night, kind, amount):
    """SIGXFSZ, EMFILE or no memory: no file beyond so many bytes, so few files at once, so little memory."""
    one = Round(stage, "limit", world, night, f"{LIMITS[kind]} {amount}")
    ended = one.run(before=lambda: resource.setrlimit(kind, (amount, resource.RLIM_INFINITY if kind == resource.RLIMIT_FSIZE else amount)))
    if kind == resource.RLIMIT_AS:
        # Swift has no answer to a failed allocation but to die, which is as harmless as being killed.
        if ended.signal is None:
            one.well(ended, codes=(0, 1, 70, 74, 78, 127, 134))
    elif kind != resource.RLIMIT_NOFILE or ended.code != 127:  # the loader itself
        one.system(ended)
    one.end()


OUTPUTS = {
    "stdout closed": dict(before=lambda: os.close(1)),
    "stderr closed": dict(before=lambda: os.close(2)),
    "all closed": dict(before=lambda: [os.close(number) for number in (0, 1, 2)]),
    "stdout full": dict(out="/dev/full"),
    "stdout and stderr full": dict(out="/dev/full", err="/dev/full"),
    "stdout a closed pipe": dict(pipe=True),
    "empty environment": dict(wrap=["env", "-i"]),
    "started in /": dict(cwd="/"),
    "another language": dict(env={"LANG": "da_DK.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}),
    "no home, no terminal": dict(env={"HOME": "/nonexistent", "TERM": ""}),
}


def output(stage, world, night, name):
    """None of it changes a byte of the night."""
    one = Round(stage, "surroundings", world, night, name)
    how = dict(OUTPUTS[name])
    for stream in ("out", "err"):
        if stream in how:
            how[stream] = open(how[stream], "wb")
    if how.pop("pipe", False):
        reading, writing = os.pipe()
        os.close(reading)
        how["out"] = os.fdopen(writing, "wb")
    unnoticed(one, **how)


def unnoticed(one, **how):
    """The night ends well in these surroundings and is the golden one already."""
    one.well(one.run(**how))
    one.look()
    one.same()
    one.heal()
    one.finish()


def shim(stage):
    """The library that writes short and is interrupted, if there is a C compiler."""
    path = os.path.join(stage.scratch, "shim.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shim.c")
    compiler = next((name for name in ("cc", "clang", "gcc") if shutil.which(name)), None)
    if not compiler or subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", path, source, "-ldl"], stderr=subprocess.DEVNULL).returncode != 0:
        return None
    return path


def short_writes(stage, world, night, library):
    """Writes and reads that do a part, and calls that are interrupted: nobody notices."""
    unnoticed(Round(stage, "short write", world, night), env={"LD_PRELOAD": library, "SHIM_SHORT": "1"})


def slow(stage, world, night, library, delay):
    """A disk about a hundred times slower: slower only."""
    one = Round(stage, "slow disk", world, night, "slower only")
    ended = one.run(env={"LD_PRELOAD": library, "SHIM_SLOW": delay})
    one.well(ended)
    stage.slowest = max(stage.slowest, ended.seconds / world.seconds["run", night])
    one.look()
    one.same()
    one.heal()
    one.finish()


# Microseconds of a write; a sync takes ten times that. On a disk that hangs a single sync takes longer than the whole run may.
SLOW, SLOWER, HANGING = "2000", "20000", "10000000"


def too_slow(stage, world, night, library, delay, seconds):
    """A run that takes too long ends with 74 soon after its limit, also when it hangs in one call, and the lock is free."""
    one = Round(stage, "slow disk", world, night, f"limit {seconds} s, {delay} microseconds a write")
    ended = one.run("run", "--limit", str(seconds), env={"LD_PRELOAD": library, "SHIM_SLOW": delay})
    one.crashed(ended)
    if ended.code != 74:
        one.wrong([f"its limit did not end it with 74: {ended.word} after {ended.seconds:.1f} s: {ended.err[-300:]}"])
    elif not ended.err.startswith("stopped "):
        one.wrong([f"74, but not for its limit: {ended.err[-300:]}"])
    else:
        stage.tally.count("slow disk", "ended by the limit")
    # A step that cannot be interrupted is ended after four seconds more.
    if ended.seconds > (seconds + 5) * stage.patience:
        one.wrong([f"it went on for {ended.seconds:.1f} s"])
    one.end()


def steps(stage, world, night, library):
    """How often an undisturbed night asks SQLite to go on."""
    one = Round(stage, "unknown answer", world, night, "counted")
    path = os.path.join(one.folder, "steps")
    one.well(one.run(env={"LD_PRELOAD": library, "SHIM_STEPS": path}))
    count = int(open(path).read())
    shutil.rmtree(one.folder)
    return count


def unknown_answer(stage, world, night, library, number):
    """SQLite gives an answer that no version of it has: 70, one line, and nothing is published but what was published before it."""
    one = Round(stage, "unknown answer", world, night, f"step {number}")
    latest = os.path.join(one.root, "outbound", "latest")
    before = os.readlink(latest) if os.path.islink(latest) else None
    ended = one.run(ours=True, env={"LD_PRELOAD": library, "SHIM_STEP": str(number)})
    one.crashed(ended)
    after = os.readlink(latest) if os.path.islink(latest) else None
    if ended.code == 70:
        stage.tally.count("unknown answer", "ended with 70")
        if "nobody expected" not in ended.err or len(ended.err.strip().splitlines()) != 1:
            one.wrong([f"70, but not in one line that says what: {ended.err[-500:]}"])
        if after == before:
            stage.tally.count("unknown answer", "nothing published")
    elif one.well(ended, "instead of 70 it"):
        # Only what tidies up behind a night may pass over it.
        stage.tally.count("unknown answer", "behind the night's work")
        one.same()
    one.end()


def outside(stage, world, night, words, start=None):
    """9: strace sees every file that is opened for writing, made, renamed or removed, every socket and every child."""
    one = Round(stage, "outside", world, night, " ".join(words[:1]), start=start)
    log = os.path.join(one.folder, "trace")
    calls = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,socket,connect,execve,fork,vfork,clone,clone3"
    ended = one.run(*words, wrap=["strace", "-f", "-qq", "-y", "-s", "300", "-o", log, "-e", "trace=" + calls])
    one.well(ended)
    allowed = [os.path.join(one.root, name) for name in ("inbound", "outbound", ".kvadratur")] + [os.path.join(one.folder, "tmp"), os.path.join(one.folder, "copy"), "/dev/null"]
    executed, seen = 0, 0
    for line in open(log, errors="replace"):
        call = line.split(None, 1)[1].split("(", 1)[0]
        if call.startswith("<..."):
            continue  # the rest of a call that another thread interrupted: its beginning said what it is
        if call in ("socket", "connect", "fork", "vfork"):
            one.wrong([f"9: {line.strip()[:200]}"])
        elif call == "execve":
            executed += 1
        elif call in ("clone", "clone3"):
            if "CLONE_THREAD" not in line and "resumed>" not in line:
                one.wrong([f"9: a child: {line.strip()[:200]}"])
        elif call in ("openat", "open") and not any(flag in line for flag in ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC")):
            continue
        elif "ENOENT" not in line and "EEXIST" not in line:
            seen += 1
            if not any(f'"{place}' in line or f"<{place}" in line for place in allowed):
                one.wrong([f"9: {line.strip()[:300]}"])
    if executed != 1:
        one.wrong([f"9: {executed} programs were started"])
    if not seen:
        one.wrong(["strace saw nothing"])
    one.finish()
