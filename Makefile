# Kvadratur. `make` alone prints this help, made from the `##` comments.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help answers budgets gate gate-detect gate-register gate-shares consistency conformance conformance-short conformance-spark decision-sheet templates sheets sheets-short bench-sheets crash crash-short dates docs fuzz fuzz-short bench bench-national tools build run test test-tools test-nights check check-page lint sample test-report test-report-large screenshots strangers freed freed-short evaluate gone-check leases places-check trace-check lights bench-plan docc deb clean FORCE

BUILD := swift build -c release --product kvadratur
PROGRAM := .build/release/kvadratur
# Dated today, so that nothing in the first report is stale.
SAMPLE := $(PROGRAM) sample --properties 60 --seed 1 --as-of "$$(TZ=Europe/Copenhagen date +%F)" --into inbound
# Exit code 1 means "a person must look", not "it failed": the report is published.
LOOK := || { code=$$?; [ $$code -eq 1 ]; }

help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

tools: ## Install by apt what building needs and is missing
	@packaging/install-tools build

build: tools ## Build the program in release mode
	@[ -x $(PROGRAM) ] || echo "compiling the program, once: about ten minutes"
	@$(BUILD) --quiet

run: build ## Build, run the night of what lies in inbound/, say where the report is; with an empty inbound/ a made-up municipality plays in demo/
	@if [ ! -e .kvadratur/warehouse.sqlite ] && [ -z "$$(find inbound -type f ! -name README.md ! -name '.*' | head -n 1)" ]; then \
	    $(PROGRAM) demo demo; \
	else \
	    $(PROGRAM) run $(LOOK); \
	fi

check: lint check-page build ## Check the project's own files: form, feeds, contracts, models, audits, reports and the models' tests
	@$(PROGRAM) check

lint: ## Hold every Swift file to the house's form: 110 columns, the rules of .swift-format
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests

check-page: ## Check the page's script by TypeScript: types, names, what may be missing
	@packaging/install-tools test
	@tsc --project pipelines/6_report/page

sample: build ## Write the deliveries of the made-up municipality into inbound/, marked as such (make run plays them in demo/)
	@$(SAMPLE)

# What failed is said once more at the end: it may stand thousands of lines up, and who reads a log of CI sees its last lines.
SWIFT_TESTS := set -o pipefail; swift test --skip-build 2>&1 | tee .build/tests.log \
	|| { code=$$?; echo "failed (the whole is in .build/tests.log):"; grep -aE 'recorded an issue|: error:|Fatal error|signal code' .build/tests.log | cut -c1-300 | head -n 15; exit $$code; }

test: ## Install what testing needs, build, and run all tests
	@packaging/install-tools test
	@$(MAKE) --no-print-directory check-page
	swift build --build-tests
	@$(SWIFT_TESTS)
	$(BUILD)
	@$(MAKE) --no-print-directory -j2 --output-sync=line test-tools test-nights

# The two halves of what follows the Swift suite, side by side: each is mostly one process after the other, and the machine has two cores at least.
# Whole nights are played by the release program, which needs less than half the time of the debug build; what breaks nights or asks the test code has the latter.
test-tools: ## What holds readers, papers, page and machine: dates, sheets, fuzzers, crashes, budgets, new features' second reckonings, the report
	@Tests/Nights/dates.sh --short $(TRY) $(BUNDLE)
	@$(MAKE) --no-print-directory sheets-short
	@$(MAKE) --no-print-directory fuzz-short
	@$(MAKE) --no-print-directory crash-short
	@$(MAKE) --no-print-directory budgets
	@python3 Tests/lights/lights.py --short --actions 60 --program $(PROGRAM)
	@python3 Tests/evaluate/services.py --program $(PROGRAM) --properties 60 --percent 100
	@python3 Tests/evaluate/lease_check.py --program $(PROGRAM) --leases 200 --nights 1
	@python3 Tests/fetch/fetch.py
	@python3 Tests/papers/papers.py --program $(PROGRAM)
	@$(TRY) docs --keys .build/FEEDS.md >/dev/null && diff docs/FEEDS.md .build/FEEDS.md
	@$(MAKE) --no-print-directory test-report

test-nights: ## What holds the answers: made-up municipalities recomputed, thinned, worked out on paper, read in every form; the first run and the tutorial
	@python3 Tests/evaluate/evaluate.py --short --program $(PROGRAM)
	@python3 Tests/evaluate/trace_check.py --program $(PROGRAM)
	@python3 Tests/evaluate/gone.py --program $(PROGRAM)
	@$(MAKE) --no-print-directory freed-short
	@python3 Tests/Nights/answers.py --program $(PROGRAM)
	@python3 Tests/consistency/consistency.py --program $(PROGRAM) --properties 60
	@python3 Tests/decision-sheet/decision_sheet.py --program $(PROGRAM)
	@python3 Tests/Nights/download.py --program $(PROGRAM)
	@python3 Tests/suggest/suggest.py --program $(PROGRAM)
	@python3 Tests/firstrun/firstrun.py --program $(PROGRAM) --quiet
	@$(MAKE) --no-print-directory templates TRY=$(PROGRAM)
	@python3 Tests/strangers/strangers.py $(PROGRAM) --short

