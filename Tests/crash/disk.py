"""A disk that is really full, read-only, or gone: mounts of our own."""

import os
import shutil
import subprocess

from round import Round

MIB = 1 << 20


def mount(*words):
    return subprocess.run(["mount", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def unmount(path):
    subprocess.run(["umount", "-l", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def works(folder):
    path = os.path.join(folder, "mount-trial")
    os.makedirs(path, exist_ok=True)
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", path):
        return False
    unmount(path)
    return True


def used(path):
    information = os.statvfs(path)
    return (information.f_blocks - information.f_bfree) * information.f_frsize


def room_needed(stage, world, night):
    """Bytes on the disk before the night and at its fullest, seen on a disk with room for all."""
    place = os.path.join(stage.scratch, "roomy")
    os.makedirs(place, exist_ok=True)
    if not mount("-t", "tmpfs", "-o", "size=1g", "tmpfs", place):
        raise RuntimeError("a tmpfs could be mounted a moment ago")
    one = Round(stage, "trace", world, night, "roomy", place=place)
    before = used(place)
    running = one.start("run")
    most = before
    while running.process.poll() is None:
        most = max(most, used(place))
    unmount(place)
    shutil.rmtree(one.folder, ignore_errors=True)
    return before, most


def full(stage, world, night, number, count, needed):
    """The disk of the root has room for a part of what the night needs."""
    before, most = needed
    place = os.path.join(stage.scratch, f"disk-{world.name}-{night}-{number}")
    os.makedirs(place)
    size = before + int((most - before) * (number + 0.5) / count * 1.02) + 4096
    if not mount("-t", "tmpfs", "-o", "size=1g", "tmpfs", place):
        raise RuntimeError("a tmpfs could be mounted a moment ago")
    try:
        one = Round(stage, "full disk", world, night, f"{size - before} of {most - before} bytes free", place=place)
        size = max(size, used(place) + 4096)
        mount("-o", f"remount,size={size // 4096 * 4096}", place)
        one.system(one.run())
        one.look()
        mount("-o", "remount,size=1g", place)
        one.heal()
        stage.tally.count("full disk", f"sizes of the {world.name}'s disk")
        one.finish()
    finally:
        unmount(place)


def full_temporary(stage, world, night, number):
    """The temporary folder lies on another disk, which is full."""
    one = Round(stage, "full temp", world, night, f"{number * 16} kB of temporary folder")
    place = os.path.join(one.folder, "tmp")
    os.makedirs(place)
    if not mount("-t", "tmpfs", "-o", f"size={max(1, number * 4) * 4096}", "tmpfs", place):
        raise RuntimeError("a tmpfs could be mounted a moment ago")
    if number == 0:
        open(os.path.join(place, "filler"), "wb").write(b"x" * 4096)
    try:
        one.system(one.run())
        one.look()
    finally:
        unmount(place)
    one.heal()
    one.finish()


def read_only(stage, world, night, part):
    """One folder of the root is read-only (a mount that turned so)."""
    one = Round(stage, "read-only", world, night, part or "the whole root")
    path = os.path.join(one.root, part)
    os.makedirs(path, exist_ok=True)
    mount("--bind", path, path)
    mount("-o", "remount,bind,ro", path)
    try:
        ended = one.run()
        one.system(ended)
        if ended.code != 74:
            one.wrong([f"{ended.word}, although {part or 'the root'} cannot be written: {ended.err[-300:]}"])
        elif os.path.basename(part or one.root) not in ended.err:
            one.wrong([f"the message does not name {part}: {ended.err[-300:]}"])
        one.look()
    finally:
        unmount(path)
    one.heal()
    one.finish()
