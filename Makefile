# make run, make test: each does all of its own set-up. make check: the inner loop.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: run test check lint messages lock bench soak faults calibration attacks fuzz findings newest audit dist demo clean \
  browser postgres java papers compiler

run: $(VENV)/.runs
	$(BIN)/python -m tracker app

demo: $(VENV)/.runs
	$(BIN)/python -m tracker app --demo

# By uv in seconds where it is there, else by pip, which leaves compiling to the first start.
install = if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python $(1); \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile $(1); fi

# What running needs and nothing else.
$(VENV)/.runs: run.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11")'
	@if command -v uv >/dev/null; then uv venv --quiet --clear --python "$$(command -v $(PYTHON))" $(VENV); \
	else $(PYTHON) -m venv --clear $(VENV); fi
	@$(call install,--require-hashes -r run.lock)
	touch $@

# The rest: what tests, checks, publishing and other databases need.
$(VENV)/.ready: $(VENV)/.runs requirements.lock
	@$(call install,--require-hashes -r requirements.lock)
	@$(call install,--no-deps --no-build-isolation -e .)
	touch $@

# The browser, PostgreSQL, Java (for Spark) and bookkeeping programs that the tests need: by apt where we are root on Debian, else a sentence.
browser:
	@sh tests/setup_system.sh chromium
postgres:
	@sh tests/setup_system.sh postgresql
java:
	@sh tests/setup_system.sh java
papers:
	@sh tests/setup_system.sh papers
compiler:
	@sh tests/setup_system.sh compiler

lint: $(VENV)/.ready
	$(BIN)/ruff check tracker tests bench tools
	$(BIN)/ruff format --check tracker tests bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tracker.store.freeze --check

# Bytecode is kept whatever the machine's habit is: tests start hundreds of processes, each of which would compile all it loads.
check: lint
	PYTHONDONTWRITEBYTECODE= HYPOTHESIS_PROFILE=fast $(BIN)/pytest -n $(JOBS) -m "not e2e and not engine and not slow"

test: lint browser postgres java papers compiler
	PYTHONDONTWRITEBYTECODE= HYPOTHESIS_PROFILE=ci $(BIN)/pytest -n $(JOBS) --dist loadgroup

# Bring the catalogues of messages up to date with the code.
messages: $(VENV)/.ready
	$(BIN)/python -m tools.messages

bench: $(VENV)/.ready
	$(BIN)/python -m bench
	$(BIN)/python -m bench.releases
	$(BIN)/python -m bench.sizes
	$(BIN)/python -m bench.growth
	$(BIN)/python -m bench.papers
	$(BIN)/python -m bench.crowd
	$(BIN)/python -m bench.encrypted

# Two windows and a command line on one ledger, five minutes; then kills, damaged logs, hostile files, strangers.
soak: $(VENV)/.ready
	$(BIN)/python -m bench.soak
	$(BIN)/python -m bench.trials

# A ledger on a disk that fails, and on one whose power goes; about half an hour.
faults: $(VENV)/.ready compiler
	$(BIN)/python -m bench.faults

# How often the intervals hold what is true, and the prospect what comes; about half an hour.
calibration: $(VENV)/.ready
	$(BIN)/python -m bench.calibration
	$(BIN)/python -m bench.prospect --jobs $(JOBS)
	$(BIN)/python -m bench.bound
	$(BIN)/python -m bench.rates

# What somebody who wants to find a person in a release would try, with its rates.
attacks: $(VENV)/.ready
	$(BIN)/python -m bench.attacks

# Spoiled contribution files, exports and lines of words: each is taken whole, or refused with a sentence.
fuzz: $(VENV)/.ready
	$(BIN)/python -m bench.fuzz

# What other people's libraries and formats do otherwise than one would guess: by hand, from the package index.
findings:
	@for script in findings/*.sh; do echo "$$script"; sh "$$script" || exit 1; done

# The inner loop on the newest versions that the bounds in pyproject.toml allow, in an environment of its own.
NEWEST := .venv-newest
newest: $(VENV)/.ready
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(NEWEST)
	$(BIN)/uv pip install --quiet --python $(NEWEST)/bin/python --all-extras --group dev -r pyproject.toml
	$(BIN)/uv pip install --quiet --python $(NEWEST)/bin/python --no-deps --no-build-isolation -e .
	HYPOTHESIS_PROFILE=fast $(NEWEST)/bin/pytest -n $(JOBS) -m "not e2e and not engine and not slow"

# Known weaknesses in the locked packages; without a network: make audit ADVISORIES=all.zip, OSV's file for PyPI.
audit: $(VENV)/.ready
	$(BIN)/uv run --quiet --script tools/audit.py $(ADVISORIES)

# What is released, the same bytes for the same commit: wheel, source, what it needs (CycloneDX), checksums.
dist: $(VENV)/.ready
	$(BIN)/uv run --quiet --script tools/make_dist.py

lock: $(VENV)/.ready
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --all-extras --group dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header -c requirements.lock pyproject.toml -o run.lock

clean:
	rm -rf $(VENV) $(NEWEST) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist build
