# Two commands do all on a fresh machine: `make verify` and `make test`.
#
#   make verify [FILE=image] [FORMAT=auto|xl|libxl|libxc] [PROFILE=spec|upstream|restore] [XEN=4.17]
#   make test [TESTS=tests/test_rules.py]
#   make conformance [LANGUAGES="python go"] [STREAMS=dir]
#   make parsers LANGUAGE=java|all OUT=dir [PACKAGE=name]
#   make conformance-suite OUT=dir
#   make bench | lint | generate | check-generated | docs | check-docs | lock | clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FORMAT ?= auto
PROFILE ?= spec
HOW = --config "" --format $(FORMAT) --profile $(PROFILE) $(if $(XEN),--xen $(XEN))
TESTS ?= tests
SAMPLES := .cache/samples

.PHONY: verify test conformance conformance-table conformance-suite parsers bench lint format \
  generate check-generated docs check-docs lock clean

verify: $(VENV)/.runtime
ifdef FILE
	@$(BIN)/xenstream verify $(HOW) -- "$(FILE)"
else
	@$(BIN)/python tools/samples.py $(SAMPLES)
	@cd $(SAMPLES) && $(CURDIR)/$(BIN)/xenstream verify $(HOW) *.img
endif

test: $(VENV)/.test tools/node_modules
	@$(BIN)/python -m pytest $(TESTS)

# The same streams in every language that has its tools here.
CONFORMANCE = $(BIN)/python tests/conformance/run.py \
  $(if $(LANGUAGES),--languages "$(LANGUAGES)") $(if $(STREAMS),--streams "$(STREAMS)")

conformance: $(VENV)/.test tools/node_modules
	@$(if $(STREAMS),,$(BIN)/python tests/conformance/suite.py --check)
	@$(CONFORMANCE)

conformance-table: $(VENV)/.test tools/node_modules
	@$(BIN)/python tests/conformance/suite.py --manifest
	@$(CONFORMANCE) --write-table

conformance-suite: $(VENV)/.test
	@$(BIN)/python tests/conformance/suite.py $(if $(OUT),"$(OUT)")

parsers: tools/node_modules
	@sh tools/parsers.sh "$(LANGUAGE)" "$(OUT)" "$(PACKAGE)"

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

docs: $(VENV)/.test tools/node_modules
	@node tools/format_doc.mjs --write
	@$(BIN)/python tools/rule_examples.py --write
	@XENSTREAM=$(BIN)/xenstream sh tools/check_docs.sh --write

check-docs: $(VENV)/.test tools/node_modules
	@node tools/format_doc.mjs
	@$(BIN)/python tools/rule_examples.py
	@XENSTREAM=$(BIN)/xenstream sh tools/check_docs.sh

# Every version that tests and linters are run with, one for all Pythons.
lock: $(VENV)/.runtime
	@$(BIN)/pip install --quiet --disable-pip-version-check uv
	@for each in test lint; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.9 \
	    --fork-strategy fewest --no-annotate --custom-compile-command "make lock" \
	    --output-file requirements/$$each.txt requirements/$$each.in || exit; done

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
	@if ! command -v npm >/dev/null; then \
	  echo "npm is not here: what needs Node is skipped, or fails"; \
	elif ! (cd tools && npm ci --loglevel=error --no-audit --no-fund >/dev/null && touch node_modules); then \
	  rm -rf tools/node_modules; \
	  echo "npm could not install the compiler: what needs Node is skipped, or fails"; fi
