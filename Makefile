# Two commands need nothing but Python 3.11 or newer and make:
#
#   make run      install, then serve on this machine
#   make test     install, then everything that continuous integration checks
#
# `make help` lists the rest.

PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Tools that load the settings must never touch the stores in ./var.
SCRATCH := .venv/scratch
AWAY := COMITY_HOME=$(SCRATCH)

# The rooms with tables of their own: tested on SQLite and again on PostgreSQL.
STORED := $(wildcard tests/access tests/evidence tests/register tests/reconciliation tests/submissions tests/torture tests/releases)
TEMPLATES := $(shell find src -name '*.html' 2>/dev/null)
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: exercise-score help setup setup-dev run test check format lint types layers templates \
	unit postgresql torture docs lock bench clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -e 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-11s %s\n' "$$name" "$$what"; done

## Install

setup: .venv/.runtime ## install what Comity needs to run into .venv

setup-dev: .venv/.development ## install what developing Comity needs as well

.venv/bin/python:
	@for python in python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "Creating .venv with $$($$python --version)"; \
	    $$python -m venv .venv || { rm -rf .venv; echo "Python has no venv module: install it (on Debian: python3-venv) and run make again." >&2; exit 1; }; \
	    exit 0; \
	  fi; \
	done; \
	echo "Comity needs Python 3.11 or newer; none of python3, python3.13, python3.12, python3.11 is that." >&2; exit 1

.venv/.runtime: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing from requirements.txt"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	@echo "Installing from requirements-dev.txt"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

## Run

run: setup ## publish the demo and serve on http://127.0.0.1:8000 (PORT=… for another port)
	@$(BIN)/comity demo --port $(PORT)

## Test

test: setup-dev lint types layers templates ## everything that continuous integration checks
	$(PYTEST) tests
	@$(MAKE) --no-print-directory postgresql

check: setup-dev lint types layers templates unit ## the fast part of it

format: setup-dev ## put code and templates into the agreed layout
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@$(if $(TEMPLATES),$(BIN)/djade --target-version 5.2 $(TEMPLATES))

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup-dev
	$(AWAY) $(BIN)/mypy

layers: setup-dev
	$(BIN)/lint-imports --no-logo

templates: setup-dev
	@echo "djade, djlint: the templates in src"
	@$(if $(TEMPLATES),$(BIN)/djade --check --target-version 5.2 $(TEMPLATES))
	@$(if $(TEMPLATES),$(BIN)/djlint --lint --quiet $(TEMPLATES))

unit: setup-dev
	$(PYTEST) tests -m "not browser and not slow"

postgresql: setup-dev ## the stored rooms once more, on PostgreSQL
	$(if $(STORED),$(PYTEST) -p tests.postgresql $(STORED),@echo "No stored room yet: nothing to test on PostgreSQL.")

torture: setup-dev ## kill intake at every step and at random moments, on both databases
	$(PYTEST) tests/torture --kills 20
	$(PYTEST) -p tests.postgresql tests/torture --kills 20

## Keep in step

golden: setup-dev ## rewrite what is found in published files; review the difference
	COMITY_GOLDEN=1 $(PYTEST) tests/golden tests/real

docs: setup-dev ## write the reference pages from the code
	$(AWAY) $(BIN)/python -m docs.generate

lock: ## resolve the dependencies again and write both lock files
	@test -x $(BIN)/uv || $(MAKE) --no-print-directory setup-dev
	sh .ci/lock

## Measure

bench: setup-dev ## each path beside its peers; rests on COMITY_SHARED_DATA
	@for path in bench/*.py; do echo "== $$path"; $(AWAY) $(BIN)/python "$$path" || exit 1; done

clean: ## remove what was installed and cached; the stores in ./var stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist src/*.egg-info

exercise-score: setup ## precision and recall of intake against the exercise's truth
	@$(BIN)/python bench/exercise_score.py
