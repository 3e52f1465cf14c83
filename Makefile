# Needs Python 3.11 or newer with venv and pip, and make. `make help` lists what there is.

PYTHON ?= python3
PORT ?= 8000
PROCESSES ?= logical
RUN = .venv/bin/python

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo environment tools test test-slow test-browser test-markup test-faults \
	test-attacks pictures likenesses coverage bench check format messages ci

help: ## Show every target
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

demo: environment ## Run a whole newsroom here (PORT=8000; ONCE=1 shows it and stops)
	@exec $(RUN) -m newsroom.demo --port $(PORT) $(if $(ONCE),--once)

environment:
	@$(PYTHON) -I newsroom/demo/environment.py requirements.txt

tools:
	@$(PYTHON) -I newsroom/demo/environment.py requirements.txt requirements-dev.txt

# As many processes as there are processors, four at most. Each keeps the order of the tests: those
# that empty the database come last.
SHARED = --numprocesses $(PROCESSES) --maxprocesses 4 --dist load

test: tools ## Run every test that needs nothing but pip (PROCESSES=0 for one process)
	@$(RUN) -m pytest $(SHARED)

# A suite with nothing in it yet ends well (pytest says 5) and says so.
suite = @$(RUN) -m pytest -m $(1) $(2) || { [ $$? -eq 5 ] && echo "There are no $(1) tests yet."; }

test-slow: tools ## Run the tests that start and kill whole processes
	$(call suite,slow)

test-browser: tools ## Run the tests in a real browser
	@$(RUN) -m tests.browser.chromium
	$(call suite,browser,$(SHARED))

pictures: tools ## Draw the pictures of docs/editors.md anew (after make test-browser)
	@$(RUN) -m tests.browser.pictures

likenesses: tools ## Keep the newest likenesses of readers' pages (after make test-browser)
	@$(RUN) -m tests.browser.likeness

test-markup: tools ## Judge readers' pages by html-validate, vnu and Lighthouse (needs node and java)
	$(call suite,markup)

test-faults: tools ## Kill and freeze parts while they work
	$(call suite,faults)

test-attacks: tools ## Throw hostile input at it
	$(call suite,attacks)

coverage: tools ## Run the tests and show which lines none of them reached
	@$(RUN) -m pytest --cov --cov-report=term

bench: tools ## Run the benchmarks (NAMES=links for one of them)
	@$(RUN) -m tests.benchmarks $(NAMES)

check: tools ## Check format, lint, types, import rules, templates, migrations, deployment
	@$(RUN) -m ruff format --check --quiet .
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m mypy
	@.venv/bin/lint-imports --no-logo
	@find newsroom sources factcheck seeds -name '*.html' -exec .venv/bin/djade --check {} +
	@DJANGO_SETTINGS_MODULE=newsroom.settings.testing $(RUN) manage.py makemigrations --check
	@env DJANGO_SETTINGS_MODULE=newsroom.settings.production SITE_URL=https://desk.example.org \
		ALLOWED_HOSTS=desk.example.org DATABASE_URL=postgresql://localhost/none \
		BROKER_URL=redis://localhost SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_hex(32))') \
		$(RUN) manage.py check --deploy --fail-level WARNING

format: tools ## Put the code into its one format
	@$(RUN) -m ruff format .
	@$(RUN) -m ruff check --fix .
	@find newsroom sources factcheck seeds -name '*.html' -exec .venv/bin/djade {} + || true

messages: tools ## Collect the sentences to translate and compile their translations (needs gettext)
	@$(RUN) manage.py makemessages --locale es --no-wrap --no-location --no-obsolete
	@.venv/bin/pybabel --quiet compile --domain django --directory newsroom/locale --statistics

ci: check test test-slow test-browser test-markup test-faults test-attacks ## Run everything; what .ci/run calls
