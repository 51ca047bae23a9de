"""The OpenAPI document turned into what the docs pages show: pure functions of the document."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import fold

Document = dict[str, Any]
CHOICE = re.compile(r"^\* `(.*)` - (.*)$", re.MULTILINE)
"""How drf-spectacular tells the choices in a description."""
DEEPEST = 4
"""Levels of fields shown below each other."""


def groups(document: Document) -> list[dict[str, Any]]:
    """Tags in the order of the document, each with its operations as lines of a list."""
    words = {tag["name"]: tag.get("description", tag["name"]) for tag in document.get("tags", [])}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in words}
    for path, method, operation in operations(document):
        tag = operation.get("tags", ["other"])[0]
        found.setdefault(tag, []).append(_line(document, path, method, operation))
    return [{"tag": tag, "title": words.get(tag, tag), "operations": lines} for tag, lines in found.items() if lines]


def group(document: Document, tag: str) -> dict[str, Any] | None:
    """One tag with all of each operation; None when there is no such tag."""
    lines = next((entry for entry in groups(document) if entry["tag"] == tag), None)
    if lines is None:
        return None
    whole = [
        describe(document, path, method, operation)
        for path, method, operation in operations(document)
        if operation.get("tags", ["other"])[0] == tag
    ]
    return {**lines, "operations": whole}


def operations(document: Document) -> list[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) in the order of the addresses."""
    paths = document["paths"].items()
    return [(path, method, operation) for path, methods in paths for method, operation in methods.items()]


