"""Inputs of the benchmark: the building table of a made-up municipality, or a real extract repeated with new ids, as XML and as CSV."""

import os
import re
import subprocess
import zipfile
from random import Random

RECORD = b"CO50200t"
NAME = "OIS_GRBBR_CO50200T_NA000_{serial:05d}_{day}_010107.XML"


def made_up(program, properties, folder):
    """The building table of `properties` made-up properties as bare XML, one line, every version. Returns its path."""
    subprocess.run(
        [program, "sample", "--no-mark", "--register-only", "--plain", "--properties", str(properties), "--seed", "2", "--into", folder],
        check=True, stdout=subprocess.DEVNULL)
    name = next(n for n in os.listdir(folder) if "CO50200T" in n)
    for other in os.listdir(folder):
        if other != name:
            os.remove(f"{folder}/{other}")
    return f"{folder}/{name}"


def parts(source):
    """Head, records and tail of a register file; a ZIP's only XML entry is taken."""
    if source.lower().endswith(".zip"):
        with zipfile.ZipFile(source) as archive:
            data = archive.read(next(n for n in archive.namelist() if n.lower().endswith(".xml")))
    else:
        with open(source, "rb") as file:
            data = file.read()
    begin, close = data.index(b"<" + RECORD + b">"), b"</" + RECORD + b">"
    end = data.rindex(close) + len(close)
    return data[:begin], data[begin:end], data[end:]


IDS = re.compile(rb"(?<=>)[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}<)|(?<=<ois_id>)\d+")


def copied(file, body, keys, copies, changed):
    """Writes a text `copies` times over. What the pattern `keys` finds is replaced in each copy: `changed(key, before, copy, salt)` says by what, of the
    key, the text before it, the copy's number and 32 bits that are the copy's own (0 for copy 0)."""
    found, pieces, at = [], [], 0
    for match in keys.finditer(body):
        pieces.append(body[at:match.start()])
        found.append(match.group())
        at = match.end()
    rest = body[at:]
    for copy in range(copies):
        salt = (copy * 2_654_435_761) & 0xFFFFFFFF
        out = []
        for piece, key in zip(pieces, found):
            out.append(piece)
            out.append(changed(key, piece, copy, salt))
        out.append(rest)
        file.write(b"".join(out))


def repeated(source, copies, path):
    """The same records `copies` times over, each copy with ids of its own: UUIDs begin otherwise, ois_id counts on. Copy 0 is the source."""
    head, body, tail = parts(source)

    # Only records' own keys have to differ; kommunekode and values stay real.
    def changed(key, before, copy, salt):
        is_number = len(key) != 8 or before.endswith(b"<ois_id>")
        return b"%d" % (int(key) + copy * 100_000_000) if is_number else b"%08x" % (int(key, 16) ^ salt)

    with open(path, "wb") as file:
        file.write(head)
        copied(file, body, IDS, copies, changed)
        file.write(tail)
    return path


def retold(source, path, every):
    """The same snapshot with another header; every `every`-th record has another built area (0: none)."""
    head, body, tail = parts(source)
    pieces = body.split(b"<" + RECORD + b">")
    if every:
        for i in range(every, len(pieces), every):
            pieces[i] = re.sub(rb"(<byg041BebyggetAreal>)(\d+)", lambda m: m.group(1) + b"%d" % (int(m.group(2)) + 1), pieces[i])
    with open(path, "wb") as file:
        file.write(head.replace(b"?>", b"?>\n", 1) + (b"<" + RECORD + b">").join(pieces) + tail)
    return path


def postings(path, rows, every, year="2025"):
    """A year's postings of sixty accounts and a thousand cost centres, or those of January alone where the year is another. Every `every`-th amount is
    a hundredth of a krone more (0: none)."""
    random = Random(1)
    with open(path, "w", encoding="utf-8") as file:
        file.write("period;account;cost_centre;amount_dkk;text\n")
        for i in range(rows):
            month = i * 12 // rows + 1 if year == "2025" else 1
            account, centre, amount, number = random.randrange(60), random.randrange(1000), random.randrange(10_000, 900_000), random.randrange(10**6)
            amount += 1 if every and i % every == every - 1 else 0
            file.write(f"{year}-{month:02d};03.22.{account:02d}.1.01;{10_000 + centre};{amount // 100},{amount % 100:02d};Faktura {number}\n")
    return path


