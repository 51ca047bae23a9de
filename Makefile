PYTHON ?= python3

.PHONY: run test setup bench

run: ## start everything on this machine and open the demo; Ctrl-C stops it
	@$(PYTHON) -m ocop.launcher run

test: ## every check of the project, on servers of its own
	@$(PYTHON) -m ocop.launcher test $(ARGS)

setup: ## the environment only
	@$(PYTHON) -m ocop.launcher setup

bench: setup ## speed as ratios, on generated data of national size
	@.venv/bin/python -m bench
