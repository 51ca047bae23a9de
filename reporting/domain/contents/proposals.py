"""Tờ trình: who drafted a plan asks the one who signs it to issue it (NĐ 30/2020, Phụ lục III, mẫu 1.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from programs.domain.plans_content import version_content
from programs.domain.plans_text import facts_of
from programs.enums import UnitKind
from programs.models import PlanVersion
from reporting.domain.contents.common import committee, head_facts
from reporting.domain.contents.signing import recipient_rows
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

_STARS = (5, 4, 3)


_SENDERS = {
    UnitKind.PROVINCE: (_("Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh %s"), "TTr-VPĐP"),
    UnitKind.CENTRAL_CITY: (_("Văn phòng Điều phối Chương trình xây dựng nông thôn mới thành phố %s"), "TTr-VPĐP"),
    UnitKind.DISTRICT: (_("Phòng Nông nghiệp và Phát triển nông thôn huyện %s"), "TTr-PNN"),
    UnitKind.COMMUNE: (_("Phòng Kinh tế xã %s"), "TTr-PKT"),
}
OFFICES_SINCE = date(2025, 7, 1)
"""Communes have offices («Phòng Kinh tế») since there are two tiers (Luật Tổ chức chính quyền địa phương 2025)."""


def _usual(version: PlanVersion) -> tuple[str, str]:
    """Who drafts a plan of the unit and the symbol of its paper; asked, since units name their offices themselves.

    ("", "") where no usual name is known: an urban district or town, a ward, a commune before OFFICES_SINCE."""
    plan = version.plan
    kind = UnitKind(plan.unit.kind)
    day = version.issued_on or min(timezone.localdate(), date(plan.year, 12, 31))
    if kind not in _SENDERS or (kind == UnitKind.COMMUNE and day < OFFICES_SINCE):
        return "", ""
    sender, symbol = _SENDERS[kind]
    return str(sender) % plan.unit.short_name, symbol


def _asks(version: PlanVersion) -> tuple[Ask, ...]:
    unit = version.plan.unit
    hint = "" if _usual(version)[0] else _("Ghi tên cơ quan, bộ phận đã soạn dự thảo kế hoạch.")
    return (
        Ask(
            "sender",
            _("Cơ quan trình"),
            required=True,
            limit=200,
            help=hint,
            initial=lambda record: _usual(record)[0],
        ),
        Ask("symbol", _("Ký hiệu"), required=True, limit=40, initial=lambda record: _usual(record)[1]),
        Ask("addressee", _("Kính gửi"), required=True, initial=lambda record: _now("Chủ tịch %s") % committee(unit)),
        Ask("reasons", _("Sự cần thiết"), "lines", limit=3000),
        Ask("title", _("Chức vụ người ký"), limit=120, help=_("Ví dụ: Chánh Văn phòng, Trưởng phòng.")),
        Ask("signer", _("Người ký"), limit=120),
        Ask("recipients", _("Nơi nhận"), "lines", initial=lambda record: [_now("Như trên"), _now("Lưu: VT")]),
    )


def proposal(version: PlanVersion, params: Params) -> Content:
    """The main figures of the plan, from its fields, so that the paper and the plan cannot disagree."""
    unit, plan = version.plan.unit, version_content(version)
    return head_facts(
        unit, symbol=params["symbol"], year=version.plan.year, issuer=params["sender"], parent=committee(unit)
    ) | {
        "signer": {"authority": "", "title": params["title"].upper(), "name": params["signer"]},
        "recipients": recipient_rows(params["recipients"]),
        "sender": params["sender"],
        "addressee": params["addressee"],
        "reasons": params["reasons"],
        "abstract": plan["abstract"],
        "committee": committee(unit),
        "bases": [basis["text"] for basis in plan["bases"]],
        "targets": _targets(facts_of(plan)),
        "sections": [section["heading"] for section in plan["sections"]],
        "batches": [(batch["label"], len(batch["products"])) for batch in plan["batches"]],
        "funding": [source["text"] for source in plan["funding"]],
        "has_annex": bool(plan.get("annex")),
    }


def _targets(facts: Mapping[str, Any]) -> dict[str, int | None]:
    names = {"total": "chi_tieu.tong", **{str(star): f"chi_tieu.sao_{star}" for star in _STARS}}
    return {name: facts.get(fact) for name, fact in names.items()}


SPECS = {DocumentKind.PROPOSAL: KindSpec(SubjectKind.PLAN_VERSION, proposal, asks=_asks, issuable=True)}
