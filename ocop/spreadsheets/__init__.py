"""Hostile XLSX and CSV, read and written safely.

`read_table(data, name)` checks a file and parses it in a child process with limits; `write_xlsx` and `write_csv` make
files in which no cell is a live formula and which `read_table` reads back unchanged; `parse_date` reads 3 notations.
Nothing here knows the database.
"""

from ocop.spreadsheets.dates import DateFault, parse_date
from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.reader import read_grid, read_table
from ocop.spreadsheets.table import Cell, Fault, Grid, Reading, Row, Table, column_letter
from ocop.spreadsheets.writer import Column, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Column",
    "DateFault",
    "Fault",
    "Grid",
    "Limits",
    "Reading",
    "Row",
    "Table",
    "column_letter",
    "parse_date",
    "read_grid",
    "read_table",
    "write_csv",
    "write_xlsx",
]
