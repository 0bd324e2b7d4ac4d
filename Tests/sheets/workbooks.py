"""Workbooks as people and programs write them: openpyxl, xlsxwriter, pandas, LibreOffice, and by hand."""

import datetime as dt
import random
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pandas
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

DAY = dt.datetime(2026, 2, 28)
NAMES = ["Nørre Skole", "Børnehaven Æblet", "Råd; hus", 'Hal "B"', "  luft ", "linje\nto", "0012", "7,5", "1.234", "=1+1", "'x", "Zoë – ½ €", "𝛑", "<&>", "x" * 3000]


def rows(seed, count=12, width=8):
    """Rows of every kind of value in an order of their own."""
    random.seed(seed)
    kinds = [
        lambda: random.choice(NAMES), lambda: random.randint(-10**6, 10**9), lambda: random.uniform(-1e6, 1e6), lambda: round(random.uniform(0, 1e4), random.randint(0, 6)),
        lambda: DAY + dt.timedelta(days=random.randint(-9000, 9000)), lambda: DAY + dt.timedelta(seconds=random.randint(0, 10**8)), lambda: random.random() < 0.5,
        lambda: None, lambda: random.choice([0, 1e-7, 123456789012345, 0.1 + 0.2, 1 / 3, 12.345, -0.5, 99999.995]),
    ]
    return [["overskrift %d" % i for i in range(width)]] + [[random.choice(kinds)() for _ in range(width)] for _ in range(count)]


def by_openpyxl(folder):
    for seed in range(10):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Ark%d" % seed
        for row in rows(seed):
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                if cell.data_type == "f":
                    cell.data_type = "s"
        yield book, "openpyxl-%d.xlsx" % seed
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["dato", "tid"])
    for days in (0, 1, 400, 40000):
        book.active.append([dt.datetime(1904, 1, 2) + dt.timedelta(days=days), dt.datetime(1910, 1, 1, 12, 30, 15)])
    yield book, "openpyxl-1904.xlsx"
    book = openpyxl.Workbook()
    for code in ("0%", "0.00%", "dd-mm-yyyy", "yyyy-mm-dd hh:mm:ss", "[$-406]d. mmmm yyyy", "#,##0.00", '0.0 "m2"', "0.00E+00", "mmm-yy", '#,##0 "kr."', "General", "@", "[Red]0;[Blue]-0"):
        for value in (1, 0.5, 45000.25, 46081):
            cell = book.active.cell(book.active.max_row + (value == 1), [1, 0.5, 45000.25, 46081].index(value) + 1, value)
            cell.number_format = code
    yield book, "openpyxl-formats.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", "b", "c"])
    sheet["A2"] = CellRichText("rå", TextBlock(InlineFont(b=True), "d "), "hus")
    sheet["B2"].font = Font(bold=True)
    sheet["C2"] = "#N/A"
    sheet["A3"], sheet["C5"] = 1, 2
    sheet.merge_cells("A3:B3")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.auto_filter.ref = "A1:C5"
    for row in range(6, 60):
        sheet.cell(row, 1).font = Font(bold=True)
    for name in ("Skjult", "Tom", "Sidste"):
        book.create_sheet(name)
    book["Skjult"].sheet_state = "hidden"
    book["Skjult"]["XFD1048576"] = "hjørnet"
    book["Sidste"]["B7"] = dt.time(7, 5, 9)
    book["Sidste"]["B8"] = dt.timedelta(hours=30, minutes=5)
    book["Sidste"]["B9"] = dt.date(2026, 2, 28)
    yield book, "openpyxl-forms.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Skriv; kun")
    for row in rows(77):
        sheet.append([None if isinstance(v, str) and v.startswith("=") else v for v in row])
    yield book, "openpyxl-write-only.xlsm"


