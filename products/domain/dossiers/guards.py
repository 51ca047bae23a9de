"""What must hold before a step, beyond the table: kind and recognitions, texts, papers, report. Each gives faults."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.domain.place import load_lineage
from programs.models import Unit

from ...enums import DossierKind, DossierStep, EvidenceKind, Level, ReportSection, ReportState
from ...models import Dossier, Producer, ProducerAttribution, Product
from ...rules import missing_sections
from ..law import law_book
from ..queries import recognitions
from .assessment import self_score_of
from .clock import filing_dates
from .clock_rules import CertificateDates
from .completeness import ItemStatus, completeness

Faults = list[ValidationError]
REPORT = "report"
"""A requirement shown by all texts of the self-report: told text by text."""


def newest_recognition(product: Product, on: date) -> Any:
    """The last recognition decided by that day, in force or not; None when there is none."""
    return recognitions().filter(product=product, decided_on__lte=on).order_by("-decided_on", "-pk").first()


def present_recognition(product: Product, on: date) -> Any:
    """The recognition in force on a day: of several the newest."""
    newest = newest_recognition(product, on)
    return newest if newest is not None and newest.expires_on >= on else None


def kind_fault(product: Product, kind: str, star_sought: int, on: date) -> ValidationError | None:
    """Why a dossier of that kind does not fit the product's recognitions (QĐ 26/2026, Điều 6.1), or None."""
    present = present_recognition(product, on)
    if kind == DossierKind.FIRST and present is not None:
        text = _("Sản phẩm đang được công nhận %(star)d sao đến %(day)s: hãy lập hồ sơ nâng hạng hoặc phân hạng lại.")
        return _fault(text % {"star": present.star, "day": format_date(present.expires_on)}, "kind_first")
    if kind == DossierKind.UPGRADE and present is None:
        return _fault(_("Sản phẩm chưa có công nhận còn hiệu lực để nâng hạng: hãy lập hồ sơ khác."), "kind_upgrade")
    if kind == DossierKind.UPGRADE and star_sought <= present.star:
        text = _("Nâng hạng phải đăng ký cao hơn hạng %(star)d sao hiện có.") % {"star": present.star}
        return _fault(text, "star_not_higher")
    if kind == DossierKind.RERANK and newest_recognition(product, on) is None:
        return _fault(
            _("Sản phẩm chưa từng được công nhận nên chưa thể phân hạng lại: hãy lập hồ sơ lần đầu."), "kind_rerank"
        )
    return None


def commune_of(producer: Producer, on: date) -> Unit:
    """The commune's version of that day for a producer; ValidationError when a split is not decided yet."""
    placed = ProducerAttribution.objects.filter(producer=producer).values_list("unit", flat=True)
    unit_id = load_lineage([producer.unit_id]).resolve(producer.unit_id, on, frozenset(placed))
    if unit_id is None:
        raise _fault(
            _("Xã của chủ thể đã bị chia khi sắp xếp đơn vị hành chính. Hãy quyết định đơn vị mới của chủ thể trước."),
            "unit_undecided",
        )
    return Unit.objects.get(pk=unit_id)


def submit_faults(dossier: Dossier, on: date) -> Faults:
    """Kind, texts of the self-report and papers for the star sought; gate criteria only warn (`step_warnings`)."""
    kind = kind_fault(dossier.product, dossier.kind, dossier.star_sought, on)
    return [*([kind] if kind else []), *_early_faults(dossier, on), *_content_faults(dossier, on)]


def _early_faults(dossier: Dossier, on: date) -> Faults:
    """A re-ranking is filed no earlier than 180 days before the certificate ends (QĐ 26/2026, Điều 7.6a)."""
    window = filing_window(dossier)
    if window is None or on >= window.file_from:
        return []
    text = _("Hồ sơ phân hạng lại chỉ nộp được từ ngày %(first)s (giấy chứng nhận hết hạn ngày %(end)s).")
    facts = {"first": format_date(window.file_from), "end": format_date(window.expires_on)}
    return [_fault(text % facts, "too_early")]


def filing_window(dossier: Dossier) -> CertificateDates | None:
    """First and last day to file a re-ranking under the dossier's law; None for other kinds and laws."""
    try:
        return filing_dates(dossier, law_book().pack(dossier.law_pack))
    except LookupError:
        return None


def _content_faults(dossier: Dossier, on: date) -> Faults:
    """Every text and paper that is missing; the samples are due when the commune proposes (Điều 6.2d)."""
    empty = _empty_sections(dossier)
    told = {REPORT, *empty}
    papers = [item for item in _asked(dossier, on) if not item.requirement.is_gate and not item.requirement.by_samples]
    texts = [_fault(_("Báo cáo tự đánh giá còn trống: %s") % section.label, "text_missing") for section in empty]
    return [*texts, *_item_faults(item for item in papers if item.requirement.text not in told)]


