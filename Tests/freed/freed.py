"""The ledger of freed resources against random histories, worked out a second time from the delivered files alone.

    python3 Tests/freed/freed.py [--histories 1000] [--program .build/release/kvadratur --played 36]

Without a program the models themselves run in SQLite, a history at a time: every figure and every reason is the recomputation's, to the øre; the lines of a
year come to its whole change, and the accounts' sum to the postings; no cost cell stands in two lines; what is counted lies between nought and the cost
before. With a program the histories lie side by side in one municipality's files: its report says the same, also when the files come in other parts and
their rows in another order, and a correction of the year before moves what was frozen by nothing and is told."""
import argparse
import csv
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../consistency"))
import forms  # noqa: E402
import freed_money  # noqa: E402
from edition import Edition  # noqa: E402
from histories import history  # noqa: E402
from judge import Judge  # noqa: E402
from models import Models  # noqa: E402
from recompute import Facts, ledger, ore, rows  # noqa: E402
from town import ACCOUNTS, ROOT, paper_town  # noqa: E402

KINDS = {account: category for category, account in ACCOUNTS.items()}
AS_OF = "2028-02-28"
LINES = ("before", "after", "total", "action", "tender", "new_property", "volume", "unexplained")


def differences(figures, lines, found, book, say):
    """Where the recomputation and what was found differ."""
    for key in sorted(set(figures) | set(found)):
        if figures.get(key) is None or found.get(key) is None:
            say(f"{key}: recomputed {figures.get(key)}, found {found.get(key)}")
            continue
        wish = figures[key] if isinstance(figures[key], str) else figures[key][:4]
        if wish != found[key]:
            say(f"{key}: recomputed {wish}, found {found[key]}")
    for year in sorted(set(lines) | set(book)):
        for line in LINES:
            wish, have = lines.get(year, {}).get(line), book.get(year, {}).get(line)
            if wish != have:
                say(f"{year} {line}: recomputed {wish}, found {have}")


def at_models(count, first, say):
    """So many histories, each through the models; gives how many figures there were."""
    models, known, unknown = Models(), 0, {}
    with tempfile.TemporaryDirectory(prefix="kvadratur-freed-") as folder:
        for seed in range(first, first + count):
            town = paper_town() if seed == 0 else history(seed)
            for name in os.listdir(folder):
                os.remove(f"{folder}/{name}")
            town.files(folder, parts=1)
            facts = Facts(folder, town.index, KINDS, AS_OF)
            figures, lines = ledger(facts)
            for audit, row in models.run(folder, town.index, rows):
                say(f"history {seed}: {audit} finds {row}")
            found = {(row["action_id"], row["year"]): row["reason"] or tuple(row[f"{name}_ore"] for name in ("gross", "moved_property", "moved_centre", "net")) for row in models.rows("select * from kpi_freed_action")}
            book = {}
            for row in models.rows("select year, line, sum(amount_ore) as amount_ore, sum(unknown) as unknown from kpi_freed_bridge group by year, line"):
                book.setdefault(row["year"], {})[row["line"]] = None if row["unknown"] else row["amount_ore"]
            differences(figures, lines, found, book, lambda what, seed=seed: say(f"history {seed}: {what}"))
            for row in models.rows("select r.*, a.indexed_ore from kpi_freed_result as r join kpi_freed_action as a on a.action_id = r.action_id and a.year = r.year where r.net_ore is not null"):
                if not 0 <= row["counted_ore"] <= max(row["indexed_ore"], 0) or row["counted_ore"] + row["other_change_ore"] != row["net_ore"]:
                    say(f"history {seed}: {row['action_id']} in {row['year']} counts {row['counted_ore']} of {row['net_ore']}, cost before {row['indexed_ore']}")
            known += sum(not isinstance(figure, str) for figure in figures.values())
            for figure in figures.values():
                if isinstance(figure, str):
                    unknown[figure] = unknown.get(figure, 0) + 1
    return known, unknown


# What would be wrong in the ledger, and the audit that must find it.
PLANTS = {
    "a cell twice": ("insert into kpi_freed_cell select * from kpi_freed_cell where is_held = 1 limit 1", "audit_freed_cell_once"),
    "an øre too much in a line": ("update kpi_freed_bridge set amount_ore = amount_ore + 1 where line = 'action' and year = 2027", "audit_freed_identity"),
    "an øre too little in a whole": ("update kpi_freed_bridge set amount_ore = amount_ore - 1 where line = 'total' and year = 2027", "audit_freed_identity"),
    "a posting that no cell has": ("update core_cost set amount_ore = amount_ore + 1 where period = '2027-03' and property_id = 'P'", "audit_freed_identity"),
    "a share too large": ("update kpi_freed_share set actual_ore = actual_ore + 1 where year = 2027 and place_id = 'R'", "audit_freed_share_whole"),
}


def planted(say):
    """Each fault alone in the worked example is found by its audit."""
    models, town = Models(), paper_town()
    with tempfile.TemporaryDirectory(prefix="kvadratur-freed-") as folder:
        town.files(folder)
        for name, (fault, audit) in PLANTS.items():
            models.run(folder, town.index, rows)
            models.base.execute(fault)
            if audit not in {found for found, _ in models.audits()}:
                say(f"{audit} does not find {name}")


