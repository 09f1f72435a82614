# Merit needs Python 3.11 or newer and make. Everything else is installed into .venv, pinned and checked by hash.
# `make` alone lists the targets. Options go on: make test PYTEST_ARGS="-k poll", make bench ARGS=--quick.
# Another Python: make run PYTHON=/path/to/python3.12

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
PYTEST_ARGS ?=
ARGS ?=
SKIP ?=
GATES := format-check lint types layers content translations docs audit test
UV_VERSION := 0.13.9

RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run chat test quick check $(GATES) format bench crash crash-short browser lock clean

help: ## list the targets
	@echo "Merit. Start with:  make run"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

# ---------------------------------------------------------------- use it

run: $(RUN_STAMP) ## start Merit; prints where the chat is
	@$(BIN)/merit run

chat: $(RUN_STAMP) ## talk to Merit in this terminal
	@$(BIN)/merit chat

# ---------------------------------------------------------------- judge it

test: $(DEV_STAMP) ## all tests, with the floors of branch coverage
	@$(BIN)/python .ci/floors.py $(PYTEST_ARGS)

quick: $(DEV_STAMP) ## the tests that need neither browser nor PostgreSQL nor patience, in about a minute
	@$(BIN)/pytest -q -m "not browser and not postgres and not slow" $(PYTEST_ARGS)

check: $(DEV_STAMP) ## every gate, tests included; SKIP="test audit" leaves some out
	@failed=; passed=; \
	for gate in $(filter-out $(SKIP),$(GATES)); do \
		echo "== $$gate"; \
		if $(MAKE) --no-print-directory $$gate; then passed="$$passed $$gate"; else failed="$$failed $$gate"; fi; \
	done; \
	echo; \
	echo "passed:$$passed"; \
	if [ -n "$(strip $(SKIP))" ]; then echo "left out: $(SKIP)"; fi; \
	if [ -n "$$failed" ]; then echo "FAILED:$$failed"; exit 1; fi

format-check: $(DEV_STAMP) ## gate: ruff format changes nothing
	@$(BIN)/ruff format --check --quiet --output-format concise . || { echo "Some files are not formatted. Run: make format"; exit 1; }

lint: $(DEV_STAMP) ## gate: ruff, all rules but the list in pyproject.toml
	@$(BIN)/ruff check --quiet --output-format concise .

types: $(DEV_STAMP) ## gate: mypy, strict
	@$(BIN)/mypy

layers: $(DEV_STAMP) ## gate: imports point down only
	@$(BIN)/lint-imports --no-logo

content: $(DEV_STAMP) ## gate: the shipped flows have no finding
	@$(BIN)/merit check --strict

translations: $(DEV_STAMP) ## gate: the catalogs fit the flows and the code
	@$(BIN)/merit i18n check

docs: $(DEV_STAMP) ## gate: settings, commands, findings and files named in the docs exist
	@$(BIN)/pytest -q -p no:cacheprovider $(wildcard tests/docs tests/test_docs*.py) tests/test_tooling.py

audit: $(DEV_STAMP) ## gate: no known vulnerability in what is pinned (skipped when offline)
	@$(BIN)/python .ci/audit.py requirements/run.txt requirements/dev.txt

crash: $(DEV_STAMP) ## kill -9 under load, and with open tickets; both databases, full length
	@$(BIN)/python -m bench.crash $(ARGS)
	@$(BIN)/python -m bench.crash_desk

crash-short: $(DEV_STAMP) ## the same with three kills each
	@$(BIN)/python -m bench.crash --kills 3 $(ARGS)
	@$(BIN)/python -m bench.crash_desk --kills 3

bench: $(BENCH_STAMP) ## the whole path measured beside other bots
	@$(BIN)/python -m bench $(ARGS)

# ---------------------------------------------------------------- work on it

format: $(DEV_STAMP) ## put every file into the house style
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

browser: ## install Debian's chromium, fonts and Graphviz for the tests of pages and pictures
	@.ci/browser

lock: $(VENV)/bin/python ## pin everything again, with hashes, from pyproject.toml
	@.ci/lock $(UV_VERSION)

clean: ## remove .venv and caches; never your data
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the environment, made once

$(BIN)/python:
	@.ci/venv $(VENV) "$(PYTHON)"

$(RUN_STAMP): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Merit needs into $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "Installing what the tests and checks need into $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH_STAMP): requirements/bench.txt $(DEV_STAMP)
	@echo "Installing the bots Merit is measured against into $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@
