#!/usr/bin/env python3
"""Writes screenshots of an edition: first screen, list, plots, map, property sheet and council paper, in both languages.

    screenshots.py EDITION FOLDER
"""

import os
import sys

from chromium import Browser, find


def main(edition, folder):
    os.makedirs(folder, exist_ok=True)
    browser = Browser(1366, 960)
    for language in ("da", "en"):
        def shot(name):
            path = os.path.join(folder, f"{name}.{language}.png")
            browser.screenshot(path)
            print(path)

        browser.size(1366, 960)
        browser.open(os.path.join(edition, "index.html"))
        browser.run(f"document.documentElement.style.scrollBehavior = 'auto'; document.querySelector('[data-language={language}]').click()")
        browser.settle(0.3)
        shot("first-screen")
        for section in ("candidates", "plots", "map", "progress", "plan"):
            browser.run(f"location.hash = '{section}'")
            browser.settle(0.7)
            shot(section)
        browser.run("location.hash = 'candidates'")
        browser.settle(0.3)
        if browser.run("!!document.querySelector('#list .name')"):
            browser.run("document.querySelector('#list .name').click()")
            browser.settle(0.4)
            shot("property-sheet")
        browser.size(860, 1216)
        browser.open(os.path.join(edition, f"council.{language}.html"))
        browser.settle(0.3)
        shot("council-paper")
    browser.close()


if __name__ == "__main__":
    if not find():
        sys.exit("skipped: there is no Chromium (apt install chromium)")
    main(sys.argv[1], sys.argv[2])
