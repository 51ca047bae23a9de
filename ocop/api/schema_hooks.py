"""The last touches of the OpenAPI document: shared answers, headers, links, labels, tags (SPECTACULAR_SETTINGS)."""

import re
from typing import Any

from django.utils.translation import gettext as _

from .enums import FeedResource, ScopeArea
from .error_codes import CODES, STATES, TITLES
from .errors import CONTENT_TYPE, shape
from .filters import FIELDS
from .idempotency import LONGEST
from .paging import AFTER, BEFORE, CURSOR
from .schema_examples import example

Document = dict[str, Any]
CHOICE = re.compile(r"^\* `(.*)` - (.*)$", re.MULTILINE)
"""How drf-spectacular tells the choices in a description."""
HEADERS: dict[str, dict[str, Any]] = {
    "Idempotency-Key": {"minLength": 1, "maxLength": LONGEST, "pattern": r"^[!-~]([ -~]*[!-~])?$"},
    "If-Match": {"pattern": r'^(W/)?"?[0-9]{1,9}(-[0-9a-f]*)?"?$'},
}
"""What the headers of requests may say (etags.py, idempotency.py)."""
_NAMES = "|".join(FeedResource.values)
FEED_NAMES = f"^(({_NAMES})(,({_NAMES}))*)?$"
"""What `?resource=` of the change feed may say."""
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def complete(result: Document, **_context: Any) -> Document:
    """The hook: everything the conventions say of every operation."""
    components = result["components"]
    areas = {str(area): str(area.label).capitalize() for area in ScopeArea} | without_area()
    result["tags"] = [{"name": name, "description": words} for name, words in areas.items()]
    result["servers"] = [{"url": "/", "description": _("Máy chủ này")}]
    schemas = components.setdefault("schemas", {})
    for part in (*schemas.values(), result["paths"]):
        _walk(part)
    for component in schemas.values():
        if component.get("type") == "object":
            component.pop("description", None)  # docstrings: for maintainers, in English
        number = component.get("properties", {}).get("id")
        if number is not None and "$ref" not in number:
            number.setdefault("description", _("Số của bản ghi"))
    components["headers"], components["responses"] = headers(), responses()
    components["parameters"] = {}
    found = [(path, method, one) for path, methods in result["paths"].items() for method, one in methods.items()]
    for _path, _method, operation in found:
        _share_parameters(result, operation)
    for path, method, operation in found:
        _finish(result, path, method, operation)
    return result


def without_area() -> dict[str, str]:
    """Tags of addresses that no single scope opens."""
    return {
        "start": _("Bắt đầu"),
        "changes": _("Thay đổi"),
        "oauth": _("Mã truy cập"),
        "open-data": _("Dữ liệu mở"),
        "public": _("Tra cứu công khai"),
    }


def headers() -> dict[str, Any]:
    """Headers of answers, by the name the operations refer to."""
    words = {
        "ETag": _("Dấu của nội dung: gửi lại ở If-None-Match khi đọc, ở If-Match khi sửa"),
        "Location": _("Địa chỉ của bản ghi vừa tạo"),
        "Retry-After": _("Số giây phải chờ"),
        "WWW-Authenticate": _("Cách đăng nhập"),
        "X-Request-ID": _("Mã yêu cầu, để tra nhật ký"),
        "Idempotency-Replayed": _("true: câu trả lời của lần gửi trước"),
    }
    kinds = {"Retry-After": {"type": "integer", "minimum": 0}, "Idempotency-Replayed": {"enum": ["true"]}}
    required = {"ETag", "X-Request-ID", "WWW-Authenticate"}
    return {
        name: {"description": text, "required": name in required, "schema": kinds.get(name, {"type": "string"})}
        for name, text in words.items()
    }


def codes_of(status: int) -> list[str]:
    """The codes an answer of this status may carry."""
    found = [name for name, code in CODES.items() if code.status == status]
    return sorted({*found, *(STATES if status == 409 else ())})


