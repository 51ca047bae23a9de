"""Reports of a unit on a quarter, six or nine months or a year (docs/reports.md)."""

from .compute import TABLES, PeriodReport, compute_period
from .types import Part, Period, latest_period

__all__ = ["TABLES", "Part", "Period", "PeriodReport", "compute_period", "latest_period"]
