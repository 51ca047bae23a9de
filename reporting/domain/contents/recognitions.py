"""Quyết định công nhận with its annex, giấy chứng nhận, quyết định thu hồi (QĐ 26/2026/QĐ-TTg, Điều 4, 7.3đ, 8)."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.domain.certificates.codes import public_code
from evaluations.domain.certificates.keepers import kept_by
from evaluations.domain.certificates.lookup import lookup_address
from evaluations.domain.certificates.radar import present_of
from evaluations.domain.decisions.annex import AnnexLine, whole_annex
from evaluations.domain.decisions.who import may_issue
from evaluations.domain.lawpacks import load_pack, pack_codes
from evaluations.enums import DecisionState, RecognitionBody, RecognitionKind, WithdrawalState
from evaluations.models import Recognition, RecognitionDecision, Withdrawal
from ocop.text import lower_kind, parse_document_number, written_date
from programs.enums import Tier
from programs.models import Unit
from reporting.domain.contents.common import committee, head_facts
from reporting.domain.contents.laws import citations
from reporting.domain.contents.signing import (
    COMMITTEE,
    kind_word,
    name_ask,
    position_ask,
    recipient_rows,
    sign_ask,
    signed,
)
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

SYMBOL = "QĐ-UBND"
WITHDRAWAL_LAW = "qd-26-2026"
"""Điều 8 of QĐ 26/2026 rules every withdrawal that is recorded here (docs/certificates.md)."""
NOTES = {RecognitionKind.NEW: "Mới", RecognitionKind.UPGRADE: "Nâng hạng", RecognitionKind.RENEWAL: "Công nhận lại"}
LONG = 500


def _law_on(day: date) -> Any:
    """The manifest of the newest act in force on the day."""
    packs = [load_pack(code).manifest for code in pack_codes()]
    return next((law for law in reversed(packs) if law.valid_from <= day), packs[0])


def _day_of(decision: RecognitionDecision) -> date:
    return decision.decided_on or timezone.localdate()


# Quyết định công nhận


def _unit_of(decision: RecognitionDecision) -> Unit:
    return decision.unit


def _decision_asks(decision: RecognitionDecision) -> tuple[Ask, ...]:
    groups = (("star", gettext_lazy("theo hạng sao")), ("place", gettext_lazy("theo địa bàn")))
    bodies = (
        ("chairman", gettext_lazy("Chủ tịch Ủy ban nhân dân")),
        ("committee", gettext_lazy("Ủy ban nhân dân")),
    )
    asks = [
        Ask("group", gettext_lazy("Xếp phụ lục"), "choice", choices=groups, initial=lambda one: "star"),
        Ask("authority", gettext_lazy("Thẩm quyền ban hành"), "choice", choices=bodies, initial=lambda one: "chairman"),
        sign_ask(lambda one: one.signer_position, _unit_of),
        Ask("bases", gettext_lazy("Căn cứ, mỗi dòng một căn cứ"), "lines", limit=LONG, initial=_decision_bases),
        _proposer_ask(),
        _executors_ask(_executors),
        _recipients_ask(_decision_recipients),
    ]
    if decision.state == DecisionState.DRAFT:
        asks[3:3] = [position_ask(_unit_of), name_ask(_unit_of)]
    return tuple(asks)


def _proposer_ask() -> Ask:
    example = gettext_lazy("Ví dụ: Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 12/TTr-SNNMT ngày 01/6/2026")
    return Ask("proposer", gettext_lazy("Theo đề nghị của"), help=example)


def _executors_ask(initial: Any) -> Ask:
    return Ask("executors", gettext_lazy("Người chịu trách nhiệm thi hành"), limit=LONG, required=True, initial=initial)


def _recipients_ask(initial: Any) -> Ask:
    return Ask("recipients", gettext_lazy("Nơi nhận, mỗi dòng một nơi"), "lines", initial=initial)


def _decision_bases(decision: RecognitionDecision) -> list[str]:
    """The acts the results were reached under and the one in force on the day (QĐ 26/2026, Điều 12)."""
    followed = decision.items.order_by().values_list("result__law_pack", flat=True)
    return citations([*followed, _law_on(_day_of(decision)).code])


def _executors(decision: RecognitionDecision) -> str:
    word = kind_word(decision.unit)
    if decision.body == RecognitionBody.DISTRICT:
        heads = (
            f"Thủ trưởng các cơ quan chuyên môn thuộc Ủy ban nhân dân {word}, Chủ tịch Ủy ban nhân dân các xã, thị trấn"
        )
    else:
        heads = (
            f"Chánh Văn phòng Ủy ban nhân dân {word}, Giám đốc Sở Nông nghiệp và Môi trường, Thủ trưởng các sở, ban,"
            " ngành có liên quan, Chủ tịch Ủy ban nhân dân các xã, phường"
        )
    return f"{heads} và các chủ thể có sản phẩm nêu tại Phụ lục"


def _decision_recipients(decision: RecognitionDecision) -> list[str]:
    word = kind_word(decision.unit)
    above = [] if decision.body == RecognitionBody.DISTRICT else ["Bộ Nông nghiệp và Môi trường (b/c)"]
    return ["Như Điều 3", *above, f"Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân {word}", "Lưu: VT"]


def _decision_missing(decision: RecognitionDecision) -> str:
    if decision.body == RecognitionBody.CENTRAL:
        return _("Quyết định này do Bộ Nông nghiệp và Môi trường ban hành, ở đây chỉ ghi lại kết quả.")
    return "" if decision.items.exists() else _("Dự thảo chưa có sản phẩm nào.")


def _may_make_decision(user: Any, decision: RecognitionDecision) -> bool:
    return may_issue(user, decision.unit)


def decision_content(decision: RecognitionDecision, params: Params) -> Content:
    """Quyết định công nhận: shared facts and `abstract`, `bases`, `authority`, `executors`, `lines` of the annex."""
    lines, day = whole_annex(decision), _day_of(decision)
    law, unit = _law_on(day), decision.unit
    is_issued = decision.state == DecisionState.ISSUED
    number, symbol = (is_issued and parse_document_number(decision.number)) or (None, SYMBOL)
    position, name = decision.signer_position, decision.signer_name
    if not is_issued:
        position, name = params["position"], params["name"]
    of_committee = params["authority"] == "committee"
    return head_facts(unit, symbol=symbol, year=day.year) | {
        "number": number,
        "issued_on": decision.decided_on if is_issued else None,
        "signer": signed(params, position=position, name=name, body=COMMITTEE if of_committee else ""),
        "recipients": recipient_rows(params["recipients"]),
        "illustration": len(lines) if decision.is_illustration else 0,
        "abstract": decision.title,
        "authority": committee(unit) if of_committee else f"Chủ tịch {committee(unit)}",
        "unit": lower_kind(unit.name),
        "bases": params["bases"],
        "proposer": params["proposer"],
        "executors": params["executors"],
        "group": params["group"] or "star",
        "months": law.certificate_months,
        "article": law.cite(law.articles.get("certificate", "")),
        "producers": len({line.result.dossier.product.producer_id for line in lines}),
        "lines": [_annex_row(line) for line in lines],
    }


def _annex_row(line: AnnexLine) -> Content:
    """A product as named on its certificate; of a draft as it is named now."""
    product, paper = line.result.dossier.product, line.certificate
    return {
        "name": paper.product_name if paper else product.name,
        "producer": paper.producer_name if paper else product.producer.name,
        "place": line.unit.name,
        "score": line.score,
        "star": line.star,
        "kind": line.kind,
        "note": NOTES[RecognitionKind(line.kind)],
    }


# Giấy chứng nhận


def _position_of(recognition: Recognition) -> str:
    item = recognition.decision_item
    return item.decision.signer_position if item else ""


def _certificate_asks(recognition: Recognition) -> tuple[Ask, ...]:
    return (sign_ask(_position_of),)


def _certificate_missing(recognition: Recognition) -> str:
    if recognition.own_certificate is None:
        return _("Công nhận này ghi từ sổ cũ hoặc do Bộ quyết định: giấy chứng nhận không cấp từ phần mềm.")
    return ""


def certificate_content(recognition: Recognition, params: Params) -> Content:
    """Giấy chứng nhận with the words frozen on its day; `address` of the public lookup stands behind the QR."""
    paper = recognition.own_certificate
    number, symbol = parse_document_number(paper.number) or (None, paper.number)
    item = recognition.decision_item
    name = item.decision.signer_name if item else ""
    signature = signed(params, position=_position_of(recognition), name=name, body=COMMITTEE)
    return head_facts(paper.unit, symbol=symbol, year=paper.issued_on.year) | {
        "number": number,
        "issued_on": paper.issued_on,
        "signer": signature,
        "illustration": int(recognition.is_illustration),
        "certificate_number": paper.number,
        "product": paper.product_name,
        "product_code": paper.product_code,
        "producer": paper.producer_name,
        "producer_address": paper.address,
        "star": recognition.star,
        "decision_number": recognition.decision_number,
        "decided_on": recognition.decided_on,
        "expires_on": recognition.expires_on,
        "months": _law_on(recognition.decided_on).certificate_months,
        "code": public_code(recognition.pk),
        "lookup": lookup_address(recognition.pk),
    }


# Quyết định thu hồi


def province_of(recognition: Recognition, day: date) -> Unit:
    """The province that decides today over what was recognised there (Điều 8)."""
    known = Unit.objects.filter(code=recognition.unit.province_code, tier=Tier.PROVINCE)
    then = known.on(recognition.decided_on).first() or known.latest("valid_from")
    return present_of([then.pk], day)[then.pk] or then


def _given_by(recognition: Recognition, province: Unit) -> str:
    """Who recognised: the unit of the decision made here, else the district or province of that day."""
    if recognition.decision_item is not None:
        return committee(recognition.decision_item.decision.unit)
    if recognition.body == RecognitionBody.DISTRICT:
        codes = [code for code in recognition.unit.path.split("/") if code]
        districts = Unit.objects.on(recognition.decided_on).filter(code__in=codes, tier=Tier.DISTRICT)
        return committee(districts.first() or province)
    return committee(province)


def _withdrawal_bases(case: Withdrawal) -> list[str]:
    given = case.recognition
    by = _given_by(given, province_of(given, timezone.localdate()))
    return [
        *citations([WITHDRAWAL_LAW]),
        f"Căn cứ Quyết định số {given.decision_number} {written_date(given.decided_on)} của {by}",
        f"Theo {case.conclusion} {written_date(case.concluded_on)}",
    ]


def _withdrawal_executors(case: Withdrawal) -> str:
    word = kind_word(province_of(case.recognition, timezone.localdate()))
    return (
        f"Chánh Văn phòng Ủy ban nhân dân {word}, Giám đốc Sở Nông nghiệp và Môi trường, Chủ tịch Ủy ban nhân dân"
        f" {lower_kind(case.recognition.unit.name)}, {case.recognition.product.producer.name}"
    )


def _withdrawal_recipients(case: Withdrawal) -> list[str]:
    word = kind_word(province_of(case.recognition, timezone.localdate()))
    return ["Như Điều 3", f"Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân {word}", "Lưu: VT"]


def _withdrawing_unit(case: Withdrawal) -> Unit:
    return province_of(case.recognition, timezone.localdate())


def _withdrawal_asks(case: Withdrawal) -> tuple[Ask, ...]:
    return (
        sign_ask(lambda one: "", _withdrawing_unit),
        position_ask(_withdrawing_unit),
        name_ask(_withdrawing_unit),
        Ask("bases", gettext_lazy("Căn cứ, mỗi dòng một căn cứ"), "lines", limit=LONG, initial=_withdrawal_bases),
        _proposer_ask(),
        _executors_ask(_withdrawal_executors),
        _recipients_ask(_withdrawal_recipients),
    )


def _withdrawal_missing(case: Withdrawal) -> str:
    if case.recognition.star == 5:
        return _("Hạng 5 sao do Bộ trưởng Bộ Nông nghiệp và Môi trường thu hồi (Điều 8 Quyết định 26/2026/QĐ-TTg).")
    return _("Hồ sơ này đã kết thúc, không thu hồi.") if case.state == WithdrawalState.DROPPED else ""


def _may_make_withdrawal(user: Any, case: Withdrawal) -> bool:
    return bool(kept_by(user).filter(pk=case.recognition_id).exists())


def withdrawal_content(case: Withdrawal, params: Params) -> Content:
    """Quyết định thu hồi of the province's chairman (Điều 8); number and day once the decision is entered."""
    given = case.recognition
    province = province_of(given, case.decided_on or timezone.localdate())
    paper, product = given.own_certificate, given.product
    is_decided = case.state == WithdrawalState.DECIDED
    number, symbol = (is_decided and parse_document_number(case.decision_number)) or (None, SYMBOL)
    year = (case.decided_on or timezone.localdate()).year
    return head_facts(province, symbol=symbol, year=year) | {
        "number": number,
        "issued_on": case.decided_on if is_decided else None,
        "signer": signed(params, position=params["position"], name=params["name"]),
        "recipients": recipient_rows(params["recipients"]),
        "illustration": int(given.is_illustration),
        "authority": f"Chủ tịch {committee(province)}",
        "bases": params["bases"],
        "proposer": params["proposer"],
        "executors": params["executors"],
        "product": paper.product_name if paper else product.name,
        "product_code": paper.product_code if paper else product.official_code,
        "producer": paper.producer_name if paper else product.producer.name,
        "commune": given.unit.name,
        "star": given.star,
        "certificate_number": paper.number if paper else "",
        "decision_number": given.decision_number,
        "decided_on": given.decided_on,
        "given_by": _given_by(given, province),
        "ground": case.get_ground_display(),
        "conclusion": case.conclusion,
        "concluded_on": case.concluded_on,
    }


SPECS = {
    DocumentKind.RECOGNITION: KindSpec(
        SubjectKind.DECISION,
        decision_content,
        asks=_decision_asks,
        may_make=_may_make_decision,
        missing=_decision_missing,
        is_personal=True,
    ),
    DocumentKind.CERTIFICATE: KindSpec(
        SubjectKind.RECOGNITION, certificate_content, asks=_certificate_asks, missing=_certificate_missing
    ),
    DocumentKind.WITHDRAWAL: KindSpec(
        SubjectKind.WITHDRAWAL,
        withdrawal_content,
        asks=_withdrawal_asks,
        may_make=_may_make_withdrawal,
        missing=_withdrawal_missing,
    ),
}
