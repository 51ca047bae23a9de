"""All rows of the access matrix, one module an app."""

from . import (
    accounts,
    api,
    calendar,
    dossiers,
    duplicates,
    evaluations,
    evidence,
    jobs,
    plans,
    producers,
    products,
    reporting,
    reports,
    sheets,
    site,
    units,
)

ROWS = {
    **accounts.ROWS,
    **api.ROWS,
    **calendar.ROWS,
    **dossiers.ROWS,
    **duplicates.ROWS,
    **evaluations.ROWS,
    **evidence.ROWS,
    **jobs.ROWS,
    **plans.ROWS,
    **producers.ROWS,
    **products.ROWS,
    **reporting.ROWS,
    **reports.ROWS,
    **sheets.ROWS,
    **site.ROWS,
    **units.ROWS,
}
