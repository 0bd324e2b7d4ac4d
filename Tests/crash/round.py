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

    def __init__(self, stage, kind, world, night, seed, label="", start=None, place=None):
        """`start` is the root to begin from, otherwise last night's with tonight's deliveries; `place` a folder on a disk of its own."""
        with Round.lock:
            Round.number += 1
            mine = Round.number
        self.stage, self.kind, self.world, self.night = stage, kind, world, night
        self.random = random.Random(f"{seed} {kind} {world.name} {night} {label}")
        self.label = f"{world.name} night {night} seed {seed} {label}".strip()
        self.folder = os.path.join(stage.scratch, f"round-{mine}")
        self.place = place or self.folder
        self.root = os.path.join(self.place, "root")
        os.makedirs(self.folder)
        os.makedirs(self.place, exist_ok=True)
        copy(start or world.snapshots[night - 1], self.root)
        if start is None:
            world.deliver(self.root, night)
        self.delivered = world.delivered(night)
        self.said = []
        self.gone = frozenset()
        self.golden = world.golden[night]

    # What it does

    def words(self, *words, date=True):
        return [*(words or ("run",)), "--root", self.root, *(["--as-of", self.world.date(self.night)] if date else [])]

    def run(self, *words, date=True, **how):
        ended = self.stage.program.run(self.words(*words, date=date), self.folder, **how)
        self.judge(ended)
        return ended

    def judge(self, ended):
        """What holds for every end whatever happened: no crash of our own, a reason on standard error, flat memory."""
        with self.stage.tally.lock:
            self.stage.tally.memory = max(self.stage.tally.memory, ended.memory)
        if ended.hung:
            self.wrong(["it did not end within five minutes"])
        if ended.memory > MEMORY:
            self.wrong([f"16: {ended.memory >> 20} MB of memory"])
        if ended.code not in (0, None) and ended.code not in (1, 64, 74, 75, 78) and not 128 < ended.code < 160:
            self.wrong([f"{ended.word}: {ended.err[:300]}"])

    def wrong(self, sentences):
        self.said += sentences

    def crashed(self, ended, allowed=()):
        """A signal that nobody sent is a crash of our own."""
        if ended.signal is not None and ended.signal not in allowed:
            self.wrong([f"died of signal {ended.signal}: {ended.err[-300:]}"])

    # What it looks at

    def look(self):
        """The invariants before the next run."""
        self.wrong(invariants.books(self.root))
        self.wrong(invariants.deliveries(self.root, self.delivered, self.gone))
        self.wrong(invariants.editions(self.root, self.world.known))
        self.wrong(invariants.money(self.root))

    def heal(self, words=("run",), golden=None, third=True, versions=True):
        """The run after the fault ends well, in the golden night's bytes and rows; one more changes nothing."""
        ended = self.run(*words)
        if ended.code not in (0, 1):
            return self.wrong([f"10: the run after it ended with {ended.word}: {ended.err[-400:]}"])
        self.wrong(invariants.said_why(ended))
        state = State(self.root)
        self.wrong([f"10, 11: {line}" for line in state.difference(golden or self.golden, versions)])
        self.wrong(invariants.settled(self.root, self.delivered, self.gone))
        self.wrong(invariants.temporary(self.folder, self.root))
        self.wrong(invariants.secrets(self.root, self.folder, self.world.secrets))
        if third:
            before = moments(self.root)
            again = self.run(*words)
            if again.code not in (0, 1):
                self.wrong([f"13: a third run ended with {again.word}: {again.err[-300:]}"])
            if moments(self.root) != before:
                self.wrong(["13: a third run changed outbound"])
            self.wrong([f"13: a third run changed {line}" for line in State(self.root).difference(state)])
        return ended

    def finish(self):
        """Counts the round, and clears it away unless something was wrong."""
        self.stage.tally.count(self.kind)
        if self.said:
            self.stage.tally.blame(self.kind, self.label, list(dict.fromkeys(self.said)))
            if len(self.stage.tally.violations) < 40:
                print(f"  kept for a look: {self.folder}", flush=True)
                return
        shutil.rmtree(self.folder, ignore_errors=True)
