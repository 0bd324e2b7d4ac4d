"""Builds the fuzzers and runs each for a stated time; ends with 1 when one finds something, when one is blind, or when they cannot be built.

For each fuzzer: the first seed alone (its coverage is the base), then all seeds and the kept corpus, then new inputs. A find is a trap, a report of
AddressSanitizer, a leak, an input that takes more than a second (twice), or a broken promise of the fuzzer. Standard library only.
"""

import argparse
import concurrent.futures
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import seeds

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCRATCH = ROOT / ".build-fuzz"
# The compiler heeds the last -sanitize only, and SwiftPM gives one for each: without the third, Swift code gets either no coverage or no AddressSanitizer.
BUILD = ["swift", "build", "--package-path", str(HERE), "--scratch-path", str(SCRATCH), "-c", "release", "--sanitize=fuzzer", "--sanitize=address",
         "-Xswiftc", "-sanitize=fuzzer,address"]
LONGEST = {"csv": 2048, "register": 6000, "values": 200, "archives": 4096, "sheets": 4096, "configuration": 2048, "plan": 4096}
EXECUTIONS_PER_SECOND = 20


def stop(message):
    print(f"fuzz: {message}", file=sys.stderr)
    sys.exit(1)


def build():
    """Builds the fuzzers, or says why this machine cannot."""
    info = subprocess.run(["swiftc", "-print-target-info"], capture_output=True, text=True)
    found = re.search(r'"runtimeResourcePath"\s*:\s*"([^"]+)"', info.stdout)
    if info.returncode or not found:
        stop("there is no Swift compiler (swiftc): nothing was fuzzed")
    for library in ("fuzzer", "asan"):
        if not list(pathlib.Path(found[1]).glob(f"clang/lib/**/libclang_rt.{library}*.a")):
            stop(f"this Swift toolchain has no libclang_rt.{library}: nothing was fuzzed. Use the toolchain of swift.org for Linux")
    started = time.monotonic()
    result = subprocess.run(BUILD, capture_output=True, text=True)
    if result.returncode:
        stop("the fuzzers cannot be built: nothing was fuzzed\n" + "\n".join((result.stdout + result.stderr).splitlines()[-40:]))
    print(f"fuzz: built in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return SCRATCH / "release" / "fuzz"


class Fuzzer:
    """One fuzzer and its folders under .build-fuzz."""

    def __init__(self, program, name, extra=None, runs=0):
        self.program, self.name, self.runs = program, name, runs
        self.folder = SCRATCH / "work" / name
        # What grows from somebody's own files must never be kept with the sources; a counted run begins with nothing grown.
        self.extra, grown = extra, "corpus-counted" if runs else "corpus-extra" if extra else "corpus"
        self.seeds, self.grown, self.finds = (self.folder / part for part in ("seeds", grown, "finds"))
        for path in (self.seeds, self.finds) + ((self.grown,) if runs else ()):
            shutil.rmtree(path, ignore_errors=True)
        for path in (self.seeds, self.grown, self.finds):
            path.mkdir(parents=True, exist_ok=True)
        self.row = {}
        self.faults = []

    def prepare(self):
        first = None
        inputs = list(seeds.SEEDS[self.name]()) + kept(self.name)
        for path in sorted(pathlib.Path(self.extra, self.name).glob("*")) if self.extra else []:
            inputs.append(path.read_bytes())
        for data in inputs:
            path = self.seeds / hashlib.sha256(data).hexdigest()[:16]
            path.write_bytes(data)
            first = first or path
        alone = self.folder / "first"
        shutil.rmtree(alone, ignore_errors=True)
        alone.mkdir()
        shutil.copy(first, alone)
        (self.folder / "words").write_text(seeds.dictionary(self.name))
        return alone

    def call(self, *arguments, limit):
        environment = dict(os.environ, FUZZER=self.name, SWIFT_BACKTRACE="enable=no", SWIFT_DETERMINISTIC_HASHING="1",
                           ASAN_OPTIONS="detect_leaks=1:quarantine_size_mb=16:allocator_may_return_null=0")
        command = [str(self.program), f"-artifact_prefix={self.finds}/", f"-timeout={10 if self.runs else 1}", "-rss_limit_mb=1024", "-print_final_stats=1", *map(str, arguments)]
        try:
            result = subprocess.run(command, env=environment, capture_output=True, timeout=limit, cwd=self.folder)
        except subprocess.TimeoutExpired as late:
            return 1, (late.stderr or b"").decode(errors="replace") + "\nthe fuzzer itself did not end"
        return result.returncode, result.stderr.decode(errors="replace")

    def coverage(self, text):
        numbers = re.findall(r"^#\d+\s+(?:INITED|NEW|REDUCE|RELOAD|DONE|pulse).*?cov: (\d+)", text, re.M)
        return int(numbers[-1]) if numbers else 0

    def failed(self, code, text, when):
        """Whether the run ended with a find; a slow input counts only when it is slow again, since the machine may have been busy."""
        if code == 0:
            return False
        slow = sorted(self.finds.glob("timeout-*"))
        if slow and not [path for path in self.finds.iterdir() if path not in slow]:
            again = [self.call("-runs=1", path, limit=60) for path in slow for _ in range(2)]
            if any(other == 0 for other, _ in again):
                for path in slow:
                    path.unlink()
                return False
        self.faults.append(f"{self.name}: {when}\n" + "\n".join(text.splitlines()[-60:]))
        return True

    def run(self, seconds):
        """Searches for a time, or, so that the same sources are judged alike everywhere, for a number of inputs from one seed."""
        alone = self.prepare()
        self.row = {"seconds": 0, "executions": 0, "first": 0, "seeds": 0, "end": 0}
        code, text = self.call("-runs=0", alone, limit=120)
        self.row["first"] = self.coverage(text)
        if self.failed(code, text, "the first seed"):
            return self
        code, text = self.call("-runs=0", self.grown, self.seeds, limit=600)
        self.row["seeds"] = self.row["end"] = self.coverage(text)
        if self.failed(code, text, "the seeds and the kept corpus"):
            return self
        started = time.monotonic()
        attempts = 0
        while self.row["seconds"] < seconds or self.runs:
            attempts += 1
            left = max(1, int(seconds - self.row["seconds"]))
            most = (f"-runs={self.runs}", "-seed=1") if self.runs else (f"-max_total_time={left}",)
            code, text = self.call(
                *most, f"-max_len={LONGEST[self.name]}", f"-dict={self.folder / 'words'}", self.grown, self.seeds, limit=900 if self.runs else left + 120)
            self.row["seconds"] = round(time.monotonic() - started)
            executions = re.search(r"stat::number_of_executed_units:\s*(\d+)", text)
            self.row["executions"] += int(executions[1]) if executions else 0
            self.row["end"] = max(self.row["end"], self.coverage(text))
            if self.failed(code, text, "a new input"):
                break
            if code == 0:
                break
            if self.runs and attempts == 3:
                self.faults.append(f"{self.name}: three times an input that took more than ten seconds, though none did alone")
                break
        self.judge(0 if self.runs else seconds)
        return self

    def judge(self, seconds):
        if self.faults:
            return
        if self.row["first"] <= 0 or self.row["end"] <= self.row["first"]:
            self.faults.append(f"{self.name}: blind: coverage {self.row['first']} with one input, {self.row['end']} at the end")
        if self.row["executions"] < EXECUTIONS_PER_SECOND * seconds:
            self.faults.append(f"{self.name}: only {self.row['executions']} executions in {seconds} s")


def kept(name):
    """The kept corpus: one input a line, with the escapes of Python's bytes."""
    path = HERE / "corpus" / f"{name}.txt"
    if not path.exists():
        return []
    return [line.encode("ascii").decode("unicode_escape").encode("latin-1") for line in path.read_text().splitlines()]


def keep(program, name, most=30_000):
    """Writes the kept corpus anew: the smallest inputs that together cover what the grown corpus covers, as many as fit."""
    fuzzer = Fuzzer(program, name)
    fuzzer.prepare()
    merged = fuzzer.folder / "merged"
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir()
    fuzzer.call("-merge=1", merged, fuzzer.seeds, fuzzer.grown, limit=1200)
    own = {path.name for path in fuzzer.seeds.iterdir()}
    made = {data for data in seeds.SEEDS[name]()}
    lines, size = [], 0
    for data in sorted((path.read_bytes() for path in merged.iterdir() if path.name not in own), key=lambda data: (len(data), data)):
        line = data.decode("latin-1").encode("unicode_escape").decode("ascii")
        if data in made or size + len(line) + 1 > most:
            continue
        lines.append(line)
        size += len(line) + 1
    (HERE / "corpus").mkdir(exist_ok=True)
    (HERE / "corpus" / f"{name}.txt").write_text("".join(line + "\n" for line in lines))
    print(f"{name}: {len(lines)} inputs, {size} bytes", file=sys.stderr)


def sees(program):
    """The two planted mistakes are found, or nothing that the fuzzers say is worth anything."""
    for start, sign in ((b"K", "planted"), (b"A", "heap-buffer-overflow")):
        fuzzer = Fuzzer(program, "planted")
        (fuzzer.seeds / "start").write_bytes(start + b"x")
        code, text = fuzzer.call("-runs=2000000", "-max_len=4", "-seed=1", "-only_ascii=1", fuzzer.seeds, limit=120)
        if code == 0 or not list(fuzzer.finds.glob("crash-*")):
            stop(f"blind: the planted mistake ({sign}) was not found\n" + "\n".join(text.splitlines()[-20:]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each fuzzer (default 60)")
    parser.add_argument("--runs", type=int, default=0, help="instead of seconds: so many inputs for each, from one seed and from no grown corpus")
    parser.add_argument("--jobs", type=int, default=max(1, min(2, os.cpu_count() or 1)), help="fuzzers at a time")
    parser.add_argument("--only", choices=list(seeds.SEEDS), nargs="*", default=list(seeds.SEEDS))
    parser.add_argument("--extra", help="a folder with more seeds, in a folder by fuzzer; what grows from them stays apart")
    parser.add_argument("--keep", action="store_true", help="write the kept corpus (Tests/Fuzz/corpus) anew from what has grown")
    options = parser.parse_args()
    program = build()
    sees(program)
    if options.keep:
        for name in options.only:
            keep(program, name)
        return
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        fuzzers = list(pool.map(lambda name: Fuzzer(program, name, options.extra, options.runs).run(options.seconds), options.only))
    print(f"{'fuzzer':<14}{'seconds':>8}{'executions':>12}{'cov first':>11}{'cov seeds':>11}{'cov end':>9}{'finds':>7}")
    for fuzzer in fuzzers:
        row = fuzzer.row
        print(f"{fuzzer.name:<14}{row['seconds']:>8}{row['executions']:>12}{row['first']:>11}{row['seeds']:>11}{row['end']:>9}{len(fuzzer.faults):>7}")
    faults = [fault for fuzzer in fuzzers for fault in fuzzer.faults]
    for fault in faults:
        print("\n" + fault, file=sys.stderr)
    if faults:
        stop(f"{len(faults)} finds; the inputs are in .build-fuzz/work/*/finds. Run one with: FUZZER=NAME .build-fuzz/release/fuzz FILE")


if __name__ == "__main__":
    main()
