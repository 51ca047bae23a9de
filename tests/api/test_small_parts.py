"""Parts of the interface that no record is needed for: JSON as it goes out, errors and where they point."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail
from rest_framework.exceptions import ValidationError as Invalid

from ocop.api.errors import Conflict, faults, problem
from ocop.api.renderers import FastJSON


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ({"a": Decimal("1.50"), "b": gettext_lazy("Sản phẩm")}, '{"a":"1.50","b":"Sản phẩm"}'),
        ({1: range(2)}, '{"1":[0,1]}'),
        ([2**70], f"[{2**70}]"),
    ],
)
def test_json_as_it_goes_out(value: Any, text: str) -> None:
    assert FastJSON().render(value).decode() == text


def answered(error: Exception) -> tuple[int, str]:
    """Status and code of the answer to an exception."""
    response = problem(error, {"request": SimpleNamespace(id="yeu-cau", method="GET")})
    assert response is not None
    assert response.data["instance"] == "yeu-cau"
    return response.status_code, response.data["code"]


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (RequestDataTooBig(), (413, "too_large")),
        (SuspiciousOperation(), (400, "bad_request")),
        (Conflict("Đã khóa"), (409, "conflict")),
        (ValidationError("Không được", "not_allowed"), (403, "not_allowed")),
        (ValidationError("Đã đóng", "closed"), (409, "closed")),
        (ValidationError({"on": ValidationError("Đã nộp", "submitted")}), (409, "submitted")),
        (ValidationError("Đã đổi", "stale"), (412, "revision_changed")),
        (ValidationError("Sai"), (422, "invalid_body")),
        (ValidationError({"ten": ["Sai"]}), (422, "invalid_body")),
        (Invalid({"q": ["x"]}), (400, "invalid_query")),
    ],
)
def test_what_an_exception_is_told_as(error: Exception, wanted: tuple[int, str]) -> None:
    assert answered(error) == wanted


def test_what_is_not_foreseen_is_not_hidden() -> None:
    assert problem(RuntimeError(), {"request": None}) is None


def test_a_fault_points_into_lists_and_strange_names() -> None:
    detail = {"items": [{}, {"a/b": [ErrorDetail("x", "required")]}], "non_field_errors": [ErrorDetail("y", "refused")]}
    found = [(fault["field"], fault["pointer"], fault["message"], fault["message_en"]) for fault in faults(detail)]
    assert found == [
        ("items.1.a/b", "/items/1/a~1b", "Bắt buộc.", "Required."),
        ("", "", "y", "Refused; the Vietnamese message says why."),
    ]
