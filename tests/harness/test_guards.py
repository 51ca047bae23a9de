"""Each guard goes red when its fault is there."""

from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from ocop.site.models import SiteSetting

from .guards import written_table
from .pages import faults

PAGE = (
    '<!doctype html><html lang="vi"><head><title>Kế hoạch · OCOP</title></head><body><h1>Kế hoạch</h1>{}</body></html>'
)


@login_not_required
def writing_view(request: HttpRequest) -> HttpResponse:
    SiteSetting.objects.update_or_create(key="show_illustration", defaults={"value": False})
    return HttpResponse(PAGE.format(""))


@login_not_required
def faulty_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.format('<p onclick="x()">a</p>'))


urlpatterns = [path("ghi/", writing_view), path("loi/", faulty_view)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_get_that_writes_fails(client: Client, faults_expected: list[str]) -> None:
    with pytest.raises(AssertionError, match="a GET request writes to site_sitesetting"):
        client.get("/ghi/")
    assert len(faults_expected) == 1


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_post_may_write(client: Client) -> None:
    assert client.post("/ghi/").status_code == 200


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_faulty_page_fails_in_any_test(client: Client, faults_expected: list[str]) -> None:
    with pytest.raises(AssertionError, match="onclick"):
        client.get("/loi/")
    assert len(faults_expected) == 1


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "a_b" ("x") VALUES (1)', "a_b"),
        ("SELECT set_config('a', 'b', true); UPDATE \"a_b\" SET x = 1", "a_b"),
        ("WITH gone AS (DELETE FROM a_b RETURNING id) SELECT * FROM gone", "a_b"),
        ("COPY a_b FROM STDIN", "a_b"),
        ('SELECT "updated_at" FROM "a_b" FOR UPDATE', ""),
        ("SAVEPOINT s1", ""),
    ],
)
def test_writes_are_recognised(sql: str, table: str) -> None:
    assert written_table(sql) == table


@pytest.mark.parametrize(
    ("fragment", "fault"),
    [
        ('<a href="javascript:x()">a</a>', "inline code"),
        ('<p style="color:red">a</p>', "inline code"),
        ("<style>p{}</style>", "inline code"),
        ("<script>x()</script>", "inline code"),
        ('<button hx-on:click="x()">a</button>', "inline code"),
        ("<button>Submit</button>", "English"),
        ('<input aria-label="Search">', "English"),
        ("<td>None</td>", "English"),
        ("<h1>Hai</h1>", "2 h1"),
    ],
)
def test_faults_of_pages_are_found(fragment: str, fault: str) -> None:
    assert [fault in found for found in faults(PAGE.format(fragment))] == [True]


def test_a_good_page_has_no_fault() -> None:
    good = '<script src="/a.js"></script><script type="application/json">{"a": "Save"}</script><input value="Home">'
    assert faults(PAGE.format(good)) == []


def test_a_page_without_language_or_title_fails() -> None:
    assert faults("<!doctype html><html><h1>A</h1></html>") == ["lang is '', not 'vi'", "no title"]


@pytest.mark.parametrize("text", ["{{ missing }}", "{{ obj.missing }}", "{% with a=missing %}{{ a }}{% endwith %}"])
def test_an_undefined_variable_in_our_template_fails(
    text: str, faults_expected: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    engine: Any = engines["django"]
    (tmp_path / "t.html").write_text(text)
    monkeypatch.setattr(engine.engine.string_if_invalid, "ours", tmp_path)
    monkeypatch.setattr(engine.engine, "dirs", [tmp_path])
    for loader in engine.engine.template_loaders:
        loader.reset() if hasattr(loader, "reset") else None
    with pytest.raises(AssertionError, match="undefined template variable"):
        engine.get_template("t.html").render({"obj": object()})
    assert faults_expected


def test_a_condition_may_ask_for_a_variable_that_is_not_there() -> None:
    template: Any = engines["django"]
    assert template.from_string("{% if missing %}a{% else %}b{% endif %}").render({}) == "b"
