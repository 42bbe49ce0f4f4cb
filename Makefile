# make demo    the answer for soldier A
# make test    every check, as in continuous integration
# make fuzz    the long random tests
# make clean   remove what the others made
#
# Needs Python 3.11 or newer and make; the first run fetches packages from the Python package index.

SHELL := /bin/sh
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq

.PHONY: demo test fuzz clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	@$(BIN)/pow-options assess kursk/soldier-a

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/pytest -n 2 --dist loadgroup

fuzz: $(VENV)/.installed-dev
	POW_OPTIONS_LONG=1 $(BIN)/pytest -n 2 --dist loadgroup -m long

# The stamps are older than pyproject.toml only when what must be installed has changed.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "installing pow-options into $(VENV) ..." >&2
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "installing pow-options and its development tools into $(VENV) ..." >&2
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "make: no '$(PYTHON)' found; install Python 3.11 or newer, or say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = ".".join(map(str, sys.version_info[:3])); \
	sys.exit(None if sys.version_info >= (3, 11) else "make: pow-options needs Python 3.11 or newer; $(PYTHON) is " + v \
	+ "; say make PYTHON=/path/to/a/newer/python")'
	@$(PYTHON) -m venv $(VENV)

# Removes the environment only if it is one.
clean:
	@if [ -f "$(VENV)/pyvenv.cfg" ]; then rm -rf "$(VENV)"; fi
	@rm -rf build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