def night(program, root, as_of=AS_OF):
    done = subprocess.run([program, "run", "--root", root, "--as-of", as_of, "--settle", "0", "--quiet"], capture_output=True, text=True)
    if done.returncode not in (0, 1, 2, 3) or not os.path.exists(f"{root}/outbound/latest/freed_action.csv"):
        raise SystemExit(f"the night ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def table(root, name):
    with open(f"{root}/outbound/latest/{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def reported(root):
    """What an edition says: figures as the recomputation has them, and the lines of the identity."""
    found, book = {}, {}
    for row in table(root, "freed_action"):
        found[row["action_id"], int(row["year"])] = row["reason"] or tuple(ore(row[f"{name}_dkk"]) for name in ("gross", "moved_property", "moved_centre", "net"))
    for row in table(root, "freed_bridge"):
        book.setdefault(int(row["year"]), {})[row["step"].removeprefix("ledger_")] = ore(row["amount_dkk"]) if row["amount_dkk"] else None
    return found, book


def paper(actions, warnings, say):
    """The example on paper, to the øre."""
    row = next(row for row in actions if row["action_id"] == "I-1" and row["year"] == "2027")
    for name, wish in (("gross", 98678400), ("moved_property", 14000000), ("moved_centre", 16908544), ("net", 67769856), ("counted", 67769856), ("net_base", 64128390)):
        if ore(row[f"{name}_dkk"]) != wish:
            say(f"paper: {name} is {row[f'{name}_dkk']}, not {wish} øre")
    if row["realisation_percent"] != "92,4" or row["grade"] != "A":
        say(f"paper: {row['realisation_percent']} % of the plan, grade {row['grade']}")
    ahead = [ore(row["amount_dkk"]) for row in warnings if row["warning"] == "spent_before_earned" and row["action_id"] == "I-1" and row["year"] == "2027"]
    if ahead != [2230144]:
        say(f"paper: spent before earned by {ahead}, not 2230144 øre")


def at_program(program, count, say):
    """So many histories side by side in one municipality, through whole nights."""
    with tempfile.TemporaryDirectory(prefix="kvadratur-freed-") as folder:
        town = paper_town()
        for seed in range(1, count):
            history(seed, prefix=f"H{seed}-", clean=True, town=town)
        root = town.root(f"{folder}/one")
        facts = Facts(f"{root}/inbound", town.index, KINDS, AS_OF)
        figures, lines = ledger(facts)
        night(program, root)
        found, book = reported(root)
        differences(figures, lines, found, book, lambda what: say(f"program: {what}"))
        paper(table(root, "freed_action"), table(root, "freed_warning"), say)
        base = sqlite3.connect(f"file:{root}/.kvadratur/warehouse.sqlite?mode=ro", uri=True)
        twice = base.execute("select count(*) from (select 1 from kpi_freed_cell group by place_kind, place_id, category, year having sum(case stretch when 'whole' then 2 else 1 end) <> 2)").fetchone()[0]
        base.close()
        if twice:
            say(f"program: {twice} cost cells stand in two lines")
        # every number once, in every form of the edition
        edition, judge = Edition(f"{root}/outbound/latest"), Judge()
        forms.check(edition, forms.promises(ROOT), judge)
        freed_money.check(edition, judge)
        for problem in judge.problems:
            say(f"program: {problem}")
        # other parts, another order
        second = town.root(f"{folder}/two", shuffle=random.Random(7), parts=5)
        night(program, second)
        for name in ("freed_action", "freed_bridge", "freed_year", "freed_warning"):
            if table(root, name) != table(second, name):
                say(f"program: {name} is another one when the files come in another order")
        # a correction of a baseline year, after an action's cost was frozen
        fixed = {(row["action_id"], row["year"]): row for row in table(root, "freed_action") if row["baseline_state"] == "frozen" and row["net_dkk"] and ore(row["baseline_dkk"])}
        if not fixed:
            say("program: no history has a frozen cost that could be corrected")
        for key, _ in sorted(fixed)[:1]:
            action = next(action for action in facts.actions if action.key == key)
            cell = sorted(cell for cell in action.frozen if cell[:2] == ("property", action.place))[0]
            town.postings.append((f"{action.base_year}-06", ACCOUNTS[cell[2]], f"C{cell[1]}", 1234567))
            told = [row["amount_dkk"] for row in table(root, "freed_warning") if row["warning"] == "baseline_corrected" and row["action_id"] == key]
            town.files(f"{root}/inbound")
            night(program, root, "2028-02-29")
            again = [row["amount_dkk"] for row in table(root, "freed_warning") if row["warning"] == "baseline_corrected" and row["action_id"] == key]
            if not again or [ore(amount) for amount in again] != [ore(amount or "0") + 1234567 for amount in told or [None] * len(again)]:
                say(f"program: a correction of {action.base_year} for {key} is told as {again} after {told}")
            for row in table(root, "freed_action"):
                before = fixed.get((row["action_id"], row["year"]))
                if before and row["action_id"] == key and any(row[name] != before[name] for name in ("baseline_dkk", "gross_dkk")):
                    say(f"program: the correction moved the frozen cost of {key} in {row['year']}: {row['baseline_dkk']}, gross {row['gross_dkk']}")
        return sum(not isinstance(figure, str) for figure in figures.values()), len(figures)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--histories", type=int, default=200)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--program")
    options.add_argument("--played", type=int, default=36)
    options = options.parse_args()
    wrong = []

    def say(what):
        wrong.append(what)
        if len(wrong) <= 40:
            print("WRONG: " + what)

    if options.histories:
        planted(say)
    known, unknown = at_models(options.histories, options.first, say) if options.histories else (0, {})
    print(f"freed: {options.histories} histories through the models: {known} figures to the øre, unknown for a reason: "
          + (", ".join(f"{reason} {count}" for reason, count in sorted(unknown.items())) or "none"))
    if options.program:
        known, all_of_them = at_program(os.path.abspath(options.program), options.played, say)
        print(f"freed: {options.played} histories through the program: {known} figures of {all_of_them}, in two orders of their files")
    print(f"freed: {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
