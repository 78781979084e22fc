PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 24

$(VENV)/.locked: requirements/dev.txt
	@$(PYTHON) cms/local/install.py && touch $@

install: $(VENV)/.locked  ## The environment from its lock

run: install  ## Everything, for this machine; Ctrl-C stops it
	@$(PY) -m cms.local run

start: install  ## PostgreSQL and Valkey only
	@$(PY) -m cms.local start

stop: install  ## Stop what start started
	@$(PY) -m cms.local stop

test: install  ## The whole suite
	@$(VENV)/bin/pytest -n auto --maxprocesses 6

lint: install types  ## Style, floors and types
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/lint-imports

types: install  ## Types only
	@$(VENV)/bin/mypy

house: install  ## The house's own rules only
	@$(VENV)/bin/pytest tests/house

check-production-shape: install  ## Database and job tests on Debian's PostgreSQL and RabbitMQ
	@$(PY) -m cms.local.production_shape

big-trust: install  ## The trusts of 10,000 and 100,000 people for the benchmarks
	@$(PY) -m benchmarks.big_trust --people 10000 && $(PY) -m benchmarks.big_trust

bench: install  ## The figures of speed, each beside a limit of the same run
	@$(PY) -m benchmarks.bench --people 10000 && $(PY) -m benchmarks.bench

permissions: install  ## docs/permissions.md anew from the screens and rules
	@$(PY) manage.py permissions > docs/permissions.md

LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-header

lock:  ## The requirements anew from pyproject.toml
	$(LOCK) pyproject.toml -o requirements/production.txt
	$(LOCK) pyproject.toml --group local --group test --group e2e --group lint -c requirements/production.txt -o requirements/dev.txt

.PHONY: help big-trust bench permissions install run start stop test lint types house lock check-production-shape
