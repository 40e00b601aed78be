# Partners. `make help` says what there is.
PYTHON ?= python3
BIN := .venv/bin
export FLASK_APP = wsgi

.PHONY: help run test bench lint format pins catalogue

help: ## One line each
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/installed ## Make ready and serve on http://127.0.0.1:8000 (HOST, PORT); Ctrl-C stops all
	@exec $(BIN)/flask serve

test: .venv/installed-dev ## The whole suite, on every database and browser that is here (REQUIRE_ALL=1: all must be)
	@$(BIN)/flask compile-catalogues
	@$(BIN)/pytest -q -n $${TEST_WORKERS:-2} --dist worksteal

bench: .venv/installed-dev ## How fast it is, with 100,000 partners (BENCH_SCALE=0.1, BENCH_DATABASE=sqlite); docs/benchmarks.md
	@$(BIN)/flask compile-catalogues
	@$(BIN)/python -m tests.bench; pages=$$?; \
	[ "$${BENCH_DATABASE:-}" = sqlite ] || $(BIN)/python -m tests.bench.maps || pages=1; exit $$pages

lint: .venv/installed-dev ## Style, types, floors and rooms, templates, security, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/bandit -q -r partners -c pyproject.toml
	$(BIN)/python -m tests.support.catalogue

format: .venv/installed-dev ## Put the code into its one style
	$(BIN)/ruff check --fix -q . || true
	$(BIN)/ruff format .

catalogue: .venv/installed-dev ## Take new sentences from the code into the Korean catalogue
	@pot=$$(mktemp); $(BIN)/pybabel -q extract -F babel.cfg -k _l -k _n:1,2 --no-location --sort-output -o $$pot . && \
	$(BIN)/pybabel -q update -i $$pot -d partners/translations --no-fuzzy-matching --ignore-obsolete --no-wrap; rm -f $$pot

pins: .venv/installed-dev ## Pin the dependencies anew, with hashes
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --upgrade requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt

.venv/installed: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Partners runs on (once) …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what the tests need (once) …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
