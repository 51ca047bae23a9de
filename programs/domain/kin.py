"""Names a unit is found by: its own and those of every version it came from or went into (kept in `Unit.kin_fold`).

Parts of split units count: a search may offer a place that only shares ground, a count may not (place.py).
"""

from django.db import connection, transaction

from .located import located_kinds
from .reach import whole_tables

_REBUILD = """
WITH RECURSIVE before (unit_id, kin_id) AS (
    SELECT successor_id, predecessor_id FROM programs_unitlineage
    UNION
    SELECT edge.successor_id, before.kin_id
      FROM programs_unitlineage edge JOIN before ON before.unit_id = edge.predecessor_id
), kin AS (
    SELECT unit_id, kin_id FROM before UNION SELECT kin_id, unit_id FROM before
), named AS (
    SELECT kin.unit_id, string_agg(DISTINCT other.fold, ' ' ORDER BY other.fold) AS names
      FROM kin JOIN programs_unit other ON other.id = kin.kin_id JOIN programs_unit own ON own.id = kin.unit_id
     WHERE other.fold <> own.fold
     GROUP BY kin.unit_id
), wanted AS (
    SELECT unit.id, left(concat_ws(' ', unit.fold, named.names), 1000) AS names
      FROM programs_unit unit LEFT JOIN named ON named.unit_id = unit.id
)
UPDATE programs_unit SET kin_fold = wanted.names
  FROM wanted WHERE wanted.id = programs_unit.id AND programs_unit.kin_fold <> wanted.names
"""


@transaction.atomic
def rebuild_kin() -> int:
    """Recompute the names after units or lineage changed, then the search keys of what stands at units.

    Returns the number of units whose names changed. `load_units` calls it, as it does `rebuild_reach`.
    """
    with connection.cursor() as cursor, whole_tables(cursor):
        cursor.execute(_REBUILD)
        changed: int = cursor.rowcount
    for kind in located_kinds():
        kind.rekey()
    return changed
