#!/usr/bin/env python3
"""Goes through the pages of a published edition by their addresses, as a reader who shares what he sees.

    test_pages.py EDITION

Ends 0 with "N passed, 0 failed"; skips with a message where there is no Chromium.
"""

import csv
import glob
import io
import os
import sys
import tempfile

from chromium import Browser, find

PAGES = ["overview", "properties", "plan", "money", "map", "progress", "data", "method"]
SHOWN = "[...new Set([...document.querySelectorAll('[data-page]')].filter(e => e.offsetParent).map(e => e.dataset.page))]"
COUNT = "document.querySelector('#count').textContent"
passed, failed = [], []


def check(name, good, fact=""):
    (passed if good else failed).append(name)
    print(("ok   " if good else "FAIL ") + name + (f": {fact}" if fact != "" else ""))


class Reader:
    def __init__(self, edition):
        self.browser, self.path = Browser(), os.path.join(edition, "index.html")
        self.run = self.browser.run

    def open(self, fragment=""):
        """The address in a new tab."""
        self.browser.call("Page.navigate", url="about:blank")
        self.browser.settle(0.2)
        self.browser.open(self.path, fragment)
        for _ in range(60):
            self.browser.settle(0.2)
            if self.run("document.readyState === 'complete' && !!document.querySelector('[data-page]')"):
                return

    def does(self, script, seconds=0.3):
        self.run(script + "; 0")
        self.browser.settle(seconds)

    def asks(self, field, value):
        self.does(f"(() => {{ const f = document.querySelector('{field}'); f.value = {value!r};"
                  "f.dispatchEvent(new Event('change', {bubbles: true})); })()")


def pages(r):
    r.open()
    check("opens on the overview alone", r.run(SHOWN) == ["overview"], r.run(SHOWN))
    for page in PAGES:
        r.does(f"document.querySelector('nav a[href=\"#{page}\"]').click()")
        current = r.run("document.querySelector('nav [aria-current=page]').hash")
        check(f"#{page} opens alone and the menu says so", r.run(SHOWN) == [page] and current == "#" + page, r.run(SHOWN))
        check(f"#{page} says something", r.run("document.querySelector('main').innerText.length") > 60)
    r.does("history.back()")
    check("back goes one page back", r.run(SHOWN) == [PAGES[-2]], r.run(SHOWN))
    r.does("history.forward()")
    check("forward goes there again", r.run(SHOWN) == [PAGES[-1]], r.run(SHOWN))
    for page in PAGES:
        r.open("#" + page)
        check(f"#{page} is an address of its own", r.run(SHOWN) == [page], r.run(SHOWN))
    r.open("#plot-cost")
    check("an address of a part opens its page", r.run(SHOWN) == ["properties"], r.run(SHOWN))
    r.open("#no%ZZsuch")
    check("an address of nothing opens a page all the same", len(r.run(SHOWN)) == 1, r.run(SHOWN))


def sheets(r):
    key = r.run("JSON.parse(document.querySelector('#data-properties').textContent).columns[0].values?.[0]"
                " ?? JSON.parse(document.querySelector('#data-properties').textContent).columns[0].words[0][0]")
    open_, title = "document.querySelector('#sheet').open", "document.querySelector('#sheet-title').textContent"
    for address in (f"#{key}", f"#property={key}"):
        r.open(address)
        check(f"{address} opens the property's sheet", r.run(open_) and r.run(title), r.run(title))
    r.does("document.querySelector('#sheet').close()")
    check("closing it leads to the properties", r.run("location.hash") == "#properties", r.run("location.hash"))
    r.does("document.querySelector('#list .name').click()")
    opened = r.run(title)
    r.does("history.back()")
    check("back closes a sheet", not r.run(open_) and r.run("location.hash") == "#properties")
    r.does("history.forward()")
    check("forward opens it again", r.run(open_) and r.run(title) == opened)


def filters(r):
    r.open("#properties")
    r.asks("#class", "")
    everything = r.run("document.querySelectorAll('#list tbody tr').length")
    for field in ("#locality", "#tenure", "#flag", "#in-plan", "#sector"):
        values = r.run(f"[...document.querySelector('{field}').options].map(o => o.value).filter(Boolean)")
        if not values:
            continue
        r.asks(field, values[0])
        count, rows = r.run(COUNT), r.run("document.querySelectorAll('#list tbody tr').length")
        check(f"{field} filters", rows <= everything, count)
        address = r.run("location.hash")
        r.open(address)
        check(f"{field} lives in the address", r.run(COUNT) == count and address != "#properties", address)
        r.asks(field, "")
        check(f"{field} is let go again", r.run("document.querySelectorAll('#list tbody tr').length") == everything)
    r.does("document.querySelector('[data-sort=net_area_m2]').click()")
    r.does("document.querySelector('#choices input[value=address]').click()")
    first, heads = (f"document.querySelector('#list {part}').textContent" for part in ("tbody .name", "thead"))
    before = r.run(first), r.run(heads)
    r.open(r.run("location.hash"))
    check("order and columns live in the address", (r.run(first), r.run(heads)) == before, r.run("location.hash")[:90])
    r.does("document.querySelector('#reset').click()")
    check("nothing asked for is a plain address", r.run("location.hash") == "#properties", r.run("location.hash"))


