"""Data of decisions, certificates and withdrawals, from the register to what is printed, and who may have them made."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from evaluations.domain.certificates.codes import public_code
from evaluations.domain.certificates.withdraw import decide_withdrawal, drop_withdrawal, open_withdrawal
from evaluations.models import Recognition, RecognitionDecision, Withdrawal
from ocop.accounts.enums import Role
from programs.enums import Tier
from reporting.domain.contents import SPECS
from reporting.domain.contents.common import SignForm
from reporting.domain.contents.signing import form_of, signed
from reporting.domain.documents import request_document
from reporting.models import Document
from tests import factories as make
from tests.evaluations.decision_story import DECIDED, TODAY, Scene, move_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    return Scene()


def content_of(kind: str, record: Any, **given: Any) -> dict[str, Any]:
    spec = SPECS[kind]
    assert spec.missing(record) == ""
    return spec.content(record, spec.clean(record, given))


def issued(scene: Scene, **facts: Any) -> RecognitionDecision:
    """Four and three stars of one producer."""
    return scene.issue(scene.draft(scene.result(4, 73), scene.result(3, 128, sheets=2)), **facts)


def case_of(scene: Scene, recognition: Recognition, ground: str = "dd") -> Withdrawal:
    day = DECIDED + timedelta(days=30)
    facts = {"ground": ground, "concluded_on": day, "conclusion": "Báo cáo số 07/BC-UBND"}
    return open_withdrawal(actor=scene.organiser, recognition_id=recognition.pk, **facts)


def test_an_issued_decision_gives_its_number_signer_and_frozen_lines(scene: Scene) -> None:
    decision = issued(scene, signer_position="Phó Chủ tịch UBND tỉnh")
    scene.producer.name = "Tên mới"
    scene.producer.save()
    content = content_of("recognition", decision)
    assert (content["number"], content["symbol"], content["issued_on"]) == (3025, "QĐ-UBND", DECIDED)
    assert content["signer"] == {"authority": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Lê Văn Ký"}
    assert content["authority"] == "Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa"
    lines = [(line["star"], line["score"], line["producer"], line["place"], line["note"]) for line in content["lines"]]
    assert lines == [(4, "73,00", "HTX Lưu Vệ", "Xã Lưu Vệ", "Mới"), (3, "64,00", "HTX Lưu Vệ", "Xã Lưu Vệ", "Mới")]
    assert (content["producers"], content["months"], content["illustration"]) == (1, 36, 0)
    assert content["article"] == "Quyết định 26/2026/QĐ-TTg, Điều 4"


def test_a_draft_has_blanks_and_what_the_person_answers(scene: Scene) -> None:
    decision = scene.draft(scene.result())
    given = {"sign": "KT.", "name": "Trần Văn B", "authority": "committee", "bases": ["Căn cứ Luật khác"]}
    content = content_of("recognition", decision, **given)
    assert (content["number"], content["symbol"], content["issued_on"]) == (None, "QĐ-UBND", None)
    assert content["signer"] == {
        "authority": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
        "title": "PHÓ CHỦ TỊCH",
        "name": "Trần Văn B",
    }
    assert content["authority"] == "Ủy ban nhân dân tỉnh Thanh Hóa"
    assert content["bases"] == ["Căn cứ Luật khác"]


def test_bases_name_the_acts_of_the_results_and_of_the_day(scene: Scene) -> None:
    old = scene.result(law_pack="qd-148-2023+1489-2025")
    bases = content_of("recognition", scene.draft(old, scene.result()))["bases"]
    assert [basis.split(" ngày ")[0] for basis in bases] == [
        "Căn cứ Quyết định số 148/QĐ-TTg",
        "Căn cứ Quyết định số 1489/QĐ-TTg",
        "Căn cứ Quyết định số 26/2026/QĐ-TTg",
    ]


def test_a_district_of_the_old_map_decided_too(scene: Scene) -> None:
    district = make.make_unit(
        Tier.DISTRICT, parent=scene.province, name="Huyện Quảng Xương", valid_to=date(2025, 6, 30)
    )
    result = scene.result(3, 55)
    decision = make.make_decision(district, result, body="district", decided_on=date(2024, 5, 6))
    content = content_of("recognition", decision)
    assert content["authority"] == "Chủ tịch Ủy ban nhân dân huyện Quảng Xương"
    assert content["article"] == "Quyết định 148/QĐ-TTg, Phụ lục II"
    assert content["recipients"][0]["text"] == "Như Điều 3"
    assert "Bộ" not in " ".join(row["text"] for row in content["recipients"])
    assert content["executors"].startswith("Thủ trưởng các cơ quan chuyên môn thuộc Ủy ban nhân dân huyện")


def test_what_is_not_the_province_s_paper_cannot_be_made(scene: Scene) -> None:
    empty = scene.draft()
    assert SPECS["recognition"].missing(empty) == "Dự thảo chưa có sản phẩm nào."
    ministry = make.make_decision(make.make_nation(), scene.result(5, 93), body="central")
    assert "Bộ Nông nghiệp và Môi trường ban hành" in SPECS["recognition"].missing(ministry)
    old = make.make_recognition()
    assert "không cấp từ phần mềm" in SPECS["certificate"].missing(old)
    five = make.make_recognition(star=5)
    case = Withdrawal(recognition=five, state="open")
    assert "do Bộ trưởng" in SPECS["withdrawal"].missing(case)


def test_the_whole_annex_is_for_those_who_draft_and_sign(scene: Scene) -> None:
    decision = issued(scene)
    for user in (scene.organiser, scene.signer):
        assert request_document(user=user, kind="recognition", record=decision).label.endswith("Tỉnh Thanh Hóa")
    for user in (scene.officer, scene.member):
        assert RecognitionDecision.objects.visible_to(user).filter(pk=decision.pk).exists()
        with pytest.raises(PermissionDenied):
            request_document(user=user, kind="recognition", record=decision)
    paper = {"kind": "recognition", "subject": "decision", "subject_id": decision.pk, "is_personal": True}
    stored = make.make_document(unit=scene.province, **paper)
    seen = [Document.objects.visible_to(user).filter(pk=stored.pk).exists() for user in people(scene)]
    assert seen == [True, True, False, False, False]


def people(scene: Scene) -> list[Any]:
    viewer = make.make_user(Role.VIEWER, scene.province)
    return [scene.organiser, scene.signer, scene.officer, scene.member, viewer]


def test_a_certificate_keeps_the_words_of_its_day_and_leads_to_the_lookup(scene: Scene, settings: Any) -> None:
    settings.PUBLIC_URL = "https://ocop.example.vn"
    issued(scene)
    recognition = Recognition.objects.get(star=4)
    content = content_of("certificate", recognition)
    assert (content["number"], content["symbol"], content["certificate_number"]) == (1, "GCN-OCOP", "01/GCN-OCOP")
    assert (content["issued_on"], content["expires_on"]) == (DECIDED, date(2029, 6, 25))
    assert content["producer_address"] == "Thôn 1, Xã Lưu Vệ, Tỉnh Thanh Hóa"
    assert content["lookup"] == f"https://ocop.example.vn/tra-cuu/{public_code(recognition.pk)}/"
    assert content["signer"] == {"authority": "TM. ỦY BAN NHÂN DÂN", "title": "CHỦ TỊCH", "name": "Lê Văn Ký"}


def test_a_withdrawal_is_a_draft_until_it_is_decided(scene: Scene) -> None:
    issued(scene)
    case = case_of(scene, Recognition.objects.get(star=4))
    content = content_of("withdrawal", case)
    assert (content["number"], content["issued_on"], content["year"]) == (None, None, 2026)
    assert content["authority"] == "Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa"
    assert content["bases"][-2:] == [
        "Căn cứ Quyết định số 3025/QĐ-UBND ngày 25 tháng 6 năm 2026 của Ủy ban nhân dân tỉnh Thanh Hóa",
        "Theo Báo cáo số 07/BC-UBND ngày 25 tháng 7 năm 2026",
    ]
    assert (content["commune"], content["certificate_number"]) == ("Xã Lưu Vệ", "01/GCN-OCOP")
    facts = {"decision_number": "40/QĐ-UBND", "decided_on": date(2026, 8, 3), "revision": case.revision}
    decided = decide_withdrawal(actor=scene.signer, withdrawal_id=case.pk, **facts)
    content = content_of("withdrawal", decided)
    assert (content["number"], content["symbol"], content["issued_on"]) == (40, "QĐ-UBND", date(2026, 8, 3))


def test_a_withdrawal_is_made_by_its_keepers_while_it_stands(scene: Scene) -> None:
    issued(scene)
    case = case_of(scene, Recognition.objects.get(star=3), "b")
    with pytest.raises(PermissionDenied):
        request_document(user=scene.officer, kind="withdrawal", record=case)
    assert request_document(user=scene.organiser, kind="withdrawal", record=case).pk
    dropped = drop_withdrawal(actor=scene.organiser, withdrawal_id=case.pk, note="Đã khắc phục", revision=case.revision)
    with pytest.raises(ValidationError, match="không thu hồi"):
        request_document(user=scene.organiser, kind="withdrawal", record=dropped)


def test_who_recognised_before_is_named_by_the_map_of_the_day(scene: Scene) -> None:
    district = make.make_unit(
        Tier.DISTRICT, parent=scene.province, name="Huyện Quảng Xương", valid_to=date(2025, 6, 30)
    )
    commune = make.make_unit(parent=district, name="Xã Cũ")
    product = partial(make.make_product, scene.producer)
    given = make.make_recognition(product(), unit=commune, body="district", decided_on=date(2024, 5, 6))
    bases = content_of("withdrawal", case_of(scene, given))["bases"]
    assert bases[-2].endswith("của Ủy ban nhân dân huyện Quảng Xương")
    province = make.make_recognition(product(), unit=commune, decided_on=date(2022, 5, 6))
    assert content_of("withdrawal", case_of(scene, province))["given_by"] == "Ủy ban nhân dân tỉnh Thanh Hóa"


@pytest.mark.parametrize(
    ("position", "form", "title"),
    [
        ("", SignForm.SELF, "CHỦ TỊCH"),
        ("Chủ tịch UBND tỉnh", SignForm.SELF, "CHỦ TỊCH"),
        ("Phó Chủ tịch Thường trực, Ủy ban nhân dân tỉnh", SignForm.DEPUTY, "PHÓ CHỦ TỊCH THƯỜNG TRỰC"),
        ("Quyền Chủ tịch", SignForm.ACTING, "Q. CHỦ TỊCH"),
        ("Giám đốc Sở Nông nghiệp và Môi trường", SignForm.AUTHORISED, "GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
    ],
)
def test_the_way_of_signing_is_read_from_the_position(position: str, form: str, title: str) -> None:
    assert form_of(position) == form
    assert signed({"sign": form}, position=position, name="A")["title"] == title
