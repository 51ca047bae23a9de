"""Stored search and order keys of a name: one way for producers and products."""

from typing import Any, Self

from django.db import models

from ocop.audit.models import Record
from ocop.text import fold, sort_key


class Keyed(Record):
    """A record found by `fold` (accent-free words) and listed by `sort_key` (Vietnamese order of its name)."""

    fold = models.CharField(max_length=800, editable=False)
    sort_key = models.BinaryField(max_length=1000, editable=False)

    class Meta:
        abstract = True

    def words(self) -> str:
        """What a search finds the record by."""
        return str(self)

    def set_keys(self) -> Self:
        """Fill the stored keys; bulk writers call it themselves."""
        self.fold, self.sort_key = fold(self.words()), sort_key(str(self))
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)
