"""One round: a root in the state of some night, a disturbance, the look at what is left, the healing run and the one after it."""

import os
import random
import shutil
import threading

import invariants
from state import State, moments
from world import copy

MEMORY = 256 << 20


class Tally:
    """What all rounds came to."""

    def __init__(self):
        self.lock = threading.Lock()
        self.figures = {}
        self.violations = []
        self.notes = []
        self.memory = 0

    def count(self, kind, what="rounds", number=1):
        with self.lock:
            self.figures.setdefault(kind, {}).setdefault(what, 0)
            self.figures[kind][what] += number

    def rounds(self):
        with self.lock:
            return sum(figures.get("rounds", 0) for figures in self.figures.values())

    def blame(self, kind, label, sentences):
        with self.lock:
            for sentence in sentences:
                self.violations.append((kind, label, sentence))
                print(f"VIOLATION {kind} [{label}]: {sentence}", flush=True)

    def note(self, kind, sentence):
        with self.lock:
            self.notes.append((kind, sentence))


class Round:
    number = 0
    lock = threading.Lock()

    def __init__(self, stage, kind, world, night, label="", start=None, place=None, there=False):
        """`start` is the root to begin from, otherwise last night's with tonight's deliveries; `place` a folder on a disk of its own, on which the
        root lies already when it is `there`."""
        with Round.lock:
            Round.number += 1
            mine = Round.number
        self.stage, self.kind, self.world, self.night = stage, kind, world, night
        self.random = random.Random(f"{stage.seed} {kind} {world.name} {night} {label}")
        self.label = f"{world.name} night {night} seed {stage.seed} {label}".strip()
        self.folder = os.path.join(stage.scratch, f"round-{mine}")
        self.place = place or self.folder
        self.root = os.path.join(self.place, "root")
        os.makedirs(self.folder)
        os.makedirs(self.place, exist_ok=True)
        if not there:
            copy(start or world.snapshots[night - 1], self.root)
        if start is None and not there:
            world.deliver(self.root, night)
        self.delivered = world.delivered(night)
        self.said = []
        self.gone = world.let_go[night]
        self.golden = world.golden[night]

    # What it does

    def words(self, *words, date=None):
        """A command with its root and, when it is a run, the night's date; `date` is another one, or False for none."""
        words = words or ("run",)
        date = words[0] == "run" if date is None else date
        return [*words, "--root", self.root, *(["--as-of", self.world.date(self.night) if date is True else date] if date else [])]

    def start(self, *words, **how):
        return self.stage.program.start(self.words(*words), self.folder, **how)

    def run(self, *words, date=None, ours=False, **how):
        ended = self.stage.program.run(self.words(*words, date=date), self.folder, **how)
        self.judge(ended, ours)
        return ended

    def judge(self, ended, ours=False):
        """What holds for every end whatever happened: no error of our own unless it is asked for (`ours`), flat memory."""
        with self.stage.tally.lock:
            self.stage.tally.memory = max(self.stage.tally.memory, ended.memory)
        if ended.hung:
            self.wrong(["it did not end within five minutes"])
        if ended.memory > MEMORY:
            self.wrong([f"16: {ended.memory >> 20} MB of memory"])
        if ended.code == 127 and "error while loading shared libraries" in ended.err:
            return  # the loader under a limit: the program never began
        if ours and ended.code == 70:
            return
        if ended.code not in (0, None) and ended.code not in (1, 64, 74, 75, 78) and not 128 < ended.code < 160:
            self.wrong([f"{ended.word}: {ended.err[:300]}"])

    def wrong(self, sentences):
        self.said += sentences

    def crashed(self, ended, allowed=()):
        """A signal that nobody sent is a crash of our own."""
        if ended.signal is not None and ended.signal not in allowed:
            self.wrong([f"died of signal {ended.signal}: {ended.err[-300:]}"])

    def well(self, ended, what="it", codes=(0, 1)):
        """Says it when a command did not end as it should."""
        if ended.code not in codes:
            self.wrong([f"{what} ended with {ended.word}: {ended.err[-300:]}"])
        return ended.code in codes

    def succeed(self, *words):
        """A command that must end with 0."""
        return self.well(self.run(*words), f"the {words[0]}", (0,))

    def system(self, ended):
        """What the machine refused is said with 74 and the path that it is about."""
        self.crashed(ended)
        if ended.code == 74:
            self.stage.tally.count(self.kind, "ended with 74")
            if "/" not in ended.err:
                self.wrong([f"74 without a path: {ended.err[-300:]}"])
        else:
            self.well(ended, "instead of 74 it")

    def unnamed(self):
        """Counts what a kill left of SQLite's own in the temporary folder."""
        left = invariants.take_away_unnamed(self.folder)
        if left:
            self.stage.tally.count(self.kind, "empty temporary files of SQLite left", left)

    # What it looks at

    def look(self):
        """The invariants before the next run."""
        self.wrong(invariants.books(self.root))
        self.wrong(invariants.deliveries(self.root, self.delivered, self.gone))
        self.wrong(invariants.editions(self.root, self.world.known))
        self.wrong(invariants.money(self.root))

    def same(self, golden=None, versions=True):
        """The root is what the golden night left, in every byte and row."""
        state = State(self.root)
        self.wrong([f"10, 11: {line}" for line in state.difference(golden or self.golden, versions)])
        return state

    def heal(self, versions=True):
        """The run after the fault ends well, in the golden night's bytes and rows; one more changes nothing."""
        ended = self.run()
        if not self.well(ended, "10: the run after it"):
            return
        self.wrong(invariants.said_why(ended))
        state = self.same(versions=versions)
        self.wrong(invariants.settled(self.root, self.delivered, self.gone))
        self.wrong(invariants.temporary(self.folder, self.root))
        self.wrong(invariants.secrets(self.root, self.folder, self.world.secrets))
        self.again(state)

    def again(self, state=None, date=None):
        """One more run changes nothing: no byte, no time, no row."""
        state, before = state or State(self.root), moments(self.root)
        self.well(self.run(date=date), "13: a third run")
        if moments(self.root) != before:
            self.wrong(["13: a third run changed outbound"])
        self.wrong([f"13: a third run changed {line}" for line in State(self.root).difference(state)])
        self.stage.tally.count(self.kind, "third runs")

    def end(self, versions=True):
        """The look at what is left, the healing run, the one after it; counted."""
        self.look()
        self.heal(versions)
        self.finish()

    def finish(self):
        """Counts the round, and clears it away unless something was wrong."""
        self.stage.tally.count(self.kind)
        if self.said:
            self.stage.tally.blame(self.kind, self.label, list(dict.fromkeys(self.said)))
            if len(self.stage.tally.violations) < 40:
                print(f"  kept for a look: {self.folder}", flush=True)
                return
        shutil.rmtree(self.folder, ignore_errors=True)
