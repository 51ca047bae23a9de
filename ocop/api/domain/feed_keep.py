"""How long the change feed keeps what was superseded, and what went away."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from ocop.site.registry import get_setting

from ..models import FeedHorizon
from .feed_sequence import LOCK, give_positions

CLEAR = "api.feed_clear"

_SUPERSEDED = """
WITH newest AS (
    SELECT resource, object_id, max(position) AS position FROM api_change
     GROUP BY resource, object_id HAVING count(*) > 1
), dropped AS (
    DELETE FROM api_change old USING newest
     WHERE old.resource = newest.resource AND old.object_id = newest.object_id
       AND old.position < newest.position AND old.at < %s
    RETURNING newest.position, old.units
), left_behind AS (
    SELECT dropped.position, array_agg(DISTINCT unit) AS units FROM dropped, unnest(dropped.units) unit GROUP BY 1
), kept AS (
    UPDATE api_change SET units = ARRAY(SELECT DISTINCT unnest(api_change.units || left_behind.units))
      FROM left_behind WHERE api_change.position = left_behind.position
)
SELECT count(*) FROM dropped
"""
_GONE = """
WITH dropped AS (
    DELETE FROM api_change
     WHERE kind = 'gone' AND at < %s AND position < (SELECT max(position) FROM api_change) RETURNING position
)
SELECT count(*), max(position) FROM dropped
"""


@transaction.atomic
def clear_feed() -> dict[str, int]:
    """Drop old changes of records that changed again since, and old tombstones; {"superseded", "gone"}.

    The units of a dropped change go to the one that stays, so that whoever lost sight of the record is told however
    late it asks. The last position always stays: positions go on from it. Who stands before a dropped tombstone must
    begin anew (FeedHorizon).
    """
    give_positions()
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_SUPERSEDED, [now - timedelta(days=int(get_setting("feed_superseded_days")))])
        superseded = cursor.fetchone()[0]
        cursor.execute(_GONE, [now - timedelta(days=int(get_setting("feed_tombstone_days")))])
        gone, horizon = cursor.fetchone()
    if gone:
        present = FeedHorizon.objects.filter(pk=1).values_list("position", flat=True).first() or 0
        FeedHorizon.objects.update_or_create(pk=1, defaults={"position": max(present, horizon)})
    return {"superseded": superseded, "gone": gone}
