"""The same edition before and after: a change of how models are cut and joined must not change a byte of what is published.

    Tests/referee/referee.py PROGRAM BEFORE [AFTER] [--properties 60] [--seeds 1 2 3] [--rows]

BEFORE and AFTER are projects (folders that hold `pipelines` and `schemas`); AFTER is this one unless another is named. Each plays the first night of
the same made-up municipality, and every file of the two editions is held against its twin. What differs is named, file by file; with --rows the
first differing line of each text as well. An edition is named by what it was made from, templates and promises included: where the names differ, that is
said once, and the name stands as EDITION in both. Ends with 1 when anything differs. Standard library only.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NIGHT = "2026-02-28"


def edition(program, project, properties, seed, folder):
    """The files of the first night's edition, by path."""
    for name in ("pipelines", "schemas"):
        shutil.copytree(os.path.join(project, name), os.path.join(folder, name))
    sample = ["sample", "--no-mark", "--properties", properties, "--seed", seed, "--as-of", NIGHT, "--into", f"{folder}/inbound"]
    for words, good in ((sample, (0,)), (["run", "--root", folder, "--as-of", NIGHT], (0, 1))):
        done = subprocess.run([program, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode not in good:
            raise SystemExit(f"kvadratur {' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    latest = os.path.realpath(os.path.join(folder, "outbound", "latest"))
    with open(os.path.join(latest, "summary.json"), encoding="utf-8") as file:
        name = json.load(file)["edition"]
    found = {}
    for where, _, names in os.walk(latest):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, latest)] = file.read().replace(name.encode(), b"EDITION")
    if not found:
        raise SystemExit(f"{project}: the night published nothing")
    # Each file is held against its twin; the list of their fingerprints says nothing more.
    found.pop("SHA256SUMS", None)
    return name, found


def first_line(before, after):
    """The first line in which two texts differ, as a sentence."""
    for number, (one, other) in enumerate(zip(before.split(b"\n"), after.split(b"\n")), 1):
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
            start = max(0, at - 60)
            return f"  line {number}\n    before …{one[start:at + 100]!r}\n    after  …{other[start:at + 100]!r}"
    return "  one is longer than the other"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("before")
    parser.add_argument("after", nargs="?", default=PROJECT)
    parser.add_argument("--properties", type=int, default=60)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--rows", action="store_true")
    asked = parser.parse_args()
    program, differences = os.path.abspath(asked.program), 0
    for seed in asked.seeds:
        with tempfile.TemporaryDirectory(prefix="kvadratur-referee-") as folder:
            (name, before), (other, after) = (
                edition(program, project, asked.properties, seed, os.path.join(folder, name))
                for name, project in (("before", asked.before), ("after", asked.after)))
        if name != other:
            print(f"the edition is named {other} after {name}")
        different = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
        differences += len(different)
        print(f"{asked.properties} properties, seed {seed}: {len(before)} files, {len(different) or 'none'} different", flush=True)
        for name in different:
            print(f"  {name}: " + ("is missing after" if name not in after else "is new" if name not in before else "differs"))
            if asked.rows and name in before and name in after:
                print(first_line(before[name], after[name]))
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
