"""First inputs of the fuzzers, made here so that none is a copy of anybody's data, and the words that the mutations are made with.

An input is a few characters that choose among variants (see `choice` in the fuzzers), then the file.
"""

import gzip
import io
import zipfile


def csv():
    header = "a;b;ø;d;navn;k\r\n"
    rows = "0012;1.234,56;Blåbærgrød;28-02-2026;Ib;1\r\n12;-5;\"to \"\"linjer\"\"\nher\";;;æ\r\nI alt;7;;;;\r\n=\"0012\";1;x;2026-02-28;;1\r\n"
    for layout in range(6):
        for separator in ";,\t|":
            text = (header + rows).replace(";", separator)
            for code in ("utf-8", "cp1252"):
                yield f"{layout}01".encode() + text.encode(code)
    yield b"000\xef\xbb\xbfsep=,\r\n" + b"a,b\r1,2\r\n\n3,4\n"
    yield b"000a;b\n1;2\n" + b"\x00" * 3
    yield b"000a;a\n1;2\n"
    yield b"000\"a;b\n1;\"2\"x\n3;4\n"
    yield b"03" + b"x\x01y;z\x01\"q\"\x01 a\x01\r\n\x01=1\x01"


def register():
    plain = "<R><H><N>1</N></H><T><a>1</a><b>x &amp; y</b><p>POINT (659562.1 6153871.89)</p></T><T><ø>ø</ø><x/></T><T></T></R>"
    lined = plain.replace("><", ">\r\n  <")
    odd = "<R><!-- c --><T u=\"1\"><a><![CDATA[x]]></a><?p x?><b>&#x20AC;&lt;</b><b>2</b></T></R>"
    for text in (plain, lined, odd):
        for layout in "01":
            for limits in "01":
                for name, code in (("utf-8", "utf-8"), ("iso-8859-1", "latin-1"), ("windows-1252", "cp1252")):
                    body = f'<?xml version="1.0" encoding="{name}"?>\n{text}'.encode(code, "replace")
                    yield f"{layout}{limits}955".encode() + body
    yield b"00955" + plain.encode()
    yield b"00955" + b"\xff\xfe" + f'<?xml version="1.0" encoding="utf-16"?>{plain}'.encode("utf-16-le")
    yield b"00955" + b"\xfe\xff" + plain.encode("utf-16-be")
    yield b"00955<?xml version=\"1.0\" encoding=\"windows-1252\"?><R><T><a>\x81</a></T></R>"
    yield b"00955<!DOCTYPE R [<!ENTITY a \"b\">]><R><T><a>&a;</a></T></R>"
    yield "20955<Rød><Hø/><Tå><a>1</a></Tå></Rød>".encode()
    yield b"30955<R><R><a>1</a></R></R>"


def values():
    for style in "0123":
        for text in (
            "1.234,56 kr.", "(1.234,56)", "1234,56-", "-12", "12,5 %", "9223372036854775807", "-9223372036854775808", "28-02-2026", "2026-02-28",
            "2018-12-10T23:00:00.1234567Z", "2020-04-18T01:01:37.123", "2018-07-05T10:15:37+02:00", "POINT (659562.1 6153871.89)", "POINT EMPTY",
            "{DF6F7C7A-6E0F-4C3D-8A55-0F2C7E2AD6F1}", "2025-Q1", "2025-03", "1950", "0", "ja", "#DIVISION/0!", "######", "010203-1234", "EUR 5",
            "0,1e5", "1 234 567,8", "Blåbær", "",
        ):
            yield (style + text).encode()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def archives():
    text = b"a;b\n1;2\n" * 9
    for limits in b"01":
        start = bytes([limits]) + b"0"
        yield start + text
        yield start + gzip.compress(text, mtime=0)
        yield start + gzip.compress(text, mtime=0) + gzip.compress(b"more", mtime=0) + b"\x00" * 5
        yield start + gzip.compress(b"\x00" * 60000, mtime=0)
        yield start + zipped([("a.csv", text)])
        yield start + zipped([("a.csv", text)], zipfile.ZIP_STORED)
        yield start + zipped([("a.csv", text), ("readme.md", b"x"), ("__MACOSX/a.csv", b"y")])
        yield start + zipped([("a.csv", text), ("b.csv", text)])
        yield start + zipped([("a.csv", b"\x00" * 60000)])
        yield start + zipped([("../a.csv", text)])
        yield start + zipped([])
        yield bytes([limits]) + b"3" + b"008abcdefgh" + b"116ijklmn"
        yield bytes([limits]) + b"3" + b"0?2ab" + b"0:3abc"


