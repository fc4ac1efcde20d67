# Two commands do all on a fresh machine: `make verify` and `make test`.
#
#   make verify [FILE=image] [FORMAT=auto|xl|libxl|libxc] [PROFILE=spec|upstream|restore] [XEN=4.17]
#   make test [TESTS=tests/rules/test_rules.py]
#   make conformance [LANGUAGES="python go"] [STREAMS=dir]
#   make parsers LANGUAGE=java|all OUT=dir [PACKAGE=name]
#   make conformance-suite OUT=dir
#   make fuzz [SECONDS=60]
#   make zipapp [OUT=file]
#   make bench | bench-table | bench-hostile | lint | generate | check-generated | docs | check-docs | lock | clean
#
# PYTHON=python3.12 is what the virtual environment is made with, VENV=folder where it is.
FORMAT ?= auto
PROFILE ?= spec
TESTS ?= tests
VENV ?= .venv

# What the user says goes on through the environment as it is: make expands none of it, and the
# shell gets it as "$$FILE".
SAID = FILE FORMAT PROFILE XEN LANGUAGE LANGUAGES OUT PACKAGE STREAMS PYTHON VENV
$(foreach each,$(SAID),$(if $(filter undefined default,$(origin $(each))),,\
  $(eval override $(each) := $$(value $(each)))$(eval export $(each))))
# make's own folder is another one after `make -C`.
export XENSTREAM_PWD := $(value PWD)

$(foreach each,file format profile xen python venv,$(if $(filter command,$(origin $(each))),\
  $(error $(each)= is not known: it is written in capitals)))

BIN = "$$VENV/bin"
# A folder or file to be written or read is named from where the user stands, as FILE is.
FROM_THERE = for each in OUT STREAMS; do eval "said=\$$$$each"; case $$said in "" | /*) ;; \
  *) [ ! -d "$$XENSTREAM_PWD" ] || export "$$each=$$XENSTREAM_PWD/$$said" ;; esac; done

.PHONY: verify test coverage coverage-children mutants zipapp conformance conformance-table conformance-suite parsers bench \
  bench-table bench-hostile fuzz lint format \
  generate check-generated docs check-docs lock clean for-runtime for-tests for-extras for-lint

verify: for-runtime
	@$(BIN)/python tools/verify.py

test: for-extras tools/node_modules
	@[ -w . ] || export PYTEST_ADDOPTS="$$PYTEST_ADDOPTS -p no:cacheprovider"; \
	  $(BIN)/python -m pytest $(TESTS)

# The same streams in every language that has its tools here.
CONFORMANCE = $(BIN)/python tests/conformance/run.py \
  $${LANGUAGES:+--languages "$$LANGUAGES"} $${STREAMS:+--streams "$$STREAMS"}

conformance: for-tests tools/node_modules
	@[ -n "$$STREAMS" ] || $(BIN)/python tests/conformance/suite.py --check
	@$(FROM_THERE); $(CONFORMANCE)

conformance-table: for-tests tools/node_modules
	@$(BIN)/python tests/conformance/suite.py --manifest
	@$(FROM_THERE); $(CONFORMANCE) --write-table

conformance-suite: for-tests
	@$(FROM_THERE); $(BIN)/python tests/conformance/suite.py $${OUT:+"$$OUT"}

parsers: tools/node_modules
	@$(FROM_THERE); sh tools/parsers.sh "$$LANGUAGE" "$$OUT" "$$PACKAGE"

bench: for-tests
	@$(BIN)/python tools/bench.py --json .cache/bench.json
	@$(BIN)/python tools/bench_tee.py --json .cache/bench_tee.json

# README's table of what was measured last.
bench-table: for-tests
	@$(BIN)/python tools/bench_table.py .cache/bench.json .cache/bench_tee.json

# What the worst inputs known cost.
bench-hostile: for-tests
	@$(BIN)/python tools/bench_hostile.py --json .cache/bench_hostile.json

# With atheris, which is not there for every Python; without it, mutants are made without guidance.
SECONDS ?= 60
fuzz: for-tests
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
	  -r requirements/fuzz.txt 2>/dev/null || true
	@nice $(BIN)/python tools/fuzz.py --seconds "$(SECONDS)"

zipapp: for-runtime
	@$(FROM_THERE); $(BIN)/python tools/zipapp.py $${OUT:+"$$OUT"}

# The tests once more, and how much of src/ they run in their own process: children are not seen,
# and most of cli/ runs in those.
coverage: for-extras tools/node_modules
	@$(BIN)/python -m coverage run -m pytest $(TESTS)
	@$(BIN)/python -m coverage report --sort=cover | awk 'NR < 3 || /^TOTAL/ || $$NF + 0 < 95'

# The same with the children: slow, and no test of the tests, since those fail that look at a start.
CHILDREN = --rcfile=tools/coverage_children.toml
coverage-children: for-extras tools/node_modules
	@$(BIN)/python -m coverage run $(CHILDREN) -m pytest -q $(TESTS) || true
	@$(BIN)/python -m coverage combine --quiet $(CHILDREN)
	@$(BIN)/python -m coverage report $(CHILDREN) --sort=cover | awk 'NR < 3 || /^TOTAL/ || $$NF + 0 < 95'

# One edit of src/ at a time: do the tests notice? Not part of CI.
mutants: for-tests
	@$(BIN)/python tools/mutants.py $(MUTANTS)

lint: for-lint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: for-lint
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

generate: tools/node_modules
	node tools/generate.mjs

check-generated: tools/node_modules
	sh tools/check_generated.sh

docs: for-tests tools/node_modules
	@node tools/format_doc.mjs --write
	@$(BIN)/python tools/rule_examples.py --write
	@$(BIN)/python tools/write_findings.py --write
	@$(BIN)/python tools/compatibility.py --write
	@$(BIN)/python tools/redact_table.py --write
	@XENSTREAM=$(BIN)/xenstream sh tools/check_docs.sh --write

check-docs: for-tests tools/node_modules
	@node tools/format_doc.mjs
	@$(BIN)/python tools/rule_examples.py
	@$(BIN)/python tools/compatibility.py
	@$(BIN)/python tools/redact_table.py
	@XENSTREAM=$(BIN)/xenstream sh tools/check_docs.sh

# Every version that is installed, one for all Pythons, with the sums of its files.
lock: for-runtime
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@for each in runtime test extras lint lock fuzz; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.9 \
	    --fork-strategy fewest --no-annotate --generate-hashes --allow-unsafe \
	    --custom-compile-command "make lock" \
	    --output-file requirements/$$each.txt requirements/$$each.in || exit; done

clean:
	@sh tools/setup.sh clean
	rm -rf .cache tools/node_modules

# The virtual environment, as far as each target needs it.
for-runtime:
	@sh tools/setup.sh runtime

for-tests: for-runtime
	@sh tools/setup.sh test

# Without them the extras' tests are skipped, by name.
for-extras: for-tests
	@sh tools/setup.sh extras || echo "what needs the extras is skipped"

for-lint: for-tests
	@sh tools/setup.sh lint

# Without Node the tests that need it are skipped, by name.
tools/node_modules: tools/package-lock.json
	@if ! command -v npm >/dev/null; then \
	  echo "npm is not here: what needs Node is skipped, or fails"; \
	elif ! (cd tools && npm ci --loglevel=error --no-audit --no-fund >/dev/null && touch node_modules); then \
	  rm -rf tools/node_modules; \
	  echo "npm could not install the compiler: what needs Node is skipped, or fails"; fi
