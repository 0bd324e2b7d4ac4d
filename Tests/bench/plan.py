#!/usr/bin/env python3
"""Measures the optimiser on made-up municipalities, each stage side by side with the solver's own program on the same model, as Markdown.

    plan.py --program PROGRAM [--properties 300,1000,3000] [--seeds 1] [--limit 600] [--cbc cbc]

Kvadratur's seconds are model + search + proof, all within 0.1 % (the checker's distance, not the solver's). `cbc` solves the written LP file with the
same gap (ratioGap 0.001) and one thread, at most --limit CPU seconds; where it stops there without the gap, the cell says how far it was. Its seconds
hold the reading of the file, ours the proof that it does not give. The two take turns, stage by stage.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile

from measure import measured

TITLES = [
    "properties", "seed", "stage", "columns", "rows", "model s", "search s", "proof s", "plan", "checked bound", "within %", "solver's claim",
    "greedy loses %", "proof kB", "cbc s", "ours/cbc"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=".build/release/kvadratur")
    parser.add_argument("--properties", default="300,1000,3000")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--limit", type=int, default=600, help="CPU seconds for each model that cbc is given")
    parser.add_argument("--cbc", default="cbc")
    options = parser.parse_args()
    print(f"\nTarget 8 %, gap 0.1 %, one thread; cbc stops after {options.limit} CPU s. Seconds are CPU.\n")
    print("| " + " | ".join(TITLES) + " |\n|" + "---|" * len(TITLES), flush=True)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        command = [options.program, "plan", "--bench", *options.properties.split(","), "--seeds", *options.seeds.split(","), "--models", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as ours:
            names = ours.stdout.readline().rstrip("\n").split("\t")
            for line in ours.stdout:
                row = dict(zip(names, line.rstrip("\n").split("\t")))
                ours.send_signal(signal.SIGSTOP)  # only one of the two works at a time
                try:
                    print("| " + " | ".join(cells(row, folder, options)) + " |", flush=True)
                finally:
                    ours.send_signal(signal.SIGCONT)
                bad += int(row["violations"])
        if ours.returncode:
            sys.exit(f"{options.program} ended with {ours.returncode}")
    if bad:
        sys.exit(f"{bad} limits broken: the checker refuses these plans")


def cells(row, folder, options):
    own = sum(float(row[k]) for k in ("model_s", "search_s", "proof_s"))
    within = row["within_millionths"]
    theirs, ratio = peer(f"{folder}/{row['properties']}-{row['seed']}-{row['stage']}.lp", own, options)
    return [
        count(row["properties"]), row["seed"], row["stage"], count(row["columns"]), count(row["rows"]), row["model_s"], row["search_s"], row["proof_s"],
        count(row["plan"]), count(row["bound"]), within if within == "-" else f"{int(within) / 1e4:.4f}", count(row["claim"]), loss(row),
        f"{int(row['proof_bytes']) / 1000:.0f}", theirs, ratio]


def count(text):
    return text if text == "-" else f"{int(text):,}"


def loss(row):
    """How much worse the plan made without a solver is, in per cent of the plan."""
    if row["greedy"] == "-" or int(row["plan"]) == 0:
        return "-"
    return f"{abs(int(row['plan']) - int(row['greedy'])) * 100 / abs(int(row['plan'])):.2f}"


def peer(model, own, options):
    """The solver's own program on the written model: its seconds, and ours over them."""
    result = measured([options.cbc, model, "ratioGap", "0.001", "threads", "0", "timeMode", "cpu", "sec", str(options.limit), "solve"])
    best, bound = (re.search(p, result.output) for p in (r"Objective value:\s+(\S+)", r"(?:Upper|Lower) bound:\s+(\S+)"))
    if "Stopped on time limit" in result.output or best is None:
        far = "no plan" if best is None or bound is None else f"{abs(float(bound[1]) - float(best[1])) * 100 / max(abs(float(bound[1])), 1):.2f} % left"
        return f"limit at {result.cpu:.0f}: {far}", f"< {own / result.cpu:.2f}"
    return f"{result.cpu:.1f}", f"{own / result.cpu:.2f}"


if __name__ == "__main__":
    main()