def _asked(dossier: Dossier, on: date) -> tuple[ItemStatus, ...]:
    """What the law asks for the star sought, with how it stands on the day of the step."""
    return completeness(dossier, dossier.star_sought, today=on).items


def _empty_sections(dossier: Dossier) -> list[ReportSection]:
    """Empty texts of Mẫu 02, unless the report itself is attached as a paper."""
    if dossier.links.filter(evidence__kind=EvidenceKind.SELF_REPORT, evidence__removed_at=None).exists():
        return []
    return missing_sections(dossier.kind, dossier.report)


def _item_faults(items: Iterable[ItemStatus]) -> Faults:
    words = {"missing": _("Còn thiếu: %s"), "expired": _("Đã hết hạn: %s")}
    return [
        _fault(words[item.state] % item.requirement.title, f"paper_{item.state}")
        for item in items
        if item.state in words
    ]


def resubmit_faults(dossier: Dossier, on: date) -> Faults:
    """Every item asked for is done or explained, and the dossier is as complete as a first submission."""
    request = dossier.requests.filter(closed_on=None).first()
    items = request.items.filter(is_done=False, answer="") if request else ()
    left = [_fault(_("Chưa bổ sung và chưa giải trình: %s") % item.text, "item_open") for item in items]
    # What the commune itself asked for comes back to it: its report goes on there.
    drafts = _draft_faults(dossier) if request and request.level != Level.COMMUNE else []
    return [*left, *drafts, *_content_faults(dossier, on)]


def _draft_faults(dossier: Dossier) -> Faults:
    """A report begun is issued first: afterwards it could not be."""
    if dossier.commune_reports.filter(state=ReportState.DRAFT).exists():
        return [_fault(_("Còn một dự thảo báo cáo của xã chưa ban hành."), "report_draft")]
    return []


def propose_faults(dossier: Dossier, on: date) -> Faults:
    """An issued commune report, and the samples (QĐ 26/2026, Điều 6.2)."""
    if not dossier.commune_reports.filter(state=ReportState.ISSUED).exists():
        return [_fault(_("Chưa có báo cáo của Ủy ban nhân dân xã (Mẫu 03) đã ban hành."), "report_missing")]
    samples = [item for item in _asked(dossier, on) if not item.requirement.is_gate and item.requirement.by_samples]
    return [*_draft_faults(dossier), *_item_faults(samples)]


def qualify_faults(dossier: Dossier, on: date) -> Faults:
    """No request may be open (the table keeps it out as well; two guards are better than one)."""
    if dossier.requests.filter(closed_on=None).exists():
        return [_fault(_("Còn yêu cầu bổ sung chưa hoàn thành."), "request_open")]
    return []


GUARDS: dict[DossierStep, Callable[[Dossier, date], Faults]] = {
    DossierStep.SUBMIT: submit_faults,
    DossierStep.RESUBMIT: resubmit_faults,
    DossierStep.PROPOSE_DISTRICT: propose_faults,
    DossierStep.PROPOSE: propose_faults,
    DossierStep.QUALIFY: qualify_faults,
}


def step_warnings(dossier: Dossier, step: str) -> list[str]:
    """What to know before handing in, never refused: gates without evidence (the council's to judge), late filing, and
    criteria without the producer's own mark: the report may be handed in on paper as well (Điều 7.1), and no rank
    follows from it."""
    if step not in (DossierStep.SUBMIT, DossierStep.RESUBMIT):
        return []
    today = timezone.localdate()
    gates = [item for item in _asked(dossier, today) if item.requirement.is_gate and not item.is_met]
    told = [_("Chưa có minh chứng cho tiêu chí bắt buộc: %s") % item.requirement.title for item in gates]
    score = self_score_of(dossier)
    if score is not None and not score.is_whole:
        text = _("Báo cáo tự đánh giá (Mẫu 02, phần III) còn %d tiêu chí chưa tự chấm điểm.")
        told.insert(0, text % (score.count - score.answered))
    window = filing_window(dossier) if step == DossierStep.SUBMIT else None
    if window is not None and today > window.file_by:
        late = _("Đã qua ngày cuối được nộp hồ sơ phân hạng lại (%s, trước khi hết hạn 120 ngày).")
        told.insert(0, late % format_date(window.file_by))
    return told


def pack_for(kind: str, on: date) -> str:
    """Code of the law pack that rules a dossier handed in on a day; ValidationError when none is known."""
    try:
        return law_book().pack_for(DossierKind(kind), on).code
    except LookupError:
        text = _("Không có bộ quy định nào áp dụng cho hồ sơ nộp ngày %s.") % format_date(on)
        raise _fault(text, "no_pack") from None


def _fault(text: str, code: str) -> ValidationError:
    return ValidationError(text, code=code)
