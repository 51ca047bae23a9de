"""A dossier is made and its texts are changed; its steps are in steps.py, its papers in evidence_links.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.text import nfc

from ...enums import DossierKind, DossierState, ReportSection
from ...models import Dossier, Product
from ...rules import EDITABLE
from ..law import law_book
from ..queries import FIRST_YEAR
from ..records import assign, clean_fields
from .clock import refresh_clock
from .guards import commune_of, kind_fault, newest_recognition
from .prefill import prefill
from .queries import preparable_products, prepared_dossiers

TEXT_LIMIT = 20_000
"""Characters of one text of the self-report."""


@transaction.atomic
def create_dossier(
    *,
    actor: Any,
    product: Product,
    kind: str,
    year: int,
    star_sought: int,
    on: date | None = None,
    is_illustration: bool = False,
) -> Dossier:
    """Begin a dossier at the commune of the day. Upgrades and re-rankings start pre-filled (prefill.py).

    The same request again gives the draft already made. Raises ValidationError when the kind does not fit the
    recognitions of the product (QĐ 26/2026, Điều 6.1), or one of that kind and year is open.
    """
    if actor is not None and not preparable_products(actor).filter(pk=product.pk).exists():
        raise ValidationError(_("Sản phẩm này ngoài phạm vi bạn được lập hồ sơ."), code="outside_territory")
    day = on or timezone.localdate()
    _check_request(product, kind, year, star_sought, day)
    newest = newest_recognition(product, day)
    dossier = Dossier(
        product=product,
        unit=commune_of(product.producer, day),
        kind=kind,
        year=year,
        star_sought=star_sought,
        law_pack=_provisional_pack(kind, day),
        certificate_expires_on=newest.expires_on if newest else None,
        is_illustration=is_illustration,
    )
    try:
        with transaction.atomic():
            dossier.save(force_insert=True)
    except IntegrityError:
        return _already_open(dossier)
    if kind != DossierKind.FIRST:
        prefill(dossier, day)
    refresh_clock(dossier)
    return dossier


def _check_request(product: Product, kind: str, year: int, star_sought: int, day: date) -> None:
    if not FIRST_YEAR <= year <= day.year + 1:
        text = _("Năm đánh giá từ %(first)d đến %(last)d.") % {"first": FIRST_YEAR, "last": day.year + 1}
        raise ValidationError({"year": ValidationError(text, code="year")})
    if star_sought not in (3, 4, 5):
        raise ValidationError({"star_sought": ValidationError(_("Hạng sao đăng ký là 3, 4 hoặc 5."), code="star")})
    if kind not in DossierKind.values:
        raise ValidationError({"kind": ValidationError(_("Hãy chọn loại hồ sơ."), code="kind")})
    fault = kind_fault(product, kind, star_sought, day)
    if fault:
        raise fault


def _already_open(wanted: Dossier) -> Dossier:
    """The open dossier of that kind and year: given back when it is the same draft, else named as in the way."""
    stored = Dossier.objects.open().get(product=wanted.product, kind=wanted.kind, year=wanted.year)
    if stored.state == DossierState.DRAFT and stored.star_sought == wanted.star_sought:
        return stored
    raise ValidationError(_("Sản phẩm đã có hồ sơ cùng loại trong năm này."), code="duplicate")


def _provisional_pack(kind: str, day: date) -> str:
    """The pack of today; handing in decides it for good. "" while none rules the day."""
    try:
        return law_book().pack_for(DossierKind(kind), day).code
    except LookupError:
        return ""


@transaction.atomic
def update_dossier(
    *,
    actor: Any,
    dossier_id: int,
    revision: int | None,
    star_sought: int,
    samples: int | None,
    report: Mapping[str, str],
) -> Dossier:
    """Change star sought, number of samples and the given texts of the self-report (others stay as they are).

    Only a draft or a dossier being mended changes. Raises StaleError, ValidationError, Dossier.DoesNotExist.
    """
    dossier = lock_writable(actor, dossier_id)
    values = {
        "star_sought": star_sought,
        "samples": samples,
        "report": {**dossier.report, **_clean_report(report)},
        "law_pack": dossier.law_pack,
    }
    if dossier.state == DossierState.DRAFT:  # a new decision may have come into force since
        values["law_pack"] = _provisional_pack(dossier.kind, timezone.localdate())
    if not assign(dossier, revision, values):
        return dossier
    if star_sought not in (3, 4, 5):
        raise ValidationError({"star_sought": ValidationError(_("Hạng sao đăng ký là 3, 4 hoặc 5."), code="star")})
    fault = kind_fault(dossier.product, dossier.kind, star_sought, timezone.localdate())
    if fault and fault.code == "star_not_higher":
        raise ValidationError({"star_sought": fault})
    dossier.full_clean(exclude=["product", "unit", "report"])
    dossier.save()
    return dossier


def lock_writable(actor: Any, dossier_id: int) -> Dossier:
    """The dossier under lock for a change of its content; ValidationError when the actor or its state forbid it."""
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True)
    dossier = rows.select_related("product__producer__unit", "unit").get(pk=dossier_id)
    if actor is not None and not prepared_dossiers(actor).filter(pk=dossier_id).exists():
        raise ValidationError(_("Hồ sơ này ngoài phạm vi bạn được sửa."), code="outside_territory")
    if dossier.state not in EDITABLE:
        raise ValidationError(
            _("Hồ sơ đã nộp không sửa được. Chỉ sửa khi còn nháp hoặc khi có yêu cầu bổ sung."), code="frozen"
        )
    return dossier


def _clean_report(report: Mapping[str, str]) -> dict[str, str]:
    """Known sections only, NFC, newlines as \\n; ValidationError by section for a text that is too long."""
    unknown = set(report) - set(ReportSection.values)
    if unknown:
        raise ValidationError(_("Báo cáo tự đánh giá không có mục “%s”.") % min(unknown), code="unknown_section")
    return clean_fields(dict.fromkeys(report, clean_long_text), report)


def clean_long_text(text: str) -> str:
    """NFC with plain newlines; ValidationError beyond TEXT_LIMIT characters."""
    cleaned = nfc(text or "").replace("\r\n", "\n").replace("\x00", "").strip()
    if len(cleaned) > TEXT_LIMIT:
        facts = {"n": len(cleaned), "limit": TEXT_LIMIT}
        raise ValidationError(_("Dài %(n)d ký tự, tối đa %(limit)d.") % facts, code="too_long")
    return cleaned
