"""What a commune sends up with a dossier: its report (Mẫu 03) and the letter that asks for the evaluation.

QĐ 26/2026, Điều 6.2 và 7.2. The report is issued by a verb of its own (products.domain.dossiers.reports). The letter
shows the number the commune typed with its report; without one the register may give it.
"""

import re
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.text import lower_kind, parse_document_number
from products.domain.dossiers.queries import levels_of, unit_above
from products.enums import CommuneTopic, LegalForm, Level, ReportState, Sex
from products.models import CommuneReport, Dossier
from products.rules import EDITABLE
from programs.enums import Tier
from programs.models import Unit
from reporting.domain.contents.common import SignForm, committee, head_facts
from reporting.domain.contents.dossiers import form_facts, law_and_sheet
from reporting.domain.contents.laws import citations
from reporting.domain.contents.signing import COMMITTEE, form_of, signed
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

_DEPUTISING = re.compile(r"^(?:TM\..*?\n|KT\.?\s*Chủ tịch[\s,;–-]*|TL\.?\s*Chủ tịch[\s,;–-]*)+", re.IGNORECASE)
"""Words of the signing form which people type with the title: «KT. Chủ tịch, Phó Chủ tịch»."""


def report_content(record: CommuneReport, params: Params) -> Content:
    """Mẫu 03: the producer, then four contents in its words and the commune's."""
    dossier, unit = record.dossier, record.dossier.unit
    producer = dossier.product.producer
    above = _above(dossier, record.issued_on)
    topics = {topic.topic: topic for topic in record.topics.all()}
    return (
        head_facts(unit, symbol=record.symbol, year=record.year or dossier.year)
        | {
            "number": record.number,
            "issued_on": record.issued_on,
            "signer": commune_signer(record.signer_position, record.signer_name),
            "recipients": _recipients(above, producer.name),
            "illustration": int(dossier.is_illustration),
        }
        | {
            "form": form_facts(law_and_sheet(dossier.law_pack, None)[0], "mau_03"),
            "commune": lower_kind(unit.name),
            "above": above,
            "product": dossier.product.name,
            "producer": _producer(dossier),
            "topics": [_topic(topic, topics.get(topic)) for topic in CommuneTopic],
            "meeting_on": record.meeting_on,
            "meeting_note": record.meeting_note,
            "conclusion": record.conclusion,
        }
    )


def letter_content(record: Dossier, params: Params) -> Content:
    """The commune's letter (công văn) to the level that evaluates, one dossier a letter."""
    report = issued_report(record)
    unit, producer = record.unit, record.product.producer
    above = _above(record, report.issued_on if report else None)
    known = parse_document_number(report.letter_number) if report and report.letter_number else None
    pack, sheet = law_and_sheet(record.law_pack, record.product.product_set)
    return (
        head_facts(unit, symbol=params["symbol"], year=report.year if report and report.year else record.year)
        | {
            "number": known[0] if known else None,
            "signer": commune_signer(params["position"], params["name"]),
            "recipients": _recipients("", producer.name, first=_("Như trên")),
            "illustration": int(record.is_illustration),
        }
        | {
            "bases": citations([record.law_pack] if pack else []),
            "commune": lower_kind(unit.name),
            "above": above,
            "report": {"number": str(report), "issued_on": report.issued_on} if report else None,
            "product": record.product.name,
            "producer": _producer(record),
            "set_name": sheet.name if sheet else "",
            "star": record.star_sought,
            "kind": str(record.get_kind_display()),
            "evaluated_in": record.year,
            "samples": sheet.sample_products if sheet else 0,
        }
    )


def commune_signer(position: str, name: str) -> dict[str, str]:
    """TM. UBND and the title; a deputy signs KT., the head of an office by order (NĐ 30/2020, Điều 13; ô 7a)."""
    title = _DEPUTISING.sub("", position.strip())
    form = form_of(title)
    if form == SignForm.AUTHORISED:
        return signed({"sign": SignForm.BY_ORDER}, position=title, name=name)
    return signed({"sign": form}, position=title, name=name, body=COMMITTEE)


def issued_report(dossier: Dossier) -> CommuneReport | None:
    """The newest issued report of the commune on a dossier."""
    return dossier.commune_reports.filter(state=ReportState.ISSUED).order_by("-pk").first()


def _above(dossier: Dossier, day: date | None) -> str:
    """'Ủy ban nhân dân tỉnh Thanh Hóa': the level that evaluates; the district under QĐ 148 before its amendment."""
    pack, _sheet = law_and_sheet(dossier.law_pack, None)
    tier = Tier.DISTRICT if pack is not None and pack.manifest.has_district else Tier.PROVINCE
    unit: Unit | None = unit_above(dossier.unit, tier, day or localdate())
    return committee(unit) if unit else _("Ủy ban nhân dân tỉnh …")


def _recipients(above: str, producer: str, first: str = "") -> list[dict[str, str]]:
    lines = (first or above, producer, _("Lưu: VT"))
    return [{"text": line, "purpose": ""} for line in lines if line]


def _producer(dossier: Dossier) -> dict[str, str]:
    producer = dossier.product.producer
    person = getattr(producer, "representation", None)
    form = "" if producer.legal_form == LegalForm.UNKNOWN else capfirst(str(producer.get_legal_form_display()))
    return {
        "name": producer.name,
        "legal_form": form,
        "address": ", ".join(part for part in (producer.address, lower_kind(producer.unit.name)) if part),
        "representative": producer.representative,
        "sex": str(Sex(person.sex).label) if person and person.sex else "",
        "ethnicity": person.ethnicity if person else "",
        "residence": person.residence if person else "",
    }


def _topic(topic: CommuneTopic, written: Any) -> dict[str, str]:
    return {
        "title": str(topic.label),
        "described": written.described if written else "",
        "assessed": written.assessed if written else "",
    }


def _letter_asks(record: Dossier) -> tuple[Ask, ...]:
    report = issued_report(record)
    known = parse_document_number(report.letter_number) if report and report.letter_number else None
    symbol, position, name = (
        known[1] if known else "UBND-KT",
        report.signer_position if report else "",
        report.signer_name if report else "",
    )
    place = gettext_lazy("Số do sổ văn bản của xã cấp; đơn vị soạn thảo sau dấu gạch, ví dụ UBND-KT.")
    return (
        Ask("symbol", gettext_lazy("Ký hiệu"), required=True, limit=40, help=place, initial=lambda _record: symbol),
        Ask("position", gettext_lazy("Chức vụ người ký"), limit=120, initial=lambda _record: position),
        Ask("name", gettext_lazy("Người ký"), limit=120, initial=lambda _record: name),
    )


def _no_report(record: Dossier) -> str:
    """The letter goes with the report (Điều 6.2)."""
    if record.state in EDITABLE or issued_report(record) is None:
        return _("Xã chưa ban hành báo cáo đánh giá (Mẫu 03) của hồ sơ này.")
    return ""


def _writes_for_commune(user: Any, record: Dossier) -> bool:
    return Level.COMMUNE in levels_of(user, record)


SPECS = {
    DocumentKind.COMMUNE_REPORT: KindSpec(SubjectKind.COMMUNE_REPORT, report_content),
    DocumentKind.COMMUNE_LETTER: KindSpec(
        SubjectKind.DOSSIER,
        letter_content,
        asks=_letter_asks,
        may_make=_writes_for_commune,
        missing=_no_report,
        issuable=True,
    ),
}