def sheets():
    spaces = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (n, n) for n in ("office", "table", "text", "style"))
    rows = ("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><r><t>b</t></r></is></c></row>"
            "<row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>1.5</v></c><c r=\"B3\" s=\"1\"><v>0.12</v></c><c r=\"D3\" s=\"2\"><v>46081.5</v></c></row>"
            "<row r=\"4\"><c t=\"e\"><v>#N/A</v></c><c t=\"b\"><f>A1</f><v>1</v></c><c t=\"str\"><v>x_x000D_;\"</v></c><c><f>1</f></c><c t=\"s\"><v>0</v></c></row>")
    for required in "01":
        yield ("0%s<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>%s</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>" % (required, rows)).encode()
        yield ("1%s<sst><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space=\"preserve\"> c</t></r><rPh><t>x</t></rPh></si></sst>" % required).encode()
        yield ("2%s<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"[$-406]dd-mm-yyyy hh:mm\"/></numFmts><cellXfs><xf/><xf numFmtId=\"200\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>" % required).encode()
        yield ("3%s<workbook xmlns:r=\"x/relationships\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" state=\"hidden\" r:id=\"s\"/><sheet name=\"2\" r:id=\"s\"/></sheets></workbook>" % required).encode()
        yield ("4%s<d %s><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell>"
               "<table:table-cell table:number-columns-repeated=\"3\"><text:p>b<text:s text:c=\"2\"/><text:tab/></text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"5\" table:visibility=\"filter\">"
               "<table:table-cell office:value-type=\"float\" office:value=\"1.5\"/><table:table-cell office:value-type=\"date\" office:date-value=\"2026-02-28T10:00:00.5\"/>"
               "<table:table-cell office:value-type=\"time\" office:time-value=\"PT12H30M00S\"/></table:table-row></table:table></office:spreadsheet></office:body></d>" % (required, spaces)).encode()


CONTRACT = """contract: fuzz
describes: Rooms
key: [a]
indexes: [[a, b]]
tolerate: {rows: 5, percent: 2.5}
columns:
  - {name: a, type: id, required: true, in_header: true, length: 4, from: [A, aa]}
  - {name: b, type: money, unit: dkk, minimum: 0, maximum: 1e9, on_fault: drop_value, nulls: ["-"]}
  - {name: c, type: date, earliest: 2000-01-01, latest: 2100-01-01}
  - {name: d, type: code, codes: list, on_unknown_code: accept, maximum_length: 9, references: x.y}
  - {name: e, type: text, drop: true, describes: name}
"""
FEED = """feed: rooms
describes: Rooms of the houses
title: {da: Lokaler, en: Rooms}
match: '^rooms_(?<date>[0-9]{8})\\.csv$'
format: csv
csv: {separator: tab, quote: "'", encoding: Windows-1252, preamble_lines: 1, total_rows: [{column: room, starts: I alt}]}
values: {decimal: ",", thousands: ".", dates: [dd-MM-yyyy], trailing_minus: true}
map: {room: Lokale, seats: [Pladser, Stole]}
replaces: [room]
expected: {every: week, stale_after_days: 9, mandatory: true}
limits: {maximum_bytes: 5000, members: 6, ratio: 7}
"""


