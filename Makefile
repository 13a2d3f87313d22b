# Greenline: everything a newcomer needs. `make demo` and `make test` are the two that matter.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PAGE := src/greenline/page/index.html
ROOM := $(shell find room -path room/node_modules -prune -o -type f -print 2>/dev/null)

# What asks no database anything, or asks each register the same, is told once.
ALIKE := $(addprefix --ignore=tests/,desk/test_intake.py web/test_features.py faces/test_schema.py faces/test_sheet.py ledger/test_entry.py laws/test_model_laws.py laws/test_floors.py web/test_patient.py)
SERVED := $(addprefix tests/,ledger faces desk laws stories web slow/test_server_kills.py)

.PHONY: demo test embedded served check soak bench page derived effect gold format pictures wheel lock judges clean

demo: $(READY) $(PAGE)  ## serve the Cyprus mission on 127.0.0.1:8000
	$(BIN)/greenline demo cyprus --port 8000 --no-browser

test: $(READY) $(PAGE)  ## the whole suite but the long runs, on SQLite and beside it on a PostgreSQL
	$(MAKE) --jobs 2 --keep-going embedded served

embedded:
	$(BIN)/python -m pytest tests

served:
	$(BIN)/python -m pytest --database postgres $(SERVED) $(ALIKE)

check: $(READY) $(PAGE)  ## format, lint, types, floors, fast tests, generated files fresh
	$(BIN)/ruff format --check src tests tools bench hatch_build.py
	$(BIN)/ruff check src tests tools bench hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/derive.py --check
	$(BIN)/python room/npm.py run check
	$(BIN)/python room/npm.py test
	$(BIN)/python -m pytest tests --ignore tests/slow

soak: $(READY) $(PAGE)  ## the long runs: 1,000 kills, many more examples
	GREENLINE_SOAK=1 $(BIN)/python -m pytest tests/slow
	GREENLINE_SOAK=1 $(BIN)/python -m pytest --database postgres tests/slow/test_server_kills.py

bench: $(READY) $(PAGE)  ## our speed beside a bare SQLite loop and, where its parts are there, beside pygeoapi
	$(BIN)/python bench/run.py
	$(BIN)/python bench/export.py
	$(BIN)/python bench/room.py
	$(BIN)/python bench/ogc.py
	$(BIN)/python bench/audiences.py
	$(BIN)/python bench/signin.py
	$(BIN)/python bench/comply.py
	$(BIN)/python bench/fusion.py
	$(BIN)/python bench/brief.py
	$(BIN)/python bench/coverage.py
	$(BIN)/python bench/tracks.py
	$(BIN)/python bench/alerts.py
	$(BIN)/python bench/forecast.py

page: $(PAGE)

derived: $(READY)  ## docs/reference and room/src/registers.ts from the declarations
	$(BIN)/python tools/derive.py

effect: $(READY)  ## which findings of all stories and missions a changed term changes (BASE=revision)
	$(BIN)/python tools/effect.py $(BASE)

gold: $(READY)  ## write the golden files anew; look at the difference before you keep it
	GREENLINE_GOLD=1 $(BIN)/python -m pytest tests/desk/brief/test_brief.py -k golden

format: $(READY)
	$(BIN)/ruff check --fix src tests tools bench hatch_build.py
	$(BIN)/ruff format src tests tools bench hatch_build.py

pictures: $(READY) $(PAGE)  ## the pictures of the README, from a running demo
	$(BIN)/python tools/pictures.py

judges: .judges/.ready  ## the OGC's test suite, in an environment of its own: its pins are not ours

.judges/.ready: lock/judges.txt $(READY)
	$(PYTHON) -m venv .judges
	$(BIN)/uv pip sync --quiet --python .judges/bin/python --require-hashes lock/judges.txt
	touch $@

wheel: $(READY)
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

lock: $(READY)  ## resolve the dependencies anew, with hashes and without addresses
	$(BIN)/uv pip compile -q --no-header --generate-hashes --universal --python-version 3.11 pyproject.toml -o lock/run.txt
	$(BIN)/uv pip compile -q --no-header --generate-hashes --universal --python-version 3.11 --group dev pyproject.toml -o lock/dev.txt
	$(BIN)/uv pip compile -q --no-header --generate-hashes --universal --python-version 3.11 --group judges -o lock/judges.txt

clean:
	rm -rf .venv .judges build dist room/node_modules src/greenline/page

$(READY): lock/dev.txt lock/uv.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r lock/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes lock/uv.txt lock/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $(READY)

$(PAGE): $(READY) $(ROOM)
	$(BIN)/python room/npm.py ci
	$(BIN)/python room/npm.py run build
	touch $(PAGE)
