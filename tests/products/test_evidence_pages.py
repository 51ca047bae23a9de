"""Pages of the vault: sending with and without script, what a page says of a refusal, links to the bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from products.domain.evidence import store_evidence
from products.models import Evidence, SensitiveRead, Upload
from tests import factories as make

from . import hostile_files as h

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.OCOP_UPLOADS = str(tmp_path / "uploads")


@pytest.fixture
def producer() -> Any:
    return make.make_producer()


def browser(role: str, producer: Any) -> Client:
    client = Client()
    client.force_login(make.make_user(role, producer.unit))
    return client


@pytest.fixture
def officer(producer: Any) -> Client:
    return browser(Role.COMMUNE_OFFICER, producer)


def url(name: str, *args: Any) -> str:
    return reverse(f"products:{name}", args=args)


def form(*files: tuple[str, bytes], **facts: str) -> dict[str, Any]:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return {"kind": "dkkd", "title": "", "file": sent, **facts}


def page(response: Any) -> str:
    return response.content.decode()


def test_small_files_come_without_script(officer: Client, producer: Any) -> None:
    files = [("giấy phép.pdf", h.pdf()), ("ảnh.jpg", h.picture())]
    answer = officer.post(url("vault", producer.pk), form(*files, issued_on="05/03/2026", expires_on="05/03/2029"))
    assert answer.status_code == 302
    shown = page(officer.get(url("vault", producer.pk)))
    assert "giấy phép" in shown
    assert "hết hạn 05/03/2029" in shown
    assert {paper.file_name for paper in producer.evidence.all()} == {"giấy phép.pdf", "ảnh.jpg"}


def test_each_refusal_names_its_file_and_the_rest_is_kept(officer: Client, producer: Any) -> None:
    files = [("a.pdf", h.pdf()), ("b.png", h.SVG)]
    answer = officer.post(url("vault", producer.pk), form(*files))
    assert answer.status_code == 422
    assert "b.png: Nội dung tệp (SVG)" in page(answer)
    assert [paper.file_name for paper in producer.evidence.all()] == ["a.pdf"]
    assert officer.get(url("vault", producer.pk)).status_code == 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "dkkd"}, "Hãy chọn tệp"),
        (form(("a.pdf", b"%PDF" + b"x" * 5_000_001)), "lớn hơn 5 MB"),
        (form(*[("a.pdf", b"x")] * 11), "không quá 10 tệp"),
        (form(("a.pdf", h.pdf()), kind=""), "Loại minh chứng"),
        (form(("a.pdf", h.pdf()), issued_on="06/03/2026", expires_on="05/03/2026"), "Ngày hết hạn phải sau ngày cấp"),
    ],
)
def test_faulty_forms_are_told(officer: Client, producer: Any, data: dict[str, Any], words: str) -> None:
    answer = officer.post(url("vault", producer.pk), data)
    assert (answer.status_code, words in page(answer), producer.evidence.count()) == (422, True, 0)


def opened(client: Client, producer: Any, data: bytes, **more: str) -> dict[str, Any]:
    facts = {"kind": "dkkd", "file_name": "giấy.pdf", "size": str(len(data)), "fingerprint": "x", **more}
    answer = client.post(url("upload_open", producer.pk), facts)
    assert answer.status_code == 201
    return answer.json()


def piece(client: Client, upload: dict[str, Any], offset: int, data: bytes) -> Any:
    return client.generic("POST", f"{upload['url']}?tu={offset}", data, "application/octet-stream")


def test_a_file_in_pieces_from_the_browser(officer: Client, producer: Any) -> None:
    data = h.pdf(3)
    upload = opened(officer, producer, data)
    assert piece(officer, upload, 0, data[:200]).json()["received"] == 200
    assert opened(officer, producer, data)["received"] == 200
    assert officer.get(upload["url"]).json()["received"] == 200
    wrong = piece(officer, upload, 300, data[300:])
    assert (wrong.status_code, wrong.json()["received"]) == (409, 200)
    early = officer.post(upload["finish_url"])
    assert (early.status_code, early.json()["code"]) == (409, "incomplete")
    assert "giấy.pdf – " in page(officer.get(url("vault", producer.pk)))
    assert piece(officer, upload, 200, data[200:]).status_code == 200
    done = [officer.post(upload["finish_url"]).json() for _ in range(2)]
    assert done[0] == done[1]
    assert (done[0]["title"], done[0]["was_there"]) == ("giấy", False)
    again = opened(officer, producer, data)
    piece(officer, again, 0, data)
    assert officer.post(again["finish_url"]).json() == done[0] | {"was_there": True}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"file_name": "a.exe"}, "Không nhận tệp"),
        ({"size": "-1"}, "dung lượng"),
        ({"kind": "?"}, "Loại minh chứng"),
        ({"size": "20000001"}, "lớn hơn 20 MB"),
        ({"issued_on": "06/03/2026", "expires_on": "05/03/2026"}, "sau ngày cấp"),
    ],
)
def test_what_cannot_begin_is_told(officer: Client, producer: Any, facts: dict[str, str], words: str) -> None:
    given = {"kind": "dkkd", "file_name": "a.pdf", "size": "9", **facts}
    answer = officer.post(url("upload_open", producer.pk), given)
    assert (answer.status_code, words in answer.json()["error"]) == (422, True)
    assert not Upload.objects.exists()


def test_pieces_out_of_bounds_and_hostile_files_are_refused(officer: Client, producer: Any) -> None:
    upload = opened(officer, producer, h.HTML)
    assert piece(officer, upload, 0, b"x" * 1_000_001).status_code == 413
    assert officer.generic("POST", upload["url"], b"x", "application/octet-stream").status_code == 400
    assert piece(officer, upload, 5, h.HTML).status_code == 413
    assert piece(officer, upload, 0, h.HTML).status_code == 200
    refused = [officer.post(upload["finish_url"]) for _ in range(2)]
    assert [answer.status_code for answer in refused] == [422, 422]
    assert "HTML" in refused[0].json()["error"]
    assert officer.get(url("vault", producer.pk)).status_code == 200


def test_a_full_disk_answers_try_again(officer: Client, producer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = h.pdf()
    upload = opened(officer, producer, data)

    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("products.domain.evidence.uploads.write_at", full)
    answer = piece(officer, upload, 0, data)
    assert (answer.status_code, answer.json()["code"]) == (503, "storage")


def stored(producer: Any, data: bytes = b"", **facts: Any) -> Evidence:
    values = {"kind": "dkkd", "title": "Giấy đăng ký", "file_name": "giấy tờ.pdf", **facts}
    return store_evidence(actor=None, producer=producer, data=data or h.pdf(), **values)


def opened_file(client: Client, evidence: Evidence, query: str = "") -> Any:
    link = client.get(url("evidence_file", evidence.pk) + query)
    assert link.status_code == 302
    return client.get(link["Location"])


def content(response: Any) -> bytes:
    chunks: Iterator[bytes] = response.streaming_content
    return b"".join(chunks)


def test_bytes_are_served_shut_in(officer: Client, producer: Any) -> None:
    picture = stored(producer, h.picture(), kind="anh_sp", file_name="ảnh.jpg")
    document = stored(producer, h.docx(), kind="khac", file_name="đơn.docx")
    for evidence, words in ((stored(producer), "inline"), (picture, "inline"), (document, "attachment")):
        answer = opened_file(officer, evidence)
        assert content(answer)
        assert answer["Content-Disposition"].startswith(words)
        assert answer["Content-Type"] == evidence.stored.content_type
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Content-Security-Policy"].startswith("sandbox") == (evidence.file_name != "giấy tờ.pdf")
        assert "no-store" in answer["Cache-Control"]
    saved = opened_file(officer, stored(producer), "?tai=1")
    assert saved["Content-Disposition"].startswith("attachment")
    assert content(saved) == h.pdf()


def test_a_link_of_another_person_opens_nothing(officer: Client, producer: Any) -> None:
    evidence = stored(producer)
    link = officer.get(url("evidence_file", evidence.pk))["Location"]
    assert browser(Role.COMMUNE_OFFICER, producer).get(link).status_code == 404
    assert Client().get(link).status_code == 302
    evidence.stored.file.storage.delete(evidence.stored.file.name)
    assert officer.get(link).status_code == 404


def test_sensitive_papers_are_absent_for_readers_and_logged_for_keepers(officer: Client, producer: Any) -> None:
    card = stored(producer, h.picture(), kind="cccd", file_name="cccd.jpg", title="Căn cước")
    viewer = browser(Role.VIEWER, producer)
    assert "Căn cước" not in page(viewer.get(url("vault", producer.pk)))
    assert {viewer.get(url(name, card.pk)).status_code for name in ("evidence_detail", "evidence_file")} == {404}
    detail = page(officer.get(url("evidence_detail", card.pk)))
    assert "nhật ký" in detail
    assert "paper-picture" not in detail
    assert not SensitiveRead.objects.exists()
    content(opened_file(officer, card))
    assert [read.evidence for read in SensitiveRead.objects.all()] == [card]


def test_a_paper_is_changed_and_taken_out(officer: Client, producer: Any) -> None:
    evidence = stored(producer)
    facts = {"kind": "dkkd", "title": "Tên mới", "number": "12", "revision": "0"}
    assert officer.post(url("evidence_edit", evidence.pk), facts).status_code == 302
    assert "Tên mới" in page(officer.get(url("evidence_detail", evidence.pk)))
    stale = officer.post(url("evidence_edit", evidence.pk), facts | {"title": "Khác"})
    assert "Có người khác vừa sửa" in page(stale)
    for _ in range(2):
        assert officer.post(url("evidence_remove", evidence.pk)).status_code == 302
    assert "đã bỏ khỏi kho" in page(officer.get(url("evidence_detail", evidence.pk)))
    assert officer.get(url("evidence_edit", evidence.pk)).status_code == 404


def test_a_paper_in_a_dossier_handed_in_is_kept(officer: Client, producer: Any) -> None:
    evidence = stored(producer, h.picture(), file_name="a.jpg")
    dossier = make.make_dossier(make.make_product(producer), state="submitted")
    dossier.links.create(evidence=evidence, requirement="paper:dkkd")
    answer = officer.post(url("evidence_remove", evidence.pk), follow=True)
    assert "hồ sơ đã nộp" in page(answer)
    assert str(dossier) in page(answer)
    assert "paper-picture" in page(answer)


def test_the_producers_own_account_keeps_its_vault_and_a_viewer_only_reads(producer: Any) -> None:
    own = Client()
    own.force_login(make.make_member(producer).user)
    assert own.post(url("vault", producer.pk), form(("a.pdf", h.pdf()))).status_code == 302
    viewer = browser(Role.VIEWER, producer)
    assert "data-upload" not in page(viewer.get(url("vault", producer.pk)))
    assert viewer.post(url("vault", producer.pk), form(("b.pdf", h.pdf()))).status_code == 404
    assert "data-upload" in page(own.get(url("vault", producer.pk) + "?loai=shtt"))
