# The two commands: `make run` and `make test`. Both set up first what is missing; that is quick when all is there.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:

PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
SAMPLE := build/sample/sample.jplan

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## .venv with everything locked, and the system packages
	@PYTHON="$(PYTHON)" installer/setup.sh

.PHONY: run
run: setup ## the window with the sample plan; without a screen, the sample's Excel and PDF
	@BIN="$(BIN)" installer/run_sample.sh "$(SAMPLE)"

.PHONY: test
test: lint types imports unit ## everything that has to hold: the four below

.PHONY: lint
lint: setup ## format and lint
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet

.PHONY: types
types: setup ## strict types
	$(BIN)/mypy

.PHONY: imports
imports: setup ## who may import whom
	$(BIN)/lint-imports --no-logo

.PHONY: unit
unit: setup ## the tests; ARGS="tests/rules -k funnel" for some of them
	$(BIN)/python -m pytest --numprocesses $(JOBS) $(ARGS)

.PHONY: soak
soak: setup ## the same tests, much longer: random edits, kills, hostile texts
	JOINT_PLAN_SOAK=1 $(BIN)/python -m pytest --numprocesses $(JOBS) --timeout 0 $(ARGS)

.PHONY: bench
bench: setup ## speed, each as a ratio to its floor in the same run
	$(BIN)/python -m tests.bench

.PHONY: screenshots
screenshots: setup ## every page, light and dark, two sizes, into build/screenshots
	$(BIN)/python -m tests.screenshots

.PHONY: sheets
sheets: setup ## the workbook of sample and stress plan as LibreOffice prints it, into build/sheets
	$(BIN)/python -m tests.sheets

.PHONY: gallery
gallery: setup ## the sample's papers as small pictures, into docs/gallery
	$(BIN)/python -m tests.gallery

.PHONY: format
format: setup ## lays the code out as `make lint` wants it
	$(BIN)/ruff check --quiet --select I --fix
	$(BIN)/ruff format --quiet

.PHONY: lock
lock: ## chooses the newest versions that fit and locks them
	@PYTHON="$(PYTHON)" installer/lock.sh --upgrade

.PHONY: clean
clean: ## removes what was built, not .venv
	rm -rf build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