def delta(before, after, path):
    """The records of `after` that `before` does not have, as a delta would deliver them. Returns how many."""
    old, (head, body, tail), mark = parts(before)[1], parts(after), b"<" + RECORD + b">"
    known = set(old.split(mark))
    new = [record for record in body.split(mark)[1:] if record not in known]
    with open(path, "wb") as file:
        file.write(head + b"".join(mark + record.replace(b"<OIS_AJOUR>I<", b"<OIS_AJOUR>U<", 1) for record in new) + tail)
    return len(new)


def count(source):
    """Records in a file."""
    return parts(source)[1].count(b"<" + RECORD + b">")


def length(source):
    """Bytes of a file's records."""
    return len(parts(source)[1])


def columns(source):
    """Names of the elements that records have, in the order of their first sight."""
    _, body, _ = parts(source)
    seen = {}
    for name in re.findall(rb"<([^/>?!]+)>", body[: 32 << 20]):
        if name != RECORD:
            seen.setdefault(name.decode("latin-1"))
    return list(seen)


FIELD = re.compile(rb"<([^/>]+)>([^<]*)</")
ENTITIES = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&"))


def as_csv(source, names, path, encoding="utf-8", quoted=False):
    """The records of an XML file as CSV with these columns."""
    _, body, _ = parts(source)
    keys = [n.encode("latin-1") for n in names]

    def cell(value):
        for entity, plain in ENTITIES:
            value = value.replace(entity, plain)
        if quoted or b";" in value or b'"' in value or b"\n" in value:
            return b'"' + value.replace(b'"', b'""') + b'"'
        return value

    with open(path, "wb") as file:
        file.write(b";".join(cell(k) for k in keys).decode("latin-1").encode(encoding) + b"\n")
        for record in body.split(b"<" + RECORD + b">")[1:]:
            found = dict(FIELD.findall(record))
            file.write(b";".join(cell(found.get(k, b"")) for k in keys).decode("latin-1").encode(encoding) + b"\n")
    return path


UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HEADS = re.compile(rb"[0-9a-fA-F]{8}(?=-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})")


def as_download(source, names, path, plain=False):
    """The records of an XML file as Datafordeler's file download writes them: commas, UUIDs in capitals, six digits of a second, a municipality
    without its zero, a row key of its own. `plain`: the same columns and records as an ordinary CSV would say them."""
    _, body, _ = parts(source)
    taken = [n.encode("latin-1") for n in names if n not in ("OIS_AJOUR", "ois_id", "ois_ts")]
    comma = b";" if plain else b","

    def cell(name, value):
        for entity, text in ENTITIES:
            value = value.replace(entity, text)
        if name == b"kommunekode" and not plain:
            value = value.lstrip(b"0")
        if len(value) > 27 and value[10:11] == b"T" and value[19:20] == b".":
            value = value[:26] + b"Z"
        if not plain and UUID.fullmatch(value):
            value = value.upper()
        return b'"' + value.replace(b'"', b'""') + b'"' if comma in value or b'"' in value or b"\n" in value else value

    more = [b"datafordelerRowId", b"datafordelerRowVersion", b"datafordelerRegisterImportSequenceNumber", b"datafordelerOpdateringstid"]
    with open(path, "wb") as file:
        file.write(comma.join(taken + more).decode("latin-1").encode("utf-8") + b"\n")
        for number, record in enumerate(body.split(b"<" + RECORD + b">")[1:]):
            found = dict(FIELD.findall(record))
            key = b"%08x-0000-4000-8000-%012x" % (number, number)
            cells = [cell(name, found.get(name, b"")) for name in taken]
            cells += [key if plain else key.upper(), b"1", b"640", cell(b"", found.get(b"registreringFra", b""))]
            file.write(comma.join(cells).decode("latin-1").encode("utf-8") + b"\n")
    return path


def repeated_rows(source, copies, path):
    """The rows of a CSV file `copies` times over, each copy with UUIDs of its own."""
    with open(source, "rb") as file:
        head = file.readline()
        body = file.read()
    form = b"%08X" if any(match.group() != match.group().lower() for match in HEADS.finditer(body[:100_000])) else b"%08x"
    with open(path, "wb") as file:
        file.write(head)
        copied(file, body, HEADS, copies, lambda key, before, copy, salt: form % (int(key, 16) ^ salt))
    return path
