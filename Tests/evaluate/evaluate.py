"""Judges the flags against the sample's seeded truth, with complete data and with thinned data.

Complete data: every seeded candidate is found and no guarded property is flagged. Thinned data: a flag may turn open or a data gap, none may
turn wrong. Data thinned inside the properties (thinning.py): no flag is firm that is not firm on complete data, none that is firm there is
clean, and the value of every figure lies within its bounds. Prints precision and recall; ends with 1 when one of these does not hold.
Standard library only.
"""

import argparse
import collections
import sys

from night import Night, default_program, number

STATES = ("firm", "open", "data_gap", "guarded")


class Judgement:
    """One night against the truth."""

    def __init__(self, percent, truth, reasons, candidates):
        self.percent = percent
        self.truth = truth
        self.states = collections.defaultdict(dict)
        for row in reasons:
            if row["property_id"] in truth:
                self.states[row["property_id"]][row["flag"]] = row["state"]
        self.candidates = {row["property_id"] for row in candidates}
        self.flags = sorted({flag for row in truth.values() for flag in row["expected_flags"].split()})
        self.problems = []

    def state(self, key, flag):
        return self.states[key].get(flag, "none")

    def flag_rows(self):
        """Per flag: truly, firm and right, firm and wrong, open, data gap, none, precision, recall of what the data still show."""
        for flag in self.flags:
            expected = [key for key, row in self.truth.items() if flag in row["expected_flags"].split()]
            allowed = {key for key, row in self.truth.items() if flag in (row["expected_flags"] + " " + row["allowed_flags"]).split()}
            firm = [key for key in self.truth if self.state(key, flag) == "firm"]
            wrong = [key for key in firm if key not in allowed]
            count = collections.Counter(self.state(key, flag) for key in expected)
            for key in wrong:
                self.problems.append(f"{flag} is firm on {key}, which is {self.truth[key]['truth']}")
            for key in expected:
                state = self.state(key, flag)
                if self.percent == 100 and state != "firm":
                    self.problems.append(f"{flag} is {state} on {key}, which is {self.truth[key]['truth']} on complete data")
                elif state in ("none", "guarded"):
                    self.problems.append(f"{flag} is {state} on {key}, which is {self.truth[key]['truth']}: a true flag was denied")
            yield [flag, len(expected), count["firm"], len(wrong), count["open"], count["data_gap"], count["none"] + count["guarded"],
                   ratio(len(firm) - len(wrong), len(firm)), ratio(count["firm"], len(expected)),
                   ratio(len(expected) - count["none"] - count["guarded"], len(expected))]

    def candidate_row(self):
        """A seeded candidate is found when one of its flags is firm; anything else that has a firm flag is a wrong one."""
        seeded = {key for key, row in self.truth.items() if row["expected_flags"]}
        flagged = {key for key in self.truth if "firm" in self.states[key].values()}
        open_ = {key for key in seeded - flagged if {"open", "data_gap"} & set(self.states[key].values())}
        return ["candidates", len(seeded), len(seeded & flagged), len(flagged - seeded), len(open_), "", len(seeded - flagged - open_),
                ratio(len(seeded & flagged), len(flagged)), ratio(len(seeded & flagged), len(seeded)), ratio(len(seeded & (flagged | open_)), len(seeded))]

    def check_guards(self):
        """A guarded property never counts: no firm or open flag of a guarded kind, no place among the candidates."""
        held = 0
        for key, row in self.truth.items():
            for flag in row["guarded_flags"].split():
                state = self.state(key, flag)
                held += state == "guarded"
                if state in ("firm", "open"):
                    self.problems.append(f"{flag} is {state} on {key}, which is {row['truth']} and must be guarded")
                if self.percent == 100 and state != "guarded":
                    self.problems.append(f"{flag} is {state} on {key}, which is {row['truth']}: it must be shown as guarded")
            if row["guarded_flags"] and key in self.candidates:
                self.problems.append(f"{key} is {row['truth']} and stands among the candidates")
            if not row["expected_flags"] and key in self.candidates:
                self.problems.append(f"{key} is {row['truth']} and stands among the candidates")
        return held


