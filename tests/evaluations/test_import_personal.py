"""Personal data in uploaded registers: given out, erased, and the import still taken back."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from evaluations.domain.imports import apply_batch, check_batch, correct_cells, obstacles, open_batch, undo_batch
from ocop.accounts.enums import Role
from products.domain.import_contents import clear_contents
from products.domain.personal_erasure import erase_rows
from products.domain.personal_export import personal_lines
from products.domain.producers import update_producer
from products.enums import ClearReason, ImportState
from products.models import ImportBatch, Producer, Product
from programs.enums import Tier
from tests.factories import make_producer, make_unit, make_user

from .dumps import dump
from .tables import row, xlsx

pytestmark = pytest.mark.django_db
PHONE, PERSON = "0912345678", "Lê Thị Dấu Vết"


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Any) -> Any:
    return make_unit(parent=province, name="Xã Xuân Bình")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def checked(actor: Any, rows: list[dict[str, Any]]) -> ImportBatch:
    return check_batch(batch=open_batch(actor=actor, data=xlsx(rows), name="so.xlsx"), actor=actor)


def known(commune: Any, **fields: Any) -> Producer:
    """The producer of the first row of a file."""
    facts = {"name": "HTX 1", "phone": PHONE, "representative": PERSON, **fields}
    return make_producer(commune, **facts)


def rows(commune: Any) -> list[dict[str, Any]]:
    """Two producers with the same telephone; the second is another one."""
    return [row(commune, 1, phone="912 345 678", representative=PERSON), row(commune, 2, representative="Người Khác")]


def texts(batch: ImportBatch) -> str:
    names = ("parsed", "corrections", "faults", "summary", "written")
    return json.dumps([getattr(batch, name) for name in names], ensure_ascii=False)


def test_rows_of_an_open_upload_lose_the_person_and_are_checked_again(
    client: Client, officer: Any, commune: Any
) -> None:
    batch = checked(officer, [*rows(commune), row(commune, 3, star=7)])
    batch = correct_cells(actor=officer, batch_id=batch.pk, revision=None, cells={"2:representative": "Dấu V."})
    assert check_batch(batch=batch, actor=officer).state == ImportState.FAULTY
    erase_rows(known(commune, name="Hợp tác xã 1").pk)
    batch.refresh_from_db()
    assert [word for word in ("912 345 678", PHONE, PERSON, "Dấu V.") if word in texts(batch)] == []
    assert ("Người Khác" in texts(batch), batch.summary["erased"]) == (True, [2])
    assert [fault["row"] for fault in batch.faults] == [4]
    client.force_login(officer)
    shown = client.get(reverse("evaluations:import_detail", args=[batch.pk])).content.decode()
    assert "Dữ liệu cá nhân ở dòng 2 đã bị xóa theo yêu cầu" in shown
    assert "Xem cột và kiểm tra lại" in shown
    chosen = {f"cot-{number}": key for number, key in batch.mapping.items()}
    client.post(reverse("evaluations:import_map", args=[batch.pk]), {**chosen, "revision": batch.revision})
    batch.refresh_from_db()
    assert ([fault["row"] for fault in batch.faults], batch.state) == ([4], ImportState.FAULTY)


def test_a_household_loses_its_name_too_and_a_namesake_keeps_it(province: Any, commune: Any) -> None:
    other = make_unit(parent=province, name="Xã Xa")
    actor = make_user(Role.PROVINCE_COORDINATOR, province)
    named = {"producer": "Hộ Bà Dấu", "phone": None, "legal_form": "hộ sản xuất"}
    batch = checked(actor, [row(commune, 1, **named), row(other, 2, **named)])
    erase_rows(make_producer(commune, name="Hộ Bà Dấu", legal_form="ho_sx").pk)
    batch.refresh_from_db()
    assert [line[4] for line in batch.parsed["rows"]] == ["", "Hộ Bà Dấu"]
    assert erase_rows(Producer.objects.get().pk)["imports"] == 0


def test_a_written_upload_is_cleared_and_still_taken_back(client: Client, officer: Any, commune: Any) -> None:
    client.force_login(officer)
    before = dump()
    batch = apply_batch(batch=checked(officer, rows(commune)), actor=officer)
    producer = Producer.objects.get(name="Hợp tác xã 1")
    assert [erase_rows(producer.pk)["imports"] for _ in range(2)] == [1, 0]
    batch.refresh_from_db()
    assert (batch.parsed, batch.cleared_for, batch.state) == ([], ClearReason.PERSON, ImportState.APPLIED)
    assert PERSON not in texts(batch)
    shown = client.get(reverse("evaluations:import_detail", args=[batch.pk])).content.decode()
    assert "vẫn hoàn tác được" in shown
    assert obstacles(batch) == []
    assert (undo_batch(actor=officer, batch_id=batch.pk).state, dump()) == (ImportState.UNDONE, before)


def test_taking_back_does_not_bring_the_person_back(officer: Any, commune: Any) -> None:
    producer = make_producer(commune, name="Hợp tác xã 1", legal_form="chua_ro", representative=PERSON)
    batch = apply_batch(batch=checked(officer, rows(commune)), actor=officer)
    assert (Producer.objects.get(pk=producer.pk).phone, Producer.objects.count()) == (PHONE, 2)
    erase_rows(producer.pk)
    undo_batch(actor=officer, batch_id=batch.pk)
    producer.refresh_from_db()
    assert (producer.phone, producer.representative, producer.legal_form) == ("", "", "chua_ro")
    assert (Producer.objects.count(), Product.objects.count()) == (1, 0)


@pytest.mark.parametrize("first", [True, False])
def test_a_change_by_others_still_hinders(officer: Any, commune: Any, first: bool) -> None:
    batch = apply_batch(batch=checked(officer, rows(commune)), actor=officer)
    producer = Producer.objects.get(name="Hợp tác xã 1")
    if first:
        update_producer(actor=officer, producer_id=producer.pk, revision=None, unit=commune, address="Thôn mới")
    erase_rows(producer.pk)
    if not first:
        update_producer(actor=officer, producer_id=producer.pk, revision=None, unit=commune, address="Thôn mới")
    batch.refresh_from_db()
    assert obstacles(batch) == ["chủ thể “Hợp tác xã 1” đã được sửa sau khi nhập."]


def test_an_import_that_knows_nothing_of_the_producer_is_left_alone(officer: Any, commune: Any) -> None:
    batch = apply_batch(batch=checked(officer, [row(commune, 2)]), actor=officer)
    erase_rows(known(commune, name="Hợp tác xã 9", phone="").pk)
    seen = ImportBatch.objects.get()
    assert (seen.written, seen.revision, seen.cleared_at) == (batch.written, batch.revision, None)


def test_rows_about_the_person_are_given_out(officer: Any, commune: Any) -> None:
    batch = checked(officer, rows(commune))
    correct_cells(actor=officer, batch_id=batch.pk, revision=None, cells={"2:representative": "Lê Thị D."})
    lines = [line for line in personal_lines(known(commune)) if line[0] == "Tệp nhập dữ liệu"]
    assert [what.endswith(", dòng 2") for _group, what, _value in lines] == [True]
    told = "Tên chủ thể: Hợp tác xã 1; Người đại diện: Lê Thị D.; Điện thoại: 912 345 678"
    assert [value for *_rest, value in lines] == [told]


@pytest.mark.parametrize("name", ["import_detail", "import_map", "import_correct", "import_marked", "import_faults"])
def test_pages_of_a_cleared_upload_say_so(client: Client, officer: Any, commune: Any, name: str) -> None:
    batch = checked(officer, rows(commune))
    clear_contents(batch_id=batch.pk, reason=ClearReason.AGE)
    client.force_login(officer)
    response = client.get(reverse(f"evaluations:{name}", args=[batch.pk]), follow=True)
    assert response.status_code == 200
    if name != "import_marked" and name != "import_faults":
        assert "đã được dọn vì hết thời gian giữ" in response.content.decode()
    for change in (
        lambda: apply_batch(batch=batch, actor=officer),
        lambda: correct_cells(actor=officer, batch_id=batch.pk, revision=None, cells={"2:star": "3"}),
    ):
        with pytest.raises(ValidationError) as caught:
            change()
        assert caught.value.messages == ["Nội dung của tệp này đã được dọn. Hãy tải tệp lên lại."]


def test_the_file_goes_as_soon_as_it_is_read(
    officer: Any, commune: Any, django_capture_on_commit_callbacks: Any
) -> None:
    for data in (xlsx(rows(commune)), b"%PDF-1.7"):
        batch = open_batch(actor=officer, data=data, name="so.xlsx")
        storage, name = batch.file.storage, batch.file.name
        assert storage.exists(name)
        with django_capture_on_commit_callbacks(execute=True):
            batch = check_batch(batch=batch, actor=officer)
        assert (batch.file.name, storage.exists(name)) == ("", False)
        assert check_batch(batch=batch, actor=officer) == batch