def saved(r):
    """The list as a file: what is shown, as a spreadsheet reads it."""
    r.open("#properties?conclusion=&sort=name")
    names = r.run("[...document.querySelectorAll('#list tbody .name')].map(n => n.textContent)")
    with tempfile.TemporaryDirectory() as folder:
        r.browser.call("Page.setDownloadBehavior", behavior="allow", downloadPath=folder)
        for language, separator in (("da", ";"), ("en", ",")):
            r.does(f"document.querySelector('[data-language={language}]').click()")
            names = r.run("[...document.querySelectorAll('#list tbody .name')].map(n => n.textContent)")
            r.does("document.querySelector('#export').click()")
            for _ in range(40):
                found = glob.glob(os.path.join(folder, "*.csv"))
                if found and os.path.getsize(found[0]):
                    break
                r.browser.settle(0.2)
            text = open(found[0], encoding="utf-8-sig", newline="").read() if found else ""
            rows = list(csv.reader(io.StringIO(text), delimiter=separator))
            column = next((i for i, head in enumerate(rows[0]) if head in ("Navn", "Name")), 0) if rows else 0
            said = [row[column].lstrip("'") for row in rows[1:len(names) + 1]]
            check(f"the file has what the list shows ({language})", bool(names) and said == [n.lstrip("'") for n in names], len(rows))
            for path in found:
                os.remove(path)
        r.does("document.querySelector('[data-language=da]').click()")


def compared(r):
    r.open("#properties?conclusion=")
    boxes = r.run("document.querySelectorAll('#list [data-pick]').length")
    button = "document.querySelector('#compare').disabled"
    check("one alone is not compared", r.run(button))
    for count in range(1, min(4, boxes) + 1):
        r.does(f"document.querySelectorAll('#list [data-pick]')[{count - 1}].click()", 0.1)
        check(f"{count} chosen: the button says whether that is enough", r.run(button) == (count < 2))
    check("no fifth is chosen", boxes < 5 or r.run("document.querySelectorAll('#list [data-pick]')[4].disabled"))
    r.does("document.querySelector('#compare').click()")
    heads = r.run("[...document.querySelectorAll('#sheet thead th')].map(h => h.textContent)")
    names = r.run("[...document.querySelectorAll('#list .name')].map(n => n.textContent)")[:len(heads) - 1]
    check("they stand side by side", sorted(heads[1:]) == sorted(names), heads)
    check("a comparison says figures", r.run("document.querySelectorAll('#sheet tbody tr').length") > 5)
    address = r.run("location.hash")
    r.open(address)
    check("a comparison has its address", r.run("document.querySelector('#sheet').open") and address.startswith("#compare?"),
          address)


def printed(r):
    r.open("#plan")
    r.browser.call("Emulation.setEmulatedMedia", media="print")
    check("print shows the open page alone", r.run(SHOWN) == ["plan"], r.run(SHOWN))
    r.run("window.print = () => { window.printed = " + SHOWN + "; }; document.querySelector('#print-all').click()")
    check("one button prints them all", sorted(r.run("window.printed")) == sorted(PAGES), r.run("window.printed"))
    r.run("dispatchEvent(new Event('afterprint'))")
    check("after it one page stands alone again", r.run(SHOWN) == ["plan"], r.run(SHOWN))
    r.browser.call("Emulation.setEmulatedMedia", media="")


def without_script(r):
    r.browser.call("Emulation.setScriptExecutionDisabled", value=True)
    r.open()
    r.browser.call("Emulation.setScriptExecutionDisabled", value=False)
    shown = r.run(SHOWN)
    check("without script every page shows", sorted(shown) == sorted(PAGES), shown)


def narrow(r):
    r.browser.size(400, 900)
    for page in PAGES:
        r.open("#" + page)
        wide = r.run("document.documentElement.scrollWidth")
        check(f"#{page} needs no sideways scroll at 400 px", wide <= 400, wide)
    r.browser.size(1366, 900)


def main():
    reader = Reader(sys.argv[1])
    for part in (pages, sheets, filters, saved, compared, printed, narrow):
        part(reader)
    said = reader.browser.complaints() + reader.browser.requests()
    check("says and asks nothing meanwhile", not said, said[:3] or "")
    without_script(reader)
    reader.browser.close()
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if not find():
        print("skipped: there is no Chromium (apt install chromium)")
        print("0 passed, 0 failed, 1 skipped")
        sys.exit(0)
    sys.exit(main())
