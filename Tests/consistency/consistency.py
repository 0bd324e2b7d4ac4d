"""Every number once: an edition must agree with itself, wherever it says the same thing twice.

Makes nights of the made-up municipality (a first one; a month later a second one, with the first frozen as the baseline and decisions
delivered), reads each edition in every form, and holds each number that is shown twice against its twin, and each sum against its parts.
Before that it plants wrong numbers and must find every one. Ends with 1 when anything differs. Standard library only.
"""

import argparse
import collections
import os
import shutil
import subprocess
import sys
import tempfile

import forms
import freed_money
import kept
import leases
import lights
import meanings
import planted
import sayings
import services
import terminal
from edition import Edition
from judge import Judge

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIRST, SECOND, LATER = "2026-02-28", "2026-03-28", 28


class Municipality:
    """The project's pipelines and a sample's deliveries in a folder of their own."""

    def __init__(self, program, properties, seed):
        self.program, self.size = os.path.abspath(program), (properties, seed)
        self.root = tempfile.mkdtemp(prefix="kvadratur-consistency-")
        for folder in ("pipelines", "schemas"):
            shutil.copytree(os.path.join(PROJECT, folder), os.path.join(self.root, folder))

    def command(self, *words, good=(0, 1)):
        done = subprocess.run([self.program, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode not in good:
            raise SystemExit(f"kvadratur {' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def ask(self, *words):
        return self.command(*words, "--root", self.root)

    def deliver(self, night=0):
        properties, seed = self.size
        self.command("sample", "--no-mark", "--properties", properties, "--seed", seed, "--as-of", FIRST, "--night", night,
                     "--into", os.path.join(self.root, "inbound"), good=(0,))
        self.share_a_school(os.path.join(self.root, "inbound"))
        if not night:
            services.deliver(os.path.join(self.root, "inbound"))

    def share_a_school(self, inbound):
        """A fifth of the first school is a day-care with few children and many places: two uses of one property, one of which can receive."""
        lists = [name for name in sorted(os.listdir(inbound)) if name.startswith("properties-")]
        # Not every delivery brings the list; what the first one said of the school holds.
        for name in lists:
            self.school = self.divide(os.path.join(inbound, name))
        for name in [name for name in sorted(os.listdir(inbound)) if name.startswith("headcount-")]:
            with open(os.path.join(inbound, name), encoding="utf-8", newline="") as file:
                lines = file.read().rstrip("\n").split("\n")
            periods = dict.fromkeys(line.split(";")[1] for line in lines if line.startswith(self.school + ";"))
            lines += [f"{self.school};{period};child;20;80" for period in periods]
            with open(os.path.join(inbound, name), "w", encoding="utf-8", newline="") as file:
                file.write("\n".join(lines) + "\n")

    @staticmethod
    def divide(path):
        """The list with a second use of its first school, whose key comes back."""
        with open(path, encoding="utf-8", newline="") as file:
            head, *rows = [line.split(";") for line in file.read().rstrip("\n").split("\n")]
        if "use_share_percent" not in head:
            head, rows = head + ["use_share_percent"], [row + [""] for row in rows]
        at = {column: place for place, column in enumerate(head)}
        first = next(row for row in rows if row[at["property_id"]] and row[at["sector"]] == "school" and row[at["tenure"]] == "owned")
        second = list(first)
        first[at["use_share_percent"]], second[at["use_share_percent"]], second[at["sector"]] = "80", "20", "daycare"
        rows.insert(rows.index(first) + 1, second)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("".join(";".join(row) + "\n" for row in [head] + rows))
        return first[at["property_id"]]

    def decide(self, edition):
        """What a council may decide after the first edition: a sale that took effect, one planned property kept, one to be left."""
        listed, planned = edition.csv["properties"], edition.csv["plan"].column("property_id")
        owned = [key for key in listed.where(tenure="owned").column("property_id") if key not in planned]
        rows = [(owned[-1], "exit", "sold", "2026-03-15")]
        rows += [(key, verdict, "", "") for key, verdict in zip(planned, ("keep", "exit"))]
        header = "property_id;verdict;reason;decided_by_role;decided_on;valid_until;evidence_threshold_percent;effect;effect_on"
        lines = [header] + [f"{key};{verdict};Besluttet;Ejendomsudvalget;2026-03-10;;10;{effect};{on}" for key, verdict, effect, on in rows]
        with open(os.path.join(self.root, "inbound/decisions-2026-03.csv"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def night(self, as_of):
        said = self.ask("run", "--as-of", as_of, "--quiet")
        if not os.path.exists(self.edition):
            raise SystemExit(f"no edition was published:\n{said[-3000:]}")
        return Edition(self.edition)

    @property
    def edition(self):
        return os.path.join(self.root, "outbound/latest")

    def close(self):
        shutil.rmtree(self.root, ignore_errors=True)


def differences(edition, known, ask=None):
    judge = Judge()
    forms.check(edition, known, judge)
    meanings.check(edition, judge)
    sayings.check(edition, judge)
    kept.check(edition, judge)
    leases.check(edition, judge)
    lights.check(edition, judge)
    freed_money.check(edition, judge)
    services.check(edition, judge)
    if ask:
        terminal.check(edition, ask, judge)
    return judge


def tell(what, judge):
    twins = judge.total - judge.counts["sum"]
    print(f"{what}: {twins} numbers shown twice and {judge.counts['sum']} sums compared, {len(judge.problems)} differ")
    print("  " + ", ".join(f"{kind} {count}" for kind, count in sorted(judge.counts.items())))
    if judge.told:
        print("  " + "; ".join(judge.told))
    for problem in judge.problems[:40]:
        print(f"  DIFFERS: {problem}")
    if len(judge.problems) > 40:
        print(f"  … and {len(judge.problems) - 40} more")
    sys.stdout.flush()
    return len(judge.problems)


def check(program, properties, seed, known, prove):
    municipality, wrong = Municipality(program, properties, seed), 0
    try:
        municipality.deliver()
        first = municipality.night(FIRST)
        if prove:
            count, missed = planted.prove(municipality.edition, lambda folder: differences(Edition(folder), known).problems)
            print(f"{count} wrong numbers planted, {count - len(missed)} found")
            for name in missed:
                print(f"  NOT FOUND: {name}")
            wrong += len(missed)
        wrong += tell(f"{properties} properties, first night", differences(first, known, municipality.ask))
        municipality.ask("baseline", "--freeze")
        municipality.deliver(LATER)
        municipality.decide(first)
        second = municipality.night(SECOND)
        wrong += tell(f"{properties} properties, second night, baseline and decisions", differences(second, known, municipality.ask))
    finally:
        municipality.close()
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=os.path.join(PROJECT, ".build/release/kvadratur"))
    options.add_argument("--properties", default="60,300")
    options.add_argument("--seed", type=int, default=3)
    options.add_argument("--edition", help="only read the edition in this folder")
    chosen = options.parse_args()
    known = forms.promises(PROJECT)
    if chosen.edition:
        sys.exit(1 if tell(chosen.edition, differences(Edition(chosen.edition), known)) else 0)
    sizes = [int(size) for size in chosen.properties.split(",")]
    wrong = sum(check(chosen.program, size, chosen.seed, known, size == sizes[0]) for size in sizes)
    print("every edition agrees with itself" if wrong == 0 else f"{wrong} numbers differ")
    sys.exit(0 if wrong == 0 else 1)


if __name__ == "__main__":
    main()
