"""A province gives its tasks out; a commune finds its own in the inbox, reports, and asks for help."""

from typing import Any

from tests.programs.work_setup import TODAY, Scene, make_scene, make_task

from .helpers import Visit


def here(visit: Visit) -> str:
    """The path of the page that is open."""
    return visit.page.url.removeprefix(visit.host)


def give(visit: Visit, scene: Scene) -> None:
    """Confirm every proposal with today as its day."""
    page = visit.page
    visit.sign_in(scene.staff)
    assert visit.faults(f"/ke-hoach/{scene.version.plan.slug}/giao-viec/") == []
    for field in page.locator("input[name$=due_on]").all():
        field.fill(f"{TODAY:%d/%m/%Y}")
    page.locator("select[name$=recurrence]").first.select_option("none")
    page.get_by_role("button", name="Giao các nhiệm vụ đã chọn").click()
    page.get_by_text("Đã giao 2 nhiệm vụ.").wait_for()
    assert visit.faults(here(visit)) == []


def ask(visit: Visit) -> None:
    """From the page of a task: a difficulty to the unit above."""
    page = visit.page
    page.get_by_role("link", name="Gửi kiến nghị").click()
    page.get_by_label("Khó khăn, kiến nghị").fill("Thiếu kinh phí tập huấn.")
    page.get_by_role("button", name="Gửi cấp trên").click()
    page.get_by_text("Đã gửi lên cấp trên.").wait_for()


def test_from_giving_out_to_the_report(visit: Visit, transactional_db: Any) -> None:
    scene = make_scene()
    make_task(scene, items=("Rà soát sản phẩm tiềm năng, báo cáo kết quả hằng quý.",))
    make_task(scene, "Sở Y tế", ("Hướng dẫn chủ thể về an toàn thực phẩm.",), coordinating=["Sở Công Thương"])
    page = visit.page
    give(visit, scene)
    page.get_by_role("link", name="Rà soát sản phẩm tiềm năng").first.click()
    page.get_by_text("xong 0/2").wait_for()
    assert visit.faults(here(visit)) == []
    visit.sign_in(scene.officers[0])
    assert visit.faults("/") + visit.faults("/viec/") == []
    page.get_by_role("link", name="Nhiệm vụ được giao · ").first.click()
    page.get_by_role("link", name="Báo cáo tiến độ").click()
    assert visit.faults(here(visit)) == []
    page.get_by_label("Tiến độ (%)").fill("100")
    page.get_by_label("Kết quả, ghi chú").fill("Đã rà soát 5 sản phẩm.")
    page.get_by_role("button", name="Ghi tiến độ").click()
    page.get_by_text("Đã rà soát 5 sản phẩm.").wait_for()
    ask(visit)
    visit.sign_in(scene.staff)
    assert visit.faults("/kien-nghi/?cho=1") == []
    page.get_by_role("link", name="Thiếu kinh phí tập huấn.").click()
    assert visit.faults(here(visit)) == []
    page.get_by_label("Trả lời").fill("Sẽ bố trí trong tháng tới.")
    page.get_by_role("button", name="Trả lời").click()
    page.get_by_text("Sẽ bố trí trong tháng tới.").wait_for()
