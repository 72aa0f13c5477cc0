# The one interface for people and CI. Needs make, Python 3.11 or newer, and a package index.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCK := constraints.txt
PYTEST_ARGS ?=
BENCH_ARGS ?=
CONFORMANCE_ARGS ?=
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := all

# The interpreter of the environment: PYTHON where it is set, else the newest one that can make environments.
find_python = for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	  if $$candidate -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo $$candidate; exit 0; \
	  fi; \
	done; \
	echo "schemakit needs Python 3.11 or newer with venv and ensurepip; set PYTHON=/path/to/python" >&2; exit 1

.PHONY: all demo help setup test lint format types imports conformance seeded-bugs bench messages generate accept lock clean

all: demo ## the main job, end to end, on the five schemas of schemas/ (default)

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	  printf '  make %-12s %s\n' "$$name" "$$text"; done

setup: $(STAMP) ## the environment in .venv, as locked in constraints.txt

$(STAMP): $(LOCK) pyproject.toml
	@python=$$($(find_python)) || exit 1; \
	echo "==> setup: $(VENV) with $$($$python --version) ($$python)"; \
	$$python -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --constraint $(LOCK) --editable '.[all]'
	@touch $@

demo: $(STAMP)
	@PATH="$(CURDIR)/$(BIN):$$PATH" .ci/main-job

test: $(STAMP) ## every test (PYTEST_ARGS="-k name" for some)
	@$(BIN)/pytest $(PYTEST_ARGS)

lint: $(STAMP) ## ruff, rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(STAMP) ## let ruff format and fix what it can
	@$(BIN)/ruff check --fix-only --exit-zero .
	@$(BIN)/ruff format .

types: $(STAMP) ## mypy --strict
	@$(BIN)/mypy

imports: $(STAMP) ## who may import whom
	@$(BIN)/lint-imports

conformance: $(STAMP) ## the laws over the official suite and the corpora (CONFORMANCE_ARGS="models --every 10" for some)
	@PYTHONPATH=tests $(BIN)/python -m conformance $(CONFORMANCE_ARGS)

seeded-bugs: $(STAMP) ## forty bugs put into a copy of the package, and which law finds each
	@PYTHONPATH=tests $(BIN)/python -m seeded_bugs

bench: $(STAMP) ## what things cost beside the peers (BENCH_ARGS="--write" for the README, or names of sections)
	@PYTHONPATH=tests $(BIN)/python -m benchmarks $(BENCH_ARGS)

messages: $(STAMP) ## what schemakit and its peers say about the same mistakes: the table in the README
	@$(BIN)/python tests/benchmarks/messages.py README.md

generate: $(STAMP) ## write generated/ anew from schemas/
	@$(BIN)/schemakit generate

accept: $(STAMP) ## rewrite the expected output of all snapshot tests; look at the difference before you commit it
	@SCHEMAKIT_ACCEPT=1 $(BIN)/pytest -q $(PYTEST_ARGS)

lock: ## resolve the dependencies anew and write constraints.txt
	@python=$$($(find_python)) || exit 1; $$python .ci/lock.py $(LOCK)

clean: ## remove everything that make made
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .schemakit build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
