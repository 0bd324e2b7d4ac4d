#!/usr/bin/env python3
"""Nights whose inbound and outbound lie on other file systems: memory (tmpfs), and a stick of the FAT kind, which has no symbolic links.

    shares.py PROGRAM PROJECT [--only NAME] [--keep FOLDER]

The small project of Tests/Nights is played on a disk of this machine first, then on each file system: a delivery, the same night again, a newer delivery,
a bad one. Wanted is the same on all: exit codes, rows, the edition's bytes, and an outbound/latest that opens. Where no link can be made latest is
a folder with the newest edition's files, and that is said. The stick is a file, mounted as a loop: FAT by the kernel where it can, else exFAT by FUSE; what
this machine does not allow is named and is no failure. Mounts lie in a namespace of their own and are gone with it. Needs Python 3.9; mkfs.vfat
(dosfstools) or, where the kernel has no vfat, exfat-fuse and exfatprogs.
"""
import hashlib, os, shutil, sqlite3, subprocess, sys, tempfile

if not os.environ.get("KVADRATUR_SHARES_ALONE"):
    os.environ["KVADRATUR_SHARES_ALONE"] = "1"
    for flags in (["-m"], ["-r", "-m"]):
        if shutil.which("unshare") and subprocess.run(["unshare", *flags, "true"], stderr=subprocess.DEVNULL).returncode == 0:
            os.execvp("unshare", ["unshare", *flags, sys.executable, *sys.argv])

from options import arguments, option

only, keep = option("--only"), option("--keep")
program, project = map(os.path.abspath, arguments)
small = os.path.join(project, "Tests", "Nights", "small")
work = os.path.abspath(keep) if keep else tempfile.mkdtemp(prefix="shares-")
os.makedirs(work, exist_ok=True)


def well(*words):
    return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def disk(place):
    return None


def memory(place):
    return None if well("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", place) else "no tmpfs may be mounted here"


def stick(place):
    """A volume as sticks have it, in a file mounted as a loop: FAT by the kernel's own driver, else exFAT by one in a process."""
    image = place + ".image"
    with open(image, "wb") as file:
        file.truncate(128 << 20)
    if well("mkfs.vfat", "-F", "32", image) and well("mount", "-o", "loop", "-t", "vfat", image, place):
        return None
    if not shutil.which("mkfs.exfat") or not shutil.which("mount.exfat-fuse"):
        return "the kernel mounts no vfat, and exfat-fuse or exfatprogs is not here"
    found = subprocess.run(["losetup", "-f", "--show", image], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    device = found.stdout.decode().strip()
    if not well("mkfs.exfat", image) or not device:
        return "no loop device may be made here"
    mounted = well("mount.exfat-fuse", device, place) and os.path.ismount(place)
    # It goes when the volume is unmounted.
    well("losetup", "-d", device)
    return None if mounted else "exfat-fuse mounted nothing"


# What is dropped before each night: name and text.
NIGHTS = [
    ("2026-02-28", {"rooms-20260201.csv": "room,seats,opened\nHal,120,\nSal,24,\nKælder,10,\n", "uses-20260203.csv": "room;day;hours\nHal;2026-02-05;2\nSal;2026-02-05;3\n"}),
    ("2026-02-28", {}),
    ("2026-03-01", {"rooms-20260301.csv": "room,seats,opened\nHal,130,\nSal,24,\nKælder,10,\n"}),
    ("2026-03-02", {"rooms-20260302.csv": "room,seats,opened\nHal,many,\nSal,24,\nKælder,10,\n", "Thumbs.db": "x", "~$rooms.xlsx": "x"}),
]


def files(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                found[os.path.relpath(os.path.join(path, name), folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def play(name, mount):
    """All nights on one file system: what each came to, and what was wrong with its latest."""
    root, place = os.path.join(work, name), os.path.join(work, name + "-medium")
    for folder in (root, place):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
    why = mount(place)
    if why:
        return why, [], []
    for folder in ("inbound", "outbound"):
        os.makedirs(os.path.join(place, folder))
        os.makedirs(os.path.join(root, folder))
        if mount is not disk and not well("mount", "--bind", os.path.join(place, folder), os.path.join(root, folder)):
            return "no folder may be mounted in another place here", [], []
    for folder in ("pipelines", "schemas"):
        shutil.copytree(os.path.join(small, folder), os.path.join(root, folder))
    shutil.copytree(os.path.join(project, "schemas", "ledger"), os.path.join(root, "schemas", "ledger"), dirs_exist_ok=True)
    seen, wrong, links = [], [], True
    try:
        os.symlink("a", os.path.join(place, "trial"))
        os.remove(os.path.join(place, "trial"))
    except OSError:
        links = False
    for number, (day, dropped) in enumerate(NIGHTS, 1):
        for file, text in dropped.items():
            with open(os.path.join(root, "inbound", file), "w", encoding="utf-8") as out:
                out.write(text)
        done = subprocess.run([program, "run", "--root", root, "--as-of", day, "--settle", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = done.stdout.decode("utf-8", "replace")
        if done.returncode not in (0, 1):
            return None, seen, [f"night {number}: exit {done.returncode}\n{said}"]
        latest, editions = os.path.join(root, "outbound", "latest"), os.path.join(root, "outbound", "editions")
        shown = files(latest)
        newest = [n for n in sorted(os.listdir(editions)) if files(os.path.join(editions, n)) == shown] if os.path.isdir(editions) else []
        database = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
        rows = database.execute("select room, seats from raw_rooms order by 1").fetchall()
        database.close()
        left = sorted(n for n in os.listdir(os.path.join(root, "inbound")) if n.endswith(".csv"))
        seen.append((done.returncode, rows, shown, newest, left))
        if "index.html" not in shown:
            wrong.append(f"night {number}: outbound/latest/index.html does not open\n{said}")
        if os.path.islink(latest) != links:
            wrong.append(f"night {number}: latest is {'no link' if links else 'a link'}")
        if not links and number == 1 and "no symbolic links" not in said:
            wrong.append(f"night {number}: nobody is told that latest is a copy\n{said}")
        stray = [n for n in os.listdir(os.path.join(root, "outbound")) if n.startswith(".")]
        if stray:
            wrong.append(f"night {number}: left behind in outbound: {stray}")
    return None, seen, wrong


fine, wanted = True, None
for name, mount in (("disk", disk), ("tmpfs", memory), ("stick", stick)):
    if only and name not in ("disk", only):
        continue
    why, seen, wrong = play(name, mount)
    if why:
        print(f"{name:<6} not played: {why}")
        continue
    wanted = wanted or seen
    wrong += [f"night {n}: exit {a[0]}, rows, edition or inbound differ from those on a disk: {b[0]}" for n, (a, b) in enumerate(zip(seen, wanted), 1) if a != b]
    fine = fine and not wrong
    print(f"{name:<6} {len(seen)} nights, exits {[s[0] for s in seen]}, " + ("as on a disk" if not wrong else "; ".join(wrong)))
    for mounted in (os.path.join(work, name, "inbound"), os.path.join(work, name, "outbound"), os.path.join(work, name + "-medium")):
        if os.path.ismount(mounted):
            well("umount", "-l", mounted)
if not keep:
    shutil.rmtree(work, ignore_errors=True)
sys.exit(0 if fine else 1)
