#!/usr/bin/env python3
"""A real register as the nights of its years: what a municipality's buildings really do from one delivery to the next holds nothing.

    register.py PROGRAM PROJECT DATA [--months N] [--keep FOLDER]

DATA holds one bitemporal total of a register, a ZIP or XML file per table (OIS_GRBBR_CO50200T_NA000_00001_20200418_010137.ZIP …). Each version in it
says when the register knew it (registreringFra, registreringTil), so the delivery of every night before can be made: the versions that the
register knew by then, open where what ended them was not known yet. Such deliveries, every N months (3) from the first of July 2017 to the total's own
day, are the nights. Prints what each told, and ends with 1 where one was held or refused. Needs Python 3.9, nothing else.
"""
import datetime, os, re, shutil, subprocess, sys, tempfile, zipfile

from options import arguments, option

step, keep = int(option("--months", "3")), option("--keep", None)
program, project, data = map(os.path.abspath, arguments)
NAME = re.compile(r"^OIS_GRBBR_(CO\d{5}T)_NA000_\d{5}_(\d{8})_(\d{6})\.(ZIP|XML)$", re.I)
FIRST = datetime.date(2017, 7, 1)


class Table:
    """One table's total, its records apart."""

    def __init__(self, path):
        self.name, self.day, self.time, kind = NAME.match(os.path.basename(path)).groups()
        if kind.upper() == "ZIP":
            with zipfile.ZipFile(path) as archive:
                text = archive.read(next(n for n in archive.namelist() if n.upper().endswith(".XML")))
        else:
            with open(path, "rb") as file:
                text = file.read()
        tag = self.name[:-1].encode() + b"t"
        records = re.findall(b"<" + tag + b">.*?</" + tag + b">", text, re.S)
        self.head = text[:text.index(records[0])] if records else None
        self.whole = text
        self.records = [(r, *(self.value(r, n) for n in ("id_lokalId", "registreringFra", "registreringTil", "virkningFra", "virkningTil"))) for r in records]
        # When the register knew what follows a version.
        self.follows = {}
        for _, key, known, _, starts, _ in self.records:
            place = (key, starts)
            self.follows[place] = min(known, self.follows.get(place, known))

    @staticmethod
    def value(record, name):
        found = re.search(f"<{name}>([^<]*)</{name}>".encode(), record)
        return found.group(1).decode() if found else ""

    def delivery(self, moment):
        """What a total of that moment said; None where the register knew no row yet."""
        if self.head is None:
            return self.whole
        rows = []
        for record, key, known, corrected, _, ends in self.records:
            if known >= moment:
                continue
            if corrected and corrected >= moment:
                record = re.sub(b"<registreringTil>[^<]*</registreringTil>", b"", record)
            if ends and (ends >= moment or self.follows.get((key, ends), ends) >= moment):
                record = re.sub(b"<virkningTil>[^<]*</virkningTil>", b"", record)
            rows.append(record)
        return self.head + b"".join(rows) + b"</OIS_UDTRAEK>" if rows else None


def nights(last):
    day = FIRST
    while day < last:
        yield day
        month = day.month - 1 + step
        day = datetime.date(day.year + month // 12, month % 12 + 1, 1)
    yield last


tables = [Table(os.path.join(data, name)) for name in sorted(os.listdir(data)) if NAME.match(name)]
if not tables:
    sys.exit(f"{data}: no total of the register (OIS_GRBBR_CO…T_NA000_…)")
last = datetime.datetime.strptime(tables[0].day, "%Y%m%d").date()
work = os.path.abspath(keep) if keep else tempfile.mkdtemp(prefix="register-")
root = os.path.join(work, "register")
shutil.rmtree(root, ignore_errors=True)
for folder in ("inbound", "outbound"):
    os.makedirs(os.path.join(root, folder))
for folder in ("pipelines", "schemas"):
    shutil.copytree(os.path.join(project, folder), os.path.join(root, folder))
bad = count = told = 0
for serial, day in enumerate(nights(last), 1):
    rows = 0
    for table in tables:
        text = table.delivery(f"{day.isoformat()}T00:00:00Z")
        if text is None:
            continue
        rows += text.count(b"<id_lokalId>")
        with open(os.path.join(root, "inbound", f"OIS_GRBBR_{table.name}_NA000_{serial:05}_{day:%Y%m%d}_{table.time}.XML"), "wb") as file:
            file.write(text)
    done = subprocess.run(
        [program, "run", "--root", root, "--as-of", day.isoformat(), "--settle", "0", "--quiet", "--stage", "raw"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.startswith("inbound/")]
    if done.returncode not in (0, 1):
        sys.exit(f"{day}: exit {done.returncode}\n{done.stdout.decode('utf-8', 'replace')}")
    # What was held on an earlier night is told every night since.
    said = [line for line in said if f"since {day}" in line or ", since " not in line]
    held = [line for line in said if " is held" in line or "refused/" in line]
    (count, bad, told) = (count + 1, bad + len(held), told + len(said) - len(held))
    print(f"{day}  {rows:>7} rows  exit {done.returncode}  {len(held)} held, {len(said) - len(held)} told", flush=True)
    for line in said:
        print(f"    {line[:240]}")
print(f"{count} nights of a real register: {bad} held or refused, {told} told")
if not keep:
    shutil.rmtree(work)
sys.exit(1 if bad else 0)