def responses() -> dict[str, Any]:
    """One answer for each status of an error, named "E404"."""
    found = {}
    for status, title in TITLES.items():
        codes = codes_of(status)
        body = shape(codes[0], status, "4f6d0c9a2b7e4c0f9f0d3c1a5b6e7d80") if codes else {}
        narrow = {"properties": {"status": {"const": status}, "code": {"enum": codes}}}
        found[f"E{status}"] = {
            "description": str(title.vi),
            "headers": _named("X-Request-ID", *_headers_of(status)),
            "content": {CONTENT_TYPE: {"schema": {"allOf": [PROBLEM, narrow]}, "example": body}},
            "x-codes": codes,
        }
    return found


def _headers_of(status: int) -> tuple[str, ...]:
    return {401: ("WWW-Authenticate",), 409: ("Retry-After",), 429: ("Retry-After",)}.get(status, ())


def _named(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _walk(part: Any) -> None:
    """OpenAPI 3.1 has no `nullable`; choices get their labels as data."""
    if isinstance(part, list):
        for inner in part:
            _walk(inner)
    if not isinstance(part, dict):
        return
    if part.get("nullable") is True:
        _as_null(part)
    _label(part)
    for inner in part.values():
        _walk(inner)


def _as_null(part: dict[str, Any]) -> None:
    del part["nullable"]
    if isinstance(part.get("type"), str):
        part["type"] = [part["type"], "null"]
    if "enum" in part and None not in part["enum"]:
        part["enum"] = [*part["enum"], None]


def _label(part: dict[str, Any]) -> None:
    """Labels stand beside the `enum`, also those that a parameter tells in its own description."""
    labels = dict(CHOICE.findall(str(part.get("description", ""))))
    holder = part if "enum" in part else part.get("schema", {})
    holder = holder if isinstance(holder, dict) else {}
    holder = holder if "enum" in holder else holder.get("items", {})
    if labels and "enum" in holder:
        holder["x-enum-labels"] = labels


def _finish(document: Document, path: str, method: str, operation: dict[str, Any]) -> None:
    operation.setdefault("summary", str(operation.get("description", "")).partition("\n")[0])
    _choose_fields(document, operation)
    for status, answer in list(operation["responses"].items()):
        known = f"E{status}" in document["components"]["responses"]
        if known and CONTENT_TYPE in answer.get("content", {}):  # RFC 6749 has a shape of its own for the token
            operation["responses"][status] = {"$ref": f"#/components/responses/E{status}"}
        elif "$ref" not in answer:
            _finish_success(document, path, method, operation, status, answer)
    for content in operation.get("requestBody", {}).get("content", {}).values():
        _resolved(document, content["schema"]).setdefault("additionalProperties", False)  # Conventions.body
        _exemplify(document, content)


def _finish_success(
    document: Document, path: str, method: str, operation: dict[str, Any], status: str, answer: dict[str, Any]
) -> None:
    names = ["X-Request-ID"]
    names += ["ETag"] if status == "304" or (status != "204" and _is_record(document, operation)) else []
    names += ["Location"] if status == "201" else []
    names += ["Idempotency-Replayed"] if _has_header(document, operation, "Idempotency-Key") else []
    answer["headers"] = {**_named(*names), **answer.get("headers", {})}
    if status == "204":
        answer["description"] = ""  # the package's own words are English
    answer["description"] = answer.get("description") or words_of().get(status, _("Thành công"))
    for content in answer.get("content", {}).values():
        _exemplify(document, content)
    _link(document, path, method, status, answer)


def words_of() -> dict[str, str]:
    """Words for what went well."""
    return {
        "200": _("Thành công"),
        "201": _("Đã tạo"),
        "202": _("Đã nhận, đang làm"),
        "204": _("Đã xong, không có nội dung"),
        "304": _("Nội dung chưa đổi"),
    }


def _has_header(document: Document, operation: dict[str, Any], name: str) -> bool:
    return {"$ref": f"#/components/parameters/{name}"} in operation.get("parameters", [])


def _is_record(document: Document, operation: dict[str, Any]) -> bool:
    """Whether the answer is one record of the conventions: it can be read with If-None-Match or saved with If-Match."""
    return any(_has_header(document, operation, name) for name in ("If-Match", "If-None-Match"))


def _share_parameters(document: Document, operation: dict[str, Any]) -> None:
    """Headers and the cursor are told once."""
    shared, given = document["components"]["parameters"], operation.get("parameters", [])
    for entry in given:
        entry["schema"] = {**entry.get("schema", {}), **HEADERS.get(entry["name"], {})}
        if entry["name"] == "resource" and entry["in"] == "query":
            entry["schema"]["pattern"] = FEED_NAMES
        if entry["in"] == "path":
            entry.setdefault("description", _("Số hoặc mã của bản ghi"))
        if entry["name"] in (AFTER, BEFORE):
            entry["schema"]["format"] = CURSOR
    for number, entry in enumerate(given):
        name = entry.get("name", "")
        if entry.get("in") == "header" and shared.setdefault(name, entry) == entry:
            given[number] = {"$ref": f"#/components/parameters/{name}"}


def _choose_fields(document: Document, operation: dict[str, Any]) -> None:
    """`?fields=` offers the names of the record; an answer may then lack the others."""
    asked = next((entry for entry in operation.get("parameters", []) if entry.get("name") == FIELDS), None)
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json")
    if asked is None or content is None:
        return
    whole = content["schema"]
    page = _resolved(document, whole)
    record = page["properties"]["results"]["items"] if "results" in page.get("properties", {}) else whole
    if "$ref" not in record:  # the page of another list of the same lines: done already
        record = record["anyOf"][0]
    properties = _resolved(document, record).get("properties", {})
    names = {"type": "array", "minItems": 1, "items": {"enum": sorted(properties)}}
    asked |= {"schema": names, "style": "form", "explode": False}
    name = record["$ref"].rpartition("/")[2]
    part = f"{name}Part"
    document["components"]["schemas"][part] = {
        "type": "object",
        "description": _("Chỉ các trường nêu ở fields"),
        "properties": properties,
    }
    if record is whole:
        content["schema"] = {"anyOf": [whole, {"$ref": f"#/components/schemas/{part}"}]}
    else:
        page["properties"]["results"]["items"] = {"anyOf": [record, {"$ref": f"#/components/schemas/{part}"}]}


def _resolved(document: Document, schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _exemplify(document: Document, content: dict[str, Any]) -> None:
    """An illustration where the operation gives none of its own."""
    if "example" in content or "examples" in content or "schema" not in content:
        return
    value = example(document, content["schema"])
    if value is not None:
        content["examples"] = {"illustration": {"summary": _("Dữ liệu minh họa"), "value": value}}


def _link(document: Document, path: str, method: str, status: str, answer: dict[str, Any]) -> None:
    """From a list or a new record to the address of that record, for whoever follows the document by program."""
    below = [(other, key) for other in document["paths"] if (key := _only_key(path, other))]
    for other, key in below:
        source = "/results/0/" if method == "get" else "/"
        if status not in ("200", "201") or (method == "get") != (status == "200"):
            continue
        operation = document["paths"][other].get("get")
        if operation is not None:
            answer.setdefault("links", {})[operation["operationId"]] = {
                "operationId": operation["operationId"],
                "parameters": {f"path.{key}": f"$response.body#{source}{key}"},
            }
    if method == "get" and status == "200" and "ETag" in answer["headers"]:
        _link_change(document, path, answer)


def _link_change(document: Document, path: str, answer: dict[str, Any]) -> None:
    """A record that was read is changed on the revision that was read."""
    keys = re.findall(r"\{(\w+)\}", path)
    for verb, operation in document["paths"][path].items():
        if verb != "get" and _has_header(document, operation, "If-Match"):
            answer.setdefault("links", {})[operation["operationId"]] = {
                "operationId": operation["operationId"],
                "parameters": {
                    **{f"path.{key}": f"$request.path.{key}" for key in keys},
                    "header.If-Match": "$response.header.ETag",
                },
            }


def _only_key(path: str, other: str) -> str:
    """ "id" for "/x/" and "/x/{id}/"."""
    found = re.fullmatch(re.escape(path) + r"\{(\w+)\}/", other)
    return found[1] if found else ""
