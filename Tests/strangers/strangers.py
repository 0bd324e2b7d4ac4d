"""Four strangers: a feed, a figure with a benchmark, a rule and a report table, each by its own files alone and without a line of Swift.

    Tests/strangers/strangers.py PROGRAM [--short]
    Tests/strangers/strangers.py --unpack STEP... FOLDER

What each of them writes stands in a step of docs/TUTORIAL.md, at the paths of the project, and is taken out of it. The files are laid into a copy of the
project one step after the other; no file that is there may be replaced, and no more may be written than LIMITS says. Then `check` must find nothing, a night over the made-up
municipality must show each of them wherever its kind is shown, and each of FORGOTTEN, done to the copy by itself, must be told by
`check` at its place (not with --short). Ends with 1 when anything is missing. Standard library only.
"""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
NIGHT = "2026-02-28"
TUTORIAL = os.path.join(PROJECT, "docs", "TUTORIAL.md")
# Files of each step of the tutorial, at most: a feed, a figure, a rule, a report table.
LIMITS = {"1": 4, "2": 3, "3": 3, "4": 3}

FIGURE, RULE = "pipelines/3_kpi/kpi_lunch", "pipelines/4_flag/flag_lunch"

# What is forgotten: the file, what is taken out of it (None: the file itself) with what stands there instead, and what `check` says.
FORGOTTEN = [
    ("schemas/feeds/lunches.yaml", "properties.property_id", "property.property_id",
     "property_id refers to property.property_id, which no feed has; was properties.property_id meant?"),
    ("pipelines/1_raw/lunches.yaml", ', without_en: "Without lunch subscriptions the share with lunch cannot be shown"', "",
     "without_en is missing, which every other row of given_inputs has"),
    (f"{FIGURE}.given.yaml", "unit: percent, definition_da", "definition_da", "unit is missing, which every other row of given_figures has"),
    (f"{FIGURE}.given.yaml", "unit: percent, definition_da", "unit: percnt, definition_da", "the unit percnt of given_figures has no words"),
    (f"{FIGURE}.given.yaml", ', name_en: "Share with lunch"', "", "name_en is missing, which every other row of given_figures has"),
    (f"{FIGURE}.given.yaml", ", source: S1, mark", ", mark", "source is missing"),
    (f"{FIGURE}.given.yaml", None, None, "it adds to kpi_figure_row and names no figure of given_figures; next: its row, in kpi_lunch.given.yaml"),
    (f"{FIGURE}.sql", " as reason", " as why", "it adds to kpi_figure_row and does not give reason"),
    (f"{RULE}.given.yaml", None, None, "it adds to flag_rule and names no rule of given_rules; next: its row, in flag_lunch.given.yaml"),
    (f"{RULE}.given.yaml", ', says_en: "{value} % have lunch against a limit of {limit} %"', "",
     "says_en is missing, which every other row of given_rules has"),
    (f"{RULE}.given.yaml", "ordinal: 11", "ordinal: 10", "the catalogue of rules does not tell its rules apart"),
    (f"{RULE}.given.yaml", "{guard: G4, code: must_keep, rule: F11", "{guard: G4, code: must_keep, rule: F9",
     "a rule has no row of a guard that holds back every rule (must_keep, listed, building_case): rule F11, guard G4"),
    (f"{RULE}.given.yaml", "key: lunch_percent", "key: lunch_share", "no model reads lunch_share"),
    (f"{RULE}.sql", None, None, "no model names the rule F11; next: a model with -- adds to: flag_rule"),
    (f"{RULE}.sql", "adds to: flag_rule", "adds to: flag_rules", "it adds to flag_rules, which no file describes; was flag_rule meant?"),
    (f"{RULE}.sql", "adds to: flag_rule", "add to: flag_rule", "the key add to means nothing here; was adds to meant?"),
    ("pipelines/6_report/report_lunches.sql", None, None, "nothing makes report_lunches"),
    ("pipelines/6_report/report_lunches.sql", "    l.subscriptions,\n", "", "report_lunches does not give the column subscriptions"),
    ("schemas/reports/lunches.yaml", "page: progress", "page: progres", "page must be one of"),
]


