"""Municipalities with nights: a small project whose night takes a moment, and the real project with a made-up town."""

import os
import shutil
import subprocess

from invariants import known_editions, places_of
from state import State, sha

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
# Deliveries have lain still: nobody waits for them.
LONG_AGO = (1_500_000_000, 1_500_000_000)
CPR = "010190-1234"


def copy(source, target):
    """A whole folder with its times, as fast as the disk can."""
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


class World:
    """One project, its nights' deliveries and, once `prepare` has run, what each undisturbed night leaves."""

    def __init__(self, name, folder, program):
        self.name, self.folder, self.program = name, os.path.join(folder, name), program
        self.nights = []  # (date, folder of deliveries)
        self.snapshots = []  # roots before the first night, after it, ...
        self.golden = []  # State after each night; index 0 is None
        self.seconds = {}  # (what, night): how long it takes undisturbed
        self.known = {}
        self.pruned, self.gone = None, frozenset()
        self.erased, self.asked, self.marks = None, None, ()  # after `erase`: the state; the delivery; what stands in no other
        self.let_go = [frozenset()]  # what retention takes at the end of each night

    def text(self, path, text):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.utime(path, LONG_AGO)

    def project(self, source):
        root = os.path.join(self.folder, "start")
        os.makedirs(os.path.join(root, "inbound"))
        for part in ("pipelines", "schemas"):
            copy(os.path.join(source, part), os.path.join(root, part))
        if not os.path.exists(os.path.join(root, "schemas", "ledger")):
            copy(os.path.join(REPOSITORY, "schemas", "ledger"), os.path.join(root, "schemas", "ledger"))
        path = os.path.join(root, "pipelines", "nightly.yaml")
        text = open(path).read().replace("settings:\n", "settings:\n" + "".join(
            f"  - {{key: retention.{kind}_days, value: 1, source: crash test}}\n" for kind in ("archive", "editions", "refused", "ledger")))
        with open(path, "w") as file:
            file.write(text)
        self.snapshots.append(root)
        self.golden.append(None)

    def deliver(self, root, night):
        """Puts a night's files into the drop folder."""
        for here, _, files in os.walk(self.nights[night - 1][1]):
            for name in files:
                source = os.path.join(here, name)
                target = os.path.join(root, "inbound", os.path.relpath(source, self.nights[night - 1][1]))
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if os.path.islink(source):
                    if not os.path.lexists(target):
                        os.symlink(os.readlink(source), target)
                else:
                    shutil.copy2(source, target)

    def delivered(self, upto):
        """SHA-256 of every plain file delivered up to a night, with a name."""
        found = {}
        for _, folder in self.nights[:upto]:
            for here, _, files in os.walk(folder):
                for name in files:
                    path = os.path.join(here, name)
                    if not os.path.islink(path):
                        found[sha(path)] = name
        return found

    def date(self, night):
        return self.nights[night - 1][0]

    def prepare(self):
        """Plays every night undisturbed and keeps what it leaves."""
        for night in range(1, len(self.nights) + 1):
            root = os.path.join(self.folder, f"after-{night}")
            work = os.path.join(self.folder, "work")
            copy(self.snapshots[-1], root)
            self.deliver(root, night)
            os.makedirs(work, exist_ok=True)
            ended = self.program.run(["run", "--root", root, "--as-of", self.date(night)], work)
            if ended.code not in (0, 1):
                raise SystemExit(f"{self.name}: the undisturbed night {night} ended with {ended.word}:\n{ended.err}")
            self.seconds["run", night] = ended.seconds
            self.snapshots.append(root)
            self.golden.append(State(root))
            self.known.update(known_editions(root))
            there = places_of(root)
            self.let_go.append(frozenset(print_ for print_ in self.delivered(night) if print_ not in there))
            # From a copy: who reads a warehouse leaves its empty journal beside it until the next run.
            copy(root, os.path.join(work, f"root-{night}"))
            self.timed(night, "backup", ["backup", "--into", os.path.join(self.folder, f"backup-{night}")], os.path.join(work, f"root-{night}"))
        root = os.path.join(self.folder, "pruned")
        copy(self.snapshots[-1], root)
        self.timed(len(self.nights), "prune", ["prune"], root)
        # The night after it sees fewer rows of the ledger.
        self.program.run(["run", "--root", root, "--as-of", self.date(len(self.nights))], os.path.join(self.folder, "work"))
        self.pruned = State(root)
        places = places_of(root)
        # What retention lets go of.
        self.gone = frozenset(print_ for print_ in self.delivered(len(self.nights)) if print_ not in places)
        root = os.path.join(self.folder, "erased")
        copy(self.snapshots[-1], root)
        self.timed(len(self.nights), "erase", self.erasing(), root, (0, 1))
        self.program.run(["run", "--root", root, "--as-of", self.date(len(self.nights))], os.path.join(self.folder, "work"))
        self.erased = State(root)
        self.known.update(known_editions(root))

    def erasing(self):
        """The words that erase a delivery."""
        return ["erase", os.path.basename(self.asked), "--by", "data officer", "--why", "asked for", "--as-of", self.date(len(self.nights))]

    def timed(self, night, what, words, root, codes=(0,)):
        ended = self.program.run([*words, "--root", root], os.path.join(self.folder, "work"))
        if ended.code not in codes:
            raise SystemExit(f"{self.name}: {what} ended with {ended.word}:\n{ended.err}")
        self.seconds[what, night] = ended.seconds


