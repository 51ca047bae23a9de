"""Machine clients, what they asked, what changed and what was told to whom."""

from .change import Change, ChangeNote, FeedHorizon
from .client import ApiCall, ApiClient, ApiCredential
from .idempotency import IdempotentAnswer
from .webhook import WebhookDelivery, WebhookEndpoint

__all__ = [
    "ApiCall",
    "ApiClient",
    "ApiCredential",
    "Change",
    "ChangeNote",
    "FeedHorizon",
    "IdempotentAnswer",
    "WebhookDelivery",
    "WebhookEndpoint",
]
