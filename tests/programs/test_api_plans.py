"""Plans by program: the list, one version as it reads, targets, batches; drafts only where pages show them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from programs.models import (
    Activity,
    Adjustment,
    AdjustmentLine,
    Assignment,
    Batch,
    BatchMove,
    BatchProduct,
    FundingSource,
    LegalBasis,
    PlanVersion,
    Recipient,
    Section,
)
from tests import factories as make
from tests.api.calls import get, queries, signed_in, status

from .work_setup import Scene, make_scene, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> Scene:
    """A province with an issued plan that says something of everything."""
    scene = make_scene()
    version = scene.version
    PlanVersion.objects.filter(pk=version.pk).update(signer_name="Nguyễn Văn Ký", signer_title="CHỦ TỊCH")
    LegalBasis.objects.create(version=version, order=1, text="Căn cứ Quyết định số 148/QĐ-TTg", number="148/QĐ-TTg")
    body = "Phấn đấu có {{ chi_tieu.tong }} sản phẩm."
    Section.objects.create(version=version, order=1, number="I", heading="MỤC TIÊU", kind="text", body=body)
    FundingSource.objects.create(version=version, order=1, text="Ngân sách tỉnh.", kind="province", amount=2_000_000)
    Activity.objects.create(version=version, order=1, title="Tập huấn", count=2)
    Recipient.objects.create(version=version, order=1, text="Lưu: VT", purpose="")
    make_task(scene, requested=("Hội Nông dân",))
    return scene


@pytest.fixture
def staff(scene: Scene) -> Client:
    """Of the province."""
    client = Client()
    client.force_login(scene.staff)
    return client


@pytest.fixture
def officer(scene: Scene) -> Client:
    """Of the first commune, who reads the issued plan of the province."""
    client = Client()
    client.force_login(scene.officers[0])
    return client


def address(scene: Scene, rest: str = "") -> str:
    return f"plans/{scene.version.plan.slug}/{rest}"


def test_the_list_tells_the_version_in_force(scene: Scene, staff: Client) -> None:
    make.make_version(scene.version.plan, {3: 9}, state="draft")
    line = get(staff, "plans/")["results"][0]
    assert line["version"]["document_number"] == scene.version.document_number
    assert line["version"]["state"]["value"] == "issued"
    assert line["totals"] == [
        {"star": 3, "kind": {"value": "any", "label": "không phân biệt"}, "committed": 1, "working": None}
    ]


def test_the_record_reads_as_the_plan(scene: Scene, staff: Client) -> None:
    text = get(staff, address(scene))["text"]
    assert [line["text"] for line in text["sections"][0]["lines"]] == ["Phấn đấu có 1 sản phẩm."]
    assert text["bases"][0]["number"] == "148/QĐ-TTg"
    assert text["signer"] == {"authority": "", "title": "CHỦ TỊCH", "name": "Nguyễn Văn Ký"}
    assert text["funding"][0]["amount"] == 2_000_000
    assert [body["role"]["value"] for body in text["duties"][0]["bodies"]] == ["lead", "requested"]
    assert (text["recipients"][0]["text"], text["activities"][0]["count"]) == ("Lưu: VT", 2)
    assert (text["opening"], text["closing"]) == ("", "")


def test_a_version_is_asked_for_by_its_id(scene: Scene, staff: Client) -> None:
    draft = make.make_version(scene.version.plan, {3: 9}, state="draft", opening="Bắt đầu", closing="Hết")
    record = get(staff, address(scene), version=draft.pk)
    assert (record["text"]["id"], record["text"]["opening"], record["text"]["closing"]) == (draft.pk, "Bắt đầu", "Hết")
    assert [version["id"] for version in record["versions"]] == [scene.version.pk, draft.pk]
    assert status(staff, address(scene), version=draft.pk + 1) == 404
    assert status(staff, address(scene, "targets/"), version=draft.pk) == 200


def test_below_only_what_is_issued_is_read(scene: Scene, officer: Client) -> None:
    draft = make.make_version(scene.version.plan, {3: 9}, state="draft")
    record = get(officer, address(scene))
    assert [version["id"] for version in record["versions"]] == [scene.version.pk]
    assert status(officer, address(scene), version=draft.pk) == 404
    assert status(officer, address(scene, "batches/"), version=draft.pk) == 404
    later = make.make_plan(scene.province, scene.version.plan.year + 1)
    make.make_version(later, state="draft")
    assert [status(officer, f"plans/{later.slug}/{rest}") for rest in ("", "targets/", "batches/")] == [404] * 3


def test_elsewhere_nothing_is_read(scene: Scene) -> None:
    stranger = signed_in("province_coordinator", make.make_unit("province"))
    assert get(stranger, "plans/")["results"] == []
    assert [status(stranger, address(scene, rest)) for rest in ("", "targets/", "batches/")] == [404] * 3


def test_a_plan_without_any_version(scene: Scene, staff: Client) -> None:
    plan = make.make_plan(scene.province, scene.version.plan.year + 1)
    record = get(staff, f"plans/{plan.slug}/")
    assert (record["version"], record["text"], record["totals"], record["versions"]) == (None, None, [], [])
    assert get(staff, f"plans/{plan.slug}/targets/")["results"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "tinh thu"}, 1),
        ({"q": "khong co"}, 0),
        ({"tier": "province"}, 1),
        ({"tier": "commune"}, 0),
        ({"state": "issued"}, 1),
        ({"state": "draft"}, 0),
        ({"year": timezone.localdate().year}, 1),
        ({"year": 2020}, 0),
        ({"unit": "khong-co"}, 0),
        ({"ordering": "-updated_at"}, 1),
    ],
)
def test_filters(scene: Scene, staff: Client, query: dict[str, Any], found: int) -> None:
    assert len(get(staff, "plans/", **query)["results"]) == found
    assert len(get(staff, "plans/", unit=scene.province.code)["results"]) == 1


def test_a_change_of_a_version_is_a_change_of_the_plan(scene: Scene, staff: Client) -> None:
    moment = timezone.now()
    assert get(staff, "plans/", updated_since=moment.isoformat())["results"] == []
    scene.version.save()
    changed = get(staff, "plans/", updated_since=moment.isoformat())["results"]
    assert [line["slug"] for line in changed] == [scene.version.plan.slug]
    assert changed[0]["updated_at"] >= timezone.localtime(moment).isoformat()


def test_a_record_comes_once(scene: Scene, staff: Client) -> None:
    first = staff.get(f"/api/v1/{address(scene)}")
    again = staff.get(f"/api/v1/{address(scene)}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_targets_with_what_units_say_to_them(scene: Scene, staff: Client) -> None:
    version, commune = scene.version, scene.communes[0]
    make.make_target(version, commune, 4, 2, order=1, printed_name="Xã An", working=3)
    asked = [{"star": 4, "kind": "any", "committed": 1, "working": None}]
    Assignment.objects.create(version=version, unit=commune, state="asked", asked=asked)
    head, row = get(staff, address(scene, "targets/"))["results"]
    assert (head["is_headline"], head["assignment"], row["is_headline"]) == (True, None, False)
    assert (row["printed_name"], row["committed"], row["working"]) == ("Xã An", 2, 3)
    assert row["assignment"] == {
        "state": {"value": "asked", "label": "đề nghị điều chỉnh"},
        "answer_by": None,
        "asked": asked,
    }


@pytest.mark.parametrize(
    ("query", "stars"),
    [
        ({"star": 4}, [4]),
        ({"is_headline": "true"}, [3]),
        ({"is_headline": "false"}, [4]),
        ({"kind": "new"}, []),
        ({"ordering": "-star"}, [4, 3]),
        ({"ordering": "unit", "limit": 1}, [3]),
    ],
)
def test_filters_of_targets(scene: Scene, staff: Client, query: dict[str, Any], stars: list[int]) -> None:
    commune = scene.communes[0]
    make.make_target(scene.version, commune, 4, 2, order=1)
    assert [row["star"] for row in get(staff, address(scene, "targets/"), **query)["results"]] == stars
    assert [row["star"] for row in get(staff, address(scene, "targets/"), unit=commune.code)["results"]] == [4]


def test_adjustments_stand_at_the_plan(scene: Scene, officer: Client) -> None:
    fields = {"number": "7/QĐ-UBND", "decided_on": date(2026, 5, 4), "reason": "Xã xin giảm"}
    decided = Adjustment.objects.create(plan=scene.version.plan, version=scene.version, **fields)
    AdjustmentLine.objects.create(adjustment=decided, unit=scene.communes[0], star=3, committed=-1)
    found = get(officer, address(scene))["adjustments"]
    assert (found[0]["number"], found[0]["lines"][0]["committed"]) == ("7/QĐ-UBND", -1)


def test_batches_tell_where_a_product_stands_now(scene: Scene, staff: Client) -> None:
    first, second = (
        Batch.objects.create(version=scene.version, order=number, number=str(number), label=f"Đợt {number}")
        for number in (1, 2)
    )
    items = [BatchProduct.objects.create(batch=first, order=n, name=f"Chè {n}") for n in (1, 2, 3)]
    BatchMove.objects.create(item=items[1], to_batch=second, reason="Chưa xong")
    BatchMove.objects.create(item=items[2], to_year=scene.version.plan.year + 1, reason="Thiếu mẫu")
    rows = get(staff, address(scene, "batches/"))["results"]
    stands = [(item["batch_now"], item["year_now"], item["move_reason"]) for item in rows[0]["products"]]
    assert stands == [
        (first.pk, None, None),
        (second.pk, None, "Chưa xong"),
        (None, scene.version.plan.year + 1, "Thiếu mẫu"),
    ]
    assert rows[1]["products"] == []
    assert [row["label"] for row in get(staff, address(scene, "batches/"), number="2")["results"]] == ["Đợt 2"]


def test_the_same_queries_for_any_number(scene: Scene, staff: Client) -> None:
    paths = ("plans/?limit=100", address(scene, "targets/?limit=100"), address(scene, "batches/?limit=100"))
    Batch.objects.create(version=scene.version, order=99, number="99", label="Đợt").products.create(order=1, name="Mía")
    few = [queries(staff, path) for path in paths]
    for number in range(20):
        plan = make.make_plan(make.make_unit(parent=scene.province), 2019)
        make.make_version(plan, {3: 1, 4: 1})
        make.make_target(scene.version, plan.unit, 4, 1, order=number)
        batch = Batch.objects.create(version=scene.version, order=number, number=str(number), label="Đợt")
        BatchProduct.objects.create(batch=batch, order=1, name="Chè", unit=plan.unit)
    assert [queries(staff, path) for path in paths] == few


def test_a_cursor_walks_over_computed_orders(scene: Scene, staff: Client) -> None:
    """Orders by annotations make cursors too."""
    for number in range(3):
        make.make_version(make.make_plan(make.make_unit(parent=scene.province), 2020 + number))
    first = get(staff, "plans/", ordering="updated_at", limit=2)
    second = staff.get(first["next"]).json()
    third = staff.get(second["next"]) if second["next"] else None
    seen = [row["slug"] for page in (first, second) for row in page["results"]]
    assert (len(seen), len(set(seen)), third) == (4, 4, None)
