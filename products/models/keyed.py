"""Stored search and order keys of a name: one way for producers and products."""

import re
from typing import Any, Self

from django.db import models

from ocop.audit.models import Record
from ocop.text import fold, sort_key

# Words for the legal form at the head of a name; they make every name alike. Longer ones first.
_FORM_WORDS = (
    "cong ty trach nhiem huu han mot thanh vien",
    "hop tac xa dich vu nong nghiep",
    "cong ty trach nhiem huu han",
    "cong ty tnhh mot thanh vien",
    "hop tac xa nong nghiep",
    "doanh nghiep tu nhan",
    "cong ty tnhh mtv",
    "co so san xuat",
    "cong ty co phan",
    "ho kinh doanh",
    "ho gia dinh",
    "ho san xuat",
    "cong ty tnhh",
    "hop tac xa",
    "cong ty cp",
    "to hop tac",
    "trang trai",
    "htx dvnn",
    "cong ty",
    "chu the",
    "htx nn",
    "co so",
    "htx",
    "tht",
    "dntn",
    "hkd",
)


_FORM = re.compile(f"(?:{'|'.join(_FORM_WORDS)}) ")


def core_name(name: str) -> str:
    """The folded name without the words of its legal form: "HTX Hợp Thành" → "hop thanh"; a bare form stays."""
    whole = fold(name)
    form = _FORM.match(whole)
    return whole[form.end() :] if form else whole


class Keyed(Record):
    """A record found by `fold` (accent-free words) and listed by `sort_key` (Vietnamese order of its name)."""

    fold = models.CharField(max_length=1800, editable=False)
    sort_key = models.BinaryField(max_length=1000, editable=False)
    core = models.CharField(max_length=250, editable=False, default="")  # the name as likeness compares it

    class Meta:
        abstract = True

    def words(self) -> str:
        """What a search finds the record by."""
        return str(self)

    def set_keys(self) -> Self:
        """Fill the stored keys; bulk writers call it themselves."""
        self.fold, self.sort_key, self.core = fold(self.words()), sort_key(str(self)), core_name(str(self))
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)
