"""What changed between two versions of a plan, in fields: figures, dates, bodies, recipients, signer (pure)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.enums import FundingKind, TargetKind

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One field that differs: its group, what it is, and both values as shown ("" when it is not there)."""

    group: str
    label: str
    before: str
    after: str


def field_changes(before: Content, after: Content) -> list[Change]:
    """Contents of two versions (`version_content`) → changed fields, grouped, in the order of the plan."""
    groups = (
        (_("Đầu văn bản"), _head),
        (_("Chỉ tiêu"), _targets),
        (_("Đợt đánh giá"), _batches),
        (_("Nhiệm vụ, cơ quan"), _tasks),
        (_("Kinh phí"), _funding),
        (_("Hoạt động"), _activities),
        (_("Căn cứ"), _bases),
        (_("Nơi nhận"), _recipients),
        (_("Người ký"), _signer),
    )
    return [Change(name, *row) for name, read in groups for row in _differ(dict(read(before)), dict(read(after)))]


def _differ(old: dict[str, str], new: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for label in dict.fromkeys([*old, *new]):
        if old.get(label, "") != new.get(label, ""):
            yield label, old.get(label, ""), new.get(label, "")


Fields = Iterator[tuple[str, str]]


def _day(value: date | None) -> str:
    return format_date(value) if value else ""


def _head(content: Content) -> Fields:
    number = f"{content['number']:02d}/{content['symbol']}" if content["number"] else ""
    yield _("Số, ký hiệu"), number
    yield _("Ngày ban hành"), _day(content["issued_on"])
    yield _("Địa danh"), content["place"]
    yield _("Cơ quan ban hành"), " / ".join(part for part in (content["issuer_parent"], content["issuer"]) if part)
    yield _("Trích yếu"), content["abstract"]


def _targets(content: Content) -> Fields:
    for row in content["targets"]:
        kind = "" if row["kind"] == TargetKind.ANY else f", {TargetKind(row['kind']).label}"
        label = _("%(unit)s, %(star)s sao") % {"unit": row["unit"], "star": row["star"]} + kind
        working = row.get("working")
        text = str(row["committed"])
        yield (
            label,
            text if working is None else _("%(sure)s, dự kiến %(working)s") % {"sure": text, "working": working},
        )


def _batches(content: Content) -> Fields:
    for batch in content["batches"]:
        yield batch["label"], " – ".join(_day(batch[name]) for name in ("window_from", "window_to") if batch[name])
        for product in batch["products"]:
            star = _("%s sao") % product["star_sought"] if product.get("star_sought") else ""
            parts = [product.get("producer") or "", product["place"], star, str(TargetKind(product["kind"]).label)]
            yield f"{batch['label']}: {product['name']}", "; ".join(part for part in parts if part)


def _tasks(content: Content) -> Fields:
    for task in content["tasks"]:
        heading = task["body"]
        yield _("%s: chủ trì") % heading, "; ".join(task["leads"])
        yield _("%s: phối hợp") % heading, "; ".join(task["coordinating"])
        yield _("%s: hạn") % heading, _day(task["due_on"])
        yield _("%s: nội dung") % heading, "\n".join([task["intro"], *task["items"]]).strip()


def _funding(content: Content) -> Fields:
    for row in content["funding"]:
        amount = "" if row["amount"] is None else f"{row['amount']:,} đồng".replace(",", ".")
        yield row["text"], " – ".join(part for part in (str(FundingKind(row["source_kind"]).label), amount) if part)


def _activities(content: Content) -> Fields:
    for row in content["activities"]:
        parts = [str(row[name]) for name in ("count", "time", "audience", "units", "content") if row.get(name)]
        yield row["title"], "; ".join(parts)


def _bases(content: Content) -> Fields:
    for row in content["bases"]:
        yield row["text"], " ".join(part for part in (row["number"], _day(row["issued_on"])) if part) or _("có")


def _recipients(content: Content) -> Fields:
    for row in content["recipients"]:
        yield row["text"], row["purpose"] or _("có")


def _signer(content: Content) -> Fields:
    yield _("Quyền hạn"), content["signer"]["authority"].replace("\n", " / ")
    yield _("Chức vụ"), content["signer"]["title"]
    yield _("Họ và tên"), content["signer"]["name"]
