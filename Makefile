# One command each, the same on a laptop and in CI. `make help` lists them.

PYTHON ?= python3
VENV   ?= .venv
INDEX  ?= build/index
RUN    ?= build/runs/lanzhou_20
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip
TORCH  := torch==2.13.0
# What is downloaded, with its size and a bar.
DOWNLOAD := $(PIP) install --progress-bar on

.DEFAULT_GOAL := help
.PHONY: help install chat test test-slow check build lock evaluate benchmark index clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# torch first: its CPU build weighs about 200 MB; on Linux, PyPI's brings gigabytes of CUDA along.
# A configured wheel directory is asked first, then PyTorch's own CPU index, then plain PyPI.
$(VENV)/torch:
	@echo "Making $(VENV); about 600 MB are downloaded once, of which torch's CPU build is 200 MB."
	@$(PYTHON) -m venv $(VENV)
	@if [ "$$(uname -s)" = Linux ]; then \
	  $(DOWNLOAD) --no-deps "$(TORCH)+cpu" 2>/dev/null \
	  || $(DOWNLOAD) --no-deps --retries 0 --timeout 15 \
	       --index-url https://download.pytorch.org/whl/cpu "$(TORCH)+cpu" 2>/dev/null \
	  || echo "No CPU build of torch found: the default build will be downloaded (several GB)."; \
	fi
	@touch $@

$(VENV)/app: pyproject.toml constraints.txt | $(VENV)/torch
	@echo "Installing govreport-qa and what it needs, about 400 MB where nothing is there yet."
	@$(DOWNLOAD) -c constraints.txt -e .
	@touch $@

$(VENV)/dev: pyproject.toml constraints.txt | $(VENV)/torch
	@echo "Installing what tests, checks and training need besides."
	@$(DOWNLOAD) -c constraints.txt -e '.[dev,mcp,train,langchain,llamaindex,haystack,qdrant]'
	@touch $(VENV)/app $@

install: $(VENV)/app  ## install into .venv

index: install
	@$(BIN)/govreport index seeds --index $(INDEX)

# Where there is a screen, a browser is opened too.
OPEN := $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s)),--open)

chat: index  ## index seeds/ and open the chat page
	$(BIN)/govreport chat --index $(INDEX) $(OPEN)

test: $(VENV)/dev  ## run the tests, but for the slow ones
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-slow: $(VENV)/dev  ## run the slow tests
	$(BIN)/python -m pytest -m slow

check: $(VENV)/dev  ## formatting, lint, types, known weaknesses of what is pinned
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m supply_chain.audit

build: $(VENV)/dev  ## the wheel and its bill of materials (CycloneDX), in dist/
	rm -rf build/lib build/bdist.*
	$(PIP) wheel --quiet --no-deps --wheel-dir dist .
	$(BIN)/python -m supply_chain.materials dist/govreport-qa.cdx.json

# With hashes of every file of what constraints.txt pins and the product needs; universal.
lock: $(VENV)/dev  ## write requirements.lock anew from constraints.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --constraints constraints.txt --quiet --no-annotate --no-header --output-file requirements.lock

evaluate: index  ## answer the 20 questions of seeds/testsets and score them
	$(BIN)/govreport evaluate seeds/testsets/lanzhou_20.jsonl --index $(INDEX) --output $(RUN)

benchmark: $(VENV)/dev  ## measure everything that the README quotes (an hour)
	$(BIN)/python -m benchmarks

clean:  ## remove what was built
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
