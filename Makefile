# Rapport's targets. Each remembers what it made: a second run is quick.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

MADE := .venv/made
RAPPORT := .venv/bin/python -m rapport.cli
WEB_SOURCES := $(shell find web -type f \( -path web/node_modules -o -path web/dist \) -prune -o -type f -print 2>/dev/null | grep -v -e '^web/node_modules/' -e '^web/dist/')

.PHONY: help up test bench demo fix docs web clean

help: ## List all targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

up: $(MADE)/app $(MADE)/web ## Start everything and print the address and how to sign in.
	@exec $(RAPPORT) up

test: $(MADE)/dev $(MADE)/web $(MADE)/chromium ## Check everything: lint, types, layers, tests, web, browser. ONLY="lint types" runs some.
	@tools/test $(ONLY)

bench: $(MADE)/dev ## Measure speed and memory against raw SQL. RECORDS=100000 says how many deals.
	@.venv/bin/python -m bench $(if $(RECORDS),--records $(RECORDS))

demo: $(MADE)/app ## Add believable records to the demo workspace. RECORDS=100000 says how many deals.
	@$(RAPPORT) demo $(if $(RECORDS),--records $(RECORDS))

fix: $(MADE)/dev $(MADE)/node ## Mend what a machine can mend: imports, formatting.
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .
	@tools/node npm --prefix web run --silent fix

docs: $(MADE)/dev ## Write the generated pages of docs/reference.
	@tools/docs

web: $(MADE)/web ## Build the web app.

clean: ## Remove what was built; the data folder stays.
	@rm -rf .venv web/node_modules web/dist

# What the targets stand on.

$(MADE)/app: requirements/app.txt requirements/build.txt pyproject.toml tools/virtualenv
	@[ -e $(MADE)/dev ] && [ $(MADE)/dev -nt requirements/dev.txt ] || { \
		echo "Installing the Python packages (about a minute) ..."; tools/virtualenv app; }
	@mkdir -p $(@D) && touch $@

$(MADE)/dev: requirements/dev.txt requirements/build.txt pyproject.toml tools/virtualenv
	@echo "Installing the Python packages and the tools of development (about a minute) ..."
	@tools/virtualenv dev
	@mkdir -p $(@D) && touch $@

# Either environment will do for the web; `test` asks for `dev` first.
$(MADE)/node: web/package-lock.json | $(MADE)/app
	@echo "Installing the packages of the web app ..."
	@tools/node npm --prefix web ci --no-audit --no-fund --loglevel=error
	@touch $@

$(MADE)/web: $(MADE)/node $(WEB_SOURCES)
	@echo "Building the web app ..."
	@tools/node npm --prefix web run --silent build
	@.venv/bin/python -m whitenoise.compress --quiet web/dist
	@touch $@

$(MADE)/chromium: tools/chromium | $(MADE)/app
	@echo "Fetching a browser for the tests ..."
	@tools/chromium
	@touch $@
