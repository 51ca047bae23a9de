"""The vault in a real browser: a bad line, a reload in the middle, a phone, a picture seen again."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from ocop.accounts.enums import Role
from products.models import Evidence, Upload
from tests import factories as make
from tests.products import hostile_files as h

from .helpers import PHONE, Visit

PIECES = re.compile(r"\?tu=")


@pytest.fixture
def producer(transactional_db: None) -> Any:
    return make.make_producer(name="Hợp tác xã Bánh gai")


@pytest.fixture
def page(visit: Visit, producer: Any) -> Page:
    """The vault, opened by an officer of the commune."""
    visit.sign_in(make.make_user(Role.COMMUNE_OFFICER, producer.unit))
    visit.page.goto(f"/chu-the/{producer.pk}/kho-minh-chung/")
    return visit.page


def files(tmp_path: Path) -> list[Path]:
    made = {
        "giấy đăng ký.pdf": h.pdf(3),
        "ảnh.jpg": h.picture(),
        "phim.mp4": h.mp4() + h.box(b"free", bytes(2_500_000)),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def send(page: Page, chosen: list[Path]) -> None:
    page.locator("select[name=kind]").select_option("dkkd")
    page.locator("#upload-file").set_input_files(chosen)
    page.locator("[data-upload-send]").click()


def test_files_arrive_whole_over_a_line_that_breaks(page: Page, visit: Visit, tmp_path: Path) -> None:
    broken = iter([True, False, True, True])

    def line(route: Route) -> None:
        if next(broken, False):
            route.abort()
        else:
            route.continue_()

    page.route(PIECES, line)
    send(page, files(tmp_path))
    page.locator(".paper-name a", has_text="giấy đăng ký").wait_for()
    kept = {paper.file_name: paper.stored.size for paper in Evidence.objects.select_related("stored")}
    assert kept == {path.name: path.stat().st_size for path in files(tmp_path)}
    visit.troubles[:] = [trouble for trouble in visit.troubles if "ERR_FAILED" not in trouble]


def test_after_a_reload_the_same_file_goes_on_where_it_stopped(page: Page, visit: Visit, tmp_path: Path) -> None:
    film = files(tmp_path)[2]
    page.route(PIECES, lambda route: route.abort() if "tu=2000000" in route.request.url else route.continue_())
    page.on("dialog", lambda dialog: dialog.accept())
    send(page, [film])
    page.get_by_text("Mất kết nối").wait_for()
    assert Upload.objects.get().received == 2_000_000
    page.unroute(PIECES)
    page.goto(page.url)
    assert page.locator(".note-warning li").inner_text().startswith("phim.mp4 – 80")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "?tu=" in request.url else None)
    send(page, [film])
    page.locator(".paper-name a", has_text="phim").wait_for()
    assert [url.partition("?")[2] for url in asked] == ["tu=2000000"]
    assert Upload.objects.count() == 1
    visit.troubles[:] = [trouble for trouble in visit.troubles if "ERR_FAILED" not in trouble]


def test_a_refusal_is_told_at_its_file(page: Page, visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "giấy.pdf"
    path.write_bytes(h.HTML)
    send(page, [path])
    page.locator(".upload-list .is-wrong", has_text="HTML").wait_for()
    assert visit.faults_here() == []
    assert not Evidence.objects.exists()
    visit.troubles[:] = [trouble for trouble in visit.troubles if "422" not in trouble]


def test_on_a_phone_the_camera_is_offered_and_the_picture_is_seen(page: Page, visit: Visit, tmp_path: Path) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    camera = page.locator("#upload-photo")
    assert (camera.get_attribute("capture"), camera.get_attribute("accept")) == ("environment", "image/*")
    page.locator("select[name=kind]").select_option("anh_sp")
    camera.set_input_files(files(tmp_path)[1])
    assert visit.faults_here() == []
    visit.shoot("kho-minh-chung-390")
    page.locator("[data-upload-send]").click()
    page.locator(".paper-name a", has_text="ảnh").first.click()
    page.wait_for_url("**/minh-chung/*/")
    assert page.locator(".paper-picture").evaluate("image => image.decode().then(() => image.naturalWidth)") == 64
    assert visit.faults_here() == []