def by_xlsxwriter(folder):
    for seed in range(10):
        options = {"constant_memory": seed % 2 == 1, "strings_to_numbers": False, "date_1904": seed == 8, "use_zip64": seed == 9, "in_memory": seed == 7}
        book = xlsxwriter.Workbook(str(folder / ("xlsxwriter-%d.xlsx" % seed)), {k: v for k, v in options.items() if k != "constant_memory" or v})
        formats = {dt.datetime: book.add_format({"num_format": ["dd-mm-yyyy", "yyyy-mm-dd hh:mm:ss", "d/m/yy", "hh:mm:ss dd/mm/yyyy"][seed % 4]}), float: book.add_format({"num_format": "0.00"})}
        for number in range(1 + seed % 3):
            sheet = book.add_worksheet("Ark %d æ" % number)
            for r, row in enumerate(rows(seed * 10 + number)):
                for c, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(r + seed, c, value)
                    elif isinstance(value, dt.datetime):
                        sheet.write_datetime(r + seed, c, value, formats[dt.datetime])
                    elif value is not None:
                        sheet.write(r + seed, c, value, formats.get(type(value)))
        book.close()
    book = xlsxwriter.Workbook(str(folder / "xlsxwriter-forms.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(1, 1, '="x"&"y"', None, "xy")
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 0, "=TRUE", None, True)
    sheet.write_formula(2, 1, "=NA()", None, "#N/A")
    sheet.write_rich_string(3, 0, "a", book.add_format({"bold": 1}), "b", "c")
    sheet.write_url(3, 1, "https://example.org/", string="sted")
    sheet.write_comment(3, 2, "en note")
    sheet.write_blank(4, 0, None, book.add_format({"bg_color": "red"}))
    sheet.merge_range(5, 0, 5, 2, "flettet")
    sheet.add_table(7, 0, 9, 1, {"data": [["x", 1], ["y", 2]]})
    for place in (sheet, book.add_chartsheet()):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$B$9:$B$10"})
        place.insert_chart(0, 5, chart) if place is sheet else place.set_chart(chart)
    book.close()


def by_pandas(folder):
    for seed in range(10):
        body = rows(seed + 200)
        frame = pandas.DataFrame([[None if isinstance(v, str) and v.startswith("=") else v for v in row] for row in body[1:]], columns=body[0])
        engine, end = [("openpyxl", "xlsx"), ("xlsxwriter", "xlsx"), ("odf", "ods")][seed % 3]
        with pandas.ExcelWriter(str(folder / ("pandas-%d.%s" % (seed, end))), engine=engine) as writer:
            frame.to_excel(writer, sheet_name="Data", index=seed % 2 == 0)
            frame.to_excel(writer, sheet_name="Nr. 2", index=False, startrow=3, startcol=2)


def by_hand(folder):
    """What the standard allows and the writers above never write."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    sheets = {
        "no-references": "<row><c><v>1</v></c><c t='inlineStr'><is><t>to</t></is></c></row><row><c t='b'><v>0</v></c></row>",
        "gaps": "<row r='3'><c r='C3'><v>1</v></c><c r='F3'><v>2</v></c></row><row r='90'><c r='A90'><v>3</v></c></row>",
        "spaces": "<row r='1'> <c r='A1' t='inlineStr'> <is> <t xml:space='preserve'>  x  </t> </is> </c>\n</row>",
        "numbers": "<row r='1'>" + "".join("<c><v>%s</v></c>" % v for v in ("1E3", "5.0000000000000003E-2", "-0", "1.50", "1234567890", "0.1", "1e-10", "-7.25", "100000000000000")) + "</row>",
        "entities": "<row r='1'><c t='inlineStr'><is><t>&lt;&amp;&gt;&quot;&#230;&#x1F600;</t></is></c><c t='inlineStr'><is><t><![CDATA[<b>]]></t></is></c></row>",
        "errors": "<row r='1'>" + "".join("<c t='e'><v>%s</v></c>" % v for v in ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")) + "</row>",
        "empties": "<row r='1'/><row r='2'><c r='A2'/><c r='B2' t='str'><v></v></c><c r='C2'><v>5</v></c></row><row r='9' hidden='1'><c r='B9'><v>1</v></c></row>",
        "prefixed": None, "strict": None, "utf-16": None, "stored": None, "absolute-targets": None,
    }
    for name, body in sheets.items():
        x, space, coding, packing = "", main, "utf-8", zipfile.ZIP_DEFLATED
        body = body or "<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='inlineStr'><is><t>æ</t></is></c></row>"
        target = "worksheets/sheet1.xml"
        if name == "prefixed":
            x = "x:"
            for tag in ("row", "c", "v", "is", "t"):
                body = body.replace("<%s>" % tag, "<x:%s>" % tag).replace("<%s " % tag, "<x:%s " % tag).replace("</%s>" % tag, "</x:%s>" % tag)
        if name == "strict":
            space = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        if name == "utf-16":
            coding = "utf-16"
        if name == "stored":
            packing = zipfile.ZIP_STORED
        if name == "absolute-targets":
            target = "/xl/worksheets/sheet1.xml"
        head = "<?xml version='1.0' encoding='%s' standalone='yes'?>" % coding.upper()
        colon = ":x" if x else ""
        parts = {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/><Override PartName='/xl/worksheets/sheet1.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'/></Types>",
            "_rels/.rels": "<Relationships xmlns='%s'><Relationship Id='r' Type='%s/officeDocument' Target='xl/workbook.xml'/></Relationships>" % (package, office),
            "xl/_rels/workbook.xml.rels": "<Relationships xmlns='%s'><Relationship Id='s' Type='%s/worksheet' Target='%s'/></Relationships>" % (package, office, target),
            "xl/workbook.xml": "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='Ark' sheetId='1' r:id='s'/></sheets></workbook>" % (main, office),
            "xl/worksheets/sheet1.xml": "%s<%sworksheet xmlns%s='%s'><%ssheetData>%s</%ssheetData></%sworksheet>" % (head, x, colon, space, x, body, x, x),
        }
        with zipfile.ZipFile(folder / ("hand-%s.xlsx" % name), "w", packing) as archive:
            for part, text in parts.items():
                archive.writestr(part, text.encode(coding if part.endswith("sheet1.xml") else "utf-8"))


def by_libreoffice(folder, kinds=("ods", "xlsx")):
    """LibreOffice's own spelling of a third of the others."""
    source = sorted(p for p in folder.iterdir() if p.suffix in (".xlsx", ".xlsm") and p.name.split("-")[0] in ("openpyxl", "xlsxwriter") and "forms.xlsx" != p.name)[:: 3 if len(kinds) > 1 else 8]
    for kind in kinds:
        out = folder / ("libreoffice-" + kind)
        out.mkdir(exist_ok=True)
        subprocess.run(["soffice", "-env:UserInstallation=file://%s" % (folder / "profile"), "--headless", "--convert-to", kind, "--outdir", str(out)] + [str(p) for p in source],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        for path in out.iterdir():
            path.rename(folder / ("libreoffice-" + path.stem + "." + kind))


def write(folder, short=False):
    """Every workbook into a folder; the short form leaves LibreOffice out."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for book, name in by_openpyxl(folder):
        book.save(folder / name)
    by_xlsxwriter(folder)
    by_pandas(folder)
    by_hand(folder)
    if not short:
        by_libreoffice(folder)
    return sorted(p for p in folder.iterdir() if p.suffix in (".xlsx", ".xlsm", ".ods"))
