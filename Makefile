# Two commands: `make run` and `make test`. Both work twice, and offline after the first time.

VENV    := .venv
PYTHON  ?= python3
BIN     := $(VENV)/bin
UV      := $(BIN)/uv
LOCK    := $(UV) pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
           --override requirements/overrides.txt

SEED    ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test check lint lock bench chaos fuzz audit texts clean

help:  ## What can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/runtime.done  ## Install what is missing, then run the whole job over the demo scans
	@$(BIN)/countersign demo

test: $(VENV)/develop.done  ## Install what the tests need, then run every check and test
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/develop.done  ## Format, lint, types and import contracts only
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/develop.done  ## Accuracy and speed on purpose; INVOICES=, DOCUMENTS=; see docs/accuracy.md, docs/speed.md
	@$(BIN)/python -m tests.benchmarks generated
	@$(BIN)/python -m tests.benchmarks reading
	@$(BIN)/python -m tests.benchmarks ledgers --count $(or $(INVOICES),5000000)
	@$(BIN)/python -m tests.benchmarks sealed
	@$(BIN)/python -m tests.benchmarks machines
	@$(BIN)/python -m tests.benchmarks console --count $(or $(DOCUMENTS),10000000)

fuzz: $(VENV)/develop.done  ## Hostile files, parsers under fire, every operation of the API; EXAMPLES=, SEED=
	@$(BIN)/python -m tests.hostile_runs --count 3000
	@$(BIN)/python -m tests.hostile_runs --bombs
	@$(BIN)/python -m pytest -q -n auto --hypothesis-profile=fuzz tests/unit/test_files_under_fire.py tests/unit/test_texts_under_fire.py
	@$(BIN)/python -m tests.fuzzing.api $(or $(EXAMPLES),200) $(SEED)

audit: $(VENV)/runtime.done  ## Hold installed packages against the lock, and the lock against known vulnerabilities
	@ADVISORIES=$(ADVISORIES) sh deploy/audit.sh $(BIN)

chaos: $(VENV)/develop.done  ## 10,000 faults and 300 kills, for an hour or more; see docs/faults.md
	@mkdir -p .chaos
	@$(BIN)/python -m tests.chaos.storm faults --seed $(SEED) --log .chaos/faults.jsonl
	@$(BIN)/python -m tests.chaos.storm every --seed $(SEED) --log .chaos/every.jsonl
	@$(BIN)/python -m tests.chaos.storm kills --seed $(SEED) --log .chaos/kills.jsonl
	@$(BIN)/python -m tests.chaos.storm full --seed $(SEED)

texts: $(VENV)/develop.done  ## Bring the catalogues up to date with the texts, and name what is to be translated
	@$(BIN)/python -m countersign.language

lock:  ## Pin anew what pyproject.toml names
	@$(BIN)/python -m pip install -q uv
	$(LOCK) pyproject.toml --group build -o requirements/runtime.txt
	$(LOCK) --group develop -c requirements/runtime.txt -o requirements/develop.txt

clean:  ## Remove what was installed and the demo's home
	rm -rf $(VENV) .countersign-demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/system.done: deploy/system-packages.txt deploy/install-system.sh
	@sh deploy/install-system.sh deploy/system-packages.txt
	@mkdir -p $(VENV) && touch $@

$(VENV)/runtime.done: $(VENV)/system.done requirements/runtime.txt pyproject.toml
	@sh deploy/install-python.sh $(PYTHON) $(VENV) requirements/runtime.txt
	@touch $@

$(VENV)/tests-system.done: $(VENV)/system.done deploy/test-packages.txt
	@sh deploy/install-system.sh deploy/test-packages.txt
	@touch $@

$(VENV)/develop.done: $(VENV)/tests-system.done $(VENV)/runtime.done requirements/develop.txt
	@sh deploy/install-python.sh $(PYTHON) $(VENV) requirements/runtime.txt requirements/develop.txt
	@touch $@
