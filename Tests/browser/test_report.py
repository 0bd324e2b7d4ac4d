#!/usr/bin/env python3
"""Opens a published edition in a real browser and uses it as a reader does.

    test_report.py EDITION [AXE.JS | --opens]

EDITION is a folder with index.html. With axe.min.js (from PyPI's axe-core-python, or $AXE) accessibility is checked too.
Ends 0 with "N passed, 0 failed"; skips with a message where there is no Chromium.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time

from chromium import Browser, find

passed, failed = [], []


def check(name, good, fact=""):
    (passed if good else failed).append(name)
    print(("ok   " if good else "FAIL ") + name + (f": {fact}" if fact != "" else ""))


def axe(browser, script, where):
    browser.run(script + "; 0")
    found = browser.run("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(r => r.violations.map(v => ({id: v.id, impact: v.impact, count: v.nodes.length, first: v.nodes[0].html.slice(0, 200), why: v.nodes[0].failureSummary})))")
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    check(f"axe finds no serious violation on {where}", not serious, serious[:3] if serious else f"{len(found)} minor")


# What stands beyond the right edge of its own box, where nobody can scroll to it on paper.
CUT_OFF = """[...document.querySelectorAll('.scroll')].filter(box => box.offsetParent !== null
    && Math.max(box.scrollWidth, box.querySelector('table').offsetWidth) > box.clientWidth + 1)
    .map(box => box.getAttribute('aria-label') + ' ' + box.querySelector('table').offsetWidth + ' of ' + box.clientWidth)"""
# A4 without its margins, upright and lying, in CSS pixels.
UPRIGHT, LYING = 680, 1009


def to_page(browser, page):
    """Opens a page of the report; a report without pages is one page already."""
    browser.run(f"document.querySelector('nav a[href=\"#{page}\"]')?.click()")
    browser.settle(0.2)


def on_paper(browser, path, width):
    """What is cut off on any page of the report."""
    browser.call("Emulation.setEmulatedMedia", media="print")
    browser.size(width, 1000)
    browser.open(path)
    browser.settle(0.4)
    found = []
    for page in browser.run("[...document.querySelectorAll('nav a')].map(a => a.hash.slice(1))") or [""]:
        to_page(browser, page)
        found += browser.run(CUT_OFF)
    browser.call("Emulation.setEmulatedMedia", media="")
    browser.size(1366, 900)
    return found


def rows_of(edition, name):
    path = os.path.join(edition, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def sheet_of(browser, key):
    """What a property's sheet says, in the language of the page."""
    return browser.run(f"""(async () => {{
        const sheet = document.querySelector('#sheet'), until = async done => {{
            for (let i = 0; i < 400 && !done(); i++) await new Promise(next => setTimeout(next, 25));
        }};
        location.hash = '#property=' + encodeURIComponent({key!r});
        await until(() => sheet.open);
        const said = sheet.open ? sheet.textContent : '';
        sheet.close();
        await until(() => !sheet.open && !location.hash.startsWith('#property='));
        return said;
    }})()""")


def plan_and_uses(b, edition):
    """Every planned property's sheet, every receiver's and every property with several uses, in both languages."""
    planned, into, uses = rows_of(edition, "plan.csv"), rows_of(edition, "plan_receiver.csv"), rows_of(edition, "uses.csv")
    for language in ("da", "en"):
        b.run(f"document.querySelector('[data-language={language}]').click()")
        text = lambda key: b.run(f"JSON.parse(document.querySelector('#texts').textContent)[{language!r}][{key!r}]")
        none, arrivals, title = text("code.role.none"), text("sheet.arrivals"), text("sheet.uses")
        wrong = [row["property_id"] for row in planned[:80] if none in (said := sheet_of(b, row["property_id"])) or not said]
        check(f"no sheet of {min(80, len(planned))} planned properties says “{none}” ({language})", not wrong, wrong or 0)
        silent = [row["property_id"] for row in into[:80] if arrivals not in sheet_of(b, row["property_id"])]
        check(f"each of {min(80, len(into))} receivers says who comes ({language})", not silent, silent or "")
        several = list(dict.fromkeys(row["property_id"] for row in uses))
        for key in several[:5]:
            said, names = sheet_of(b, key), [text("code.sector." + row["sector"]) for row in uses if row["property_id"] == key]
            check(f"the sheet of {key} shows its {len(names)} uses ({language})", title in said and all(name in said for name in names), names)
            shares = [row["share_percent"] for row in uses if row["property_id"] == key and row["share_percent"]]
            check(f"{key} stands with all its uses in the list ({language})", " + ".join(names) in b.run(f"""(() => {{
                const search = document.querySelector('#search'), kind = document.querySelector('#class');
                kind.value = ''; kind.dispatchEvent(new Event('change', {{bubbles: true}}));
                search.value = {key!r}; search.dispatchEvent(new Event('input', {{bubbles: true}}));
                return new Promise(done => setTimeout(() => done(document.querySelector('#list').textContent), 300)); }})()"""), shares)
            b.run("document.querySelector('#reset').click()")
    b.run("document.querySelector('[data-language=da]').click()")


