"""What a dossier's page tells: where it stands, which kinds fit a product and why, what shows each requirement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.text import format_date

from ...enums import CLOSED_STATES, DossierKind, DossierState, EvidenceKind
from ...models import Dossier, Evidence, Product
from ..law import Requirement, law_book
from .assessment import sheet_place
from .completeness import completeness
from .guards import kind_fault, newest_recognition

GUIDES: Mapping[str, Any] = {
    DossierState.DRAFT: gettext_lazy("Gắn minh chứng cho từng mục, viết báo cáo tự đánh giá, rồi nộp hồ sơ cho xã."),
    DossierState.SUBMITTED: gettext_lazy("Hồ sơ đã nộp; chờ UBND xã tiếp nhận, cấp số phiếu và kiểm tra thành phần."),
    DossierState.CHECKING: gettext_lazy(
        "UBND xã đang kiểm tra thành phần. Đủ thì lập và ban hành báo cáo (Mẫu 03); thiếu thì yêu cầu bổ sung."
    ),
    DossierState.SUPPLEMENT: gettext_lazy("Chờ chủ thể bổ sung từng mục được yêu cầu rồi nộp lại."),
    DossierState.REPORTED: gettext_lazy(
        "Xã đã ban hành báo cáo. Việc tiếp theo: đề nghị cấp trên đánh giá, phân hạng."
    ),
    DossierState.PROPOSED_DISTRICT: gettext_lazy("Xã đã đề nghị; chờ huyện tiếp nhận."),
    DossierState.DISTRICT_ACCEPTED: gettext_lazy("Huyện đã tiếp nhận và đang xem xét hồ sơ."),
    DossierState.PROPOSED: gettext_lazy("Đã đề nghị tỉnh; chờ cơ quan tham mưu cấp tỉnh tiếp nhận."),
    DossierState.RECEIVED: gettext_lazy("Cơ quan tham mưu cấp tỉnh đang kiểm tra thành phần và nội dung hồ sơ."),
    DossierState.ELIGIBLE: gettext_lazy("Hồ sơ đủ điều kiện; chờ chuyển Hội đồng đánh giá, phân hạng."),
    DossierState.COUNCIL: gettext_lazy("Hồ sơ đã chuyển Hội đồng đánh giá, phân hạng sản phẩm OCOP."),
    DossierState.EVALUATED: gettext_lazy("Hội đồng đã kết luận; xem kết quả ở mục Đánh giá, thẻ Kết quả."),
    DossierState.WITHDRAWN: gettext_lazy("Hồ sơ đã rút. Có thể lập hồ sơ khác cho sản phẩm này."),
    DossierState.REJECTED: gettext_lazy("Hồ sơ bị loại; lý do ở trang quá trình xử lý. Có thể lập hồ sơ khác."),
}
"""State → where the dossier stands and what comes next."""


BEST = 5
"""A kind fits when it fits the highest star: the star itself is checked when it is chosen."""


@dataclass(frozen=True)
class KindChoice:
    """One kind of dossier for a product: whether it fits on a day, and the reason in words."""

    kind: DossierKind
    fits: bool
    why: str

    @property
    def label(self) -> str:
        return str(self.kind.label)


def kind_choices(product: Product, today: date) -> list[KindChoice]:
    """The three kinds of QĐ 26/2026, Điều 6.1, with why each fits the product or does not."""
    newest = newest_recognition(product, today)
    opened = set(product.dossiers.exclude(state__in=CLOSED_STATES).values_list("kind", flat=True))
    return [_choice(product, kind, newest, today, is_open=kind in opened) for kind in DossierKind]


def _choice(product: Product, kind: DossierKind, newest: Any, today: date, *, is_open: bool) -> KindChoice:
    fault = kind_fault(product, kind, BEST, today)
    if fault is not None:
        return KindChoice(kind, False, " ".join(fault.messages))
    note = " " + _("Sản phẩm đang có một hồ sơ loại này.") if is_open else ""
    if newest is None:
        return KindChoice(kind, True, _("Sản phẩm chưa được công nhận lần nào.") + note)
    facts = {"star": newest.star, "day": format_date(newest.expires_on)}
    why = {
        DossierKind.FIRST: _("Giấy chứng nhận %(star)s sao đã hết hạn ngày %(day)s."),
        DossierKind.UPGRADE: _("Đang đạt %(star)s sao, giấy chứng nhận đến %(day)s; đăng ký hạng cao hơn."),
        DossierKind.RERANK: _("Giấy chứng nhận %(star)s sao đến %(day)s; nộp trước khi hết hạn từ 180 đến 120 ngày."),
    }
    return KindChoice(kind, True, why[kind] % facts + note)


@dataclass(frozen=True)
class Paper:
    """A paper of the vault offered for a requirement."""

    evidence: Evidence
    is_suggested: bool
    is_linked: bool
    is_expired: bool


def requirement_of(dossier: Dossier, key: str) -> Requirement | None:
    """A requirement of the dossier's law, or another criterion of its sheet, by its key; None when there is none."""
    asked = [item.requirement for item in completeness(dossier, BEST).items]
    asked += law_book().criteria(*sheet_place(dossier)) if asked else ()
    return next((requirement for requirement in asked if requirement.key == key), None)


def papers_for(dossier: Dossier, requirement: Requirement, today: date) -> list[Paper]:
    """The producer's papers: those whose kind shows the requirement and which are in force come first."""
    linked = set(dossier.links.filter(requirement=requirement.key).values_list("evidence", flat=True))
    vault = Evidence.objects.current().filter(producer=dossier.product.producer_id).order_by("kind", "-created_at")
    papers = [_paper(evidence, requirement.kinds, linked, today) for evidence in vault]
    return sorted(papers, key=lambda paper: (not paper.is_suggested, paper.is_expired, paper.is_linked))


def _paper(evidence: Evidence, kinds: Iterable[EvidenceKind], linked: set[int], today: date) -> Paper:
    expired = evidence.expires_on is not None and evidence.expires_on < today
    return Paper(evidence, evidence.kind in set(kinds), evidence.pk in linked, expired)
