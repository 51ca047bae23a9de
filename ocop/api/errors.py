"""Every error as one shape (RFC 9457 problem details), in Vietnamese and English, with a stable code."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as Refusal
from django.http import HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.exceptions import APIException, ErrorDetail, ParseError, ValidationError
from rest_framework.response import Response

from .error_codes import CODES, FIELD_CODES, OF_STATUS, REFUSED, STATES, TITLES, in_english

CONTENT_TYPE = "application/problem+json"
WHOLE = frozenset({"__all__", "non_field_errors", "detail"})
"""Names the packages give to faults of no single field."""


class Problem(APIException):
    """An error with a code of error_codes.CODES; `detail` replaces its Vietnamese sentence, `detail_en` the English
    one. `headers` go with the answer."""

    def __init__(
        self,
        code: str,
        detail: Any = None,
        detail_en: str = "",
        *,
        status: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        known = CODES.get(code)
        self.code, self.headers = code, headers or {}
        self.status_code = status or (known.status if known else 400)
        self.text = str(detail or (known.vi if known else TITLES[self.status_code].vi))
        self.text_en = detail_en or (known.en if known and not detail else REFUSED if detail else "")
        super().__init__(self.text, code)


class Conflict(Problem):
    """409: the state of the record forbids this; the detail says which."""

    def __init__(self, detail: Any = None, code: str = "conflict", detail_en: str = "") -> None:
        super().__init__(code, detail, detail_en, status=409)


class PreconditionFailed(Problem):
    """412: changed since it was read."""

    def __init__(self, detail: Any = None) -> None:
        super().__init__("revision_changed", detail, CODES["revision_changed"].en)


class PreconditionRequired(Problem):
    """428: a change must say which revision it was made on."""

    def __init__(self, detail: Any = None) -> None:
        super().__init__("revision_required", detail, CODES["revision_required"].en)


RevisionRequired = PreconditionRequired


class Unprocessable(ValidationError):
    """422: a body that can be read but not taken; `detail` as DRF's ValidationError: {field: [ErrorDetail, …]}."""

    status_code = 422
    default_code = "invalid_body"


NotFound = exceptions.NotFound


def refusal(error: Refusal) -> APIException:
    """A domain verb's ValidationError as an answer: 412 for a stale revision, 409 for a state (STATES), 403 for who may
    not, else 422 with the fields."""
    found = error.error_dict if hasattr(error, "error_dict") else {}
    codes = {item.code for items in found.values() for item in items} or {getattr(error, "code", None)}
    text = " ".join(error.messages)
    if "stale" in codes:
        return PreconditionFailed()
    if codes <= STATES:
        return Conflict(text, str(next(iter(sorted(filter(None, codes))))))
    if not found and codes <= {"not_allowed", "outside_territory"}:
        return Problem(str(*codes), text)
    if found:
        return Unprocessable({field: _details(items) for field, items in found.items()})
    return Unprocessable({"non_field_errors": _details(error.error_list)})


def _details(items: list[Refusal]) -> list[ErrorDetail]:
    return [ErrorDetail(text, code=item.code or "refused") for item in items for text in item.messages]


def faults(detail: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """{"field", "pointer", "code", "message", "message_en"} of each fault in DRF's nested detail."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from faults(inner, path if name in WHOLE else (*path, str(name)))
    elif isinstance(detail, list | tuple):
        nested = any(isinstance(inner, dict) for inner in detail)
        for number, inner in enumerate(detail):
            yield from faults(inner, (*path, str(number)) if nested else path)
    else:
        code = str(getattr(detail, "code", "") or "invalid")
        known = FIELD_CODES.get(code)
        yield {
            "field": ".".join(path),
            "pointer": "".join(f"/{_escaped(part)}" for part in path),
            "code": code,
            "message": str(known.vi if known else detail),
            "message_en": in_english(code),
        }


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def shape(code: str, status: int, request_id: str, text: str = "", text_en: str = "") -> dict[str, Any]:
    """The members every problem has."""
    title, known = TITLES.get(status, TITLES[400]), CODES.get(code)
    return {
        "type": f"urn:ocop:error:{code}",
        "title": str(title.vi),
        "status": status,
        "detail": text or str(known.vi if known else title.vi),
        "title_en": title.en,
        "detail_en": text_en or (known.en if known else title.en),
        "code": code,
        "instance": request_id,
    }


def plain_problem(request: HttpRequest, code: str, text: str = "", text_en: str = "") -> JsonResponse:
    """The same shape outside of DRF's views: middleware, addresses there are not."""
    status = CODES[code].status
    body = shape(code, status, getattr(request, "id", ""), text, text_en)
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception of a view; None lets Django answer what is not foreseen."""
    from rest_framework.views import exception_handler  # loads the permissions, which load this module

    exc = _known(exc)
    response = exception_handler(exc, context)
    if response is None:
        return None
    status, request = response.status_code, context["request"]
    code = _code(exc, status)
    texts = (exc.text, exc.text_en) if isinstance(exc, Problem) else ("", "")
    body = shape(code, status, getattr(request, "id", ""), *texts)
    if isinstance(exc, ValidationError):
        body["errors"] = list(faults(exc.detail))
    for name, value in getattr(exc, "headers", {}).items():
        response[name] = value
    response.data = body
    response.content_type = CONTENT_TYPE
    return response


def _known(exc: Exception) -> Exception:
    if isinstance(exc, Refusal):
        return refusal(exc)
    if isinstance(exc, RequestDataTooBig):
        return Problem("too_large")
    if isinstance(exc, SuspiciousOperation):
        return Problem("bad_request")
    return exc


def _code(exc: Exception, status: int) -> str:
    if isinstance(exc, Problem):
        return exc.code
    if isinstance(exc, ParseError):
        return "unreadable_body"
    told = exc.get_codes() if isinstance(exc, APIException) else None
    if isinstance(told, str) and told in CODES:
        return told
    if isinstance(exc, ValidationError) and status == 400:
        return "invalid_query"
    return OF_STATUS.get(status, "bad_request")