def small(folder, program):
    world = World("small", folder, program)
    world.project(os.path.join(REPOSITORY, "Tests", "Nights", "small"))
    cases = os.path.join(REPOSITORY, "Tests", "Nights", "cases")

    def case(night, name, rename=None):
        source = os.path.join(cases, name)
        world.text(os.path.join(f"night-{night}", rename or os.path.basename(name)), open(source, "rb").read())

    rooms = "room,seats,opened\nhall,{},\nlab,24,2020-08-01\nloft,0,2026-03-01\n"
    uses = "room;day;hours\n" + "".join(f"{room};2026-02-{day:02};{hours}\n" for room, hours in (("hall", "7,5"), ("lab", "2")) for day in range(1, 29))
    houses = '<?xml version="1.0" encoding="UTF-8"?><REGISTER><HEADER><x>1</x></HEADER>{}</REGISTER>'
    house = "<House><house>{:04}</house><municipality>0147</municipality><grundflade_areal>{}</grundflade_areal><name>Rådhuset {}</name></House>"
    # A first night: all is new, one file is cut off, one says it is a register and is not.
    world.text("night-1/rooms-20260201.csv", rooms.format(120))
    world.text("night-1/uses-20260203.csv", uses)
    world.text("night-1/deep/er/houses_00001_20260201.xml", houses.format("".join(house.format(n, 300 + n, n) for n in range(400))))
    world.text("night-1/rooms-20260131.csv", "room,seats\nhall")
    # A second: changes, a correction that came late, the same bytes twice, and what nobody can take.
    world.text("night-2/rooms-20260301.csv", rooms.format(130))
    world.text("night-2/again/rooms-20260215.csv", rooms.format(120))
    world.text("night-2/houses_00002_20260301.xml", houses.format("".join(house.format(n, 310 + n, n) for n in range(401))))
    # So little else that the gate lets each through in any order: what it holds depends on what is in force when a file comes.
    world.text("night-2/uses-20260202.csv", uses.replace("hall;2026-02-01;7,5", "hall;2026-02-01;3").replace("lab;2026-02-09", "store;2026-02-09"))
    world.text("night-2/uses-20260228.csv", "")
    case(2, "doctype/inbound/houses_00001_20260201.xml", "houses_00003_20260302.xml")
    case(2, "truncated-zip/inbound.2/houses_00002_20260301.zip", "houses_00004_20260303.zip")
    world.text("night-2/holiday.jpg", b"\xff\xd8\xff\xe0 a picture")
    world.text("night-2/uses-20260301.csv.part", "room;day;ho")
    os.symlink("/etc/hostname", os.path.join(world.folder, "night-2", "rooms-20260302.csv"))
    # A third: rows to set aside, a personal number, a wrong encoding.
    world.text("night-3/uses-20260302.csv", uses.replace("lab;2026-02-02;2", "lab;31-02-2026;2").replace("hall;2026-02-05;7,5", "hall;2026-02-05;nan"))
    world.text("night-3/uses-20260303.csv", f"room;day;hours\n{CPR};2026-02-01;7,5\n")
    world.text("night-3/rooms-20260303.csv", "room,seats\nhall,121\n".encode() + b"r\xf8d,12\n")
    world.text("night-3/rooms-20260302.csv.tmp", "room")
    for night, date in enumerate(("2026-02-28", "2026-03-01", "2026-03-02"), 1):
        world.nights.append((date, os.path.join(world.folder, f"night-{night}")))
    world.secrets = [CPR]
    world.asked, world.marks = os.path.join(world.folder, "night-3", "uses-20260302.csv"), (b"31-02-2026",)
    return world


def town(folder, program, properties, nights):
    world = World("town", folder, program)
    world.project(REPOSITORY)
    for night, date in enumerate(("2026-02-28", "2026-03-01", "2026-03-02")[:nights], 1):
        target = os.path.join(world.folder, f"night-{night}")
        os.makedirs(target)
        ended = program.run(
            ["sample", "--no-mark", "--properties", str(properties), "--seed", "6", "--as-of", "2026-02-28", "--night", str(night - 1), "--into", target], world.folder)
        if ended.code != 0:
            raise SystemExit(f"the sample could not be made: {ended.err}")
        for name in os.listdir(target):
            os.utime(os.path.join(target, name), LONG_AGO)
        for note in ("delivery-note.md", "delivery-note.csv"):
            os.remove(os.path.join(target, note))  # beside the deliveries, not one of them; each night's would lie over the last
        world.nights.append((date, target))
    first, second = (folder for _, folder in world.nights[:2])
    whole = sorted(name for name in os.listdir(second) if name.lower().endswith(".zip"))[0]
    cut = open(os.path.join(second, whole), "rb").read()
    # Deliveries that were cut off, are in a wrong encoding, are there already, are nobody's, and hold a personal number.
    for path, content in (
            (f"night-2/{whole[:-4].replace('00001', '00002')}.ZIP", cut[:len(cut) // 2]),
            ("night-2/costs-2026-03.csv", "period;account;cost_centre;amount_dkk;text\n2026-03;3.22;4;10,00;Brændsel\n".encode("latin-1")),
            ("night-2/again/" + "costs-2026-02.csv", open(os.path.join(first, "costs-2026-02.csv"), "rb").read()),
            ("night-2/what.xyz", b"nobody knows"),
            ("night-3/costs-2026-04.csv", f"period;account;cost_centre;amount_dkk;text\n2026-03;{CPR};4;10,00;x\n".encode()),
            ("night-3/headcount-2026-03.csv.part", b"half")):
        world.text(path, content)
    world.secrets = [CPR]
    world.asked = next(os.path.join(first, name) for name in sorted(os.listdir(first)) if name.startswith("headcount-"))
    return world
