"""The cascade through its pages: the desk, the answer, the confirmation, the suggestion, the adjustment."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.domain.cascade.promised import given_to, promised_on
from programs.enums import Tier
from programs.models import Adjustment, Assignment, Batch, BatchProduct, Unit
from tests.factories import make_plan, make_target, make_unit, make_version
from tests.programs.cascade_setup import Cascade, make_cascade, proposed

pytestmark = pytest.mark.django_db


def at(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def url(cascade: Cascade, name: str, *more: int) -> str:
    return reverse(f"programs:{name}", args=[cascade.draft.plan.slug, *more])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_desk_sends_chosen_units_their_figures(client: Client) -> None:
    cascade = make_cascade()
    officer = at(client, cascade.writer)
    page = text(officer.get(url(cascade, "plan_cascade")))
    assert page.count('name="units"') == 2
    assert "2 đơn vị: 0 chờ trả lời" in page
    data = {"units": [cascade.communes[0].pk], "answer_by": "31/12/2099", "note": "Kính gửi"}
    assert "Đã gửi chỉ tiêu cho 1 đơn vị." in text(
        officer.post(url(cascade, "plan_cascade_propose"), data, follow=True)
    )
    again = text(officer.post(url(cascade, "plan_cascade_propose"), data, follow=True))
    assert "Các đơn vị đã có đúng số này" in again
    assert cascade.assignment().steps.count() == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [({}, "Chưa chọn đơn vị nào để gửi."), ({"answer_by": "01/01/2020"}, "Hạn trả lời đã qua.")],
)
def test_desk_tells_what_cannot_be_sent(client: Client, data: dict[str, Any], told: str) -> None:
    cascade = make_cascade()
    data = {"units": [cascade.communes[0].pk], **data} if data else {}
    answer = at(client, cascade.writer).post(url(cascade, "plan_cascade_propose"), data, follow=True)
    assert told in text(answer)
    assert not Assignment.objects.exists()


def test_a_unit_sees_its_figures_and_agrees(client: Client) -> None:
    cascade = proposed()
    officer = at(client, cascade.officers[0])
    row = cascade.assignment()
    assert reverse("programs:assigned", args=[row.pk]) in text(officer.get(reverse("programs:assigned_list")))
    here = reverse("programs:assigned", args=[row.pk])
    assert "Đồng ý với số được giao" in text(officer.get(here))
    answer = officer.post(here, {"action": "accept", "revision": str(row.revision)}, follow=True)
    assert "đồng ý với chỉ tiêu được giao" in text(answer)
    assert cascade.assignment().state == "accepted"
    assert officer.post(here, {"action": "accept"}).status_code == 422
    assert officer.post(here, {"action": "ask", "revision": "1"}).status_code == 422
    assert officer.get(reverse("programs:assigned", args=[cascade.assignment(1).pk])).status_code == 404
    stale = officer.post(here, {"action": "ask", "revision": "1", "c3-any": "9", "note": "x"})
    assert (stale.status_code, "vừa có thay đổi" in text(stale)) == (422, True)


def test_a_wish_is_shown_on_the_desk_and_taken_over(client: Client) -> None:
    cascade = proposed()
    row, here = cascade.assignment(), reverse("programs:assigned", args=[cascade.assignment().pk])
    data = {"action": "ask", "revision": str(row.revision), "c3-any": "4", "w3-any": "5", "note": "Có thêm cơ sở"}
    asked = at(client, cascade.officers[0]).post(here, data, follow=True)
    assert "Đã gửi đề nghị điều chỉnh chỉ tiêu." in text(asked)
    assert "4 (dự kiến 5)" in " ".join(text(asked).split())
    officer = at(client, cascade.writer)
    page = " ".join(text(officer.get(url(cascade, "plan_cascade"))).split())
    assert "Có thêm cơ sở" in page
    assert "Nhận số đề nghị" in page
    assert "Còn lại nếu nhận mọi đề nghị" in page
    confirm = url(cascade, "plan_cascade_confirm", row.pk)
    refused = officer.post(confirm, {"action": "confirm", "revision": "2"}, follow=True)
    assert "Hãy ghi lý do chốt khi đơn vị chưa đồng ý." in text(refused)
    assert "Đã chốt chỉ tiêu với Xã An." in text(
        officer.post(confirm, {"action": "take_over", "revision": "2"}, follow=True)
    )
    assert cascade.draft.targets.get(unit=cascade.communes[0]).committed == 4
    assert officer.post(confirm, {}).status_code == 302


def test_late_and_changed_ones_are_marked(client: Client) -> None:
    cascade = proposed()
    Assignment.objects.filter(unit=cascade.communes[0]).update(answer_by=timezone.localdate() - timedelta(days=1))
    cascade.draft.targets.filter(unit=cascade.communes[1]).update(committed=9)
    page = text(at(client, cascade.writer).get(url(cascade, "plan_cascade")))
    assert "quá hạn trả lời" in page
    assert "số đã đổi sau khi gửi" in page


def test_the_unit_below_sees_only_its_own_answer_on_the_issued_desk(client: Client) -> None:
    cascade = make_cascade(state="issued", working=7)
    for unit, note in zip(cascade.communes, ("Ý kiến của An", "Ý kiến của Bình"), strict=True):
        Assignment.objects.create(version=cascade.draft, unit=unit, state="confirmed", note=note)
    page = text(at(client, cascade.officers[0]).get(url(cascade, "plan_cascade")))
    assert ("Ý kiến của An" in page, "Ý kiến của Bình" in page, 'name="units"' in page) == (True, False, False)


def test_desk_of_a_plan_without_figures_or_versions(client: Client) -> None:
    cascade = make_cascade()
    cascade.draft.targets.all().delete()
    officer = at(client, cascade.writer)
    assert "Chưa giao chỉ tiêu cho đơn vị nào" in text(officer.get(url(cascade, "plan_cascade")))
    empty = make_plan(cascade.province, 2030, slug="khong-ban")
    for name in ("plan_cascade", "plan_adjustments"):
        page = text(officer.get(reverse(f"programs:{name}", args=[empty.slug])))
        assert "Kế hoạch chưa có nội dung" in page


def test_sheet_offers_a_division_that_is_not_saved(client: Client) -> None:
    cascade = make_cascade()
    last = make_version(make_plan(cascade.province, 2025, slug="nam-truoc"))
    make_target(last, cascade.communes[1], 3, 40)
    officer, here = at(client, cascade.writer), url(cascade, "plan_targets_edit")
    even, before = (text(officer.get(f"{here}?goi-y={way}")) for way in ("deu", "nam-truoc"))
    an, binh = cascade.communes
    assert [f'name="c3-{unit.pk}-any" value="{number}"' in even for unit, number in ((an, 3), (binh, 2))] == [
        True,
        True,
    ]
    assert f'name="c3-{binh.pk}-any" value="5"' in before
    assert "là gợi ý, chưa lưu" in even
    assert "là gợi ý, chưa lưu" not in text(officer.get(f"{here}?goi-y=khac"))
    assert cascade.draft.targets.get(unit=an).committed == 3


def test_an_adjustment_is_typed_over_the_figures_of_today(client: Client) -> None:
    cascade = make_cascade(state="issued", working=7)
    signer, here = at(client, cascade.signer), url(cascade, "plan_adjust")
    an, binh, own = (unit.pk for unit in (*cascade.communes, cascade.province))
    page = text(signer.get(here))
    assert f'name="c3-{an}-any" value="3"' in page
    head = {"seen": "0", "number": "12/QĐ-UBND", "decided_on": "02/03/2026", "reason": "Thiên tai"}
    cells = {
        f"c3-{own}-any": "5",
        f"w3-{own}-any": "7",
        f"c3-{an}-any": "",
        f"c3-{binh}-any": "5",
        f"w3-{binh}-any": "6",
    }
    wrong = signer.post(here, {**head, **cells, f"t-{binh}-any": "9"})
    assert (wrong.status_code, "cột Tổng: ghi 9, các hạng sao cộng được 5" in text(wrong)) == (422, True)
    uneven = signer.post(here, {**head, **cells, f"c3-{own}-any": "6"})
    assert "3 sao: tổng của kế hoạch thay đổi +1, các đơn vị cộng lại thay đổi +0." in text(uneven)
    assert signer.post(here, {**head, **cells}).status_code == 302
    assert signer.post(here, {**head, **cells}).status_code == 302
    lines = Adjustment.objects.get().lines.order_by("unit").values_list("unit", "committed", "working")
    assert sorted(lines) == sorted([(an, -3, 0), (binh, 3, 6)])
    page = text(signer.get(url(cascade, "plan_adjustments") + "?ngay=03/03/2026"))
    assert "12/QĐ-UBND ngày 02/03/2026" in page
    assert "cam kết −3" in page
    assert "Ngày đó kế hoạch chưa ban hành." in text(signer.get(url(cascade, "plan_adjustments") + "?ngay=01/01/2026"))
    assert "xem số hiện nay" in text(signer.get(url(cascade, "plan_targets")))


def test_a_decision_entered_meanwhile_is_not_overwritten(client: Client) -> None:
    cascade = make_cascade(state="issued")
    signer, here = at(client, cascade.signer), url(cascade, "plan_adjust")
    an, binh, own = (unit.pk for unit in (*cascade.communes, cascade.province))
    head = {"seen": "0", "number": "1/QĐ", "decided_on": "02/03/2026", "reason": "Một"}
    first = {f"c3-{own}-any": "5", f"c3-{an}-any": "2", f"c3-{binh}-any": "3"}
    assert signer.post(here, {**head, **first}).status_code == 302
    second = signer.post(
        here, {**head, "number": "2/QĐ", f"c3-{own}-any": "5", f"c3-{an}-any": "1", f"c3-{binh}-any": "4"}
    )
    assert (second.status_code, "Vừa có một quyết định điều chỉnh khác" in text(second)) == (422, True)
    assert at(client, cascade.officers[0]).get(here).status_code == 404
    assert at(client, cascade.writer).get(url(make_cascade(year=2025), "plan_adjust")).status_code == 404


def test_committed_and_working_stand_side_by_side_with_what_the_batches_name(client: Client) -> None:
    """As in Thọ Xuân's plan of 2024: at least 3 + 8, planned 4 + 10, and batches that name the 14."""
    cascade = make_cascade()
    draft = cascade.draft
    draft.targets.all().delete()
    make_target(draft, cascade.province, 4, 3, working=4)
    make_target(draft, cascade.province, 3, 8, working=10)
    for order, (star, number) in enumerate(((4, 4), (3, 10)), 1):
        batch = Batch.objects.create(version=draft, order=order, number=str(order), label=f"Đợt {order}")
        for place in range(number):
            BatchProduct.objects.create(batch=batch, order=place + 1, name=f"Sản phẩm {place}", star_sought=star)
    page = text(at(client, cascade.writer).get(url(cascade, "plan_targets")))
    rows = [" ".join(part.split()) for part in page.split("<tr")]
    cells = [
        [cell.split("</td>")[0] for cell in row.split('<td class="num">')[1:]] for row in rows if "Tổng</th>" in row
    ]
    assert ["11", "", "3", "8", "14", "", "4", "10"] in cells
    named = next(row for row in rows if "Nêu tên trong 2 đợt" in row)
    assert [cell.split("</td>")[0] for cell in named.split('<td class="num">')[1:]] == ["14", "", "4", "10"]


