# The two that matter: `make build` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
VARS ?=

export DBT_PROFILES_DIR ?= $(CURDIR)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := false

.PHONY: help build test test-all check views lint docs demo-postgres demo-data lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

build: $(READY) ## check, dbt build, check --built, publish (VARS='{demo_data: false}' passes variables)
	@$(BIN)/steward build $(if $(VARS),--vars '$(VARS)')

test: $(READY) ## unit tests, proofs, DuckDB and PostgreSQL; under 8 minutes
	@$(BIN)/python -m pytest -n 2 --no-loadscope-reorder -m "not slow"

test-all: $(READY) ## what `make test` leaves out: long runs, the server with its audit log, benchmarks
	@$(BIN)/python -m pytest -n 2 --no-loadscope-reorder -m "slow and not bench"
	@$(BIN)/python -m pytest -m bench

check: $(READY) ## classification, policy, rendering: everything that needs no database
	@$(BIN)/steward check

views: $(READY) ## render staging and the five view families from the YAML and the policy seeds
	@$(BIN)/steward render

lint: $(READY) ## ruff, mypy, sqlfluff
	@$(BIN)/ruff check scripts tests/python && $(BIN)/ruff format --check scripts tests/python
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint models tests/dbt analyses --processes 2

docs: $(READY) ## one static page of models, columns and lineage: $$DW_HOME/docs/index.html
	@$(BIN)/steward docs

demo-postgres: $(READY) ## a PostgreSQL server with roles, three sessions and what is found; it is removed again
	@$(BIN)/steward demo-postgres

demo-data: $(READY) ## write seeds/demo again
	@$(BIN)/steward demo-data

lock: $(READY) ## resolve requirements.lock again from pyproject.toml
	@$(BIN)/python scripts/lock.py

clean: ## remove what the build made, the environment included; published files stay
	@rm -rf $(VENV) target logs .pytest_cache .hypothesis .mypy_cache .ruff_cache

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 to 3.13 with venv found; install one (Debian: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "making the environment in $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@