def configuration():
    texts = [
        CONTRACT, FEED,
        "authorities: ['0123']\ntime_zone: Europe/Copenhagen\nlanguage: da\ncsv_style: danish\nignore: ['^~']\n"
        "settings:\n  - {key: target, value: 7.5, unit: percent, source: council, dated: 2026-01-01, describes: x, mark: y}\n",
        "scenario: fuzz\ntitle: {da: a, en: b}\ndescribes: {da: a}\ntarget_percent: 10\ndistance_percent: 150\nspace: low\nleave: [a]\nkeep: [b]\n",
        "- {a: 1, b: x, c: 2.5}\n- {a: null, b: 'y', c: 3}\n",
        "report: fuzz\ntitle: {da: a}\nfile: a.csv\nsheet: {da: b}\norder: [a]\ncolumns:\n  - {name: a, type: integer, unit: m2, decimals: 1, label: {da: x}}\n",
        "model: fuzz\ncases:\n  - name: one\n    as_of: 2026-02-28\n    given: {raw_a: [{a: 1, b: 'x'}]}\n    expect: [{c: 2}]\n",
        "a: {b: {c: d, e: [f]}}\nx: &n {y: z}\nw: *n\n",
        "-- What it says.\n-- grain: a, b\n-- index: b\n-- audits: core_a\n-- severity: warn\n-- says: x\nselect 1\n",
        "^rooms_(?<date>[0-9]{8})_(?<serial>\\d+)\\.(csv|zip)$",
        CONTRACT + "===\na,b,c,d,e\n0001,12.50,2026-02-28,x,y\n12,x,,,\n",
    ]
    for kind, text in enumerate(texts):
        yield bytes([48 + kind]) + text.encode()
    yield b"1feed: rooms\nformat: xml\nxml: {root: A, record: B, header: H}\nmatch: ['a', 'b']\nreplaces: all\n"
    yield b"7a: &a [x, x]\nb: &b [*a, *a]\nc: &c {k: *b, l: [*b, *b]}\n"


INSTANCE = """kvadratur-plan-instance\t1
plan_date\t2027-01-01
baseline_area_m2\t1000
target_m2\t300
ceiling_m2\t-
slack_permille\t100
annualise_years\t10
backlog_years\t20
space_basis\thigh
columns\tactivity\tkey\tlimit_m
activity\tschool\t4000
columns\tproperty\tkey\tlocality\tarea_m2\tsaving_ore\tone_off_cost_ore\tproceeds_ore\tbacklog_ore\tmust_keep\tlisted\tguarded\texit_from\tforced\teasting_m\tnorthing_m
property\ta\tnorth\t300\t9000\t1000\t500\t2000\t0\t0\t0\t-\t-\t-\t-
property\tb\tnorth\t300\t8000\t0\t0\t0\t0\t0\t0\t2026-01-01\t-\t5\t6
columns\troom\tkey\tproperty\tactivities\tfree_m2_100
room\tr\tb\tschool\t4000
columns\tgroup\tkey\tproperty\tactivity\tusers\tspace_low_m2_100\tspace_high_m2_100\tunit
group\tg\ta\tschool\t12\t150\t200\t1
columns\tmove\tgroup\troom\textra_m
move\tg\tr\t700
columns\texclusive\tkey\tproperties
exclusive\tone\ta b
"""


def ended(text):
    return text + f"end\t{text.count(chr(10))}\n"


def plan_text(stage, limit, area, saving, net, users, disruption, moves, bound, closed=("a",)):
    text = f"kvadratur-plan\t1\nstage\t{stage}\ndisruption_limit_user_m\t{limit}\narea_m2\t{area}\nsaving_ore\t{saving}\n"
    text += f"one_off_cost_ore\t1000\nproceeds_ore\t500\nbacklog_ore\t2000\nnet_units\t{net}\nusers_moved\t{users}\ndisruption_user_m\t{disruption}\n"
    text += "columns\tleft\tproperty\n" + "".join(f"left\t{key}\n" for key in closed) + "columns\tmove\tgroup\troom\tusers\n" + moves
    return ended(text + bound)


