"""Machine clients, what they asked, what changed and what was told to whom."""

from .change import Change
from .client import ApiCall, ApiClient, ApiCredential
from .idempotency import IdempotentAnswer
from .webhook import WebhookDelivery, WebhookEndpoint

__all__ = [
    "ApiCall",
    "ApiClient",
    "ApiCredential",
    "Change",
    "IdempotentAnswer",
    "WebhookDelivery",
    "WebhookEndpoint",
]
