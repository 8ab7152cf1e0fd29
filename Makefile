# Warta: `make demo` and `make test` need Python 3.11+ and make; everything else comes into .venv/
PYTHON ?= python3
BIN = .venv/bin

.PHONY: demo test check gold tools fixtures-wordpress lock clean help
.DEFAULT_GOAL := help

help:            ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */  /'

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Warta needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: .venv/ready  ## replay the bundled archive of Poroscelebes and show its articles
	@rm -rf data/demo
	$(BIN)/warta replay fixtures/poroscelebes --data data/demo --show

TESTS = $(BIN)/python -m pytest --numprocesses auto --dist loadfile
test: .venv/ready  ## all tests that need nothing but this repository
	$(TESTS)

check: .venv/ready  ## linters, types, tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(TESTS)

REPLAYWEBPAGE = 2.5.3
.venv-tools/ready: tests/interop/requirements.txt
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@if command -v npm >/dev/null; then cd .venv-tools && npm pack --silent replaywebpage@$(REPLAYWEBPAGE) && tar xzf replaywebpage-*.tgz; \
	else echo "no npm: the test with ReplayWeb.page will be skipped"; fi
	@touch $@

tools: .venv-tools/ready  ## pywb, py-wacz and ReplayWeb.page, which tests/interop opens the archive with where they are

gold: .venv/ready  ## score of the text rules on the labelled texts
	$(BIN)/python -m tests.gold.score

lock: .venv/ready  ## resolve the dependencies anew into constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --extra dev --no-header --no-annotate --no-emit-index-url --output-file constraints.txt pyproject.toml

clean:           ## remove the environment and the demo's data
	rm -rf .venv .venv-tools data/demo
