"""Environment, embedded servers and the two commands (`make run`, `make test`). Standard library only:
everything here must run before the first package is installed."""
