# setup, app, test, check, bench, screenshots, verdicts: the only words to know.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export HF_HUB_OFFLINE := 1

.PHONY: setup app test check quick bench screenshots verdicts clean
.DEFAULT_GOAL := help

help:
	@echo "make app [PORT=8501]   install if need be, ingest the catalogue, open the page"
	@echo "make test              install if need be, check and run every test"
	@echo "make check             lint, types and import rules"
	@echo "make quick             the tests that take no time"
	@echo "make bench             speed, as ratios measured side by side"
	@echo "make screenshots       the pictures of the pages in docs/screenshots"
	@echo "make verdicts          run every demo over its seeds and record the verdicts"

setup: $(STAMP)

# torch comes first, so that nothing after it can pull in another build.
$(STAMP): pyproject.toml constraints.txt setup.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

app: setup
	$(BIN)/litmus ingest
	$(BIN)/litmus app --port $(PORT)

test: check
	$(BIN)/python -m pytest -q -rR -n 2 --dist loadgroup

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

quick: setup
	$(BIN)/python -m pytest -q -m 'not slow'

bench: setup
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench_demos
	$(BIN)/python -m evals.bench_pages

screenshots: setup
	$(BIN)/python -m evals.screenshots

verdicts: setup
	OMP_NUM_THREADS=1 $(BIN)/python -m demos.verdicts

clean:
	rm -rf $(VENV) build *.egg-info