class Whole:
    """What a night of complete data says: the truth of every figure and flag for the nights with rows taken away."""

    def __init__(self, night):
        self.states = {(row["property_id"], row["flag"]): row["state"] for row in night.report("reasons")}
        self.figures = {}
        for row in night.report("figures"):
            self.figures[row["property_id"], row["figure"]] = (number(row["value"]), number(row["value_low"]), number(row["value_high"]))

    def judge(self, other):
        """Counts what the thinned night says against this one, and names what is wrong."""
        count, problems = collections.Counter(), []
        for key in sorted(set(self.states) | set(other.states)):
            true, said = self.states.get(key, "none"), other.states.get(key, "none")
            if said == "firm":
                count["firm"] += 1
                if true != "firm":
                    count["wrong firm"] += 1
                    problems.append(f"{key[0]} {key[1]}: firm, on complete data {true}")
            if true == "firm":
                count["truly firm"] += 1
                if said in ("none", "guarded"):
                    count["wrongly clean"] += 1
                    problems.append(f"{key[0]} {key[1]}: {said}, on complete data firm")
        for key, (value, _, _) in sorted(self.figures.items()):
            if value is None or key not in other.figures:
                continue
            said, low, high = other.figures[key]
            count["figures"] += 1
            count["settled"] += low is not None and low == high
            count["bounded"] += low != high
            slack = 0.011 + abs(value) * 1e-6
            if (low is not None and value < low - slack) or (high is not None and value > high + slack):
                count["outside"] += 1
                problems.append(f"{key[0]} {key[1]}: {value} on complete data, {said} between {low} and {high} said")
        return count, problems


def evaluate_inside(program, properties, seeds, percents):
    print(f"{properties} properties, rows taken away inside them: meters, categories and months of cost, months of rooms, users, conditions")
    head = ["seed", "kept", "truly firm", "firm", "wrong firm", "wrongly clean", "figures", "settled", "bounded", "outside"]
    print("  " + "".join(name.rjust(15) for name in head))
    failures = 0
    for seed in seeds:
        whole = None
        for percent in [100] + percents:
            night = Night(program, properties, seed=seed, inside=percent)
            try:
                night.run()
                said = Whole(night)
            finally:
                night.close()
            whole = whole or said
            count, problems = whole.judge(said)
            print("  " + "".join(str(cell).rjust(15) for cell in [seed, f"{percent} %"] + [count[name] for name in head[2:]]))
            for problem in problems[:40]:
                print(f"  WRONG: {problem}")
            if len(problems) > 40:
                print(f"  … and {len(problems) - 40} more")
            failures += len(problems) + (not count["figures"])
    print("no flag turned firm or clean, every value lies within its bounds" if failures == 0 else f"{failures} judgements are wrong")
    return failures == 0


def ratio(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "    –"


def evaluate(program, properties, seed, percents):
    print("truly: properties that have it · found: firm and right · wrong: firm and not true · denied: true and not even open")
    print("recall: found of truly · kept: found, open or a data gap of truly\n")
    failures = 0
    for percent in percents:
        night = Night(program, properties, seed=seed, percent=percent)
        try:
            night.run()
            judged = Judgement(percent, night.truth(), night.report("reasons"), night.report("candidates"))
        finally:
            night.close()
        if not judged.states and percent == 100:
            judged.problems.append("the edition has no flags at all")
        print(f"{properties} properties, seed {seed}, data for {percent} % of them")
        head = ["flag", "truly", "found", "wrong", "open", "data gap", "denied", "precision", "recall", "kept"]
        rows = list(judged.flag_rows()) + [judged.candidate_row()]
        held = judged.check_guards()
        widths = [max(len(str(row[i])) for row in [head] + rows) for i in range(len(head))]
        for row in [head] + rows:
            print("  " + str(row[0]).ljust(widths[0]) + "".join("  " + str(cell).rjust(width) for cell, width in zip(row[1:], widths[1:])))
        listed = collections.Counter(judged.truth[key]["truth"] for key in judged.candidates if key in judged.truth)
        print(f"  held back by a guard: {held}; on the candidate list: " + (", ".join(f"{count} {name}" for name, count in sorted(listed.items())) or "none"))
        for problem in judged.problems[:40]:
            print(f"  WRONG: {problem}")
        if len(judged.problems) > 40:
            print(f"  … and {len(judged.problems) - 40} more")
        failures += len(judged.problems)
        print()
    print("every seeded candidate found, no guarded property flagged, no flag turned wrong" if failures == 0 else f"{failures} judgements are wrong")
    return failures == 0


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=default_program())
    options.add_argument("--properties", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--percents", default="100,80,60,40")
    options.add_argument("--seeds", default="1,2,3,4,5", help="of the nights that are thinned inside the properties")
    options.add_argument("--inside", default="80,60,40", help="how much of the rows inside the properties stays, in per cent")
    options.add_argument("--only-inside", action="store_true")
    options.add_argument("--short", action="store_true", help="60 properties, complete data and 60 %%, one seed")
    chosen = options.parse_args()
    if chosen.short:
        chosen.properties, chosen.percents, chosen.seeds, chosen.inside = 60, "100,60", "1", "60"
    whole = [int(p) for p in chosen.percents.split(",")]
    good = chosen.only_inside or evaluate(chosen.program, chosen.properties, chosen.seed, whole)
    good = evaluate_inside(chosen.program, chosen.properties, chosen.seeds.split(","), [int(p) for p in chosen.inside.split(",")]) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
