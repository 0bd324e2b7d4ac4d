"""Processes measured side by side: CPU, wall, peak memory; interleaved, medians, ratios against one of them."""

import multiprocessing
import os
import statistics
import subprocess
import sys
import time


def elsewhere(function, *arguments):
    """Calls a function in a process of its own: what it holds must not show as the peak memory of programs started later."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(function, arguments)


class Contender:
    """One program in a comparison. `prepare` runs before each turn and is not measured."""

    def __init__(self, name, command, prepare=None, cwd=None, good=(0,), check=None):
        self.name, self.command, self.prepare, self.cwd, self.good, self.check = name, command, prepare, cwd, good, check
        self.results = []


class Result:
    def __init__(self, cpu, wall, memory, output):
        self.cpu, self.wall, self.memory, self.output = cpu, wall, memory, output


def measured(command, cwd=None, good=(0,)):
    """CPU seconds (user + system), wall seconds, peak memory in MB and output of one process with its children."""
    began = time.monotonic()
    with open(os.devnull) as nothing:
        process = subprocess.Popen(command, cwd=cwd, stdin=nothing, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in good:
        sys.exit(f"{command[0]} ended with {process.returncode}: {output.decode(errors='replace')[-800:]}")
    return Result(usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024, output.decode(errors="replace"))


def interleaved(contenders, runs):
    """Every contender in turn, `runs` times over; a first turn that warms the page cache is thrown away."""
    for turn in range(runs + 1):
        for one in contenders:
            if one.prepare:
                one.prepare()
            result = measured(one.command, one.cwd, one.good)
            if one.check:
                one.check(result)
            if turn > 0:
                one.results.append(result)


def median(one, what):
    return statistics.median(getattr(r, what) for r in one.results)


def ratio(one, base, what="cpu"):
    """Median of the ratios of the same turn: drift of the machine falls out."""
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(one.results, base.results))


def net(one, fixed, base):
    """CPU against `base` without what the same program takes when there is nothing to do."""
    return statistics.median((a.cpu - f.cpu) / b.cpu for a, f, b in zip(one.results, fixed.results, base.results))


def table(title, contenders, base, goals=None, fixed=None):
    """Prints Markdown: seconds, memory and the ratios against `base`; `fixed` names a contender's cost of doing nothing."""
    goals, fixed = goals or {}, fixed or {}
    print(f"\n### {title}\n\nRatios are against {base.name}; net is without the seconds of a night with nothing new.\n")
    print("| who | CPU s | wall s | peak MB | CPU ratio | net CPU ratio | wall ratio | goal |\n|---|---|---|---|---|---|---|---|")
    for one in contenders:
        own = f"{net(one, fixed[one.name], base):.2f}" if one.name in fixed else ""
        print(
            f"| {one.name} | {median(one, 'cpu'):.2f} | {median(one, 'wall'):.2f} | {median(one, 'memory'):.0f} "
            f"| {ratio(one, base):.2f} | {own} | {ratio(one, base, 'wall'):.2f} | {goals.get(one.name, '')} |", flush=True)
