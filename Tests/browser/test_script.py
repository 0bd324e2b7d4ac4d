#!/usr/bin/env python3
"""Calls the functions of the page's script one by one, in the browser that reads the page.

    test_script.py

The modules of pipelines/6_report/page are joined as the program joins them, but for the last one, which draws; the
page around them is made up here. Ends 0 with "N passed, 0 failed"; skips with a message where there is no Chromium.
"""

import glob
import json
import os
import sys
import tempfile

from chromium import Browser, find

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "pipelines/6_report/page")


def column(name, kind="text", unit="none", decimals=0, **packed):
    label = {"da": name, "en": name}
    return dict(name=name, kind=kind, unit=unit, decimals=decimals, label=label, describes=label, **packed)


# Four properties; the second has no area, and the third no bounds that are known on both sides.
PROPERTIES = {"rows": 4, "columns": [
    column("property_id", values=["P10", "P9", "P2", "P1"]),
    column("name", values=["Åskolen", "Æblegården", "Zoneskolen", "Bakken"]),
    column("sector", words=[["school", "other"], [0, 1, 0, -1]]),
    column("locality", values=["Nord", "Syd", "Nord", None]),
    column("conclusion", values=["keep", "leave", "investigate", "keep"]),
    column("net_area_m2", "number", "m2", 1, values=[1000.25, None, 30, -0.04]),
    column("net_area_m2_low", "number", "m2", 1, like={"column": "net_area_m2", "but": [[2], [None]]}),
    column("net_area_m2_high", "number", "m2", 1, like={"column": "net_area_m2", "but": [[0], [1200]]}),
]}
TABLES = {
    "properties": PROPERTIES,
    "candidates": {"rows": 1, "columns": [
        column("property_id", keys=[1]), column("rank", "integer", values=[1]), column("state", values=["open"])]},
    "uses": {"rows": 3, "columns": [
        column("property_id", keys=[2, 2, 0]), column("sector", values=["school", "sport", "school"]),
        column("share_percent", "number", "percent", 1, sparse=[[1], [40.0]])]},
    "thresholds": {"rows": 1, "columns": [
        column("name", values=["F9.poor_mark"]), column("value", "number", decimals=1, values=[3.5])]},
}
TEXTS = {
    "da": {"code.sector.school": "Skole", "unit.m2": "m²", "candidates.range": "{low} til {high}",
           "candidates.at_least": "mindst {low}", "candidates.at_most": "højst {high}",
           "say": "{count} {count|bygning|bygninger} i {place}"},
    "en": {"unit.m2": "m²", "candidates.range": "{low} to {high}"},
}
BODY = "".join(f'<input id="{id}">' for id in ("search", "sector", "class", "state", "figure")) \
    + "".join(f'<div id="{id}"></div>' for id in ("tip", "list", "count", "more", "choices", "legend"))

