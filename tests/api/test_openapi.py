"""The OpenAPI document: as the code says, valid, whole, and every word of it Vietnamese where people read it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from ocop.api.enums import ScopeArea, scopes
from ocop.api.error_codes import CODES
from ocop.api.openapi import ERRORS_FILE, FILE, RENEW, as_text, errors_table, make_document
from ocop.api.reference import operations

WITHOUT = {"schema", "docs", "docs_area"}
"""Urls of the document itself."""
NAME_A_RECORD = {"/api/v1/documents/asks/"}
"""Addresses that name a record in a parameter."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """As the code says it now."""
    return make_document()


def test_the_committed_document_is_what_the_code_says(document: dict[str, Any]) -> None:
    assert as_text(document) == FILE.read_text(), f"docs/openapi.json differs from the code: run `{RENEW}`"


def test_the_table_of_errors_is_what_the_code_says() -> None:
    assert errors_table() in ERRORS_FILE.read_text(), f"docs/api.md lacks a code: run `{RENEW}`"


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    validate_schema(document)
    for shape in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


def _names(patterns: Any, inside: bool = False) -> set[str]:
    found: set[str] = set()
    for entry in patterns:
        if hasattr(entry, "url_patterns"):
            found |= _names(entry.url_patterns, inside or entry.namespace == "api")
        elif inside:
            found.add(entry.name)
    return found


def test_every_address_is_described(document: dict[str, Any]) -> None:
    assert len(document["paths"]) == len(_names(get_resolver().url_patterns) - WITHOUT)


def test_operations_have_names_words_areas_and_a_way_in(document: dict[str, Any]) -> None:
    found = operations(document)
    names = Counter(operation["operationId"] for _path, _method, operation in found)
    assert [name for name, number in names.items() if number > 1] == []
    assert [name for _p, _m, one in found if not one.get("description") for name in [one["operationId"]]] == []
    areas, tags = {str(area) for area in ScopeArea}, {tag["name"] for tag in document["tags"]}
    assert {tag for _path, _method, operation in found for tag in operation["tags"]} <= tags
    assert areas <= tags
    asked = {scope for _p, _m, one in found for way in one["security"] for scope in way.get("oauth2", [])}
    assert asked <= set(scopes())


def test_every_operation_tells_its_errors(document: dict[str, Any]) -> None:
    lacking = [
        f"{method} {path}"
        for path, method, operation in operations(document)
        if not {"400", "406", "429"} <= set(operation["responses"])
        or ("{" in path or path in NAME_A_RECORD) != ("404" in operation["responses"])
        or any(
            status[0] in "45" and "$ref" not in answer and operation["tags"] != ["oauth"]  # RFC 6749 has its own errors
            for status, answer in operation["responses"].items()
        )
    ]
    assert lacking == []
    told = {code for answer in document["components"]["responses"].values() for code in answer["x-codes"]}
    assert set(CODES) <= told


def test_parameters_and_fields_have_words(document: dict[str, Any]) -> None:
    lacking = {
        f"{method} {path} {given['name']}"
        for path, method, operation in operations(document)
        for given in operation.get("parameters", [])
        if "$ref" not in given and not given.get("description")
    }
    lacking |= {
        f"{name}.{field}"
        for name, shape in document["components"]["schemas"].items()
        for field, inner in shape.get("properties", {}).items()
        if not (inner.get("description") or inner.get("title") or "$ref" in inner)
    }
    assert sorted(lacking) == []


def _words(shape: Any, path: str = "") -> Any:
    inner = shape.items() if isinstance(shape, dict) else enumerate(shape) if isinstance(shape, list) else ()
    for name, part in inner:
        if name == "description" and isinstance(part, str):
            yield path, part
        elif name not in ("example", "examples", "value"):
            yield from _words(part, f"{path}/{name}")


def test_words_are_vietnamese(document: dict[str, Any]) -> None:
    """A docstring for maintainers, or a default of the package, is plain ASCII."""
    short = 12
    found = [
        f"{path}: {text}"
        for path, text in _words(document)
        if text.isascii() and len(text) > short and not text.startswith("* `")
    ]
    assert found == []


def _contents(document: dict[str, Any]) -> Any:
    for path, method, operation in operations(document):
        yield f"{method} {path} body", operation.get("requestBody", {})
        for status, answer in operation["responses"].items():
            yield f"{method} {path} {status}", answer
    for name, answer in document["components"]["responses"].items():
        yield name, answer


def _absolute(schema: Any) -> Any:
    """References of an answer, told from outside of the document."""
    return json.loads(json.dumps(schema).replace('"#/', '"urn:ocop#/'))


def test_examples_are_of_the_shape_they_illustrate(document: dict[str, Any]) -> None:
    registry: Registry[Any] = Registry().with_resource("urn:ocop", Resource(document, DRAFT202012))
    wrong, seen = [], 0
    for name, holder in _contents(document):
        for content in holder.get("content", {}).values():
            values = [entry["value"] for entry in content.get("examples", {}).values()]
            values += [content["example"]] if "example" in content else []
            for value in values:
                seen += 1
                checker = Draft202012Validator(_absolute(content["schema"]), registry=registry)
                wrong += [f"{name}: {error.json_path} {error.message}"[:200] for error in checker.iter_errors(value)]
    assert wrong == []
    assert seen >= len(operations(document))


def _schemas(part: Any, path: str = "") -> Any:
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    if isinstance(part, dict) and isinstance(part.get("properties"), dict):
        yield path, part["properties"]
    for name, one in inner:
        if name not in ("example", "examples"):
            yield from _schemas(one, f"{path}/{name}")


def test_what_has_a_value_and_a_label_names_the_values(document: dict[str, Any]) -> None:
    chosen = [(path, fields) for path, fields in _schemas(document) if set(fields) >= {"value", "label"}]
    free = {path for path, fields in chosen if not fields["value"].get("x-enum-labels")}
    assert free == {"/components/schemas/AskChoice"}  # what may be answered depends on the record
    assert len(chosen) > 20


def _pairs(value: Any) -> Any:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and {"value", "label"} <= set(value):
        yield value
    for one in inner:
        yield from _pairs(one)


def test_examples_show_words_of_the_enums(document: dict[str, Any]) -> None:
    words = {
        (str(value), label)
        for _path, fields in _schemas(document)
        for value, label in fields.get("value", {}).get("x-enum-labels", {}).items()
    }
    shown = [
        (str(pair["value"]), pair["label"])
        for name, holder in _contents(document)
        for content in holder.get("content", {}).values()
        for entry in content.get("examples", {}).values()
        for pair in _pairs(entry["value"])
        if "/documents/asks/" not in name
    ]
    assert [pair for pair in shown if pair not in words] == []
    assert len(shown) > 100


def test_the_document_tells_no_machine_of_ours() -> None:
    text = FILE.read_text()
    assert json.loads(text)["servers"] == [{"url": "/", "description": "Máy chủ này"}]
    assert str(Path(settings.BASE_DIR)) not in text
