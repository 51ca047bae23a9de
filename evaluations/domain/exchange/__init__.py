"""Tables for other systems: PTNT_OCOP of the ministry's data standard (QĐ 5277), and open data."""
