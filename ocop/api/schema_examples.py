"""Examples of the OpenAPI document, by the names of fields: one made-up commune, its producer and its product.

All names and figures are invented (dữ liệu minh họa).
"""

from typing import Any

Document = dict[str, Any]

OF_PART: dict[str, Any] = {
    "Unit": {"code": "16438", "name": "Xã Hoằng Thử", "valid_from": "2025-07-01", "valid_to": None},
    "Producer": {"id": 125, "name": "Hợp tác xã Nông nghiệp Hoằng Thử (minh họa)"},
    "Product": {"id": 318, "name": "Nước mắm Hoằng Thử (minh họa)"},
    "Recognition": {"kind": "new", "body": "province"},
    "Job": {"kind": "document", "error": ""},
    "TokenRequest": {"scope": "products:read dossiers:read"},
    "RevokeRequest": {"token_type_hint": "access_token"},
    "OAuthError": {"error": "invalid_client"},
}
"""Parts known by the beginning of their component's name."""

OF_FIELD: dict[str, Any] = {
    "abstract": "Về việc đánh giá, phân hạng sản phẩm OCOP (minh họa)",
    "address": "Thôn 2, xã Hoằng Thử (minh họa)",
    "band_star": 4,
    "capital": 1500000000,
    "code": "16438",
    "comment": "Đề nghị bổ sung tem truy xuất (minh họa)",
    "content_hash": "9f2c4b1a7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70",
    "content_type": "application/pdf",
    "decision_number": "125/QĐ-UBND (minh họa)",
    "entry": 42,
    "id": 125,
    "is_illustration": True,
    "key": "don-vi-minh-hoa",
    "label": "minh họa",
    "law_pack": "qd-26-2026",
    "name": "Nước mắm Hoằng Thử (minh họa)",
    "next": None,
    "note": "Dữ liệu minh họa",
    "number": "125/QĐ-UBND (minh họa)",
    "pack": "qd-26-2026",
    "phone": "•••••••678",
    "previous": None,
    "product_set": 4,
    "revenue": 3200000000,
    "revision": 3,
    "round": 1,
    "set": 4,
    "sha256": "9f2c4b1a7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70",
    "since": "2024-03-15",
    "star": 4,
    "star_sought": 4,
    "tax_code": "2801234567",
    "title": "Nước mắm Hoằng Thử (minh họa)",
    "total": "78.5",
    "unit": "16438",
    "url": "https://ocop.example/nhan-thong-bao",
    "workers": 24,
    "workers_local": 20,
    "year": 2026,
}
"""Values by the name of the field, taken where they fit the field's type."""

OF_FORMAT: dict[str, Any] = {
    "date": "2026-03-15",
    "date-time": "2026-03-15T09:30:00+07:00",
    "uri": "https://ocop.example/nhan-thong-bao",
    "uuid": "5f0c6a58-2f3e-4d9b-8a63-0d6c1f4e7b21",
    "email": "minhhoa@ocop.example",
}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
DEEPEST = 8


def example(document: Document, schema: Any, name: str = "", level: int = 0) -> Any:
    """A value that fits the schema; `name` is the field's. None where nothing can be said."""
    schema, component = _resolve(document, schema)
    if "example" in schema or "examples" in schema or "const" in schema:
        return schema.get("example", (schema.get("examples") or [schema.get("const")])[0])
    if "allOf" in schema:
        return _merged([example(document, part, name, level) for part in schema["allOf"]])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return example(document, schema[union][0], name, level)
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" in schema:
        return _record(document, schema, component, level)
    if "array" in _types(schema):
        inner = example(document, schema.get("items", {}), name, level + 1) if level < DEEPEST else None
        return [] if inner is None else [inner]
    return _single(schema, name)


def _record(document: Document, schema: Document, component: str, level: int) -> dict[str, Any] | None:
    if level >= DEEPEST:
        return None
    known = next((facts for name, facts in OF_PART.items() if component.startswith(name)), {})
    found = {
        name: known[name] if name in known and _fits(known[name], inner) else example(document, inner, name, level + 1)
        for name, inner in schema["properties"].items()
        if not inner.get("writeOnly") or level
    }
    labels = schema["properties"].get("value", {}).get("x-enum-labels", {})
    return found | {"label": labels[str(found["value"])]} if labels and "label" in found else found


def _single(schema: Document, name: str) -> Any:
    types = _types(schema)
    if name in OF_FIELD and OF_FIELD[name] is None and "null" in types:
        return None
    if schema.get("format") in OF_FORMAT and "string" in types:
        return OF_FORMAT[schema["format"]]
    if name in OF_FIELD and _fits(OF_FIELD[name], schema):
        return OF_FIELD[name]
    if "object" in types:
        return {}
    if "string" in types:
        return _text(schema)
    if "integer" in types or "number" in types:
        return max(1, schema.get("minimum", 1))
    return None if "null" in types or not types else False


def _text(schema: Document) -> str | None:
    """Words of the right length; nothing for a pattern that only the operation knows."""
    if "pattern" in schema:
        return None
    text = "Minh họa".ljust(schema.get("minLength", 0), "a")
    return text[: schema.get("maxLength", len(text))]


def _types(schema: Document) -> tuple[str, ...]:
    given = schema.get("type", "object" if "additionalProperties" in schema else ())
    return (given,) if isinstance(given, str) else tuple(given)


def _fits(value: Any, schema: Document) -> bool:
    """Whether a value has the type and the limits of the field."""
    if not any(isinstance(value, TYPES[one]) for one in _types(schema)) or "format" in schema or "enum" in schema:
        return schema.get("format") == "date" and isinstance(value, str | None)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return True
    if isinstance(value, str):
        return len(value) <= schema.get("maxLength", len(value)) and "pattern" not in schema
    return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))


def _resolve(document: Document, schema: Any) -> tuple[Document, str]:
    component = ""
    while isinstance(schema, dict) and "$ref" in schema:
        component = schema["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][component]
    return (schema if isinstance(schema, dict) else {}), component


def _merged(values: list[Any]) -> Any:
    found: dict[str, Any] = {}
    for value in values:
        if isinstance(value, dict):
            found |= value
    return found or next((value for value in values if value is not None), None)
