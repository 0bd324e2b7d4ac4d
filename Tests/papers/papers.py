"""What the papers tell a person to type exists: every `kvadratur` command and option in them is one of the program's.

Reads README.md, docs/, inbound/README.md and the files of packaging/ and asks the program for the help of each command. Standard library only.
"""

import argparse
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAPERS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "inbound/README.md", "packaging/kvadratur-night", "packaging/kvadratur.default",
          "packaging/crontab.example", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").glob("*.md")))]
# In a code block a command goes to the end of its line or to its comment, in running text to the closing back quote.
SPOKEN = re.compile(r"`((?:\.build/release/)?kvadratur [^`\n]*)`|^ {4}(kvadratur [^\n]*)$|^(kvadratur [^\n]*)$", re.M)


def spoken(text):
    """Each command of a paper with its line."""
    for found in SPOKEN.finditer(text):
        words = next(group for group in found.groups() if group).split("  #")[0].split(" # ")[0]
        yield text.count("\n", 0, found.start()) + 1, words.replace("…", "").strip()


class Program:
    """The program's own word about its commands."""

    def __init__(self, program):
        self.program, self.known = program, {}
        self.commands = set(re.findall(r"^  ([a-z-]+) {2,}", self.help([]).split("SUBCOMMANDS:")[1], re.M)) | {"help"}

    def help(self, command):
        return subprocess.run([self.program, *command, "--help"], capture_output=True, text=True).stdout

    def options(self, command):
        """The options of a command, and the commands below it."""
        key = tuple(command)
        if key not in self.known:
            said = self.help(command)
            below = said.split("SUBCOMMANDS:")[1] if "SUBCOMMANDS:" in said else ""
            self.known[key] = (set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", said)), set(re.findall(r"^  ([a-z-]+) {2,}", below, re.M)))
        return self.known[key]


def faults(program, words):
    """What of a command the program does not know."""
    try:
        words = shlex.split(words)[1:]
    except ValueError:
        return ["the quotes do not close"]
    if not words or not re.fullmatch(r"[a-z][a-z-]*", words[0]):
        return [] if not words or words[0].startswith("-") or words[0] == "X" else [f"{words[0]} is no command"]
    if words[0] not in program.commands:
        return [f"{words[0]} is no command"]
    command, rest = words[:1], words[1:]
    options, below = program.options(command)
    if below and rest and not rest[0].startswith("-"):
        if rest[0] not in below:
            return [f"{words[0]} {rest[0]} is no command"]
        command, rest = words[:2], rest[1:]
        options, _ = program.options(command)
    return [f"{' '.join(command)} has no {word}" for word in (one.split("=")[0] for one in rest) if re.fullmatch(r"--[a-z][a-z-]*", word) and word not in options]


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--program", default=str(ROOT / ".build/release/kvadratur"))
    program = Program(reader.parse_args().program)
    # A check that finds nothing finds nothing wrong: these two must be found.
    for planted in ("kvadratur rum --quiet", "kvadratur run --quietly"):
        if not faults(program, planted):
            sys.exit(f"blind: {planted!r} was taken for a command")
    wrong = count = 0
    for name in PAPERS:
        for line, words in spoken((ROOT / name).read_text(encoding="utf-8")):
            count += 1
            for fault in faults(program, words):
                wrong += 1
                print(f"{name}:{line}: {words}: {fault}")
    print(f"{count} commands in {len(PAPERS)} papers, {wrong} that the program does not know")
    sys.exit(1 if wrong or count < 40 else 0)


if __name__ == "__main__":
    main()
