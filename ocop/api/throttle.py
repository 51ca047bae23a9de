"""How often one may ask: a system by its own record, a person by a setting, the public by address.

Counted in Redis for all processes together; while Redis is away nobody is refused (a bell, not a gate: ADR 0006)."""

import logging
import math
import time
from typing import Any

from django.conf import settings
from redis import Redis, RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from ocop.accounts.net import client_ip

from .auth import ClientAccess

logger = logging.getLogger(__name__)
WINDOW = 60
"""Seconds; a window begins with the minute of the clock."""

REST_AFTER_FAILURE = 10.0
"""Seconds during which Redis is not asked again."""

PEOPLE_PER_MINUTE = settings.OCOP_API_PEOPLE_PER_MINUTE


class Counter:
    """Counts of keys in the minute at hand."""

    def __init__(self, url: str) -> None:
        self.redis = Redis.from_url(
            url.replace("redis+socket://", "unix://", 1), socket_timeout=0.2, socket_connect_timeout=0.2
        )
        self.away_until = 0.0

    def hit(self, key: str) -> int:
        """How often the key was hit in this minute, this time included; 0 while Redis is away."""
        if time.monotonic() < self.away_until:
            return 0
        name = f"ocop:rate:{key}:{int(time.time()) // WINDOW}"
        try:
            with self.redis.pipeline(transaction=False) as pipe:
                return int(pipe.incr(name).expire(name, 2 * WINDOW).execute()[0])
        except RedisError:
            self.away_until = time.monotonic() + REST_AFTER_FAILURE
            logger.warning("requests are not counted while Redis is away")
            return 0


counter = Counter(settings.REDIS_URL)


class PerMinute(BaseThrottle):
    """Refuses the rest of a minute; the answer is 429 with Retry-After in seconds."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether this request still fits into the minute."""
        key, limit = who_and_how_often(request)
        return counter.hit(key) <= limit

    def wait(self) -> float:
        """Seconds to the next minute."""
        return seconds_left()


def seconds_left() -> int:
    """Seconds to the next window, at least 1."""
    return max(1, math.ceil(WINDOW - time.time() % WINDOW))


def who_and_how_often(request: Request) -> tuple[str, int]:
    """The key that is counted and its limit a minute."""
    if isinstance(request.auth, ClientAccess):
        return f"client:{request.auth.client.pk}", request.auth.client.per_minute
    if request.user is not None and request.user.is_authenticated:
        return f"user:{request.user.pk}", PEOPLE_PER_MINUTE
    return f"ip:{client_ip(request._request) or 'unix'}", settings.LOOKUP_LIMIT
