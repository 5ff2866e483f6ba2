# The two commands: `make run` and `make test`. Both set up what is missing first.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup
setup:
	@PYTHON="$(PYTHON)" installer/setup.sh
