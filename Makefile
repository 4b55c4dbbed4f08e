# Two commands do everything on a fresh machine: `make site` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
# Some machines forbid Python to keep compiled modules; every command would then start a second later.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site test serve check bench format lock runtime dev

site: runtime
	$(BIN)/phocap build

test: dev
	$(PYTHON) tools/ensure_browser.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

serve: runtime
	$(BIN)/phocap serve

check: runtime
	$(BIN)/phocap check

bench: dev
	$(BIN)/python -m bench

format: dev
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

# Renews the locked, hashed dependencies from pyproject.toml (needs uv: pip install uv).
LOCK = uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	--universal --python-version 3.11 pyproject.toml
lock:
	$(LOCK) --extra build -o requirements/runtime.txt
	$(LOCK) --extra build --extra dev -c requirements/runtime.txt -o requirements/dev.txt

runtime:
	@$(PYTHON) tools/bootstrap.py runtime

dev:
	@$(PYTHON) tools/bootstrap.py dev