def plan():
    net = 200 * 9000 - 20 * 500 + 10 * 2000
    move = "move\tg\tr\t12\n"
    bound = "bound\t300\nsolver_claim\t300\ndenominator\t1\nleaf\t0\t1\nmultiplier\texclusive\tone\t\t300\n"
    tree = "bound\t600\nsolver_claim\t1\ndenominator\t2\nleaf\t1\t1\ncase\tleft\ta\t\t\nmultiplier\troom\tr\t\t1\nleaf\t1\t0\ncase\tkept\ta\t\t\n"
    instance = ended(INSTANCE)
    one = plan_text("reduction", "-", 300, 9000, net, 12, 8400, move, bound)
    two = plan_text("disruption", "-", 300, 9000, net, 12, 8400, move, "bound\t0\nsolver_claim\t0\ndenominator\t1\nleaf\t0\t0\n")
    three = plan_text("saving", "9240", 300, 9000, net, 12, 8400, move, "bound\t9999999\nsolver_claim\t0\ndenominator\t1\nleaf\t0\t0\n")
    yield instance.encode()
    yield "===\n".join([instance, one]).encode()
    people = INSTANCE.replace("instance\t1", "instance\t2").replace("\tnorthing_m\n", "\tnorthing_m\tunjudged\theadcount\n")
    people = people.replace("\t-\t-\t-\t-\nproperty\tb", "\t-\t-\t-\t-\t0\t12\nproperty\tb").replace("\t5\t6\n", "\t5\t6\t1\t3\n")
    people = ended(people.replace("columns\tgroup", "columns\tplaces\troom\tactivity\tfree\nplaces\tr\tschool\t12\ncolumns\tgroup"))
    places = bound.replace("leaf\t0\t1", "leaf\t0\t2") + "multiplier\tplaces\tr\tschool\t1\n"
    yield "===\n".join([people, plan_text("reduction", "-", 300, 9000, net, 12, 8400, move, places)]).encode()
    yield "===\n".join([instance, one, two, three]).encode()
    yield "===\n".join([instance, plan_text("reduction", "-", 300, 9000, net, 12, 8400, move, tree)]).encode()
    lonely = ended("".join(line for line in INSTANCE.splitlines(True) if not line.startswith(("room\t", "group\t", "move\t"))))
    bare = plan_text("reduction", "-", 300, 9000, net, 0, 0, "", bound)
    saving = "bound\t1810000\nsolver_claim\t0\ndenominator\t1\nleaf\t0\t1\nmultiplier\texclusive\tone\t\t1810000\n"
    yield "===\n".join([lonely, bare]).encode()
    yield "===\n".join([lonely, plan_text("saving", "0", 300, 9000, net, 0, 0, "", saving)]).encode()


WORDS = {
    "csv": ["\r\n", "\"\"", "\";\"", "=\"", "I alt", "TOTAL", "sep=;", "\ufeff", "#REF!", "010203-1234", "kr.", "DKK"],
    "register": [
        "<T>", "</T>", "<R>", "</R>", "<a>", "</a>", "<b/>", "<H>", "</H>", "&amp;", "&#x", "&#65;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=",
        " encoding=", "\"utf-8\"", "iso-8859-1", "windows-1252", "<!DOCTYPE", "standalone=", "&lt;", "&quot;", " x=\"\"", "xmlns:", "ø", "\r\n", "/>",
    ],
    "values": ["kr.", "DKK", "EUR", "POINT (", "EMPTY", "T00:00:00", ".000", "Z", "+01:00", "-Q1", "\u00a0", "\u202f", "€", "#N/A", "99999999", "2026-", "02-29"],
    "archives": ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "\x1f\u008b\x08", ".csv", ".txt"],
    "sheets": [
        "<row>", "</row>", "<c>", "</c>", "<v>", "</v>", "<is><t>", "</t></is>", " t=\"s\"", " s=\"1\"", " r=\"A1\"", "<f>", "_x000D_", "#DIV/0!", "1E308", "-1", "60", "1048576",
        "<si>", "</si>", "<rPh>", "<xf numFmtId=\"", "[h]:mm", "AM/PM", "0000", "number-rows-repeated=\"", "<text:p>", "<table:table-cell", "covered-table-cell", "<!DOCTYPE", "<![CDATA[", "&#10;",
    ],
    "configuration": [
        "columns:", "name:", "type:", "from:", "minimum:", "codes:", "limits:", "csv:", "xml:", "format:", "match:", "replaces:", "values:", "tolerate:", "percent:",
        "1e308", "9223372036854775807", "-1", "&a", "*a", "<<:", "!!int", "---", "? ", "- ", "{}", "[]", "(?<a>", "\\p{L}", "===\n", "null", "|\n",
    ],
    "plan": [
        "===\n", "\t9223372036854775807", "\t-9223372036854775808", "multiplier\t", "leaf\t", "case\tleft\t", "case\tkept\t", "target\t\t\t", "ceiling\t\t\t",
        "property\t", "room\t", "group\t", "move\t", "places\tr\tschool\t", "arrive\tg\tr\t", "depart\tg\tr\t", "\\t", "\\s", "disruption", "saving", "leave", "keep", "é", "e\u0301",
    ],
}

SEEDS = {"csv": csv, "register": register, "values": values, "archives": archives, "sheets": sheets, "configuration": configuration, "plan": plan}


def dictionary(name):
    """The fuzzer's words in libFuzzer's form."""
    def escaped(word):
        data = word.encode("latin-1") if name == "archives" else word.encode()
        return "".join(f"\\x{byte:02x}" for byte in data)
    return "".join(f"\"{escaped(word)}\"\n" for word in WORDS[name])
