# Every target works on a fresh machine with python3 (3.11 or newer), make and a C compiler; without a compiler the
# Python twin of the hook client is used. `make e2e` also needs node and npm for the real Claude Code client.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CLIENT := .e2e/node_modules/.bin/claude

.PHONY: help demo test check lint types imports bench rates e2e client lock clean

help:  ## what the targets do
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(STAMP): requirements/dev.lock pyproject.toml build_client.py src/bailiwick/pep/hook/client.c
	@echo "== setting up $(VENV) (only the first time, or when a lock file changed)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "bailiwick needs Python 3.11 or newer, this is " + sys.version)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)  ## the main job on a throw-away home: allowed, denied, recorded, verified
	@$(BIN)/bailiwick demo

test: $(STAMP)  ## unit, property, architecture and fault tests
	@echo "== tests (the real client is driven by: make e2e)"
	@$(BIN)/pytest -n auto -m "not e2e" --cov --cov-report=term:skip-covered --cov-fail-under=85

check: lint types imports test  ## every gate that CI runs, but for the real client

lint: $(STAMP)  ## style and format
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== dead code"
	@$(BIN)/vulture src --min-confidence 80

types: $(STAMP)  ## strict types on source and tests
	@echo "== mypy"
	@$(BIN)/mypy

imports: $(STAMP)  ## the layers of docs/architecture.md
	@echo "== import contract"
	@$(BIN)/lint-imports

client: $(CLIENT)

$(CLIENT): tests/e2e/package-lock.json
	@echo "== installing the real Claude Code client into .e2e"
	@mkdir -p .e2e && cp tests/e2e/package.json tests/e2e/package-lock.json .e2e/
	@cd .e2e && npm ci --no-audit --no-fund --silent
	@touch $@

e2e: $(STAMP) $(CLIENT)  ## the real Claude Code client under governance
	@echo "== the real client"
	@CLAUDE_BIN=$(CURDIR)/$(CLIENT) $(BIN)/pytest -m e2e tests/e2e

bench: $(STAMP)  ## figures as ratios inside one run
	@for file in benchmarks/*_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

rates: $(STAMP)  ## measure the repository's corpus and write the rates into docs/baseline/README.md
	@$(BIN)/python benchmarks/corpus_rates.py --write docs/baseline/README.md

lock:  ## renew the hash-pinned lock files (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements/runtime.lock
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml requirements/dev.in -o requirements/dev.lock

clean:  ## remove what the targets made
	@rm -rf $(VENV) .e2e build dist .coverage* .hypothesis .mypy_cache .ruff_cache .pytest_cache
