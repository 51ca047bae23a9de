"""All rows of the access matrix, one module an app."""

from . import accounts, evaluations, jobs, plans, products, reporting, site, units

ROWS = {
    **accounts.ROWS,
    **evaluations.ROWS,
    **jobs.ROWS,
    **plans.ROWS,
    **products.ROWS,
    **reporting.ROWS,
    **site.ROWS,
    **units.ROWS,
}
