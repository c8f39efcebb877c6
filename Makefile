# Qifu. `make run` and `make test` need Python 3.11+ and make, nothing else.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet install --require-hashes --no-deps
CHECKED := config qifu scripts tests bench conftest.py manage.py

.PHONY: run test check bench survival journeys format messages lock clean

run: $(VENV)/.run           ## set up what is missing and serve the demonstration district
	@QIFU_DEMONSTRATION=$${QIFU_DEMONSTRATION-1} $(BIN)/python manage.py up

test: $(VENV)/.test         ## the test suite (SQLite; DATABASE_URL for another)
	@$(BIN)/python scripts/messages.py --compile
	@$(BIN)/pytest -n auto --dist worksteal -m "not journey" $(ARGS)

journeys: $(VENV)/.test     ## the real system in a real browser (needs chromium)
	@$(BIN)/python scripts/assets.py
	@$(BIN)/python scripts/messages.py --compile
	@$(BIN)/pytest -m journey tests/journeys $(ARGS)

check: $(VENV)/.check       ## lint, templates, types, layers, migrations, translations
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/mypy config qifu scripts
	$(BIN)/lint-imports --no-logo
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python scripts/messages.py --check

bench: $(VENV)/.test        ## measure beside the raw SQL floor; writes bench/results.md
	@$(BIN)/python scripts/assets.py
	@$(BIN)/python scripts/messages.py --compile
	@$(BIN)/python -m bench $(ARGS)

survival: $(VENV)/.test     ## kill, fill, press at once, back up and restore: the long forms (SQLite; DATABASE_URL for another)
	@$(BIN)/python scripts/assets.py
	@QIFU_SURVIVAL=long $(BIN)/pytest tests/survival $(ARGS)

format: $(VENV)/.check      ## bring code and templates into the house's form
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/djade --target-version 5.2 $$(git ls-files '*.html')

messages: $(VENV)/.run      ## extract and compile the translations
	$(BIN)/python scripts/messages.py

lock:                       ## renew the locks from requirements/*.in (needs uv)
	for name in run test check; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --quiet requirements/$$name.in -o requirements/$$name.txt || exit 1; done

clean:                      ## remove what can be made again; the data stays
	rm -rf $(VENV) static/dist static/collected assets/node_modules

$(VENV)/.run: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Qifu needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make run PYTHON=python3.12")'
	@test -x $(BIN)/python || { echo "Making the virtual environment ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing Qifu's parts (once) ..."
	@$(PIP) -r requirements/run.txt
	@$(BIN)/pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@$(PIP) -r requirements/test.txt
	@touch $@

$(VENV)/.check: requirements/check.txt $(VENV)/.test
	@$(PIP) -r requirements/check.txt
	@touch $@
