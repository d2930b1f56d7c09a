# The project's tasks. Needs GNU make and Python 3.11 or newer; everything else goes into .venv.
#
#   make run ROUTINE=my-routine.yaml     a routine of your own, at once
#   make test ARGS="-k timeline -x"      further words for pytest
#   make test PYTHON=python3.13          another Python (after `make clean`)

PYTHON  ?=
ROUTINE ?=
KILLS   ?= 200
FUZZ    ?= 100000
ARGS    ?=

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV   := .uv/bin/uv

COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --custom-compile-command "make lock"

# Two more than there are processors: many tests wait for a terminal, in real time.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1) + 2)
# Each has a sound server of its own, and most of them wait for what is to be heard.
LISTENERS ?= 2
export PYTHON KILLS FUZZ

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help run test check check-format check-lint check-types check-imports \
        bench kills fuzz rig mutants contact-sheet schemas format lock wheel clean

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

# The session itself says how it ended; that it ended early (3, 4, 5) is no mistake of make's.
run: $(VENV)/.run ## set up what is needed and open the coach
	@$(BIN)/coach $(if $(ROUTINE),play $(ROUTINE)) || case $$? in 3|4|5) ;; *) exit 1;; esac

test: $(VENV)/.dev ## set up what is needed and run the tests
	@echo "==> Tests"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --ignore tests/adapters/audio $(ARGS)
	@echo "==> Tests that listen, and want it quiet"
	@$(BIN)/python -m pytest -n $(LISTENERS) --dist worksteal tests/adapters/audio $(ARGS)

check: check-format check-lint check-types check-imports test ## format, lint, types, imports, tests

check-format: $(VENV)/.dev
	@echo "==> Format"
	@$(BIN)/ruff format --check

check-lint: $(VENV)/.dev
	@echo "==> Lint"
	@$(BIN)/ruff check

check-types: $(VENV)/.dev
	@echo "==> Types"
	@$(BIN)/python -m mypy

check-imports: $(VENV)/.dev
	@echo "==> Imports"
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.dev ## measure: cues on time, the disk, the start-up
	@echo "==> Benchmarks"
	@$(BIN)/python -m pytest -m bench $(ARGS) tests/bench

kills: $(VENV)/.dev ## kill $KILLS sessions (200) at random moments and resume them
	@echo "==> $(KILLS) killed sessions"
	@$(BIN)/python -m pytest -m kills $(ARGS)

fuzz: $(VENV)/.dev ## read $FUZZ files that no person wrote (100000); FUZZ_SEED=... again
	@echo "==> $(FUZZ) files that no person wrote"
	@$(BIN)/python -m pytest -m fuzz -o faulthandler_timeout=1800 $(ARGS) tests/adapters/library

rig: $(VENV)/.dev ## hear a whole session at a sound server of its own
	@echo "==> A whole session, heard"
	@$(BIN)/python -m pytest -m rig -o faulthandler_timeout=900 $(ARGS)

mutants: $(VENV)/.dev ## change every safety rule: does a test notice? (ARGS=--only, --every)
	@echo "==> Mutants"
	@$(BIN)/python -m tools.mutants $(ARGS)

contact-sheet: $(VENV)/.dev ## draw every pose of every exercise, to look at them
	@$(BIN)/python -m tools.contact_sheet build/contact-sheet.svg

schemas: $(VENV)/.dev ## make the JSON Schemas of the files from their models
	@$(BIN)/python -m tools.make_schemas

format: $(VENV)/.dev ## format the code and mend what lint can mend
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

wheel: $(VENV)/.run ## build the wheel into dist/
	@echo "==> Building the wheel"
	@rm -rf dist
	@$(BIN)/python -m hatchling build -t wheel

lock: $(UV) ## pin the dependencies in requirements/ (ARGS=--upgrade for the newest)
	@echo "==> Locking the dependencies"
	@$(COMPILE) $(ARGS) pyproject.toml --group dev --group build -o requirements/dev.txt
	@$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	@$(COMPILE) --group build -c requirements/dev.txt -o requirements/build.txt

clean: ## remove everything that make has made
	@rm -rf $(VENV) .uv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache
	@find coach tests tools -type d -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@tools/venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements/build.txt requirements/run.txt pyproject.toml
	@echo "==> Installing what coach needs"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "==> Installing what the tests and checks need"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(UV):
	@tools/venv .uv
	@echo "==> Installing the tool that locks"
	@.uv/bin/python -m pip --disable-pip-version-check --quiet install 'uv==0.13.8'
