"""Pages of activities and points of sale: recording, correcting, who came, filters, the spreadsheet."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from ocop.spreadsheets import read_table
from programs.models import Activity, HeldActivity, PointOfSale, Unit
from tests.factories import make_plan, make_unit, make_user, make_version


@pytest.fixture
def commune(db: None) -> Unit:
    return make_unit(parent=make_unit("province"), name="Xã An Thử")


@pytest.fixture
def staff(commune: Unit, client: Client) -> Client:
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    return client


def data(commune: Unit, **more: Any) -> dict[str, Any]:
    values = {"revision": 0, "unit": f"{commune.name} ({commune.code})", "kind": "training", "title": "Lớp tập huấn"}
    return {**values, "starts_on": "05/05/2026", **more}


def test_an_activity_is_recorded_corrected_and_removed(commune: Unit, staff: Client) -> None:
    version = make_version(make_plan(commune, 2026))
    activity = Activity.objects.create(version=version, order=1, title="Lớp tập huấn", count=3)
    new = reverse("programs:held_new")
    assert staff.get(new).status_code == 200
    staff.post(new, data(commune, activity=activity.pk))
    held = HeldActivity.objects.get()
    assert (held.ends_on, held.count, held.plan) == (held.starts_on, 1, version.plan)
    edit = reverse("programs:held_edit", args=[held.pk])
    assert staff.get(edit).status_code == 200
    answer = staff.post(edit, data(commune, count="2", activity=activity.pk, link="example.vn"))
    assert answer.status_code == 302
    assert staff.post(edit, data(commune, count="3")).status_code == 422
    page = staff.get(reverse("programs:held_detail", args=[held.pk])).content.decode()
    assert "https://example.vn" in page
    funding = staff.get(reverse("programs:plan_funding", args=[version.plan.slug])).content.decode()
    assert "2/3" in funding
    staff.post(reverse("programs:held_remove", args=[held.pk]))
    assert not HeldActivity.objects.exists()


def test_an_activity_of_another_commune_or_day_is_refused_at_its_field(commune: Unit, staff: Client) -> None:
    other = make_unit()
    answer = staff.post(reverse("programs:held_new"), data(other))
    assert list(answer.context["form"].errors) == ["unit"]
    answer = staff.post(reverse("programs:held_new"), data(commune, starts_on="05/05/2096"))
    assert list(answer.context["form"].errors) == ["starts_on"]
    assert not HeldActivity.objects.exists()


def rows(*people: tuple[str, str, str]) -> dict[str, Any]:
    sent: dict[str, Any] = {"revision": 0, "don-vi-TOTAL_FORMS": 5, "don-vi-INITIAL_FORMS": 0}
    for number, (unit, officials, producers) in enumerate(people):
        sent |= {f"don-vi-{number}-unit": unit, f"don-vi-{number}-officials": officials}
        sent[f"don-vi-{number}-producers"] = producers
    return sent


def test_who_came_is_written_by_unit(commune: Unit, staff: Client) -> None:
    staff.post(reverse("programs:held_new"), data(commune))
    held = HeldActivity.objects.get()
    page = reverse("programs:held_came", args=[held.pk])
    assert staff.get(page).status_code == 200
    assert staff.post(page, rows(("", "5", ""))).status_code == 422
    assert staff.post(page, rows(("Xã Không Có", "5", ""))).status_code == 422
    assert staff.post(page, rows((commune.name, "4", "26"))).status_code == 302
    assert staff.post(page, rows((commune.name, "4", "27"))).status_code == 422
    assert f"{commune.name} ({commune.code})" in staff.get(page).content.decode()
    detail = staff.get(reverse("programs:held_detail", args=[held.pk]))
    assert (detail.context["officials"], detail.context["producers"]) == (4, 26)


def test_the_list_is_narrowed_and_taken_away(commune: Unit, staff: Client) -> None:
    for title, kind in (("Lớp một", "training"), ("Hội chợ xuân", "fair")):
        staff.post(reverse("programs:held_new"), data(commune, title=title, kind=kind))
    listing = reverse("programs:held_list")
    for query, found in (("", 2), ("?loai=fair", 1), ("?q=lớp", 1), ("?nam=2025", 0), ("?don-vi=an thu", 2)):
        page = staff.get(listing + query)
        assert (page.context["count"], len(page.context["page"].rows)) == (found, found)
    sheet = read_table(staff.get(reverse("programs:held_xlsx") + "?loai=fair").content, "hoat-dong.xlsx")
    assert sheet.table
    assert [row.text(1) for row in sheet.table.rows] == ["Hội chợ xuân"]
    HeldActivity.objects.update(is_illustration=True)
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert "Chưa ghi hoạt động nào" in staff.get(listing).content.decode()


def test_readers_read_and_write_nothing(commune: Unit, staff: Client) -> None:
    staff.post(reverse("programs:held_new"), data(commune))
    held = HeldActivity.objects.get()
    staff.force_login(make_user(Role.VIEWER, commune))
    assert staff.get(reverse("programs:held_detail", args=[held.pk])).status_code == 200
    assert staff.get(reverse("programs:held_edit", args=[held.pk])).status_code == 404
    assert staff.get(reverse("programs:held_new")).status_code == 404
    staff.force_login(make_user(Role.VIEWER, make_unit()))
    assert "Chưa ghi hoạt động nào" in staff.get(reverse("programs:held_list")).content.decode()


def test_points_of_sale_are_opened_corrected_and_listed(commune: Unit, staff: Client) -> None:
    sent = {"revision": 0, "unit": f"{commune.name} ({commune.code})", "name": "Điểm An Thử", "opened_on": "05/05/2026"}
    assert "Thêm điểm bán" in staff.get(reverse("programs:point_list")).content.decode()
    assert staff.get(reverse("programs:point_new")).status_code == 200
    assert staff.post(reverse("programs:point_new"), sent).status_code == 302
    point = PointOfSale.objects.get()
    edit = reverse("programs:point_edit", args=[point.pk])
    assert staff.get(edit).status_code == 200
    assert staff.post(edit, {**sent, "closed_on": "06/05/2026"}).status_code == 302
    assert staff.post(edit, {**sent, "closed_on": "01/05/2026", "revision": 1}).status_code == 422
    again = staff.post(reverse("programs:point_new"), {**sent, "address": "Chợ"})
    assert list(again.context["form"].errors) == ["name"]
    assert "06/05/2026" in staff.get(reverse("programs:point_list")).content.decode()
    SiteSetting.objects.create(key="show_illustration", value=False)
    staff.force_login(make_user(Role.VIEWER, commune))
    PointOfSale.objects.update(is_illustration=True)
    assert "Chưa có điểm bán" in staff.get(reverse("programs:point_list")).content.decode()
