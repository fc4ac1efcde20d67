# Two commands do all on a fresh machine: `make verify` and `make test`.
#
#   make verify [FILE=image] [FORMAT=auto|xl|libxl|libxc] [PROFILE=spec|upstream]
#   make test [TESTS=tests/test_rules.py]
#   make bench | lint | generate | check-generated | clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FORMAT ?= auto
PROFILE ?= spec
TESTS ?= tests
SAMPLES := .cache/samples

.PHONY: verify test bench lint format generate check-generated clean

verify: $(VENV)/.runtime
ifdef FILE
	@$(BIN)/xenstream verify --format $(FORMAT) --profile $(PROFILE) -- "$(FILE)"
else
	@$(BIN)/python tools/samples.py $(SAMPLES)
	@cd $(SAMPLES) && $(CURDIR)/$(BIN)/xenstream verify --format $(FORMAT) --profile $(PROFILE) *.img
endif

test: $(VENV)/.test tools/node_modules
	@$(BIN)/python -m pytest $(TESTS)

bench: $(VENV)/.test
	@$(BIN)/python tools/bench.py --json .cache/bench.json
	@$(BIN)/python tools/bench_tee.py --json .cache/bench_tee.json

lint: $(VENV)/.lint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.lint
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

generate: tools/node_modules
	node tools/generate.mjs

check-generated: tools/node_modules
	sh tools/check_generated.sh

clean:
	rm -rf $(VENV) .cache tools/node_modules

# The virtual environment, as far as each target needs it. Compiled once: where Python may not
# write its caches by itself, every start would compile anew.
$(VENV)/.runtime: pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q src generated $(VENV)/lib/python*/site-packages/kaitaistruct.py
	@touch $@

$(VENV)/.test: $(VENV)/.runtime requirements/test.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/test.txt
	@touch $@

$(VENV)/.lint: $(VENV)/.test requirements/lint.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/lint.txt
	@touch $@

# Without Node the tests that need it are skipped, by name.
tools/node_modules: tools/package-lock.json
	@if command -v npm >/dev/null; then \
	  cd tools && npm ci --silent --no-audit --no-fund && touch node_modules; \
	else echo "npm is not here: the tests that need Node will be skipped"; fi
