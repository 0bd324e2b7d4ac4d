"""Counts, on the sample's own plan, what no plan may do: places filled beyond their capacity and properties left with people in them.

Read from the edition's CSV files alone and counted again here: neither the checker nor a model is asked. Standard library only.
"""

import argparse
import collections
import csv
import os
import sys

from night import Night, default_program, number


def table(edition, name):
    with open(os.path.join(edition, name + ".csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def counts(edition):
    """What the plan of an edition comes to, by name."""
    properties = {row["property_id"]: row for row in table(edition, "properties")}
    moves, plan = table(edition, "plan_move"), table(edition, "plan")
    arriving = collections.Counter()
    for row in moves:
        if row["activity"] == properties[row["to_property_id"]]["sector"]:
            arriving[row["to_property_id"]] += number(row["users"])
    leaving = collections.Counter()
    for row in moves:
        leaving[row["from_property_id"]] += number(row["users"])
    receivers = {row["to_property_id"] for row in moves}
    stated = [key for key in receivers if properties[key]["capacity"]]
    over = [key for key in stated if (number(properties[key]["users"]) or 0) + arriving[key] > number(properties[key]["capacity"])]
    inside = [row["property_id"] for row in plan if (number(properties[row["property_id"]]["users"]) or 0) > leaving[row["property_id"]]]
    both = [row["property_id"] for row in plan if row["property_id"] in receivers]
    return {
        "properties left": len(plan), "users moved": int(sum(leaving.values())), "receivers": len(receivers), "receivers that state a capacity": len(stated),
        "receivers above capacity": over, "properties left with people inside": inside, "receivers that are left themselves": both,
        "not judged": len(table(edition, "plan_unjudged")),
    }


def sample(program, properties, seed):
    night = Night(program, properties, seed)
    try:
        # What is counted is the plan: the council's further questions only take time here.
        path = os.path.join(night.root, "pipelines/0_given/plan.yaml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace('key: "question_budget", activity: null, value: 6000', 'key: "question_budget", activity: null, value: 0'))
        night.run()
        return counts(os.path.join(night.root, "outbound/latest"))
    finally:
        night.close()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=default_program())
    options.add_argument("--properties", type=int, default=300)
    options.add_argument("--seed", type=int, default=3)
    options.add_argument("--edition", help="count in this edition instead of a new night")
    chosen = options.parse_args()
    found = counts(chosen.edition) if chosen.edition else sample(chosen.program, chosen.properties, chosen.seed)
    for name, value in found.items():
        print(f"{name}: {len(value) if isinstance(value, list) else value}" + (f" ({' '.join(sorted(value)[:10])})" if isinstance(value, list) and value else ""))
    sys.exit(1 if any(value for value in found.values() if isinstance(value, list)) else 0)


if __name__ == "__main__":
    main()
