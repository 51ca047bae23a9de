"""A set of documents: asked for, followed while it is made, taken away as one archive."""

from zipfile import ZipFile

import pytest

from ocop.accounts.enums import Role
from ocop.jobs.domain import lease
from ocop.jobs.domain.run import attempt
from ocop.jobs.models import Job
from reporting.models import DocumentSet
from tests.factories import make_plan, make_unit, make_user, make_version

from .helpers import Visit

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_set_is_asked_for_followed_and_taken_away(visit: Visit) -> None:
    province = make_unit("province", name="Tỉnh Thử")
    for name in ("Một", "Hai", "Ba"):
        make_version(make_plan(make_unit("commune", province, name=f"Xã {name}"), year=2026), {3: 2})
    visit.sign_in(make_user(Role.PROVINCE_COORDINATOR, province))
    page = visit.page
    assert visit.faults("/van-ban/bo/lap/?nam=2026") == []
    with page.expect_navigation():
        page.get_by_role("button", name="Lập bộ").first.click()
    document_set = DocumentSet.objects.get()
    job = lease.claim(Job.objects.get().pk)
    assert job is not None
    lease.extend(job, done=1, total=3, message="Đang lập: Xã Hai")
    page.get_by_text("1/3 Đang lập: Xã Hai").wait_for()
    assert visit.faults(f"/van-ban/bo/{document_set.pk}/") == []
    attempt(job)
    link = page.get_by_role("link", name="Tải tất cả PDF")
    link.wait_for()  # the page asks for itself when the job has ended
    with page.expect_download() as saved:
        link.click()
    assert len(ZipFile(saved.value.path()).namelist()) == 3
    for path in ("/van-ban/bo/", f"/van-ban/bo/{document_set.pk}/"):
        assert visit.faults(path) == []