def test_a_plan_built_on_the_one_above_shows_what_differs(client: Client) -> None:
    cascade = make_cascade(state="issued")
    plan = make_plan(cascade.communes[0], 2026, slug="xa-an-2026")
    draft = make_version(plan, {3: 3}, state="draft", based_on=cascade.draft)
    officer, here = at(client, cascade.officers[0]), "/ke-hoach/xa-an-2026/"
    page = text(officer.get(here))
    assert "So với kế hoạch cấp trên" in page
    assert "khớp số được giao" in page
    draft.targets.update(committed=2)
    assert "khác</span>" in text(officer.get(here))
    make_version(cascade.draft.plan, issued_on=timezone.localdate())
    page = text(officer.get(here))
    assert "cấp trên đã ban hành bản mới" in page
    assert "không giao số riêng cho đơn vị này" in page


def test_a_figure_goes_on_to_a_unit_made_by_a_reform(client: Client) -> None:
    cascade = make_cascade(state="issued")
    old, later = cascade.communes[0], make_unit(parent=cascade.province, name="Xã An", valid_from=date(2026, 3, 1))
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2026, 2, 28))
    make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Ngoài", valid_from=date(2026, 3, 1))
    signer = at(client, cascade.signer)
    page = text(signer.get(url(cascade, "plan_adjust")))
    assert "Xã An (từ 01/03/2026)" in page
    assert "ghi ngày thành lập" in page
    assert "Xã Ngoài" not in page
    data = {f"c3-{cascade.province.pk}-any": "5", f"c3-{cascade.communes[1].pk}-any": "2"}
    data |= {f"c3-{later.pk}-any": "3", "seen": "0", "number": "1/QĐ", "decided_on": "02/03/2026", "reason": "Sắp xếp"}
    assert signer.post(url(cascade, "plan_adjust"), data).status_code == 302
    given = {unit.pk: given_to(promised_on(cascade.draft.plan, date(2026, 3, 2)), unit.pk) for unit in (old, later)}
    assert [given[unit.pk].get((3, "any"), (0,))[0] for unit in (old, later)] == [0, 3]
    again = text(signer.get(url(cascade, "plan_adjust")))
    assert "ghi ngày thành lập" not in again


def test_the_sheet_of_a_plan_without_a_reform_has_no_later_units(client: Client) -> None:
    cascade = make_cascade(state="issued")
    assert "ghi ngày thành lập" not in text(at(client, cascade.signer).get(url(cascade, "plan_adjust")))
