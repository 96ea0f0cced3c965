# `make run` and `make test` are all one needs; `make help` lists the rest.
# Every path is relative, so that a clone works wherever it lies, with a space in its path too.

PORT ?= 8501
ADDRESS ?= localhost

PY := .venv/bin/python
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev setup test lint format types unit bench lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: .venv/.run ## Start the dashboard on http://localhost:8501 (PORT=…, ADDRESS=…)
	@exec $(PY) -m streamlit run dashboard.py --server.port $(PORT) --server.address $(ADDRESS)

dev: .venv/.run ## The same, and follow changes of the program while it runs
	@exec $(PY) -m streamlit run dashboard.py --server.port $(PORT) --server.address $(ADDRESS) \
	    --server.fileWatcherType auto --server.runOnSave true --client.showErrorDetails full

test: lint types unit ## Set up, then lint, check types and docstrings, and run all tests

setup: .venv/.dev ## Make .venv with everything that the app, the tests and the tools need

lint: .venv/.dev ## Lint, formatting, docstrings
	$(PY) -m ruff check
	$(PY) -m ruff format --check

format: .venv/.dev ## Format, and mend what ruff can mend
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

types: .venv/.dev ## Check types (mypy, strict)
	$(PY) -m mypy

unit: .venv/.dev ## Run the tests alone (T="tests/geo -k name" for some)
	$(PY) -m pytest $(T)

bench: .venv/.dev ## Run the benchmarks
	$(PY) -m pytest tests/benchmarks -m bench --benchmark-disable-gc $(T)

clean: ## Remove .venv and all caches
	rm -rf .venv .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	rm -rf tests/browser/failures
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp is newer than its lock file once that is installed, so a second
# `make run` asks no installer anything. uv is used when there is one; pip does as well.

ifdef UV
INSTALL := UV_COMPILE_BYTECODE_TIMEOUT=600 uv pip install --quiet --python $(PY) --compile-bytecode
else
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-warn-script-location
endif

.venv/.python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Setting up .venv with $$("$$python" --version) (once; it takes a minute or so)"; \
	        "$$python" -m venv --clear .venv && touch $@ && exit 0; \
	        echo "$$python can make no virtual environment; on Debian: apt-get install python3-venv" >&2; \
	        exit 1; \
	    fi; \
	done; \
	echo "Waybill needs Python 3.11 or newer, as python3 or by make PYTHON=/path/to/python" >&2; exit 1

.venv/.run: requirements.lock pyproject.toml | .venv/.python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: tests/requirements.lock .venv/.run
	$(INSTALL) --require-hashes -r tests/requirements.lock
	@touch $@

# The lock files hold for Python 3.11 and newer on every system; needs uv. UPGRADE=1 takes new versions.

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: ## Pin the versions of pyproject.toml anew (needs uv; UPGRADE=1 for the newest)
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --output-file tests/requirements.lock
