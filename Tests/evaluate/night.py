"""One night of the made-up municipality in a temporary folder. Standard library only."""

import csv
import os
import shutil
import subprocess
import tempfile

from thinning import Thinning

AS_OF = "2026-02-28"
HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))


def default_program():
    """The newest build of the program."""
    found = [os.path.join(PROJECT, ".build", kind, "kvadratur") for kind in ("release", "debug")]
    found = [path for path in found if os.path.exists(path)]
    return max(found, key=os.path.getmtime) if found else os.path.join(PROJECT, ".build/debug/kvadratur")


class Night:
    """A folder with the project's own pipelines and a sample's deliveries, run once or more."""

    def __init__(self, program, properties, seed=1, percent=100, dirty_permille=10, inside=100):
        self.program = os.path.abspath(program)
        self.root = tempfile.mkdtemp(prefix="kvadratur-evaluate-")
        for folder in ("pipelines", "schemas"):
            shutil.copytree(os.path.join(PROJECT, folder), os.path.join(self.root, folder))
        # Neither flags nor figures read the plan; its further scenarios only take time here.
        shutil.rmtree(os.path.join(self.root, "pipelines/5_plan/scenarios"), ignore_errors=True)
        self.inbound = os.path.join(self.root, "inbound")
        self.delivered = os.path.join(self.root, "delivered")
        self._call("sample", "--no-mark", "--properties", properties, "--seed", seed, "--as-of", AS_OF, "--data-percent", percent,
                   "--dirty-permille", dirty_permille, "--into", self.inbound)
        if inside < 100:
            Thinning(self.inbound, inside, seed).apply()
        # The run empties inbound/: whoever recomputes figures reads this copy.
        shutil.copytree(self.inbound, self.delivered)

    def run(self, as_of=AS_OF):
        """Runs the night; the edition must appear, whether or not a person must look at something."""
        code, text = self._call("run", "--root", self.root, "--as-of", as_of, "--quiet", allowed=(0, 1))
        if not os.path.exists(os.path.join(self.root, "outbound/latest/index.html")):
            raise SystemExit(f"no edition was published (exit {code}):\n{text[-2000:]}")

    def command(self, *words):
        return self._call(*words, "--root", self.root)[1]

    def _call(self, *words, allowed=(0,)):
        done = subprocess.run([self.program] + [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode not in allowed:
            raise SystemExit(f"kvadratur {' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.returncode, done.stdout

    def report(self, name):
        """A table of the edition, as a reader of its CSV file sees it: decimal commas become numbers."""
        with open(os.path.join(self.root, "outbound/latest", name + ".csv"), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def truth(self):
        """What is truly the case with each property, by its key."""
        for folder in (self.delivered, self.root):
            path = os.path.join(folder, "delivery-note.csv")
            if os.path.exists(path):
                with open(path, encoding="utf-8", newline="") as file:
                    return {row["subject"]: row for row in csv.DictReader(file) if row["kind"] == "truth"}
        raise SystemExit("the sample wrote no delivery-note.csv")

    def close(self):
        shutil.rmtree(self.root, ignore_errors=True)


def number(text):
    """A cell of a Danish CSV file as a number; None when it is empty."""
    return float(text.replace(",", ".")) if text not in ("", None) else None