def steps():
    """The files of each step of the tutorial: step, then path and text."""
    with open(TUTORIAL, encoding="utf-8") as file:
        parts = re.split(r"^## (\d)\. .*$", file.read(), flags=re.M)
    return {step: dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text, re.M | re.S)) for step, text in zip(parts[1::2], parts[2::2])}


def unpack(laid, folder):
    """Files into a folder, none of which may stand there already."""
    for path, text in laid.items():
        target = os.path.join(folder, path)
        if os.path.exists(target):
            raise SystemExit(f"{path} is there already; the tutorial replaces no file")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        write(target, text)


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class Copy:
    """A copy of the project, the strangers' files laid in."""

    def __init__(self, program, root):
        self.program, self.root, self.missing = os.path.abspath(program), root, []
        for name in ("pipelines", "schemas"):
            shutil.copytree(os.path.join(PROJECT, name), os.path.join(root, name))

    def say(self, good, what):
        print(("  " if good else "MISSING: ") + what, flush=True)
        if not good:
            self.missing.append(what)

    def ask(self, *words):
        done = subprocess.run([self.program, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout

    def lay(self, stranger, laid):
        """The step's files, none of which may stand there already."""
        unpack(laid, self.root)
        self.say(0 < len(laid) <= LIMITS[stranger], f"step {stranger}: {len(laid)} files, at most {LIMITS[stranger]}")
        status, said = self.ask("check", "--root", self.root)
        self.say(status == 0, f"step {stranger}: check: {said.strip().splitlines()[0]}")

    def deliver(self):
        inbound = os.path.join(self.root, "inbound")
        status, said = self.ask("sample", "--no-mark", "--properties", "60", "--seed", "1", "--as-of", NIGHT, "--into", inbound)
        if status:
            raise SystemExit(said)
        with open(os.path.join(inbound, "properties-2026-02.csv"), encoding="utf-8-sig", newline="") as file:
            places = sorted({row["property_id"] for row in csv.DictReader(file, delimiter=";") if row["sector"] in ("school", "daycare")} - {""})
        # Each has more than the one before; the last is not counted, and one is of a property that nobody knows.
        rows = [f"{place};2026-01;{2 + 9 * index}" for index, place in enumerate(places[:-1])] + ["E-99999;2026-01;7"]
        write(os.path.join(inbound, "lunches-2026-01.csv"), "\n".join(["property_id;period;subscriptions", *rows]) + "\n")

    def rows(self, name):
        with open(os.path.join(self.root, "outbound", "latest", name), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def cells(self):
        """All texts of the workbook, and the names of its sheets."""
        with zipfile.ZipFile(os.path.join(self.root, "outbound", "latest", "kvadratur.xlsx")) as book:
            texts = html.unescape(book.read("xl/sharedStrings.xml").decode())
            return texts, re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())


def night(copy):
    """What the night shows of each of them."""
    status, said = copy.ask("run", "--root", copy.root, "--as-of", NIGHT)
    copy.say(status in (0, 1) and "held back" not in said, "the night: nothing is held back")
    page = read(os.path.join(copy.root, "outbound", "latest", "index.html"))
    texts, sheets = copy.cells()
    inputs = [row for row in copy.rows("inputs.csv") if row["feed"] == "lunches"]
    copy.say(bool(inputs) and inputs[0]["without_da"].startswith("Uden frokostordninger"), "feed: it stands among the inputs, with what is missing without it")
    drift = [row for row in copy.rows("drift.csv") if row["feed"] == "lunches" and row["detail"] == "E-99999"]
    copy.say(bool(drift), "feed: a key that no property has is told")
    figures = {row["property_id"]: row for row in copy.rows("figures.csv") if row["figure"] == "lunch_percent"}
    known = next((place for place, row in figures.items() if row["value"]), None)
    copy.say(known is not None, "figure: it has values in figures.csv")
    copy.say({row["reason"] for row in figures.values() if not row["value"]} <= {"missing", "zero_denominator", "partial"}
             and any(row["reason"] == "missing" for row in figures.values()), "figure: where it is missing it says why")
    marks = [row for row in copy.rows("benchmarks.csv") if row["figure"] == "lunch_percent"]
    copy.say(bool(marks) and bool(marks[0]["own_value"]) and marks[0]["value"] == "35", "figure: its benchmark stands beside the own value")
    evidence = [row for row in copy.rows("evidence.csv") if row["figure"] == "lunch_percent" and row["property_id"] == known]
    copy.say(bool(evidence) and evidence[0]["file"] == "lunches-2026-01.csv", "figure: its rows lead back to the file")
    copy.say(any(row["term"] == "lunch_percent" for row in copy.rows("glossary.csv")), "figure: it stands in the glossary")
    copy.say("Andel med frokost" in page and "Andel med frokost" in texts, "figure: page and workbook know its name")
    _, traced = copy.ask("trace", known or "", "lunch_percent", "--root", copy.root)
    copy.say("lunches-2026-01.csv" in traced and "Frokostordning" in traced, "figure: trace shows the row, in words")
    reasons = [row for row in copy.rows("reasons.csv") if row["flag"] == "lunch_unused"]
    firm = [row for row in reasons if row["state"] == "firm"]
    copy.say(bool(firm) and "% har frokost mod en grænse på 20 %" in firm[0]["sentence_da"], "rule: it is firm somewhere, with its sentence")
    copy.say(bool(firm) and firm[0]["counterfactual_da"].endswith("flere tilmeldte"), "rule: its smallest change is said")
    copy.say(any(row["state"] == "data_gap" and row["sentence_da"] == "Frokostordningen er ikke opgjort" for row in reasons), "rule: a gap has its sentence")
    copy.say(any(row["state"] == "guarded" for row in reasons), "rule: it is guarded somewhere")
    copy.say(any(row["flag"] == "lunch_unused" for row in copy.rows("thresholds.csv")), "rule: its threshold stands among the others")
    copy.say("Frokostordning næsten uden brug" in page, "rule: the page knows its name")
    table = copy.rows("lunches.csv")
    copy.say(len(table) == len(figures), "report: it has its file")
    copy.say("<h3>Frokostordninger</h3>" in page and "<h3>Lunch subscriptions</h3>" in page, "report: it stands on the page in both languages")
    copy.say(bool({"Frokost", "Lunches"} & set(sheets)), "report: it has its sheet")
    _, explained = copy.ask("explain", "flag_rule", "--root", copy.root)
    copy.say("flag_lunch" in explained and "a shared table" in explained, "explain names the adders of a shared table")


def forgotten(copy):
    """Each of FORGOTTEN by itself, told by `check`; the copy is as before afterwards."""
    for path, out, put, wanted in FORGOTTEN:
        file = os.path.join(copy.root, path)
        before = read(file)
        # A blank of what is taken out may be a line's end in the tutorial.
        found = out and re.search(re.escape(out).replace(r"\ ", r"\s+"), before)
        if out is not None and not found:
            raise SystemExit(f"{path}: \"{out}\" does not stand there")
        if out is None:
            os.remove(file)
        else:
            write(file, before[:found.start()] + put + before[found.end():])
        status, said = copy.ask("check", "--no-tests", "--root", copy.root)
        copy.say(status == 78 and wanted in said, f"{path}: {wanted}" if wanted in said else f"{path}: {wanted}\n    but: {said.strip()[:400]}")
        write(file, before)


def main():
    if sys.argv[1:2] == ["--unpack"] and len(sys.argv) > 3:
        for step in sys.argv[2:-1]:
            unpack(steps()[step], sys.argv[-1])
        return
    short = sys.argv[2:] == ["--short"]
    if len(sys.argv) != 2 and not short:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory(prefix="kvadratur-strangers-") as root:
        copy = Copy(sys.argv[1], root)
        for stranger, laid in steps().items():
            copy.lay(stranger, laid)
        copy.say(set(steps()) == set(LIMITS), "the tutorial has every step")
        copy.deliver()
        night(copy)
        if not short:
            forgotten(copy)
        print(f"{len(copy.missing) or 'nothing'} missing")
        sys.exit(1 if copy.missing else 0)


if __name__ == "__main__":
    main()