# An edition of the sample, made by the debug build that the tests have just used, opened by the programs that people open it with.
TRIAL := .build/trial
VENV := .build/python
TRY := .build/debug/kvadratur
BUNDLE := .build/debug/KvadraturPackageTests.xctest

$(TRIAL): FORCE
	@rm -rf $(TRIAL) && mkdir -p $(TRIAL)/inbound && cp -r pipelines schemas $(TRIAL)/
	@$(TRY) sample --properties 60 --seed 1 --into $(TRIAL)/inbound
	@$(TRY) run --root $(TRIAL) --as-of 2026-02-28 --quiet 2>/dev/null $(LOOK)
FORCE:

$(VENV)/ready:
	@python3 -m venv $(VENV) && $(VENV)/bin/pip install --quiet --disable-pip-version-check axe-core-python frictionless && touch $@

$(VENV)/calendar: $(VENV)/ready
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 && touch $@

# Part of `make test` on one date: no story, and no night of the sample, may rest on today's date, on the zone or on the language.
dates: ## Play the night stories that ask the clock on 2026-11-29, 2027-02-28 and 2028-02-29, in UTC and America/Los_Angeles
	@packaging/install-tools test
	swift build --build-tests
	@Tests/Nights/dates.sh $(TRY) $(BUNDLE)

# What the fuzzers build and grow lies in .build-fuzz; Tests/Fuzz/README.md says what they hold the parsers to.
SECONDS := 60
fuzz: ## Run each fuzzer for SECONDS seconds (60): CSV, register XML, values, archives, workbooks, configuration, plans
	@python3 Tests/Fuzz/fuzz.py --seconds $(SECONDS)

# So many inputs from one seed, so that the same sources are judged alike on every machine and day; `make fuzz` looks for new ones.
fuzz-short:
	@python3 Tests/Fuzz/fuzz.py --runs 4000

# The only thing that is asserted about speed: it comes out alike on a busy machine and a quiet one. Nothing is timed.
budgets: ## Count the instructions of the hot loops under valgrind; fail when one needs a tenth more than its stored budget
	@packaging/install-tools test
	@python3 Tests/Budgets/budgets.py

test-report: $(TRIAL) $(VENV)/calendar ## Open the sample's report in Chromium, the workbook in LibreOffice, the GeoPackage in GDAL, the calendar in icalendar
	@packaging/make-docs $(TRIAL)/.kvadratur/warehouse.sqlite --check pipelines/FIGURES.md
	@python3 Tests/browser/test_script.py
	@python3 Tests/browser/test_pages.py $(TRIAL)/outbound/latest
	@axe=$$(find $(VENV) -name axe.min.js -print -quit); test -n "$$axe" && $(VENV)/bin/python Tests/browser/test_report.py $(TRIAL)/outbound/latest "$$axe"
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/python Tests/browser/test_files.py $(TRIAL)/outbound/latest
	@$(VENV)/bin/python Tests/browser/test_calendar.py $(TRIAL)/outbound/latest
	@$(MAKE) --no-print-directory test-report-large

# Made-up editions of 1,500 and 10,000 properties with hostile names, written by the report's own test code.
test-report-large: $(VENV)/calendar ## The same for a report of 1,500 properties, and one of 10,000 opened
	@for count in 1500 10000; do \
	    rm -rf .build/edition-$$count; \
	    KVADRATUR_EDITION=.build/edition-$$count KVADRATUR_PROPERTIES=$$count swift test --skip-build --filter writesTheEdition >/dev/null 2>&1 || exit 1; \
	done
	@axe=$$(find $(VENV) -name axe.min.js -print -quit); $(VENV)/bin/python Tests/browser/test_report.py .build/edition-1500 "$$axe"
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/python Tests/browser/test_files.py .build/edition-1500
	@$(VENV)/bin/python Tests/browser/test_calendar.py .build/edition-1500
	@$(VENV)/bin/python Tests/browser/test_report.py .build/edition-10000 --opens

# The other readers and writers come from PyPI, into a folder of their own.
SHEETS := .build/python-sheets
$(SHEETS)/ready:
	@python3 -m venv $(SHEETS) && $(SHEETS)/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.3.1 pandas odfpy && touch $@

