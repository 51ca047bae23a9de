"""Two submissions side by side: what was handed in differently, item by item, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.text import format_date

from ...enums import CommuneTopic, DossierKind, EvidenceKind, LegalForm, ProductSet, ReportSection, Sex
from ...models import Submission
from ...validators import mask


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `path`: stable key ("producer.phone"); `label`: its name; "" = was not there."""

    path: str
    label: str
    before: str
    after: str


_LABELS: dict[str, Any] = {
    "dossier": gettext_lazy("Hồ sơ"),
    "product": gettext_lazy("Sản phẩm"),
    "producer": gettext_lazy("Chủ thể"),
    "representative": gettext_lazy("Người đại diện"),
    "commune_report": gettext_lazy("Báo cáo của xã"),
    "years": gettext_lazy("Năm"),
    "unit": gettext_lazy("Xã, phường, thị trấn"),
    "code": gettext_lazy("mã"),
    "name": gettext_lazy("tên"),
    "kind": gettext_lazy("loại"),
    "year": gettext_lazy("năm đánh giá"),
    "star_sought": gettext_lazy("hạng sao đăng ký"),
    "law": gettext_lazy("bộ quy định"),
    "samples": gettext_lazy("số sản phẩm mẫu"),
    "certificate_expires_on": gettext_lazy("hạn giấy chứng nhận đang có"),
    "submitted_on": gettext_lazy("ngày nộp"),
    "product_set": gettext_lazy("bộ sản phẩm"),
    "official_code": gettext_lazy("mã số sản phẩm"),
    "description": gettext_lazy("mô tả"),
    "legal_form": gettext_lazy("loại hình"),
    "address": gettext_lazy("địa chỉ"),
    "tax_code": gettext_lazy("mã số thuế"),
    "phone": gettext_lazy("điện thoại"),
    "email": gettext_lazy("thư điện tử"),
    "founded_on": gettext_lazy("ngày thành lập, đăng ký"),
    "registration_number": gettext_lazy("số giấy đăng ký"),
    "position": gettext_lazy("chức vụ"),
    "sex": gettext_lazy("giới tính"),
    "ethnicity": gettext_lazy("dân tộc"),
    "has_disability": gettext_lazy("là người khuyết tật"),
    "residence": gettext_lazy("địa chỉ thường trú"),
    "workers": gettext_lazy("số lao động"),
    "workers_local": gettext_lazy("lao động địa phương"),
    "capital": gettext_lazy("vốn (đồng)"),
    "capital_local": gettext_lazy("vốn góp của người địa phương (đồng)"),
    "revenue": gettext_lazy("doanh thu (đồng)"),
    "profit": gettext_lazy("lợi nhuận (đồng)"),
    "number": gettext_lazy("số"),
    "issued_on": gettext_lazy("ngày ban hành"),
    "letter_number": gettext_lazy("số văn bản đề nghị"),
    "meeting_on": gettext_lazy("ngày họp"),
    "meeting_note": gettext_lazy("kết quả cuộc họp"),
    "conclusion": gettext_lazy("kết luận, đề nghị"),
    "signer_name": gettext_lazy("người ký"),
    "signer_position": gettext_lazy("chức vụ người ký"),
    "described": gettext_lazy("mô tả của chủ thể"),
    "assessed": gettext_lazy("đánh giá của xã"),
}
_SKIPPED = frozenset({"id", "topics", "law_pack"})
_DATES = frozenset({"certificate_expires_on", "submitted_on", "founded_on", "issued_on", "meeting_on"})
_CHOICES: dict[str, Any] = {
    "dossier.kind": DossierKind,
    "product.product_set": ProductSet,
    "producer.legal_form": LegalForm,
    "producer.representative.sex": Sex,
}


PERSONAL = frozenset({"producer.phone", "producer.email", "producer.representative.residence"})
"""Facts shown in full only to those who act on the dossier (Luật 91/2025/QH15); the submission itself keeps them."""


def compare_submissions(older: Submission, newer: Submission, *, masked: bool = False) -> list[Difference]:
    """What differs between two submissions of a dossier, in the order of the form; [] when nothing does.

    `masked`: a change of personal facts is told, their values are not.
    """
    before, after = dict(lines(older.content)), dict(lines(newer.content))
    paths = [*before, *(path for path in after if path not in before)]
    return [
        Difference(path, _label(path, before, after), *(_shown(path, value, masked) for value in values))
        for path in paths
        if (values := (_value(before, path), _value(after, path)))[0] != values[1]
    ]


