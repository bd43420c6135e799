# Điểm Tựa: mọi lệnh tự dựng môi trường của mình. Cần sẵn Python ≥ 3.11, make, git và kho gói.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PAGES := node_modules/.ready

.PHONY: setup run test check bench screens lock
.DELETE_ON_ERROR:

setup: $(READY) $(PAGES)

run: setup
	$(BIN)/diemtua up --demo

test: setup
	$(BIN)/pytest -n auto --dist loadgroup

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	DIEMTUA_KEYRING=var/check/keyring.json $(BIN)/diemtua vault init >/dev/null  # a deployment has its keyring
	DIEMTUA_PRODUCTION=1 DIEMTUA_KEYRING=var/check/keyring.json \
	  DIEMTUA_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	  $(BIN)/diemtua manage check --deploy --fail-level WARNING
	$(BIN)/diemtua manage makemigrations --check --dry-run
	$(BIN)/python -m scripts.generated --check

bench: setup
	$(BIN)/python -m bench

screens: setup
	$(BIN)/python -m scripts.screens var/screens

lock: $(BIN)/uv
	$(BIN)/uv pip compile --universal --group dev pyproject.toml --generate-hashes --no-emit-index-url --no-header -o requirements.lock

# uv itself is pinned by hash; it then installs exactly what requirements.lock names.
$(BIN)/uv: uv.lock.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên; máy này có " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r uv.lock.txt
	@touch $@

$(READY): requirements.lock pyproject.toml | $(BIN)/uv
	VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet --no-deps --editable .
	@$(BIN)/python -m compileall -q diemtua  # a command starts a fifth sooner, also where Python may not write
	@touch $@

$(PAGES): package.json package-lock.json $(READY)
	$(BIN)/python scripts/npm.py ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