sheets: $(SHEETS)/ready ## Hold the workbook reader against python-calamine and openpyxl, cell by cell, on workbooks of five writers
	@packaging/install-tools test
	swift build --build-tests
	@$(SHEETS)/bin/python Tests/sheets/compare.py

sheets-short: $(SHEETS)/ready
	@$(SHEETS)/bin/python Tests/sheets/compare.py --short

# With the debug build that the tests have just used.
templates: $(SHEETS)/ready ## Fill the empty sheets of kvadratur new in as a person would, save them by openpyxl and LibreOffice, and read them by a night
	@$(SHEETS)/bin/python Tests/firstrun/templates.py --program $(TRY)

# Best on a machine that does nothing else: it counts seconds of the processor.
bench-sheets: build $(SHEETS)/ready ## Measure 100,000 rows of 20 columns: memory, and the processor's time beside python-calamine and a load into SQLite
	@$(SHEETS)/bin/python Tests/sheets/bench.py --program $(PROGRAM)

docs: $(TRIAL) ## Write pipelines/FIGURES.md (figures, rules, thresholds) and docs/FEEDS.md (keys of feeds, contracts, settings)
	@packaging/make-docs $(TRIAL)/.kvadratur/warehouse.sqlite > pipelines/FIGURES.md
	@mkdir -p docs && $(TRY) docs --keys docs/FEEDS.md

# Parts: xml, csv, again, gate, size, instructions, profile, night. A real building table beside the made-up ones: make bench BENCH="--real FILE.ZIP --copies 20"
bench: build $(VENV)/ready ## Measure loading and the whole night side by side with libxml2, lxml, expat, sqlite3, DuckDB and GDAL
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check lxml duckdb
	@$(VENV)/bin/python Tests/bench/bench.py --program $(PROGRAM) $(BENCH)

# The peer's SQLite extension comes from PyPI, in step with its version.
SIZE := 2600000
ROUNDS := 1
bench-national: build ## Measure core, kpi and flag of SIZE properties (2600000) beside plain SQL on SQLite and DuckDB, ROUNDS times (1)
	@python3 -m venv .build/python-national
	@.build/python-national/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 duckdb-extensions==1.5.5 duckdb-extension-sqlite-scanner==1.5.5
	@.build/python-national/bin/python Tests/bench/national/national.py --program $(PROGRAM) --properties $(SIZE) --rounds $(ROUNDS)

screenshots: $(TRIAL) ## Take screenshots of the sample's report in both languages into .build/screenshots, and the one that the README shows
	@python3 Tests/browser/screenshots.py $(TRIAL)/outbound/latest .build/screenshots
	@mkdir -p packaging/screenshots && cp .build/screenshots/first-screen.*.png packaging/screenshots/

gate: build ## Play an ordinary year and 500 mishaps of deliveries against the gate: few matters, nothing wrong in silence (about half an hour)
	@python3 Tests/gate/gate.py $(PROGRAM) .

# Other sizes: make gate-detect GATE="--mishaps 900 --properties 20 --seed 2"; in parts: GATE="--mishaps 500 --resume FILE" goes on where it was broken off
GATE := --mishaps 500 --properties 60
gate-detect: build ## Play the mishaps alone on a small town, and print by kind what was held, told, refused, right or silent
	@python3 Tests/gate/gate.py $(PROGRAM) . $(GATE)

# The register is nobody's to keep here: make gate-register REGISTER=FOLDER with one bitemporal total, a file per table.
gate-register: build ## Play a real register's years as successive nights and fail where one is held; REGISTER=FOLDER says where its total lies
	@test -n "$(REGISTER)" || { echo "REGISTER=FOLDER says where the register's total lies (OIS_GRBBR_CO…T_NA000_….ZIP)"; exit 2; }
	@python3 Tests/gate/register.py $(PROGRAM) . $(REGISTER)

gate-shares: build ## Play nights whose inbound and outbound lie in memory and on a stick (FAT), and hold them against those on a disk
	@python3 Tests/gate/shares.py $(PROGRAM) .

crash: build ## Disturb nights in every way that can be done here: kills, faults in system calls, full disks, power cuts (about half an hour)
	@packaging/install-tools test
	@python3 Tests/crash/crash.py --program $(PROGRAM)

# With the debug build that the tests have just used; fails when a kind of fault met nothing, says so when the machine does not allow one.
crash-short: ## The same in about a minute, each kind of fault at least once
	@python3 Tests/crash/crash.py --short --program $(TRY)

strangers: build ## Lay the tutorial's feed, figure with benchmark, rule and report table into a copy of the project and play its night; what is forgotten must be told by check
	@python3 Tests/strangers/strangers.py $(PROGRAM)

lights: build ## Recompute every traffic light of random actions from the delivered files without the models, after the worked example
	@python3 Tests/lights/lights.py --program $(PROGRAM)