def _shown(path: str, value: str, masked: bool) -> str:
    return mask(value, shown=0) if masked and path in PERSONAL else value


Line = tuple[str, tuple[str, str]]


def readable_lines(submission: Submission, *, masked: bool) -> list[tuple[str, str]]:
    """(label, value in words) of everything a submission holds; `masked` hides personal facts."""
    found = lines(submission.content)
    return [(label, _shown(path, value, masked)) for path, (label, value) in found if value]


def lines(content: Mapping[str, Any]) -> Iterator[Line]:
    """A frozen content as (path, (label, value in words)): facts, then texts, then papers, then the report."""
    for part in ("dossier", "product", "producer"):
        yield from _facts(part, content[part], str(_LABELS[part]))
    sections = dict(ReportSection.choices)
    for key in _ordered(content["report"], list(sections)):
        yield f"report.{key}", (str(sections.get(key, key)), content["report"][key])
    yield from _assessment(content.get("assessment"))  # submissions before this part existed have none
    titles = dict(content["requirements"])
    for requirement in _ordered(content["papers"], list(titles)):
        for paper in content["papers"][requirement]:
            label = f"{titles.get(requirement, requirement)}: {paper['title']}"
            yield f"papers.{requirement}.{paper['id']}", (label, _paper(paper))
    report = content["commune_report"]
    if report is not None:
        yield from _facts("commune_report", report, str(_LABELS["commune_report"]))
        names = dict(CommuneTopic.choices)
        for topic in _ordered(report["topics"], list(names)):
            yield from _facts(f"commune_report.{topic}", report["topics"][topic], str(names.get(topic, topic)))


def _assessment(marks: Mapping[str, Any] | None) -> Iterator[Line]:
    """The self-assessment: what it comes to, then each criterion with its level, points and description."""
    if marks is None:
        return
    total = "" if marks["total"] is None else _("%s điểm") % marks["total"]
    star = _("%s sao") % marks["star"] if marks["star"] else ""
    yield "assessment.total", (_("Tự chấm điểm"), ", ".join(part for part in (total, star) if part))
    for code, title, label, points in marks["lines"]:
        level = "" if points is None else _("%(points)s điểm: %(label)s") % {"points": points, "label": label}
        value = " · ".join(part for part in (level, marks["notes"].get(code, "")) if part)
        yield f"assessment.{code}", (_("Tự chấm %(code)s %(title)s") % {"code": code, "title": title}, value)


def _ordered(found: Mapping[str, Any], order: list[str]) -> list[str]:
    """Keys in a given order, the database keeps none; unknown ones last."""
    return [*(key for key in order if key in found), *sorted(set(found) - set(order))]


def _facts(path: str, facts: Mapping[str, Any], label: str) -> Iterator[Line]:
    for key in _ordered(facts, list(_LABELS)):
        value = facts[key]
        if key in _SKIPPED:
            continue
        name = f"{label} – {_LABELS.get(key, key)}"
        if isinstance(value, Mapping):
            yield from _facts(f"{path}.{key}", value, name)
        else:
            yield f"{path}.{key}", (name, _words(f"{path}.{key}", key, value))


def _words(path: str, key: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if path in _CHOICES:
        return str(_CHOICES[path](value).label)
    if key in _DATES:
        return format_date(date.fromisoformat(value))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value)


def _paper(paper: Mapping[str, Any]) -> str:
    """One line that differs whenever the paper or its file does."""
    days = [(_("ngày cấp"), paper["issued_on"]), (_("hết hạn"), paper["expires_on"])]
    parts = [
        str(dict(EvidenceKind.choices).get(paper["kind"], paper["kind"])),
        _("số %s") % paper["number"] if paper["number"] else "",
        paper["issuer"],
        *(f"{name} {format_date(date.fromisoformat(day))}" for name, day in days if day),
        paper["note"],
        _("tệp %(name)s (%(hash)s…)") % {"name": paper["file_name"], "hash": paper["sha256"][:12]},
    ]
    return " · ".join(part for part in parts if part)


def _value(content: Mapping[str, tuple[str, str]], path: str) -> str:
    return content[path][1] if path in content else ""


def _label(path: str, before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> str:
    return (after.get(path) or before[path])[0]
