"""Every error as one shape (RFC 9457): type, title, status, detail; a 400 also names the faulty fields."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"


class Conflict(APIException):
    """The record changed since it was read, or its state forbids this; the detail says which."""

    status_code = 409


class RevisionRequired(APIException):
    """A change must say which revision it was made on."""

    status_code = 428


def titles() -> dict[int, str]:
    """Short words for each status."""
    return {
        400: _("Yêu cầu không hợp lệ"),
        401: _("Chưa đăng nhập"),
        403: _("Không được phép"),
        404: _("Không tìm thấy"),
        405: _("Phương thức không được hỗ trợ"),
        406: _("Chỉ trả lời bằng JSON"),
        409: _("Xung đột với nội dung đang lưu"),
        415: _("Chỉ nhận JSON"),
        428: _("Thiếu số lần lưu"),
        429: _("Quá nhiều yêu cầu"),
    }


def details() -> dict[int, str]:
    """One sentence where the package's own words would be in another language or say too much."""
    return {
        401: _("Hãy đăng nhập rồi thử lại."),
        403: _("Tài khoản của bạn không có quyền này."),
        404: _("Không có bản ghi này, hoặc bạn không được xem."),
        405: _("Địa chỉ này chỉ để đọc."),
    }


def faults() -> dict[str, str]:
    """Words for the package's own checks, whose texts are English."""
    return {
        "invalid": _("Giá trị không đọc được."),
        "invalid_choice": _("Giá trị này không có trong danh sách lựa chọn."),
        "required": _("Bắt buộc."),
        "min_value": _("Số nhỏ hơn mức cho phép."),
        "max_value": _("Số lớn hơn mức cho phép."),
        "max_length": _("Quá dài."),
        "max_string_length": _("Quá dài."),
        "null_characters_not_allowed": _("Có ký tự không dùng được."),
    }


def _in_words(detail: Any) -> Any:
    if isinstance(detail, dict):
        return {name: _in_words(inner) for name, inner in detail.items()}
    if isinstance(detail, list):
        return [_in_words(inner) for inner in detail]
    return faults().get(getattr(detail, "code", ""), str(detail))


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception of a view; None lets Django answer what is not foreseen."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    status = response.status_code
    title = titles().get(status, _("Lỗi"))
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": details().get(status, title),
    }
    if status == 405 and context["request"].method in ("GET", "HEAD"):
        body["detail"] = _("Địa chỉ này không để đọc.")
    if isinstance(exc, Conflict | RevisionRequired):
        body["detail"] = str(exc.detail)
    if isinstance(exc, ValidationError):
        body |= {"detail": _("Hãy xem lại các trường nêu dưới đây."), "errors": _in_words(exc.detail)}
    response.data = body
    response.content_type = CONTENT_TYPE
    return response