freed: build ## The ledger of freed resources over 1,000 random histories and a municipality of 36, worked out a second time from the delivered files: to the øre, whatever the order of the files
	@python3 Tests/freed/freed.py --histories 1000 --program $(PROGRAM)

# The models alone in SQLite, some seconds.
freed-short:
	@python3 Tests/freed/freed.py --histories 40

evaluate: build ## Print precision and recall of every flag on the sample's seeded truth, for complete and thinned data, thinned inside properties too; fail when one is wrong or a value lies outside its bounds
	@python3 Tests/evaluate/evaluate.py --program $(PROGRAM)
	@python3 Tests/evaluate/services.py --program $(PROGRAM)

trace-check: build ## Recompute 50 figures of an edition from the delivered files without the models, and follow each to file and line
	@python3 Tests/evaluate/trace_check.py --program $(PROGRAM)

answers: build ## Play the small municipalities that were worked out on paper (Tests/Nights/answers); ANSWERS=NAME plays those whose names begin so
	@python3 Tests/Nights/answers.py --program $(PROGRAM) $(ANSWERS)

places-check: build ## Count on the sample's plan (300 properties, seed 3) the places above capacity and the properties left with people inside: none may be
	@python3 Tests/evaluate/places.py --program $(PROGRAM) $(PLACES)

leases: build ## Work out the way out of 2,000 random leases day by day from their file, on four nights, and hold the edition against it
	@python3 Tests/evaluate/lease_check.py --program $(PROGRAM) --leases 500 --nights 4

gone-check: build ## Hold that a property which was sold, demolished or given back changes nothing but the way from the baseline to tonight
	@python3 Tests/evaluate/gone.py --program $(PROGRAM)

# Other sizes, seeds or limits: make bench-plan BENCH="--properties 300 --seeds 1,2,3 --limit 60"
bench-plan: build ## Measure the optimiser on made-up municipalities of 300, 1,000 and 3,000 properties, side by side with the cbc program
	@packaging/install-tools test
	@python3 Tests/bench/plan.py --program $(PROGRAM) $(BENCH)

docc: tools ## Document the libraries that a stranger would call (.build/docc), by DocC and without a warning
	swift build --build-tests
	@packaging/make-docc .build/docc

deb: tools ## Make the Debian package in .build/deb, with the Swift runtime linked in (needs dpkg-dev)
	swift build -c release --static-swift-stdlib --product kvadratur --scratch-path .build-deb
	@packaging/make-deb .build-deb/release/kvadratur .build/deb

clean: ## Remove build products (never the warehouse, the archive or editions)
	@rm -rf .build .build-*

decision-sheet: build ## Hold that the workbook's sheet of decisions comes back as a delivery, saved by LibreOffice and as Danish Excel saves it
	@python3 Tests/decision-sheet/decision_sheet.py --program $(PROGRAM) $(SHEET)

# The sizes of the made-up municipalities: make consistency AGREE="--properties 60,300,1500"
consistency: build ## Hold every number that an edition shows twice against its twin, and every sum against its parts
	@python3 Tests/consistency/consistency.py --program $(PROGRAM) $(AGREE)

# Other engines come from PyPI; the models come from the project's own files, so none of these lists one.
ENGINES := .build/python-engines
CONFORM := nice -n 10 $(ENGINES)/bin/python Tests/conformance/conformance.py --program

$(ENGINES)/ready: packaging/cluster/requirements.txt Tests/conformance/requirements.txt
	@python3 -m venv $(ENGINES) && $(ENGINES)/bin/pip install --quiet --disable-pip-version-check -r packaging/cluster/requirements.txt -r Tests/conformance/requirements.txt && touch $@

$(ENGINES)/spark: $(ENGINES)/ready Tests/conformance/requirements-spark.txt
	@$(ENGINES)/bin/pip install --quiet --disable-pip-version-check -r Tests/conformance/requirements-spark.txt && touch $@

# Sizes of the municipalities: make conformance CONFORMANCE="--properties 60,300"
conformance: build $(ENGINES)/ready ## Make every model again on the newest SQLite and on DuckDB, over three municipalities at once: the same rows as their own nights
	@$(CONFORM) $(PROGRAM) $(CONFORMANCE)

# With the debug build, over two small municipalities; no part of `make test` before it is shown to take less than two minutes.
conformance-short: $(ENGINES)/ready
	@$(CONFORM) $(TRY) --properties 60,20

conformance-spark: build $(ENGINES)/spark ## The same on Apache Spark, with shuffle.partitions 1 and 7 (about 20 minutes; needs Java 17)
	@packaging/install-tools spark
	@$(CONFORM) $(PROGRAM) --spark $(CONFORMANCE)
