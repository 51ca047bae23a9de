"""All rows of the access matrix, one module an app."""

from . import accounts, jobs

ROWS = {**accounts.ROWS, **jobs.ROWS}
