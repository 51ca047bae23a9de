"""Sealing what must be read again under the installation's key: seeds of the second factor, answers with a secret."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def safe(use: bytes) -> MultiFernet:
    """Seals and opens for one use; opens what was sealed under an earlier SECRET_KEY as long as it is a fallback.

    `use` separates: what was sealed for one cannot be opened for another. Opening raises fernet.InvalidToken."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(use + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