def describe(document: Document, path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    """All that an integrator asks of one operation."""
    given = [_resolve(document, entry) for entry in operation.get("parameters", [])]
    return {
        **_line(document, path, method, operation),
        "scope": needed_scope_of(operation),
        "is_open": not any(operation.get("security", [{}])),
        "parameters": [_parameter(document, entry) for entry in given],
        "body": _body(document, operation.get("requestBody", {})),
        "answers": [_answer(document, status, told) for status, told in sorted(operation["responses"].items())],
    }


def _line(document: Document, path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    text = str(operation.get("description", ""))
    summary, _sep, rest = text.partition("\n\n")
    names = [_resolve(document, entry).get("name", "") for entry in operation.get("parameters", [])]
    words = fold(" ".join([path, method, text, *names]))
    facts = {"id": operation["operationId"], "method": method.upper(), "path": path}
    return {**facts, "summary": operation.get("summary") or summary, "text": rest, "words": words}


def needed_scope_of(operation: dict[str, Any]) -> str:
    """The scope a machine client needs, "" when none is named."""
    return next((scope for way in operation.get("security", []) for scope in way.get("oauth2", [])), "")


def _resolve(document: Document, shape: Any) -> dict[str, Any]:
    """A shape with its reference followed; words beside the reference win."""
    seen = 0
    while isinstance(shape, dict) and "$ref" in shape and seen < 8:
        target: Any = document
        for step in shape["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/")]
        shape = {**target, **{key: value for key, value in shape.items() if key != "$ref"}}
        seen += 1
    return shape if isinstance(shape, dict) else {}


def _whole(document: Document, shape: Any) -> dict[str, Any]:
    """`allOf`, and `oneOf` with null, folded into one; of `anyOf` (a record, or the fields asked of it) the first."""
    shape = _resolve(document, shape)
    some = shape.get("oneOf", shape.get("anyOf", [])[:1])
    parts = shape.get("allOf") or [part for part in some if not _is_null(part)]
    if len(parts) != 1 and "allOf" not in shape:
        return shape
    folded: dict[str, Any] = {}
    for part in parts:
        folded |= _whole(document, part)
    return {**folded, **{key: value for key, value in shape.items() if key not in ("allOf", "oneOf", "anyOf")}}


def _is_null(part: dict[str, Any]) -> bool:
    return part.get("type") == "null" or part.get("enum") == [None]


def _parameter(document: Document, given: dict[str, Any]) -> dict[str, Any]:
    """Name, place, words, kind of value, and the choices as (value, label)."""
    text, shape = str(given.get("description", "")), _whole(document, given.get("schema", {}))
    return {
        "name": given["name"],
        "where": places().get(given["in"], given["in"]),
        "is_required": given.get("required", False),
        "text": text.partition("\n\n")[0],
        "kind": kind(document, shape),
        "values": _values(shape, text),
    }


def places() -> dict[str, str]:
    """Where a parameter stands."""
    return {"query": _("tham số"), "path": _("địa chỉ"), "header": _("đầu mục"), "cookie": _("cookie")}


def _values(shape: dict[str, Any], text: str = "") -> list[tuple[Any, str]]:
    labels = shape.get("x-enum-labels") or dict(CHOICE.findall(f"{text}\n{shape.get('description', '')}"))
    return [
        (value, labels.get(str(value), "")) for value in shape.get("enum", []) if value not in ("", None) or not labels
    ]


def kind(document: Document, shape: dict[str, Any]) -> str:
    """The kind of a value in a few words."""
    names = {
        "string": _("chữ"),
        "integer": _("số nguyên"),
        "number": _("số"),
        "boolean": _("đúng hoặc sai"),
        "object": _("đối tượng"),
        "array": _("danh sách"),
    }
    formats = {"date": _("ngày"), "date-time": _("ngày giờ"), "uri": _("địa chỉ"), "uuid": "UUID", "binary": _("tệp")}
    types = shape.get("type", "object" if "properties" in shape else "")
    types = [types] if isinstance(types, str) else types
    said = [formats.get(shape.get("format", ""), names.get(one, "")) for one in types if one != "null"]
    text = _(" hoặc ").join(word for word in dict.fromkeys(said) if word)
    if "array" in types:
        inner = kind(document, _whole(document, shape.get("items", {})))
        text = _("danh sách %s") % inner if inner else text
    return text + (_(", có thể trống") if "null" in types else "")


def fields(document: Document, shape: Any, prefix: str = "", level: int = 0) -> list[dict[str, Any]]:
    """Fields of a shape, those of parts under dotted names ("unit.code", "results[].name")."""
    shape = _whole(document, shape)
    required, found = shape.get("required", []), []
    for name, inner in shape.get("properties", {}).items():
        part = _whole(document, inner)
        text = str(part.get("description") or part.get("title") or "")
        entry = {"name": f"{prefix}{name}", "text": text.partition("\n\n")[0], "kind": kind(document, part)}
        found.append({**entry, "is_required": name in required, "values": _values(part)})
        if level < DEEPEST:
            is_many = "items" in part
            below = part.get("items") if is_many else part
            found += fields(document, below, f"{prefix}{name}{'[]' if is_many else ''}.", level + 1)
    return found


def _body(document: Document, body: dict[str, Any]) -> dict[str, Any] | None:
    body = _resolve(document, body)
    for media, content in body.get("content", {}).items():
        return {"media": media, "fields": fields(document, content.get("schema", {})), "example": _example(content)}
    return None


def _example(content: dict[str, Any]) -> str:
    examples = content.get("examples", {})
    shown = next((entry.get("value") for entry in examples.values()), content.get("example"))
    return "" if shown is None else json.dumps(shown, ensure_ascii=False, indent=2)


def _answer(document: Document, status: str, told: dict[str, Any]) -> dict[str, Any]:
    """A status with its words, headers, fields, example and codes of errors."""
    told = _resolve(document, told)
    media, content = next(iter(told.get("content", {}).items()), ("", {}))
    is_problem = media == "application/problem+json"
    shape = content.get("schema", {})
    return {
        "status": status,
        "text": told.get("description", ""),
        "media": media,
        "headers": [
            {"name": name, "text": _resolve(document, header).get("description", "")}
            for name, header in told.get("headers", {}).items()
        ],
        "fields": [] if is_problem else fields(document, shape),
        "codes": told.get("x-codes", []),
        "example": "" if is_problem else _example(content),
    }
