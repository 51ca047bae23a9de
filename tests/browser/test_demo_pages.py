"""The main pages with the demonstration's real amounts of data, with pictures for people to look at."""

from evaluations.models import Recognition
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
    found = [fault for path in paths for fault in visit.faults(path)]
    assert found == []


def test_login_page_of_the_demonstration(visit: Visit, demo: None, settings: object) -> None:
    settings.OCOP_DEMO = True  # type: ignore[attr-defined]
    assert visit.faults("/dang-nhap/") == []
