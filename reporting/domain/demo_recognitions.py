"""What follows from the council of the illustration, and certificates at every point of their life."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from evaluations.domain.certificates.extend import extend
from evaluations.domain.certificates.withdraw import decide_withdrawal, open_withdrawal
from evaluations.domain.decisions import draft_decision, issue_decision, refer_to_ministry
from evaluations.enums import RecognitionBody, WithdrawalGround
from evaluations.models import EvaluationResult, Recognition
from products.domain.products import create_product
from products.enums import ProductSet
from products.models import Producer
from programs.models import Unit

from .demo_dossiers import NOTE, SENTENCE, day_ago, recognise_before

DECISION = "712/QĐ-MINHHOA"


def load_decisions(results: Mapping[str, EvaluationResult], unit: Unit, today: date) -> None:
    """A decision on the two products of Lưu Vệ; the mat of ninety points goes to the Ministry.

    The spirit of three stars waits for a decision, for whoever tries the pages to draft.
    """
    decided = [results[name].pk for name in ("Cốm nếp Lưu Vệ (minh họa)", "Tương ớt Lưu Vệ (minh họa)")]
    draft = draft_decision(
        actor=None,
        unit=unit,
        body=RecognitionBody.PROVINCE,
        title="Công nhận sản phẩm OCOP đợt 1 (minh họa)",
        result_ids=decided,
        is_illustration=True,
    )
    issue_decision(
        actor=None,
        decision_id=draft.pk,
        number=DECISION,
        decided_on=day_ago(today, 30),
        signer_name="Người ký (minh họa)",
        signer_position="Chủ tịch",
    )
    refer_to_ministry(
        actor=None,
        result_id=results["Chiếu cói Nga Sơn (minh họa)"].pk,
        approval_number="698/QĐ-MINHHOA",
        approved_on=day_ago(today, 32),
        letter_number="120/MINHHOA",
        sent_on=day_ago(today, 25),
        note=SENTENCE,
    )


def load_lives(owner: Producer, today: date) -> list[Recognition]:
    """Certificates of older decisions: in its filing window, extended, withdrawn, and with a case under way."""
    near = _older(owner, "Nem chua Nga Sơn (minh họa)", ProductSet.FROM_ANIMAL, today, 945)
    extended = _older(owner, "Mắm tôm Nga Sơn (minh họa)", ProductSet.LIQUID_SEASONING, today, 1155)
    withdrawn = _older(owner, "Rượu dừa Nga Sơn (minh họa)", ProductSet.OTHER_ALCOHOL, today, 820)
    asked = _older(owner, "Mứt gừng Nga Sơn (minh họa)", ProductSet.FAST_FOOD, today, 800)
    extend(
        actor=None,
        recognition_id=extended.pk,
        until=extended.expires_on + timedelta(days=170),
        document_number="85/MINHHOA",
        reason=f"Quá hạn nộp hồ sơ phân hạng lại, đang chờ kết quả của cơ quan có thẩm quyền. {SENTENCE}",
        decided_on=min(extended.expires_on, today),
    )
    _withdraw(withdrawn, today)
    open_withdrawal(
        actor=None,
        recognition_id=asked.pk,
        ground=WithdrawalGround.B,
        concluded_on=day_ago(today, 9),
        conclusion="Biên bản kiểm tra số 07 (minh họa)",
    )
    return [near, extended, withdrawn, asked]


def _withdraw(recognition: Recognition, today: date) -> None:
    case = open_withdrawal(
        actor=None,
        recognition_id=recognition.pk,
        ground=WithdrawalGround.DD,
        concluded_on=day_ago(today, 60),
        conclusion="Báo cáo của Ủy ban nhân dân xã về việc không còn sản xuất (minh họa)",
    )
    decide_withdrawal(
        actor=None,
        withdrawal_id=case.pk,
        decision_number="655/QĐ-MINHHOA",
        decided_on=day_ago(today, 50),
        note=SENTENCE,
        revision=None,
    )


def _older(owner: Producer, name: str, product_set: ProductSet, today: date, ago: int) -> Recognition:
    facts: dict[str, Any] = {"source_note": NOTE, "is_illustration": True}
    product = create_product(actor=None, producer=owner, name=name, product_set=product_set, **facts)
    return recognise_before(product, today, ago)
