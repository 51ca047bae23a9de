"""What is done to a dossier: its steps, its papers, the answers to what was asked."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.errors import NotFound
from ocop.api.filters import check_parameters

from ..domain.dossiers.completeness import completeness
from ..domain.dossiers.evidence_links import link_evidence, unlink_evidence
from ..domain.dossiers.guards import GUARDS, step_warnings
from ..domain.dossiers.guide import requirement_of
from ..domain.dossiers.queries import levels_of
from ..domain.dossiers.steps import article_of, steps_for, take_step
from ..domain.dossiers.supplements import answer_item
from ..enums import DossierStep
from ..models import Dossier, Evidence, EvidenceLink, SupplementItem
from ..rules import Transition
from .dossier_shapes import (
    DossierRecord,
    ItemAnswer,
    LinkNew,
    OpenSteps,
    Requirements,
    StepTaken,
)
from .dossiers import DossierBase, unknown

STAR = OpenApiParameter(
    "star", int, enum=[3, 4, 5], description=_("Hạng sao cần xét; bỏ trống là hạng sao đăng ký"), required=False
)


class DossierSteps(DossierBase):
    """The steps of a dossier."""

    revisioned = ("POST",)

    @extend_schema(
        description=_("Các bước tài khoản này làm được lúc này, cần gửi gì, còn vướng gì"), responses=OpenSteps
    )
    def open_steps(self, request: Request, pk: Any = None) -> Response:
        """Empty for who only reads."""
        dossier: Dossier = self.record()
        rows = [_open_step(dossier, row) for row in steps_for(request.user, dossier)]
        return Response(OpenSteps({"results": rows}).data)

    @extend_schema(
        description=_(
            "Làm một bước của hồ sơ theo QĐ 26/2026/QĐ-TTg, Điều 7: nộp, tiếp nhận, yêu cầu bổ sung, nộp bổ sung, đề "
            "nghị, rút… Bước và cấp nào được làm theo bảng trong tài liệu; báo cáo của xã ban hành trên trang."
        ),
        request=StepTaken,
        responses={201: DossierRecord},
    )
    def take(self, request: Request, pk: Any = None) -> Response:
        """404 for who acts for no level of the dossier, 409 in a state that does not lead there."""
        dossier: Dossier = self.record()
        if not levels_of(request.user, dossier):
            raise NotFound
        revision = self.expected_revision(dossier, check=False)
        given = self.body(StepTaken)
        return self.created(take_step(actor=request.user, dossier_id=dossier.pk, revision=revision, **given))


def _open_step(dossier: Dossier, row: Transition) -> dict[str, Any]:
    step = DossierStep(row.step)
    guard = GUARDS.get(step)
    faults = guard(dossier, timezone.localdate()) if guard else []
    return {
        "step": step.value,
        "label": str(step.label),
        "article": article_of(dossier, row),
        "needs": sorted(row.needs),
        "faults": [{"code": fault.code or "", "message": " ".join(fault.messages)} for fault in faults],
        "warnings": step_warnings(dossier, step),
    }


class DossierPapers(DossierBase):
    """What the law asks of a dossier, and the papers that show it."""

    revisioned = ("DELETE", "PATCH")

    @extend_schema(
        description=_("Thành phần và minh chứng mà văn bản yêu cầu cho một hạng sao: đủ, thiếu, hết hạn"),
        parameters=[STAR],
        responses=Requirements,
    )
    def requirements(self, request: Request, pk: Any = None) -> Response:
        """The checklist of the page."""
        return Response(Requirements(completeness(self.record(), _star(request))).data)

    @extend_schema(
        description=_("Gắn một minh chứng trong kho của chủ thể vào một yêu cầu của hồ sơ"),
        request=LinkNew,
        responses={201: DossierRecord},
    )
    def link(self, request: Request, pk: Any = None) -> Response:
        """The link already there keeps, with the new note."""
        dossier = self.prepared()
        given = self.body(LinkNew)
        vault = Evidence.objects.visible_to(request.user).current().filter(producer=dossier.product.producer_id)
        paper = vault.filter(pk=given["evidence"]).first()
        if paper is None:
            raise unknown("evidence", _("Kho của chủ thể không có minh chứng này."))
        if requirement_of(dossier, given["requirement"]) is None:
            raise unknown("requirement", _("Văn bản áp dụng cho hồ sơ không có yêu cầu này."))
        link_evidence(
            actor=request.user,
            dossier_id=dossier.pk,
            evidence_id=paper.pk,
            requirement=given["requirement"],
            note=given["note"],
        )
        return self.created(dossier)

    @extend_schema(
        description=_("Gỡ minh chứng khỏi yêu cầu; tài liệu vẫn ở trong kho"), request=None, responses={204: None}
    )
    def unlink(self, request: Request, pk: Any = None, link: int = 0) -> Response:
        """404 when it is off already."""
        dossier = self.prepared()
        self.expected_revision(dossier)
        found = EvidenceLink.objects.filter(dossier=dossier, pk=link).first()
        if found is None:
            raise NotFound
        unlink_evidence(actor=request.user, link_id=found.pk)
        return Response(status=204)

    @extend_schema(
        description=_("Trả lời một mục của yêu cầu bổ sung đang mở"), request=ItemAnswer, responses=DossierRecord
    )
    def answer_item(self, request: Request, pk: Any = None, item: int = 0) -> Response:
        """404 for an item of another dossier."""
        dossier = self.prepared()
        self.expected_revision(dossier)
        asked = SupplementItem.objects.filter(pk=item, request__dossier=dossier).first()
        if asked is None:
            raise NotFound
        answer_item(actor=request.user, item_id=asked.pk, **self.body(ItemAnswer))
        return self.saved(dossier)


def _star(request: Request) -> int | None:
    """Of `?star=`; None without one."""
    check_parameters(request, {"star"})
    text = request.query_params.get("star", "")
    if text and text not in {"3", "4", "5"}:
        raise ValidationError({"star": [ErrorDetail(str(_("Hạng sao là 3, 4 hoặc 5.")), code="invalid_choice")]})
    return int(text) if text else None
