"""Blank criteria sheets: public law, for everybody who signs in."""

from ..row import Row, signed_in

ROWS = {"reporting:blank_sheets": Row(get=signed_in)}
