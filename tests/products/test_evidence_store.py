"""The vault: bytes once, papers with their facts, taking out, reading, and files compared with rows (R11)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from ocop.files import Checked
from ocop.jobs.registry import JobError
from products.domain.evidence import (
    make_link,
    open_link,
    read_file,
    remove_evidence,
    store_evidence,
    sweep_vault,
    update_evidence,
)
from products.domain.evidence.blobs import blob_name, blob_names, local_path
from products.domain.evidence.queries import shelves_of
from products.domain.evidence.store import keep_bytes
from products.domain.evidence.sweep import sweep_job
from products.domain.records import StaleError
from products.models import Evidence, SensitiveRead, StoredFile, Upload
from tests import factories as make

from . import hostile_files as h

pytestmark = pytest.mark.django_db
NOW = timedelta(0)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.OCOP_UPLOADS = str(tmp_path / "uploads")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files"), "base_url": None},
        }
    }


def stored_bytes() -> int:
    return sum(default_storage.size(name) for name in blob_names())


def put_in(producer: Any = None, data: bytes = b"", **facts: Any) -> Evidence:
    values = {"file_name": "giấy.pdf", "kind": "dkkd", "title": "Giấy đăng ký", **facts}
    return store_evidence(
        actor=values.pop("actor", None), producer=producer or make.make_producer(), data=data or h.pdf(), **values
    )


def test_a_paper_keeps_its_facts_and_bytes() -> None:
    evidence = put_in(issuer=" Sở  KH&ĐT ", number="26A", issued_on=date(2024, 1, 2), expires_on="2027-01-02")
    evidence.refresh_from_db()
    assert (evidence.title, evidence.file_name, evidence.issuer) == ("Giấy đăng ký", "giấy.pdf", "Sở KH&ĐT")
    assert (evidence.issued_on, evidence.expires_on) == (date(2024, 1, 2), date(2027, 1, 2))
    assert (evidence.stored.content_type, evidence.stored.pages) == ("application/pdf", 1)
    assert evidence.stored.file.name == blob_name(evidence.stored.sha256)
    with read_file(user=make.make_user("admin", make.make_nation()), evidence=evidence) as file:
        assert file.read() == h.pdf()


def test_the_same_file_twice_is_one_paper_and_grows_nothing() -> None:
    first = put_in()
    size = stored_bytes()
    assert size == len(h.pdf())
    assert put_in(first.producer, title="khác") == first
    other_kind = put_in(first.producer, kind="shtt")
    other_producer = put_in()
    assert len({first.pk, other_kind.pk, other_producer.pk}) == 3
    assert {first.stored, other_kind.stored, other_producer.stored} == {first.stored}
    assert stored_bytes() == size


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([b"mot", b"hai", b"ba"]), max_size=8))
def test_storage_holds_each_content_once(tmp_path: Path, contents: list[bytes]) -> None:
    """Whatever comes in whatever order: as many blobs as different contents."""
    before = {stored.sha256 for stored in StoredFile.objects.all()}
    path = tmp_path / "in"
    for content in contents:
        path.write_bytes(content)
        keep_bytes(path, Checked("pdf", "application/pdf", 1))
    rows = {stored.sha256 for stored in StoredFile.objects.all()}
    assert {name.rpartition("/")[2] for name in blob_names()} >= rows
    assert len(rows - before) <= len(set(contents))
    assert sweep_vault(delete=False, deep=True, quiet=NOW).is_whole


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "khong-co"}, "kind"),
        ({"issued_on": "31/02"}, "issued_on"),
        ({"issued_on": date(2025, 1, 2), "expires_on": date(2025, 1, 1)}, "expires_on"),
        ({"number": "1" * 81}, "number"),
    ],
)
def test_faulty_facts_are_named(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        put_in(**facts)
    assert list(caught.value.error_dict) == [field]
    assert stored_bytes() == 0


@pytest.mark.parametrize("name", ["giay.exe", "../x.pdf", "anh.jpg"])
def test_refused_file_leaves_nothing(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        put_in(file_name=name)
    assert caught.value.code == "refused"
    assert (stored_bytes(), StoredFile.objects.count(), Evidence.objects.count()) == (0, 0, 0)


def test_an_identity_card_is_always_sensitive() -> None:
    evidence = put_in(kind="cccd", is_sensitive=False)
    assert evidence.is_sensitive
    assert update_evidence(actor=None, evidence_id=evidence.pk, revision=0, is_sensitive=False).is_sensitive


def test_sensitive_papers_are_for_those_who_keep_the_vault() -> None:
    evidence = put_in(kind="cccd")
    unit = evidence.producer.unit
    member = make.make_member(evidence.producer).user
    people = [make.make_user(role, unit) for role in (Role.COMMUNE_OFFICER, Role.VIEWER, Role.SIGNER)]
    seen = [Evidence.objects.visible_to(user).filter(pk=evidence.pk).exists() for user in [*people, member]]
    assert seen == [True, False, False, True]
    with pytest.raises(Evidence.DoesNotExist):
        read_file(user=people[1], evidence=evidence)
    assert not Evidence.objects.visible_to(None).exists()


def test_reading_a_sensitive_paper_is_logged_and_a_plain_one_is_not() -> None:
    plain, card = put_in(), put_in(kind="cccd")
    for evidence in (plain, card):
        read_file(user=make.make_user(Role.COMMUNE_OFFICER, evidence.producer.unit), evidence=evidence).close()
    assert [(row.evidence, row.producer) for row in SensitiveRead.objects.all()] == [(card, card.producer)]


def test_update_is_refused_when_stale_removed_or_double() -> None:
    evidence = put_in()
    put_in(evidence.producer, kind="shtt")
    changed = update_evidence(actor=None, evidence_id=evidence.pk, revision=0, title="Mới", number="7")
    assert (changed.title, changed.number, changed.revision) == ("Mới", "7", 1)
    assert update_evidence(actor=None, evidence_id=evidence.pk, revision=0, title="Mới").revision == 1
    with pytest.raises(StaleError):
        update_evidence(actor=None, evidence_id=evidence.pk, revision=0, title="Khác")
    with pytest.raises(ValidationError) as double:
        update_evidence(actor=None, evidence_id=evidence.pk, revision=1, kind="shtt")
    assert list(double.value.error_dict) == ["kind"]
    remove_evidence(actor=None, evidence_id=evidence.pk)
    with pytest.raises(ValidationError) as removed:
        update_evidence(actor=None, evidence_id=evidence.pk, revision=2, title="Khác")
    assert removed.value.code == "removed"


def test_taking_out_leaves_drafts_and_keeps_the_bytes() -> None:
    evidence = put_in()
    draft = make.make_dossier(make.make_product(evidence.producer))
    draft.links.create(evidence=evidence, requirement="paper:dkkd")
    removed = remove_evidence(actor=None, evidence_id=evidence.pk)
    assert remove_evidence(actor=None, evidence_id=evidence.pk).removed_at == removed.removed_at
    assert (draft.links.count(), Evidence.objects.current().count(), stored_bytes()) == (0, 0, len(h.pdf()))
    assert put_in(evidence.producer).pk != evidence.pk


@pytest.mark.parametrize("state", ["submitted", "checking", "supplement", "reported", "proposed", "council"])
def test_a_paper_of_a_dossier_handed_in_stays(state: str) -> None:
    evidence = put_in()
    dossier = make.make_dossier(make.make_product(evidence.producer), state=state)
    dossier.links.create(evidence=evidence, requirement="paper:dkkd")
    with pytest.raises(ValidationError) as caught:
        remove_evidence(actor=None, evidence_id=evidence.pk)
    assert caught.value.code == "in_use"
    assert dossier.links.count() == 1


@pytest.mark.parametrize("state", ["withdrawn", "rejected"])
def test_a_closed_dossier_holds_nothing_back(state: str) -> None:
    evidence = put_in()
    make.make_dossier(make.make_product(evidence.producer), state=state).links.create(
        evidence=evidence, requirement="x"
    )
    assert remove_evidence(actor=None, evidence_id=evidence.pk).removed_at is not None


def test_only_those_who_keep_the_vault_change_it() -> None:
    producer = make.make_producer()
    may = [make.make_member(producer).user, make.make_user(Role.COMMUNE_OFFICER, producer.unit)]
    may_not = [make.make_user(Role.VIEWER, producer.unit), make.make_user(Role.COMMUNE_OFFICER), make.make_user()]
    for user in may:
        put_in(producer, h.pdf(note=user.username.encode()), actor=user)
    evidence = producer.evidence.first()
    for user in may_not:
        for act in (
            lambda user=user: put_in(producer, actor=user),
            lambda user=user: update_evidence(actor=user, evidence_id=evidence.pk, revision=0, title="x"),
            lambda user=user: remove_evidence(actor=user, evidence_id=evidence.pk),
        ):
            with pytest.raises(ValidationError) as caught:
                act()
            assert caught.value.code == "outside_territory"


def test_shelves_follow_mau_02_and_tell_what_runs_out() -> None:
    producer = make.make_producer()
    today = date(2026, 6, 1)
    user = make.make_user(Role.COMMUNE_OFFICER, producer.unit)
    ends = {"shtt": date(2026, 5, 31), "dkkd": date(2026, 7, 31), "kiem_nghiem": date(2026, 8, 1), "bvmt": None}
    for kind, end in ends.items():
        put_in(producer, kind=kind, expires_on=end)
    for _ in range(2):
        make.make_dossier(make.make_product(producer)).links.create(
            evidence=producer.evidence.get(kind="dkkd"), requirement="paper:dkkd"
        )
    shelves = shelves_of(user, producer, today)
    assert [(shelf.kind, paper.expiry, paper.used) for shelf in shelves for paper in shelf.papers] == [
        ("dkkd", "expiring", 2),
        ("bvmt", "", 0),
        ("shtt", "expired", 0),
        ("kiem_nghiem", "", 0),
    ]


def test_a_link_is_for_one_person_and_a_few_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = put_in()
    unit = evidence.producer.unit
    user, other = (make.make_user(Role.COMMUNE_OFFICER, unit) for _ in range(2))
    token = make_link(user=user, evidence=evidence)
    assert open_link(user=user, token=token) == evidence
    for who, what in ((other, token), (user, token[:-1]), (user, "x"), (user, token + "a")):
        with pytest.raises(Evidence.DoesNotExist):
            open_link(user=who, token=what)
    import time

    later = time.time() + 301
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(Evidence.DoesNotExist):
        open_link(user=user, token=token)


def test_sweeper_removes_orphans_and_reports_what_is_missing() -> None:
    kept, lost, hurt = put_in(), put_in(data=h.pdf(note=b"1")), put_in(data=h.pdf(note=b"2"))
    orphan = default_storage.save(blob_name("ab" * 32), ContentFile(b"x"))
    stray = default_storage.save("vault/ab/.123.tmp", ContentFile(b"x"))
    default_storage.delete(lost.stored.file.name)
    Path(default_storage.path(hurt.stored.file.name)).write_bytes(h.pdf(note=b"3"))
    young = sweep_vault()
    assert (young.orphans, young.dangling) == ([], [lost.stored.sha256])
    with pytest.raises(JobError, match="1 tệp minh chứng"):
        sweep_job()
    found = sweep_vault(quiet=NOW, deep=True)
    assert sorted(found.orphans) == sorted([orphan, stray])
    assert (found.dangling, found.damaged, found.is_whole) == ([lost.stored.sha256], [hurt.stored.sha256], False)
    assert sweep_vault(quiet=NOW).orphans == []
    assert default_storage.exists(kept.stored.file.name)


def test_sweeper_closes_old_uploads_with_their_parts(settings: Any) -> None:
    folder = Path(settings.OCOP_UPLOADS)
    folder.mkdir(parents=True)
    user, producer = make.make_user(), make.make_producer()
    old, new = (Upload.objects.create(user=user, producer=producer, file_name="a.pdf", size=5) for _ in range(2))
    Upload.objects.filter(pk=old.pk).update(touched_at=timezone.now() - timedelta(days=8))
    for name in (f"{old.pk}.part", f"{new.pk}.part", "la.part"):
        (folder / name).write_bytes(b"x")
    found = sweep_vault(quiet=NOW)
    assert (found.uploads, found.parts) == (1, ["la.part"])
    assert [path.name for path in folder.iterdir()] == [f"{new.pk}.part"]
    assert Upload.objects.get() == new
    assert sweep_job() == {"orphans": 0, "parts": 0, "uploads": 0}


class Elsewhere(Storage):
    """A store like S3: no paths, never overwrites (the hardest kind), only the Storage API."""

    kept: dict[str, bytes] = {}
    fails = False

    def _save(self, name: str, content: Any) -> str:
        if self.fails:
            raise OSError("no answer")
        self.kept[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> Any:
        return ContentFile(self.kept[name], name)

    def exists(self, name: str) -> bool:
        return name in self.kept

    def size(self, name: str) -> int:
        return len(self.kept[name])

    def delete(self, name: str) -> None:
        del self.kept[name]

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        inside = [name[len(path) + 1 :] for name in self.kept if name.startswith(f"{path}/")]
        return sorted({name.split("/")[0] for name in inside if "/" in name}), [n for n in inside if "/" not in n]

    def get_modified_time(self, name: str) -> Any:
        return timezone.now() - timedelta(days=2)


@pytest.fixture
def elsewhere(settings: Any) -> Any:
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Elsewhere"}}
    Elsewhere.kept, Elsewhere.fails = {}, False
    return Elsewhere


def test_any_store_will_do(elsewhere: Any) -> None:
    evidence = put_in()
    put_in(data=h.pdf())
    assert list(Elsewhere.kept) == [blob_name(evidence.stored.sha256)]
    user = make.make_user(Role.COMMUNE_OFFICER, evidence.producer.unit)
    assert read_file(user=user, evidence=evidence).read() == h.pdf()
    Elsewhere.kept["vault/cd/" + "cd" * 32] = b"x"
    found = sweep_vault(deep=True)
    assert (found.orphans, found.is_whole, len(Elsewhere.kept)) == (["vault/cd/" + "cd" * 32], True, 1)


def test_the_settings_of_an_s3_store_are_known_to_it() -> None:
    from storages.backends.s3 import S3Storage

    from ocop.settings.services import _S3_FILES

    store = S3Storage(**(_S3_FILES["OPTIONS"] | {"bucket_name": "kho-minh-chung"}))
    assert (store.bucket_name, store.file_overwrite, store.default_acl) == ("kho-minh-chung", True, None)
    assert local_path(store, "vault/ab/abcd") is None


def test_a_store_that_does_not_answer_loses_nothing(elsewhere: Any) -> None:
    Elsewhere.fails = True
    with pytest.raises(ValidationError) as caught:
        put_in()
    assert (caught.value.code, StoredFile.objects.count(), Evidence.objects.count()) == ("storage", 0, 0)
    Elsewhere.fails = False
    assert put_in().stored.size == len(h.pdf())


def test_the_command_tells_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    evidence = put_in()
    call_command("sweep_vault", "--deep")
    assert '"ok": true' in capsys.readouterr().out
    default_storage.delete(evidence.stored.file.name)
    with pytest.raises(SystemExit):
        call_command("sweep_vault")
    assert evidence.stored.sha256 in capsys.readouterr().out
