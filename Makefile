PYTHON ?= python3
PORT ?= $(or $(ONRECORD_PORT),8000)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV_VERSION := 0.13.9

.PHONY: run test check bench bench-all bench-hostile compiled fuzz load refit examples format lock clean

## run: serve on 127.0.0.1:$PORT (8000); sets .venv up the first time
run: $(VENV)/.run
	@exec $(BIN)/onrecord serve --port $(PORT)

## test: everything, whole-system tests included
test: $(VENV)/.dev
	$(BIN)/python -m pytest -q

## check: style, types, known vulnerabilities of dependencies
check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m deploy.audit

## bench: speed beside its peers and against the stored ratios, in three minutes
bench: $(VENV)/.bench
	$(BIN)/python -m bench

## bench-all: every size, peer and figure; writes docs/bench.md
bench-all: $(VENV)/.bench
	$(BIN)/python -m bench --all

## bench-hostile: searches for texts that cost more than they should
bench-hostile: $(VENV)/.bench
	$(BIN)/python -m bench --hostile

## compiled: a wheel in dist/ with the rules as C, tried against the corpora (gcc, Python's headers and six minutes); then `make bench` of it
compiled: $(VENV)/.compile
	rm -rf build/compiled && mkdir -p build/compiled
	cp -r pyproject.toml README.md LICENSE openapi.yaml service schemas tests bench build/compiled
	cd build/compiled && HATCH_BUILD_HOOK_ENABLE_MYPYC=true ../../$(BIN)/python -m hatchling build -t wheel -d ../../dist
	cd build/compiled && ONRECORD_COMPILED=1 ../../$(BIN)/python -m pytest -q tests/test_compiled.py tests/test_corpora.py tests/test_casualties.py tests/test_quotes.py tests/test_dates.py
	cd build/compiled && ../../$(BIN)/python -m bench

## fuzz: the long runs of what `make test` does in short
fuzz: $(VENV)/.dev
	FUZZ_EXAMPLES=200000 CONTRACT_EXAMPLES=20000 $(BIN)/python -m pytest -q tests/test_fuzz.py tests/test_contract_server.py

## load: a minute of mixed texts, slow clients and a killed worker
load: $(VENV)/.dev
	$(BIN)/python -m bench.load

## refit: the weights of the facts' confidence anew from the corpora
refit: $(VENV)/.dev
	$(BIN)/python -m service.refit

## examples: what /v1/rules and openapi.yaml show, anew from what the service does
examples: $(VENV)/.dev
	$(BIN)/python -m tests.generate_examples

format: $(VENV)/.dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

## lock: the lock files anew from pyproject.toml
lock:
	test -x .lock/bin/uv || { $(PYTHON) -m venv .lock && .lock/bin/python -m pip install -q uv==$(UV_VERSION); }
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --group build -o requirements-build.lock
	$(LOCK) pyproject.toml --group dev --group build --extra bulk --extra s3 --extra otel -o requirements-dev.lock
	$(LOCK) pyproject.toml --extra bench -c requirements-dev.lock -o requirements-bench.lock
	$(LOCK) --group compile -c requirements-dev.lock -o requirements-compile.lock
LOCK := .lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q

# A lock file that has not changed is not installed again: each stamp is newer than what it was made from.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	$(PIP) install -q --require-hashes -r requirements-build.lock
	$(PIP) install -q --require-hashes --no-build-isolation -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) install -q --require-hashes --no-build-isolation -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.run
	$(PIP) install -q --require-hashes --no-build-isolation -r requirements-bench.lock
	@touch $@

$(VENV)/.compile: requirements-compile.lock $(VENV)/.dev $(VENV)/.bench
	$(PIP) install -q --require-hashes --no-build-isolation -r requirements-compile.lock
	@touch $@

clean:
	rm -rf $(VENV) .lock build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
