"""What a grant at a unit reaches, as a stored closure (DESIGN «Access»)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_REBUILD = """
WITH RECURSIVE prefix AS (
    -- every path above a unit, its own and the nation's "" among them: joined by equality (hash), not by LIKE
    SELECT low.id, left(low.path, cut) AS path
      FROM programs_unit low, generate_series(0, length(low.path)) cut
     WHERE cut = 0 OR substr(low.path, cut, 1) = '/'
), below AS MATERIALIZED (
    -- a unit and every unit below it, of any date (codes are reused: the path, not the code, says where)
    SELECT top.id AS unit_id, prefix.id AS member_id
      FROM prefix
      JOIN programs_unit top ON top.path = prefix.path
     WHERE top.tier <> 'commune' OR prefix.id = top.id
), heir AS (
    SELECT unit_id, member_id FROM below
    UNION
    -- what went to a reached unit whole, and what lay below it
    SELECT heir.unit_id, below.member_id
      FROM heir
      JOIN programs_unitlineage edge ON edge.successor_id = heir.member_id AND edge.extent = 'whole'
      JOIN below ON below.unit_id = edge.predecessor_id
)
INSERT INTO programs_unitreach (unit_id, member_id) SELECT unit_id, member_id FROM heir
"""

_SPLIT = """
-- a split unit belongs to everyone who reaches all of its parts: the province sees it, one of two communes does not
INSERT INTO programs_unitreach (unit_id, member_id)
SELECT reach.unit_id, edge.predecessor_id
  FROM programs_unitlineage edge
  JOIN programs_unitreach reach ON reach.member_id = edge.successor_id
 WHERE edge.extent = 'part'
 GROUP BY reach.unit_id, edge.predecessor_id
HAVING count(DISTINCT edge.successor_id) =
       (SELECT count(*) FROM programs_unitlineage every WHERE every.predecessor_id = edge.predecessor_id)
ON CONFLICT DO NOTHING
"""


@contextmanager
def whole_tables(cursor: Any) -> Iterator[None]:
    """Statements that join whole tables just filled: the planner knows little of them, nothing of their recursion, and
    would take row by row what hashes in seconds. Inside a transaction."""
    cursor.execute("ANALYZE programs_unit, programs_unitlineage")
    cursor.execute("SET LOCAL enable_nestloop = off")
    yield
    cursor.execute("SET LOCAL enable_nestloop = on")


@transaction.atomic
def rebuild_reach() -> int:
    """Recompute the whole closure after units or lineage changed; returns the number of pairs."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM programs_unitreach")
        with whole_tables(cursor):
            cursor.execute(_REBUILD)
            cursor.execute(_SPLIT)
        cursor.execute("SELECT count(*) FROM programs_unitreach")
        return int(cursor.fetchone()[0])
