"""The main pages with the demonstration's real amounts of data, with pictures for people to look at."""

import pytest

from evaluations.models import CouncilSession, Recognition, SessionEntry
from ocop.accounts.models import User
from programs.models import Plan, Unit

from .helpers import Visit


def test_pages_full_of_data_fit_and_are_accessible(visit: Visit, demo: None) -> None:
    visit.sign_in(User.objects.get(username="dieuphoi.tinh"))
    plan = Plan.objects.get(unit__code="38", year=2025)
    district = Unit.objects.get(name="Huyện Nga Sơn", valid_to__isnull=False)
    dashboard = f"/tien-do/{plan.slug}/"
    product = Recognition.objects.filter(unit__path__startswith=district.path)[0].product
    paths = ("/", "/tien-do/", dashboard, f"{dashboard}?che_do=hien-nay", f"{dashboard}{district.code}/")
    paths += ("/san-pham/", f"/san-pham/{product.pk}/", "/chu-the/", "/cong-nhan/", "/don-vi/", "/tim-kiem/?q=nga+son")
    report = "/bao-cao/38/2025-nam/"
    paths += ("/bao-cao/", report, f"{report}dia-ban.tong.con/", f"{report}lap/")
    found = [fault for path in paths for fault in visit.faults(path)]
    assert found == []


def test_login_page_of_the_demonstration(visit: Visit, demo: None, settings: object) -> None:
    settings.OCOP_DEMO = True  # type: ignore[attr-defined]
    assert visit.faults("/dang-nhap/") == []


def evaluation_pages() -> dict[str, tuple[str, ...]]:
    """Account → pages of the illustrated council that are its own."""
    scoring, closed = (CouncilSession.objects.get(state=state) for state in ("scoring", "closed"))
    half = SessionEntry.objects.get(sheets__state="draft")
    judged = SessionEntry.objects.get(round=2)
    recognition = Recognition.objects.filter(certificate__isnull=False).order_by("pk")[0]
    return {
        "hoidong": ("/", "/danh-gia/", f"/danh-gia/phien/{scoring.pk}/", f"/danh-gia/phieu/{half.pk}/nop/"),
        "lanhdao.tinh": (
            f"/danh-gia/phien/{closed.pk}/",
            f"/danh-gia/ho-so/{judged.pk}/",
            "/danh-gia/ket-qua/",
            f"/danh-gia/ket-qua/{judged.result.pk}/",
        ),
        "dieuphoi.tinh": (
            "/cong-nhan/quyet-dinh/",
            "/cong-nhan/de-nghi-trung-uong/",
            "/cong-nhan/sap-het-han/",
            f"/cong-nhan/{recognition.pk}/",
        ),
    }


@pytest.mark.parametrize("account", ["hoidong", "lanhdao.tinh", "dieuphoi.tinh"])
def test_pages_of_the_council_fit_and_are_accessible(visit: Visit, demo: None, account: str) -> None:
    visit.sign_in(User.objects.get(username=account))
    assert [fault for path in evaluation_pages()[account] for fault in visit.faults(path)] == []