# Each: what is called, and what must come of it. `da` and `en` switch the language before the call.
CASES = [
    # numbers
    ("number(1234567.891, 2)", "1.234.567,89"), ("en(number(1234567.891, 2))", "1,234,567.89"),
    ("number(999)", "999"), ("number(1000)", "1.000"), ("number(-1234.5, 1)", "−1.234,5"),
    ("number(-0.04, 1)", "0,0"), ("number(0)", "0"), ("number(null)", "–"), ("number(undefined)", "–"),
    ("number(NaN)", "–"), ("number(Infinity)", "–"), ("number(0.125, 2)", "0,13"),
    ("unitNumber(12, 'm2')", "12\u00a0m²"), ("unitNumber(12, 'none')", "12"), ("unitNumber(null, 'm2')", "–"),
    ("unitNumber(12, null)", "12"), ("unitNumber(12.34, 'percent')", "12,3\u00a0percent"),
    ("withUnit(null, property.column('net_area_m2'))", "–"),
    ("withUnit(12.34, property.column('net_area_m2'))", "12,3\u00a0m²"),
    # dates
    ("date('2026-02-08')", "08.02.2026"), ("en(date('2026-02-08'))", "8 Feb 2026"), ("date('–')", "–"),
    ("en(date('2026-12-31'))", "31 Dec 2026"), ("date('2026')", "2026"),
    # intervals
    ("interval(1, 2, number)", "1 til 2"), ("interval(1, 1, number)", None), ("interval(null, null, number)", None),
    ("interval(1, null, number)", "mindst 1"), ("interval(null, 2, number)", "højst 2"),
    ("bounds(0, 'net_area_m2')", "1.000,3 til 1.200,0"), ("bounds(2, 'net_area_m2')", "højst 30,0"),
    ("bounds(3, 'net_area_m2')", None), ("bounds(0, 'name')", None),
    # words
    ("t('say', {count: 1, place: 'Nord'})", "1 bygning i Nord"),
    ("t('say', {count: 0, place: 'Nord'})", "0 bygninger i Nord"), ("t('missing.key')", "missing.key"),
    ("t('say', {count: 2})", "2 bygninger i {place}"), ("word('sector', 'school')", "Skole"),
    ("word('sector', 'unheard')", "unheard"), ("word('sector', null)", "–"),
    ("words('flag', 'F1 F2')", "F1, F2"), ("unitText('none')", ""),
    # steps and digits of axes
    ("steps(0, 100)", [0, 20, 40, 60, 80, 100]), ("steps(0, 1)", [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ("steps(5, 5)", [5]), ("steps(7, 3)", [7]), ("steps(0.7, 5.3)", [1, 2, 3, 4, 5]),
    ("digitsOf(steps(0, 1))", 1), ("digitsOf(steps(0, 100))", 0), ("digitsOf(steps(0, 0.05))", 2),
    ("digitsOf([3])", 0), ("reach([1, 2, 3])", 3.15), ("quantile([1, 2, 3, 4], .5)", 3),
    ("quantile([1], .98)", 1),
    # tables as they come packed
    ("table('properties').column('sector').cells", ["school", "other", "school", None]),
    ("table('uses').column('share_percent').cells", [None, 40, None]),
    ("table('properties').column('net_area_m2_high').cells", [1200, None, 30, -0.04]),
    ("table('nowhere').rows + table('nowhere').columns.length", 0), ("table('nowhere').get(0, 'x')", None),
    ("rowsOf('uses', 2)", [0, 1]), ("rowsOf('uses', 1)", []), ("rowsOf('nowhere', 1)", []),
    ("sectorsOf(2)", ["school", "sport"]), ("sectorsOf(1)", ["other"]), ("sectorsOf(3)", []),
    ("threshold('poor_mark')", 3.5), ("threshold('other_mark')", None),
    # cells and headings
    ("plainCell(0, 'net_area_m2')", "1.000,3"), ("plainCell(1, 'net_area_m2')", "–"),
    ("plainCell(2, 'sector')", "Skole + sport"), ("plainCell(1, 'rank')", "1"), ("plainCell(0, 'rank')", "–"),
    ("headingUnit(property.column('net_area_m2'))", " (m²)"), ("headingUnit(property.column('name'))", ""),
    ("listColumns().includes('net_area_m2_low')", False), ("listColumns()[0]", "rank"),
    # order: the Danish alphabet, numbers in names as numbers, what is unknown last both ways
    ("order('name', false)", [3, 2, 1, 0]), ("order('name', true)", [0, 1, 2, 3]),
    ("en(order('name', false))", [1, 0, 3, 2]), ("order('property_id', false)", [3, 2, 1, 0]),
    ("order('net_area_m2', false)", [3, 2, 0, 1]), ("order('net_area_m2', true)", [0, 2, 3, 1]),
    ("order('conclusion', false)", [2, 0, 3, 1]), ("order(null, false)", [1, 0, 2, 3]),
    # filters
    ("asked({class: '*'})", [1]), ("asked({class: ''})", [1, 0, 2, 3]), ("asked({class: 'keep'})", [0, 3]),
    ("asked({class: '', sector: 'sport'})", [2]), ("asked({class: '', search: ' nord '})", [0, 2]),
    ("asked({class: '', search: 'p9'})", [1]), ("asked({class: '', state: 'open'})", [1]),
    ("asked({class: '', search: 'nothing such'})", []),
]

HELPERS = """
const en = value => value;
const order = (sort, down) => { Object.assign(state, {sort, down}); return inOrder([...places]); };
const asked = wanted => { askNothing(); Object.assign(state, wanted); return filtered(); };
"""


def script():
    modules = sorted(glob.glob(os.path.join(PAGE, "*.js")))[:-1]
    text = ""
    for path in modules:
        with open(path, encoding="utf-8") as file:
            text += file.read()
    # What is called in English is called with the language changed meanwhile.
    calls = ", ".join(f"() => {call}" for call, _ in CASES)
    return f"""(() => {{ "use strict"; {text} {HELPERS}
        const calls = [{calls}], said = {json.dumps([call for call, _ in CASES])};
        window.answers = calls.map((call, i) => {{
            lang = said[i].startsWith("en(") ? "en" : "da";
            try {{ return call() ?? null; }} catch (error) {{ return "threw " + error; }}
        }});
    }})();"""


def same(got, wanted):
    """Alike; sums of fractions to the last bit but one."""
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(same, got, wanted))
    if isinstance(wanted, float):
        return isinstance(got, (int, float)) and abs(got - wanted) < 1e-9
    return got == wanted


def main():
    browser = Browser()
    data = "".join(f'<script type="application/json" id="data-{name}">{json.dumps(packed)}</script>'
                   for name, packed in TABLES.items())
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f'<!doctype html><html lang="da"><meta charset="utf-8"><body>{BODY}{data}'
                       f'<script type="application/json" id="texts">{json.dumps(TEXTS)}</script>'
                       f"<script>{script()}</script></body></html>")
        browser.open(path)
        browser.settle(0.2)
        complaints = browser.complaints()
        answers = browser.run("window.answers") or [f"no answer: {complaints[:2]}"] * len(CASES)
    browser.close()
    wrong = [(call, wanted, got) for (call, wanted), got in zip(CASES, answers) if not same(got, wanted)]
    for call, wanted, got in wrong:
        print(f"FAIL {call}: {got!r}, not {wanted!r}")
    print(f"functions of the page's script: {len(CASES) - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    if not find():
        print("skipped: there is no Chromium (apt install chromium)")
        sys.exit(0)
    sys.exit(main())
