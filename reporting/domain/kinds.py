"""What a kind of document needs: its subject, its data, what a person fills in first, and who may make it when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from products.validators import clean_text

Params = Mapping[str, Any]
Content = dict[str, Any]


@dataclass(frozen=True)
class Ask:
    """One thing a person may fill in before the document is made.

    `kind` "lines": several lines, kept as a list; "choice": one of `choices` (value, label). `initial` gives from the
    record what stands in the form, and in the document when nothing is sent.
    """

    name: str
    label: Any
    kind: Literal["text", "lines", "date", "choice"] = "text"
    required: bool = False
    choices: Sequence[tuple[str, Any]] = ()
    help: Any = ""
    limit: int = 300
    initial: Callable[[Any], Any] = lambda record: ""

    def clean(self, given: object) -> Any:
        """The value as JSON: text, list of lines or ISO day; "" or [] for nothing. Raises ValidationError."""
        if self.kind == "lines":
            lines = given if isinstance(given, list) else str(given or "").splitlines()
            return [line for line in (clean_text(str(line), limit=self.limit) for line in lines) if line]
        if self.kind == "date":
            return self._day(given)
        text = clean_text(str(given or ""), limit=self.limit)
        if self.kind == "choice" and text and text not in {value for value, _label in self.choices}:
            raise ValidationError(_("“%s”: lựa chọn không hợp lệ.") % self.label, code="params")
        return text

    @staticmethod
    def _day(given: object) -> str:
        if not given:
            return ""
        try:
            return (given if isinstance(given, date) else date.fromisoformat(str(given))).isoformat()
        except ValueError as error:
            raise ValidationError(_("Ngày “%s” không hợp lệ.") % given, code="params") from error


def nothing_asked(record: Any) -> tuple[Ask, ...]:
    return ()


def anyone(user: Any, record: Any) -> bool:
    """Whoever sees the subject may have the document made."""
    return True


def always_ready(record: Any) -> str:
    return ""


def as_cleaned(record: Any, params: dict[str, Any]) -> dict[str, Any]:
    return params


@dataclass(frozen=True)
class KindSpec:
    """One kind of document.

    `content(record, params)`: everything the builder prints, JSON-able, at the top the shared facts of
    `contents.common.head_facts`. `missing(record)`: why it cannot be made yet, a Vietnamese sentence, or "".
    `is_personal`: carries phone, address or persons; only who writes there and the producer itself get it.
    `issuable`: may be given number and date by the register of documents (a kind whose subject is issued by a verb of
    its own, as plans and decisions, is not). `check(record, params)`: rules over several answers.
    """

    subject: str
    content: Callable[[Any, Params], Content]
    asks: Callable[[Any], tuple[Ask, ...]] = nothing_asked
    check: Callable[[Any, dict[str, Any]], dict[str, Any]] = as_cleaned
    may_make: Callable[[Any, Any], bool] = anyone
    missing: Callable[[Any], str] = always_ready
    is_personal: bool = False
    issuable: bool = False

    def clean(self, record: Any, params: Params) -> dict[str, Any]:
        """Answers with defaults, as JSON. Raises ValidationError keyed by the name of the answer (code `params`)."""
        cleaned: dict[str, Any] = {}
        faults: dict[str, ValidationError] = {}
        for ask in self.asks(record):
            given = params[ask.name] if ask.name in params else ask.initial(record)
            try:
                cleaned[ask.name] = ask.clean(given)
                if ask.required and not cleaned[ask.name]:
                    raise ValidationError(_("Hãy điền “%s”.") % ask.label, code="params")
            except ValidationError as error:
                faults[ask.name] = error
        if faults:
            raise ValidationError(faults)
        return self.check(record, cleaned)
