#!/usr/bin/env python3
"""Holds packaging/fetch-datafordeler against a small server that behaves as badly as servers do: resets in the middle, wrong sizes and MD5,
401, 404, 400 behind the last page, newer versions with headers alone. Every file is made here."""
import hashlib
import http.server
import io
import json
import os
import random
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import zipfile

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "packaging", "fetch-datafordeler")
KEY = "not-a-real-key-0123456789"


def packed(name, text):
    """A ZIP of one CSV file, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name.replace(".zip", ".csv")), text)
    return out.getvalue()


class Shop:
    """What the server has, and how it misbehaves."""

    def __init__(self):
        self.files, self.entries, self.asked = {}, [], []
        self.resets, self.short, self.status, self.page_size = {}, {}, None, 3
        self.listing_resets, self.claimed_pages = 0, 0

    def add(self, entity, kind, version, number, size=30_000, municipality=None, variant="Bitemporal", md5=True, claims=None):
        place = f"_{municipality}" if municipality else ""
        name = f"BBR_V{version}_{entity}{place}_{kind}Download_csv_{variant}_{number}.zip"
        content = packed(name, "a,b\n" + "".join(f"{random.Random(name + str(i)).random()}\n" for i in range(size // 20)) if size > 500 else "a,b\n")
        self.files[name] = content
        self.entries.append({
            "fileName": name, "register": "BBR", "entityName": entity, "typeOfDownload": kind + "Download", "typeOfData": variant,
            "version": str(version), "generationNumber": number, "generationTime": "2026-05-29T23:11:20", "pointInTime": None,
            "expirationDate": None, "containedFileFormat": "csv", "outputFileFormat": "zip", "municipalityCode": municipality,
            "md5Hash": hashlib.md5(content).hexdigest().upper() if md5 is True else md5, "fileSizeInBytes": claims or len(content)})
        return name


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, content, more=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def reset(self):
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def do_GET(self):
        shop = self.server.shop
        parts = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        shop.asked.append((parts.path, query, self.headers.get("Range")))
        if query.get("apiKey") != KEY or shop.status:
            return self.answer(shop.status or 401, b'{"code": "DAF-AUTH-0005"}')
        if parts.path.endswith("/GetAvailableFileDownloads"):
            if shop.listing_resets > 0:
                shop.listing_resets -= 1
                return self.reset()
            page, size = int(query.get("PageNumber", 1)), shop.page_size
            pages = max(1, -(-len(shop.entries) // size))
            if page > pages:
                return self.answer(400, b'{"error": "page"}')
            body = {
                "paginationMetadata": {"currentPage": page, "pageSize": size, "totalCount": len(shop.entries), "totalPages": shop.claimed_pages or pages},
                "availableFileDownloads": shop.entries[(page - 1) * size:page * size]}
            return self.answer(200, json.dumps(body, indent=1 if page % 2 else None).encode())
        name = query.get("Filename", "")
        if name not in shop.files:
            return self.answer(404, b"{}")
        content, begin, status, more = shop.files[name], 0, 200, ()
        if self.headers.get("Range"):
            begin = int(self.headers["Range"].split("=")[1].split("-")[0])
            status, more = 206, (("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}"),)
        content = content[begin:]
        if shop.short.get(name, 0) > 0:
            shop.short[name] -= 1
            return self.answer(200, shop.files[name][:400])
        if shop.resets.get(name, 0) > 0:
            shop.resets[name] -= 1
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            for one in more:
                self.send_header(*one)
            self.end_headers()
            self.wfile.write(content[:len(content) // 2])
            return self.reset()
        self.answer(status, content, more)


class Trial:
    def __init__(self, shop):
        self.shop = shop
        self.room = tempfile.TemporaryDirectory()
        self.root = self.room.name
        os.makedirs(self.root + "/inbound")
        self.keyfile = self.root + "/key"
        with open(self.keyfile, "w") as file:
            file.write(KEY + "\n")
        os.chmod(self.keyfile, 0o600)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.shop = shop
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def run(self, *more):
        environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        environment |= {"KVADRATUR_DATAFORDELER_URL": f"http://127.0.0.1:{self.server.server_port}/x", "KVADRATUR_FETCH_WAIT": "0"}
        done = subprocess.run(
            [SCRIPT, "--root", self.root, "--key-file", self.keyfile, "--entities", "Bygning Enhed", *more],
            capture_output=True, text=True, env=environment, timeout=120)
        said = done.stdout + done.stderr
        assert KEY not in said, "the key was said"
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = os.path.join(folder, name)
                if path != self.keyfile:
                    with open(path, "rb") as file:
                        assert KEY.encode() not in file.read(), f"the key stands in {path}"
        return done.returncode, said

    def inbound(self):
        return sorted(os.listdir(self.root + "/inbound"))

    def close(self):
        self.server.shutdown()
        self.room.cleanup()


failures = 0


def case(name):
    def wrap(body):
        global failures
        trial = Trial(Shop())
        try:
            body(trial, trial.shop)
            print(f"ok    {name}")
        except AssertionError as error:
            failures += 1
            print(f"FAIL  {name}: {error}")
        finally:
            trial.close()
    return wrap


def same(found, wanted, what=""):
    assert found == wanted, f"{what} found {found!r}, wanted {wanted!r}"


@case("the newest number that all entities have, of the version that has content; nothing twice")
def _(trial, shop):
    a, b = shop.add("Bygning", "Total", 3, 999), shop.add("Enhed", "Total", 3, 999, md5=None)
    for number in (646, 998):
        shop.add("Bygning", "Total", 3, number)
        shop.add("Enhed", "Total", 3, number)
    a, b = shop.add("Bygning", "Total", 3, 1000), shop.add("Enhed", "Total", 3, 1000)
    shop.add("Bygning", "Total", 3, 1001)
    shop.add("Bygning", "Total", 4, 12, size=0)
    shop.add("Enhed", "Total", 4, 12, size=0)
    shop.add("Bygning", "Total", 3, 1000, municipality="0157")
    code, said = trial.run()
    same((code, trial.inbound()), (0, sorted([a, b])), said)
    for name in (a, b):
        with open(f"{trial.root}/inbound/{name}", "rb") as file:
            same(file.read(), shop.files[name], name)
        with open(f"{trial.root}/.kvadratur/fetch/{name}.txt") as file:
            assert "content_of: 2026-05-29T23:11:20" in file.read()
        os.remove(f"{trial.root}/inbound/{name}")
    same(trial.run(), (0, ""), "what the night has taken is not fetched again:")
    same(trial.inbound(), [])


@case("a municipality's totals, and the country's deltas behind them in order")
def _(trial, shop):
    names = [shop.add(entity, "Total", 3, 998, municipality="0157") for entity in ("Bygning", "Enhed")]
    for number in (998, 999, 1000):
        names += [shop.add(entity, "Delta", 3, number) for entity in ("Bygning", "Enhed")] if number > 998 else []
        if number == 998:
            shop.add("Bygning", "Delta", 3, number)
    shop.add("Bygning", "Total", 3, 1000)
    shop.add("Enhed", "Total", 3, 1000)
    code, said = trial.run("--municipality", "0157", "--deltas")
    same((code, trial.inbound()), (0, sorted(names)), said)


@case("resets in the middle: the transfer goes on where it ended")
def _(trial, shop):
    a, b = shop.add("Bygning", "Total", 3, 5, size=400_000), shop.add("Enhed", "Total", 3, 5)
    shop.resets, shop.listing_resets = {a: 3}, 2
    code, said = trial.run()
    same((code, trial.inbound()), (0, sorted([a, b])), said)
    with open(f"{trial.root}/inbound/{a}", "rb") as file:
        same(file.read(), shop.files[a])
    assert any(path.endswith("GetFile") and span for path, _, span in shop.asked), "nobody asked for the rest alone"


@case("a stub of 400 bytes in place of a file is thrown away, and the file fetched")
def _(trial, shop):
    a, b = shop.add("Bygning", "Total", 3, 5), shop.add("Enhed", "Total", 3, 5)
    shop.short = {a: 1}
    code, said = trial.run()
    same((code, trial.inbound()), (0, sorted([a, b])), said)
    assert "400 bytes came, the listing says" in said, said


@case("a listing that lies about a size or an MD5: nothing of that number comes into inbound")
def _(trial, shop):
    for lie in ({"claims": 12_345_678}, {"md5": "0" * 32}):
        shop.entries, shop.files = [], {}
        shop.add("Bygning", "Total", 3, 5, **lie)
        shop.add("Enhed", "Total", 3, 5)
        code, said = trial.run()
        same((code, trial.inbound()), (1, []), said)
        assert "is not whole: nothing of it was put into inbound/" in said, said


@case("a listing that promises more pages than it has")
def _(trial, shop):
    a, b = shop.add("Bygning", "Total", 3, 5), shop.add("Enhed", "Total", 3, 5)
    shop.claimed_pages = 4
    code, said = trial.run()
    same((code, trial.inbound()), (0, sorted([a, b])), said)


@case("401, 403, 404, and a file that is gone")
def _(trial, shop):
    a, b = shop.add("Bygning", "Total", 3, 5), shop.add("Enhed", "Total", 3, 5)
    for status, word in ((401, "about 15 minutes"), (403, "may not read BBR"), (404, "no such file")):
        shop.status = status
        code, said = trial.run()
        assert code == 1 and word in said and not trial.inbound(), said
    shop.status = None
    gone = shop.files.pop(b)
    code, said = trial.run()
    same((code, trial.inbound()), (1, []), said)
    # What came is kept for the next run.
    shop.files[b], asked = gone, len(shop.asked)
    code, said = trial.run()
    same((code, trial.inbound()), (0, sorted([a, b])), said)
    assert not any(query.get("Filename") == a for _, query, _ in shop.asked[asked:]), "what had come was fetched again"


@case("no content anywhere, or no number that all have: nothing is fetched")
def _(trial, shop):
    shop.add("Bygning", "Total", 4, 5, size=0)
    shop.add("Enhed", "Total", 4, 5, size=0)
    code, said = trial.run()
    assert code == 1 and "no version has a total of Bitemporal with content" in said, said
    shop.add("Bygning", "Total", 3, 6)
    shop.add("Enhed", "Total", 3, 7)
    code, said = trial.run()
    assert code == 1 and "no number has totals of all entities" in said and not trial.inbound(), said


@case("a name of the listing is no path")
def _(trial, shop):
    name = shop.add("Bygning", "Total", 3, 5)
    shop.add("Enhed", "Total", 3, 5)
    shop.entries[0]["fileName"] = "../../" + name
    code, said = trial.run()
    same((code, trial.inbound()), (1, []), said)


@case("a key that others can read, and one that is none")
def _(trial, shop):
    os.chmod(trial.keyfile, 0o644)
    code, said = trial.run()
    assert code == 64 and "chmod 600" in said and not shop.asked, said
    os.chmod(trial.keyfile, stat.S_IRUSR | stat.S_IWUSR)
    with open(trial.keyfile, "w") as file:
        file.write('a key" --output /tmp/x')
    code, said = trial.run()
    assert code == 64 and not shop.asked, said


sys.exit(1 if failures else 0)
