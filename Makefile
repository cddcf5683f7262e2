PYTHON ?= python3.11
UV := .venv/bin/uv

.PHONY: setup setup-dev lock

setup: .venv/run.stamp

setup-dev: .venv/dev.stamp

.venv/uv.stamp: requirements/uv.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -qq --require-hashes --no-deps -r $<
	touch $@

.venv/run.stamp: requirements/run.txt pyproject.toml .venv/uv.stamp
	$(UV) pip sync --require-hashes --python .venv $<
	$(UV) pip install --python .venv --offline --no-deps -e .
	rm -f .venv/dev.stamp
	touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml .venv/uv.stamp
	$(UV) pip sync --require-hashes --python .venv $<
	$(UV) pip install --python .venv --offline --no-deps -e .
	touch .venv/run.stamp $@
