# `make` lists the targets. Everything installs into .venv here; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed-run
DEVELOPER := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help practise serve check test format train train-encoder bench bench-moves bench-report bench-slack chaos curves picture clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

practise: $(INSTALLED) ## practise with an angry customer, here in the terminal
	@$(BIN)/tirade practise

serve: $(INSTALLED) ## serve Slack; docs/slack.md leads to the first practice
	@$(BIN)/tirade serve

check: $(DEVELOPER) ## format, lint, types, architecture contracts, content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tirade check
	$(BIN)/hadolint Dockerfile

test: $(DEVELOPER) ## run all tests
	$(BIN)/pytest -n auto

format: $(DEVELOPER) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: $(DEVELOPER) ## train the model that hears moves, from bot/lexicon
	$(BIN)/python -m bot.recognition.train

train-encoder: $(DEVELOPER) ## train what hears moves by the encoder; some minutes, needs the extra "encoder"
	$(BIN)/python -m bot.recognition.encoder.train

bench: $(DEVELOPER) ## measure what a turn costs
	$(BIN)/python bench/turns.py

bench-moves: $(DEVELOPER) ## measure how well moves are heard, each writer left out in turn
	$(BIN)/python bench/moves.py

bench-report: $(DEVELOPER) ## measure what a debrief costs as page, picture and PDF
	$(BIN)/python bench/report.py

bench-slack: $(DEVELOPER) ## measure turns a second in Slack beside a bare echo bot (some minutes)
	$(BIN)/python bench/slack

chaos: $(DEVELOPER) ## kill processes 50 times on each database, under load, and count what was lost (some minutes)
	PYTHONPATH=tests:tests/delivery $(BIN)/python bench/chaos.py
	PYTHONPATH=tests:tests/delivery $(BIN)/python bench/chaos_slack.py

curves: $(DEVELOPER) ## draw all scripted talks into build/curves.png
	$(BIN)/python bench/curves.py

picture: $(DEVELOPER) ## draw the README's picture from a real talk
	$(BIN)/python docs/picture.py

clean: ## throw away everything that was made here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tirade needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up, once: this takes about a minute."
	@$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEVELOPER): pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(INSTALLED)
