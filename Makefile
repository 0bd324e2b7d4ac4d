# Kvadratur. `make` alone prints this help, made from the `##` comments.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help tools run test check sample clean

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
	@$(BUILD)

run: build ## Build, write the sample deliveries when inbound/ is empty and nothing was ever loaded, run the night, say where the report is
	@if [ ! -e .kvadratur/warehouse.sqlite ] && [ -z "$$(find inbound -type f ! -name README.md ! -name '.*' | head -n 1)" ]; then \
	    echo "inbound/ is empty: writing the deliveries of a made-up municipality"; \
	    $(SAMPLE); \
	fi
	@$(PROGRAM) run $(LOOK)

check: build ## Check the project's own files: feeds, contracts, models, audits, reports and the models' tests
	@$(PROGRAM) check

sample: build ## Write the sample deliveries into inbound/
	@$(SAMPLE)

test: ## Install what testing needs, build, and run all tests
	@packaging/install-tools test
	swift build --build-tests
	swift test --skip-build

clean: ## Remove build products (never the warehouse, the archive or editions)
	@rm -rf .build .build-*
