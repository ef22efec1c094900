# What CI runs is .ci/run; these are shorthands.
PYTHON313 ?= PYENV_VERSION=3.13.0 python3.13

.PHONY: check oracle generate bench

check:
	bash .ci/run

# Record what CPython prints for the corpus; needs CPython 3.13.0.
oracle:
	$(PYTHON313) golden/record.py $(NAMES)

generate:
	go generate ./...
