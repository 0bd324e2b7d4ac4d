"""Power cuts: the root lies on an ext4 in a file on an xfs that can clone files. A clone of the file holds what the disk had been told, and nothing of
the page cache: what is mounted from it is the machine after the cut."""

import os
import random
import shutil
import subprocess
import time

import invariants
from disk import mount, unmount
from round import Round
from state import State


class Disks:
    """The xfs that can clone, and on it the disk of one world."""

    def __init__(self, stage):
        self.stage, self.folder = stage, os.path.join(stage.scratch, "power")
        self.outer = os.path.join(self.folder, "outer")
        self.number = 0

    def __enter__(self):
        os.makedirs(self.outer)
        image = os.path.join(self.folder, "outer.img")
        with open(image, "wb") as file:
            file.truncate(3 << 30)
        if not quiet("mkfs.xfs", "-q", "-m", "reflink=1", image) or not mount("-o", "loop", image, self.outer):
            return None
        return self

    def __exit__(self, *_):
        unmount(self.outer)
        shutil.rmtree(self.folder, ignore_errors=True)

    def disk(self):
        """A fresh ext4 with a journal, mounted; its image and its folder."""
        self.number += 1
        image = os.path.join(self.outer, f"disk-{self.number}.img")
        with open(image, "wb") as file:
            file.truncate(96 << 20)
        place = os.path.join(self.folder, f"disk-{self.number}")
        os.makedirs(place)
        if not quiet("mkfs.ext4", "-q", image) or not mount("-o", "loop", image, place):
            raise RuntimeError("no ext4 could be mounted")
        return image, place

    def cut(self, image):
        """What would be on that disk if the power went now."""
        self.number += 1
        clone = os.path.join(self.outer, f"cut-{self.number}.img")
        subprocess.run(["cp", "--reflink=always", image, clone], check=True)
        return clone


def quiet(*words):
    try:
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def night_with_cuts(stage, disks, world, night, cuts, number, env=None, kind="power cut"):
    """One night on such a disk; the power goes at several moments of it (each a machine of its own) and after it said that it had ended."""
    image, place = disks.disk()
    one = Round(stage, "trace", world, night, f"power {number}", place=place)
    os.sync()
    dice = random.Random(f"{stage.seed} power {world.name} {night} {number}")
    seconds = world.seconds["run", night]
    moments = sorted(dice.uniform(0.05, 1.3) * seconds for _ in range(cuts))
    clones, said = [], None
    running = stage.program.start(one.words("run"), one.folder, env=env)
    for moment in moments:
        running.wait_until(moment)
        alive = running.process.poll() is None
        if not alive:
            break
        clones.append((disks.cut(image), None, f"at {moment:.2f} s"))
    said = running.process.wait()
    clones.append((disks.cut(image), said, f"when it had said {said}"))
    time.sleep(dice.uniform(0, 1.0))
    clones.append((disks.cut(image), said, f"a moment after it had said {said}"))
    unmount(place)
    shutil.rmtree(one.folder, ignore_errors=True)
    seen = 0
    for clone, code, label in clones:
        seen += after(stage, disks, world, night, clone, code, f"{number} {label}", kind)
    return seen


def after(stage, disks, world, night, clone, code, label, kind):
    """The machine after the cut: the invariants, what had been promised, and the healing run. Says whether something was wrong."""
    place = clone + ".d"
    place = os.path.join(disks.folder, os.path.basename(place))
    os.makedirs(place)
    if not mount("-o", "loop", clone, place):
        stage.tally.blame(kind, label, ["the disk after the cut cannot be mounted"])
        return 1
    try:
        one = Round(stage, kind, world, night, label, place=place, there=True)
        one.look()
        if code in (0, 1):
            # 7: what an exit code has said is there, without any run.
            one.wrong([f"7: said {code}, but after the cut: {line}" for line in State(one.root).difference(one.golden) if "-wal: too much" not in line and "-shm: too much" not in line])
        one.heal()
        if kind == "power cut":
            one.finish()
            stage.tally.count(kind, "cuts while it worked", 1 if code is None else 0)
            stage.tally.count(kind, "after it had said 0 or 1", 1 if code in (0, 1) else 0)
        shutil.rmtree(one.folder, ignore_errors=True)
        return 1 if one.said else 0
    finally:
        unmount(place)
        os.unlink(clone)
