"""The login form in a real browser."""

from tests.access.world import World
from tests.factories import PASSWORD

from .helpers import Visit

LOGIN = "/dang-nhap/"


def test_login_form_lets_in(visit: Visit, world: World) -> None:
    page = visit.page
    page.goto(LOGIN)
    page.fill("input[name=login]", "province_coordinator@province")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("header.topbar .me")
    assert page.title()


def test_entrance_is_accessible(visit: Visit, world: World) -> None:
    assert visit.faults(LOGIN) == []


def test_page_of_jobs_is_accessible(visit: Visit, world: World) -> None:
    visit.sign_in(world.users["commune_officer@own"])
    assert visit.faults("/cong-viec/") == []
    assert visit.faults(f"/cong-viec/{world.job.pk}/") == []


def test_slash_focuses_the_search(visit: Visit, world: World) -> None:
    visit.sign_in(world.users["commune_officer@own"])
    visit.page.goto("/cong-viec/")
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.name") == "q"
