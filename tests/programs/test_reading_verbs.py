"""What becomes of a reading: confirmed into a draft, dropped, refused; nothing is a plan before that."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from programs.domain.plans_content import version_content
from programs.domain.plans_text import text_faults
from programs.domain.reading.edits import apply_edits, doubtful
from programs.domain.reading.similar import known_version
from programs.domain.reading.verbs import drop_reading, open_reading, read_reading, save_reading, store_result
from programs.enums import PlanStage, ReadingState, Tier, VersionPurpose
from programs.models import Plan, PlanReading, PlanVersion
from tests.factories import make_plan, make_unit, make_user, make_version

pytestmark = pytest.mark.django_db

TEXT = """ỦY BAN NHÂN DÂN
TỈNH THỬ NGHIỆM
Số: {number}/KH-UBND
Thử Nghiệm, ngày {day} tháng {month} năm 2025
KẾ HOẠCH
Thực hiện Chương trình OCOP năm 2025
Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ;
UBND tỉnh Thử Nghiệm ban hành Kế hoạch như sau:
I. MỤC TIÊU
Phấn đấu có 03 sản phẩm (trong đó 01 sản phẩm 4 sao, 02 sản phẩm 3 sao).
II. THỜI GIAN
- Đợt 1: Trong Quý I/2025, gồm 02 sản phẩm: Gạo An, huyện An; Trà Bình, huyện Bình.
III. KINH PHÍ THỰC HIỆN
1. Ngân sách tỉnh.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương
- Chủ trì, phối hợp với các đơn vị liên quan tổ chức hội chợ.
Nơi nhận:
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Thị Bưởi
PHỤ LỤC CHỈ TIÊU
TT\tHuyện\tTổng số\t4 sao\t3 sao
1\tHuyện An\t2\t1\t1
2\tHuyện {second}\t1\t\t1
"""


def draft_text(**changes: Any) -> bytes:
    return TEXT.format(**{"number": " ", "day": " ", "month": " ", "second": "Bình"} | changes).encode()


@pytest.fixture
def officer() -> Any:
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thử Nghiệm")
    for word in ("An", "Bình"):
        make_unit(Tier.DISTRICT, province, name=f"Huyện {word}")
    return make_user(Role.PROVINCE_COORDINATOR, province)


def opened(officer: Any, data: bytes | None = None) -> PlanReading:
    reading = open_reading(data=data or draft_text(), name="ke-hoach.txt", actor=officer)
    steps: list[tuple[int, int, str]] = []
    result = read_reading(reading=reading, tell=lambda *step: steps.append(step))
    assert [step[:2] for step in steps] == [(index, 5) for index in range(5)]
    return store_result(reading=reading, result=result)


def seen(reading: PlanReading) -> frozenset[str]:
    return frozenset(one["path"] for one in doubtful(reading.result))


def saved(reading: PlanReading, actor: Any, **changes: Any) -> PlanVersion:
    facts: dict[str, Any] = {"revision": reading.revision, "edits": {}, "confirmed": seen(reading)} | changes
    return save_reading(reading=reading, actor=actor, **facts)


def test_nothing_is_a_plan_before_it_is_confirmed(officer: Any) -> None:
    reading = opened(officer)
    assert (Plan.objects.count(), reading.state) == (0, ReadingState.READ)
    version = saved(reading, officer)
    content = version_content(version)
    assert [
        (t["unit"], t["star"], t["committed"]) for t in content["targets"] if t["unit_code"] != version.plan.unit.code
    ] == [
        ("Huyện An", 4, 1),
        ("Huyện An", 3, 1),
        ("Huyện Bình", 3, 1),
    ]
    assert [p["name"] for p in content["batches"][0]["products"]] == ["Gạo An", "Trà Bình"]
    assert [t["coordinating"] for t in content["tasks"]] == [["Các đơn vị liên quan"]]
    assert text_faults(content) == []
    assert "{{ chi_tieu.sao_4|02 }}" in content["sections"][0]["body"]
    act = LegalAct.objects.get(verb="save_read_plan")
    assert act.payload["sha256"] == reading.sha256


def test_the_same_file_is_read_once_and_saved_once(officer: Any) -> None:
    reading = opened(officer)
    assert open_reading(data=draft_text(), name="khac.txt", actor=officer) == reading
    version = saved(reading, officer)
    reading.refresh_from_db()
    assert saved(reading, officer) == version
    assert Plan.objects.count() == 1
    assert store_result(reading=reading, result={}).result != {}


def test_what_is_doubtful_must_be_looked_at(officer: Any) -> None:
    reading = opened(officer, draft_text(second="Mới"))
    assert "annex.rows.1.unit" in seen(reading)
    with pytest.raises(ValidationError) as error:
        saved(reading, officer, confirmed=frozenset())
    assert error.value.code == "unconfirmed"
    with pytest.raises(ValidationError) as error:
        saved(reading, officer)
    assert error.value.code == "unit"
    version = saved(reading, officer, edits={"annex.rows.1.unit": "Huyện Bình"})
    assert version.targets.filter(unit__name="Huyện Bình").get().committed == 1


def test_a_row_left_blank_is_left_out_and_a_unit_twice_is_refused(officer: Any) -> None:
    reading = opened(officer, draft_text(second="Mới"))
    with pytest.raises(ValidationError) as error:
        saved(reading, officer, edits={"annex.rows.1.unit": "Huyện An"})
    assert error.value.code == "duplicate_unit"
    version = saved(reading, officer, edits={"annex.rows.1.unit": ""})
    assert not version.targets.filter(unit__name="Huyện Bình").exists()


def test_a_number_that_is_none_and_a_year_that_is_missing_are_refused(officer: Any) -> None:
    reading = opened(officer)
    with pytest.raises(ValidationError) as error:
        saved(reading, officer, edits={"plan.year": "hai nghìn"})
    assert error.value.code == "number"
    reading.result["plan"]["year"] = None
    reading.save()
    with pytest.raises(ValidationError) as error:
        saved(reading, officer)
    assert error.value.code == "year"


def test_stale_unread_and_dropped_readings_are_refused(officer: Any) -> None:
    reading = opened(officer)
    with pytest.raises(ValidationError) as error:
        saved(reading, officer, revision=reading.revision - 1)
    assert error.value.code == "stale"
    assert drop_reading(reading=reading, actor=officer).text == ""
    assert drop_reading(reading=reading, actor=officer).state == ReadingState.DROPPED
    with pytest.raises(ValidationError) as error:
        saved(reading, officer)
    assert error.value.code == "not_ready"


def test_only_the_reader_with_the_right_to_write_saves(officer: Any) -> None:
    reading = opened(officer)
    stranger = make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE))
    with pytest.raises(PermissionDenied):
        saved(reading, stranger)
    with pytest.raises(PermissionDenied):
        drop_reading(reading=reading, actor=stranger)
    with pytest.raises(PermissionDenied):
        saved(opened(stranger), stranger)
    with pytest.raises(ValidationError) as error:
        saved(opened(officer), officer, edits={"plan.unit.name": "Xã Không Có"})
    assert error.value.code == "unit"


def test_a_plan_with_a_draft_keeps_it(officer: Any) -> None:
    version = saved(opened(officer), officer)
    reading = opened(officer, draft_text(number=36, day=24, month="02"))
    assert reading.result["known"]["relation"] == "issued_of_draft"
    assert reading.result["known"]["version"] == version.pk
    assert reading.result["known"]["similarity"] > 0.8
    with pytest.raises(ValidationError) as error:
        saved(reading, officer)
    assert error.value.code == "draft_exists"


def test_an_issued_plan_gets_a_draft_that_adjusts_it(officer: Any) -> None:
    province = officer.grants.get().unit
    issued = make_version(make_plan(province, year=2025), {3: 2})
    reading = opened(officer, draft_text(number=36, day=24, month="02"))
    assert reading.result["known"]["relation"] == "other"
    version = saved(reading, officer)
    assert (version.replaces, version.purpose, version.stage) == (issued, VersionPurpose.ADJUST, PlanStage.DRAFTING)
    assert (version.number, version.issued_on) == (None, None)
    assert "36/KH-UBND ngày 24/02/2025" in version.source_note


def test_a_plan_of_others_is_not_told(officer: Any) -> None:
    saved(opened(officer), officer)
    result = opened(officer, draft_text(number=7)).result
    stranger = make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE))
    assert known_version(result, stranger) is None
    assert known_version(result)["relation"] == "same"
    empty = Plan.objects.get()
    empty.versions.all().delete()
    assert known_version(result) is None


def test_edits_keep_the_proposal_as_it_was(officer: Any) -> None:
    result = opened(officer).result
    changed = apply_edits(result, {"targets.0.committed": "5", "batches.0.products.0.name": " Gạo  nếp "})
    assert changed["version"]["targets"][0]["committed"] == 5
    assert changed["version"]["batches"][0]["products"][0]["name"] == "Gạo nếp"
    assert result["version"]["targets"][0]["committed"] == 1