def main():
    edition = sys.argv[1]
    page = os.path.join(edition, "index.html")
    opens_only = "--opens" in sys.argv
    axe_path = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("AXE", "")
    b = Browser()
    before = b.work()
    seconds = b.open(page)
    ready = b.run("document.querySelectorAll('#list tbody tr').length")
    work = b.work() - before
    check("opens and shows its list" + ("" if opens_only else " within 1 s of work"), (opens_only or work < 1) and ready > 0,
          f"{work:.2f} s of work in {seconds:.2f} s, {ready} rows, {os.path.getsize(page) / 1e6:.2f} MB")
    b.settle(0.5)
    check("asks the network for nothing", not b.requests(), b.requests() or "")
    check("says nothing in the console", not b.complaints(), b.complaints() or "")

    if opens_only:
        return finish(b)
    if b.run("document.querySelectorAll('#list .name').length") < 3:
        print("fewer than three properties: the rest does not apply")
        return finish(b)

    to_page(b, "properties")

    # sort
    first = "document.querySelector('#list tbody .name').textContent"
    b.run("document.querySelector('[data-sort=net_area_m2]').click()")
    down = b.run("document.querySelector('th[aria-sort]').getAttribute('aria-sort') + document.querySelector('th[aria-sort] button').dataset.sort")
    largest = b.run(first)
    b.run("document.querySelector('[data-sort=net_area_m2]').click()")
    up = b.run("document.querySelector('th[aria-sort]').getAttribute('aria-sort')")
    check("sorts by area both ways and says so", down == "descendingnet_area_m2" and up == "ascending" and largest != b.run(first), f"{down}, {up}")
    check("keeps the focus on the heading", b.run("document.activeElement.dataset.sort") == "net_area_m2")

    # filter, search
    everything = b.run("(() => { const c = document.querySelector('#class'); c.value = ''; c.dispatchEvent(new Event('change', {bubbles: true})); return document.querySelector('#count').textContent; })()")
    b.run("(() => { const s = document.querySelector('#sector'); s.selectedIndex = 1; s.dispatchEvent(new Event('change', {bubbles: true})); })()")
    check("filters by sector", everything != b.run("document.querySelector('#count').textContent"), b.run("document.querySelector('#count').textContent"))
    b.run("document.querySelector('#reset').click()")
    b.run("(() => { const c = document.querySelector('#class'); c.value = ''; c.dispatchEvent(new Event('change', {bubbles: true})); })()")
    name = b.run("[...document.querySelectorAll('#list .name')].at(-1).textContent")
    b.run(f"(() => {{ const s = document.querySelector('#search'); s.value = {name!r}; s.dispatchEvent(new Event('input', {{bubbles: true}})); }})()")
    b.settle(0.4)
    check("searches by name", b.run("[...document.querySelectorAll('#list .name')].every(n => n.textContent.includes(document.querySelector('#search').value))") and b.run("document.querySelectorAll('#list .name').length") >= 1)
    b.run("document.querySelector('#reset').click()")

    # columns
    before = b.run("document.querySelectorAll('#list thead th').length")
    b.run("document.querySelector('#choices input[value=address]').click()")
    check("adds a chosen column", b.run("document.querySelectorAll('#list thead th').length") == before + 1)

    # keyboard: from a name to the next, open, close, focus back
    b.run("document.querySelector('#list .name').focus()")
    b.key("ArrowDown")
    second = b.run("document.activeElement.textContent")
    check("arrow keys move between names", second == b.run("document.querySelectorAll('#list .name')[1].textContent"), second)
    b.key("Enter")
    b.settle(0.3)
    check("Enter opens the property sheet", b.run("document.querySelector('#sheet').open && document.querySelector('#sheet-title').textContent") == second)
    sections = b.run("[...document.querySelectorAll('#sheet h3')].length")
    check("the sheet has its parts", sections >= 5, sections)
    check("evidence names file and line", b.run("!!document.querySelector('#sheet').textContent.match(/\\.(csv|xml|zip|gz)/)"))
    b.key("Escape")
    b.settle(0.2)
    check("Escape closes it and the focus returns", not b.run("document.querySelector('#sheet').open") and b.run("document.activeElement.textContent") == second)

    # one conclusion: what the plan leaves leads the list and says so on its sheet
    planned = b.run("document.querySelectorAll('#list tbody tr .c-leave').length")
    leading = b.run("[...document.querySelectorAll('#list tbody tr')].findIndex(r => !r.querySelector('.c-leave'))")
    check("the plan leads the list", planned == 0 or leading in (-1, planned), f"{planned} planned, {leading} first")
    if planned:
        b.run("document.querySelector('#list tbody .name').click()")
        b.settle(0.2)
        sheet = b.run("document.querySelector('#sheet').textContent")
        check("the sheet of a planned property says so and nothing else", "Planen forlader ejendommen" in sheet or "Planen forlader den" in sheet or "Planen flytter" in sheet or "Planen samler" in sheet, sheet[:160])
        check("an unsettled role is not 'in no plan'", "I ingen plan" not in sheet)
        b.key("Escape")
        b.settle(0.2)

    # codes are for files: a sheet says words. What the rows of the files are called is left as it is.
    b.run("(() => { const c = document.querySelector('#class'); c.value = ''; c.dispatchEvent(new Event('change', {bubbles: true})); })()")
    shown = b.run("""(() => {
        const codes = /(^|[^\\w.-])(leave|could_leave|cannot_leave|exit_candidate|share|develop|investigate|unsettled|school|daycare|elderly|culture|sport|other|leased_in|owned|self_governing)($|[^\\w.-])/, found = [];
        for (const name of [...document.querySelectorAll('#list .name')].slice(0, 60)) {
            name.click();
            for (const cell of document.querySelectorAll('#sheet section td, #sheet section th, #sheet dd, #sheet p')) {
                const part = cell.closest('section')?.querySelector('h3')?.textContent;
                if (part !== 'Belæg' && codes.test(cell.textContent)) found.push(part + ': ' + cell.textContent.slice(0, 60));
            }
            document.querySelector('#sheet').close();
        }
        return found;
    })()""")
    check("no code stands untranslated on a property's sheet", not shown, shown[:5] if shown else "")
    b.run("document.querySelector('#reset').click()")

    # language
    danish = b.run("document.querySelector('#candidates h2').textContent")
    b.run("document.querySelector('[data-language=en]').click()")
    english = b.run("document.querySelector('#candidates h2').textContent")
    check("switches the language everywhere", danish != english and b.run("document.documentElement.lang") == "en" and b.run("[...document.querySelectorAll('[data-lang=da]')].every(e => e.hidden)"), f"{danish} / {english}")
    number = b.run("[...document.querySelectorAll('#list td.n')].map(e => e.textContent).find(t => /\\d[.,]\\d{3}/.test(t))")
    check("writes numbers the English way", number is None or "," in number, number)
    b.run("document.querySelector('[data-language=da]').click()")

    # plots and map
    for id in ("plot-cost", "plot-need", "plot-sectors", "plot-map"):
        to_page(b, "map" if id == "plot-map" else "properties")
        b.run(f"document.documentElement.style.scrollBehavior = 'auto'; document.getElementById('{id}').scrollIntoView({{block: 'center'}})")
        b.settle(0.4)
        check(f"{id} is drawn", b.run(f"!!document.querySelector('#{id} svg, #{id} .empty')"), b.run(f"document.querySelectorAll('#{id} .mark, #{id} .box').length"))
        b.run(f"document.querySelector('#{id} details').open = true")
        b.settle(0.2)
        check(f"{id} has its numbers as a table", b.run(f"document.querySelectorAll('#{id} table tbody tr').length > 0 || !document.querySelector('#{id} svg')"))
        b.run(f"document.querySelector('#{id} details').open = false")
    if b.run("!!document.querySelector('#plot-map .mark')"):
        x, y = b.run("(() => { for (const m of [...document.querySelectorAll('#plot-map .mark')].reverse()) { const r = m.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2; if (y > 80 && y < innerHeight - 20 && document.elementFromPoint(x, y) === m) return [x, y]; } })()")
        b.mouse("mouseMoved", x, y)
        b.settle(0.2)
        check("the map answers the mouse", not b.run("document.querySelector('#tip').hidden"), b.run("document.querySelector('#tip').textContent.split('\\n')[0]"))
        b.mouse("mousePressed", x, y, button="left", clickCount=1)
        b.mouse("mouseReleased", x, y, button="left", clickCount=1)
        b.settle(0.3)
        check("a click on the map opens the sheet", b.run("document.querySelector('#sheet').open"))
        b.run("document.querySelector('#sheet').close()")
        marks = b.run("document.querySelectorAll('#plot-map .mark').length")
        b.run("document.querySelector('#map-sectors input').click()")
        check("sectors filter the map", b.run("document.querySelectorAll('#plot-map .mark').length") < marks)
        b.run("document.querySelector('#map-sectors input').click()")
        wide = b.run("document.querySelector('#plot-map svg').getAttribute('viewBox')")
        b.run("document.querySelector('[data-zoom=\"1.5\"]').click()")
        check("the map zooms", b.run("document.querySelector('#plot-map svg').getAttribute('viewBox')") != wide)

    check("hostile names made no markup", b.run("!document.querySelector('img, iframe, object, embed') && [...document.scripts].every(s => s.type === 'application/json' || s === document.scripts[document.scripts.length - 1])"))
    check("still silent after all that", not b.complaints() and not b.requests(), b.complaints() or b.requests() or "")

    plan_and_uses(b, edition)

    # no tick of an axis says what another says
    twins = b.run("""(() => { const found = [];
        for (const svg of document.querySelectorAll('svg')) for (const anchor of ['middle', 'end']) {
            const rows = new Map();
            for (const text of svg.querySelectorAll(`text.axis[text-anchor=${anchor}]`)) {
                const at = anchor + text.getAttribute(anchor === 'end' ? 'x' : 'y');
                if (rows.has(at + text.textContent)) found.push((svg.getAttribute('aria-label') ?? '').slice(0, 30) + ': ' + text.textContent);
                rows.set(at + text.textContent, true);
            }
        }
        return found; })()""")
    check("no two ticks of an axis say the same", not twins, twins[:5] if twins else "")

    # print
    for width, where in ((UPRIGHT, "an upright"), (LYING, "a lying")):
        cut = [box for box in on_paper(b, page, width) if width == LYING or not box.startswith(("Ejendomme og", "Properties and"))]
        check(f"nothing of the page is cut off on {where} A4", not cut, cut[:4] if cut else "")
    for language in ("da", "en"):
        cut = on_paper(b, os.path.join(edition, f"council.{language}.html"), UPRIGHT)
        check(f"nothing of the council paper ({language}) is cut off", not cut, cut[:4] if cut else "")
    with tempfile.TemporaryDirectory() as folder:
        for language in ("da", "en"):
            paper = os.path.join(edition, f"council.{language}.html")
            b.open(paper)
            b.pdf(os.path.join(folder, "paper.pdf"))
            with open(os.path.join(folder, "paper.pdf"), "rb") as file:
                pages = file.read().count(b"/Type /Page\n") or None
            # Two pages and as many more as the plan's closures and moves take: none of them is left out to save paper.
            check(f"the council paper ({language}) prints on two to five pages", pages is not None and 2 <= pages <= 5, pages)
            shown = b.run("(() => { const t = document.querySelector('.sheet-a4 table'); const more = t.closest('.scroll').nextElementSibling; return [t.tBodies[0].rows.length, more && more.className === 'more' ? more.textContent : '']; })()")
            with open(os.path.join(edition, "plan.csv"), encoding="utf-8-sig") as file:
                left = len(file.read().strip().split("\n")) - 1
            check(f"the council paper ({language}) shows every closure or the sum of the rest", left == 0 or shown[0] == left or (shown[0] < left and "m²" in shown[1]), shown)
            check(f"the council paper ({language}) is silent", not b.complaints() and not b.requests(), b.complaints() or "")
        b.open(page)
        b.settle(0.3)
        b.pdf(os.path.join(folder, "page.pdf"))
        check("the page prints", os.path.getsize(os.path.join(folder, "page.pdf")) > 20000, f"{os.path.getsize(os.path.join(folder, 'page.pdf')) / 1e6:.1f} MB")

    # accessibility
    pages = ["overview", "properties", "plan", "money", "map", "progress", "data", "method"]
    if axe_path and os.path.exists(axe_path):
        with open(axe_path, encoding="utf-8") as file:
            script = file.read()
        b.open(page)
        b.settle(0.5)
        for name in pages:
            to_page(b, name)
            axe(b, script, f"the page {name} in Danish")
        to_page(b, "properties")
        b.run("document.querySelector('#list .name').click()")
        b.settle(0.3)
        axe(b, script, "the property sheet")
        b.run("document.querySelector('#sheet').close(); document.querySelector('[data-language=en]').click()")
        for name in pages:
            to_page(b, name)
            axe(b, script, f"the page {name} in English")
        b.open(os.path.join(edition, "council.da.html"))
        axe(b, script, "the council paper")
    else:
        print("skipped: accessibility (no axe.min.js; see the head of this file)")
    return finish(b)


def finish(browser):
    browser.close()
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if not find():
        print("skipped: there is no Chromium (apt install chromium)")
        print("0 passed, 0 failed, 1 skipped")
        sys.exit(0)
    sys.exit(main())
