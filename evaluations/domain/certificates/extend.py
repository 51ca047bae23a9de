"""Extension of a certificate until the authority's result, 180 days at most (QĐ 26/2026, Điều 12.3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date
from products.domain.records import StaleError
from products.enums import DossierKind
from products.models import Dossier
from products.validators import clean_text

from ...models import CertificateExtension, EvaluationResult, Recognition
from .chains import facts_of
from .keepers import lock_kept
from .state import CertificateFacts, dates_of

ARTICLE = "Quyết định 26/2026/QĐ-TTg, Điều 12.3"


@dataclass(frozen=True)
class Extended:
    """The extension, and what the person should know although it was stored."""

    extension: CertificateExtension
    warnings: tuple[str, ...] = ()


@transaction.atomic
def extend(
    *,
    actor: Any,
    recognition_id: int,
    until: date,
    document_number: str,
    reason: str,
    decided_on: date,
    revision: int | None = None,
) -> Extended:
    """Keep a certificate in force past its end, or correct the extension it has; the same again changes nothing.

    It ends by itself when the recognition is replaced or withdrawn, or a re-evaluation brings none. Where neither the
    filing window was missed nor a re-evaluation is under way a reason is asked for, and a warning comes back. Raises
    StaleError (`revision` of the recognition), ValidationError keyed by field.
    """
    recognition = lock_kept(actor, recognition_id)
    number, reason = _text("document_number", document_number, 60), _text("reason", reason, 1000)
    values = {"until": until, "document_number": number, "decided_on": decided_on, "reason": reason}
    stored = CertificateExtension.objects.filter(recognition=recognition).first()
    if stored is not None and all(getattr(stored, name) == value for name, value in values.items()):
        return Extended(stored, _misfit(recognition, decided_on))
    if revision is not None and recognition.revision != revision:
        raise StaleError(recognition.revision)
    warnings = _check(recognition, until, decided_on, reason)
    extension, _made = CertificateExtension.objects.update_or_create(
        recognition=recognition, defaults={**values, "recorded_by": actor if getattr(actor, "pk", None) else None}
    )
    recognition.revision += 1
    recognition.save(update_fields=["revision", "updated_at"])
    payload = {"until": until.isoformat(), "before": stored.until.isoformat() if stored else "", "document": number}
    payload |= {"decided_on": decided_on.isoformat(), "reason": reason, "warning": " ".join(warnings)}
    record_act(verb="extend_certificate", actor=actor, subject=recognition, article=ARTICLE, payload=payload)
    return Extended(extension, warnings)


def _text(name: str, value: str, limit: int) -> str:
    try:
        return clean_text(value, limit=limit) if value.strip() else ""
    except ValidationError as error:
        raise ValidationError({name: error}) from None


def life_of(recognition_id: int) -> CertificateFacts:
    """Facts of a recognition by its key."""
    return facts_of(Recognition.objects.with_life().get(pk=recognition_id))


def _check(recognition: Recognition, until: date, decided_on: date, reason: str) -> tuple[str, ...]:
    """Warnings; ValidationError keyed by field where the law leaves no room."""
    facts = life_of(recognition.pk)
    dates = dates_of(facts)
    if facts.withdrawn_on is not None or facts.replaced_on is not None:
        raise ValidationError(_("Công nhận này đã bị thu hồi hoặc đã được thay bằng công nhận mới."), code="ended")
    if not recognition.decided_on <= decided_on <= timezone.localdate():
        _refuse("decided_on", _("Ngày ghi nhận phải từ ngày công nhận đến hôm nay."), "day")
    if not dates.expires_on < until <= dates.extension_ends_on:
        words = {"first": format_date(dates.expires_on), "last": format_date(dates.extension_ends_on)}
        _refuse("until", _("Gia hạn phải sau ngày %(first)s và không quá 180 ngày: đến %(last)s.") % words, "until")
    result_on = _result_after(recognition)
    if result_on is not None:
        words = {"day": format_date(result_on)}
        _refuse(None, _("Đã có kết quả đánh giá lại ngày %(day)s: thời gian gia hạn đã hết.") % words, "result")
    warnings = _misfit(recognition, decided_on)
    if warnings and not reason:
        _refuse("reason", " ".join([*warnings, _("Hãy ghi lý do.")]), "reason")
    return warnings


def _refuse(field: str | None, text: str, code: str) -> None:
    error = ValidationError(text, code=code)
    raise error if field is None else ValidationError({field: error})


def _result_after(recognition: Recognition) -> date | None:
    """Day of a result of a re-evaluation that brings no recognition: the authority has answered."""
    results = EvaluationResult.objects.filter(
        dossier__product=recognition.product, dossier__kind=DossierKind.RERANK, decided_on__gt=recognition.decided_on
    )
    return results.exclude(star__gte=3).order_by("decided_on").values_list("decided_on", flat=True).first()


def _misfit(recognition: Recognition, decided_on: date) -> tuple[str, ...]:
    """Why the case is none of Điều 12.3: the window was not missed and no re-evaluation is under way."""
    dates = dates_of(life_of(recognition.pk))
    if decided_on > dates.filing_closes_on or is_under_way(recognition):
        return ()
    words = {"day": format_date(dates.filing_closes_on)}
    text = _("Thời gian nộp hồ sơ phân hạng lại còn đến %(day)s và sản phẩm chưa nộp hồ sơ phân hạng lại.") % words
    return (text,)


def is_under_way(recognition: Recognition) -> bool:
    """Whether a dossier of re-evaluation was handed in and waits for its end."""
    dossiers = Dossier.objects.open().filter(product=recognition.product, kind=DossierKind.RERANK)
    return dossiers.filter(submitted_on__isnull=False).exists()
