"""A plan document put together as a draft: every part read, units found, each datum with its sentence.

What comes out is plain data (JSON), the version in the shape of `seed_schema.VERSION`; nothing is stored here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from ocop.text import lower_kind

from .activities import read_activities
from .annex import Annex, annex_targets, read_annex, totals_of
from .base import DOUBTFUL, LIKELY, Datum, Found, Line, Noise, Source
from .bases import read_bases
from .batches import read_batches
from .bodies_text import section_rows
from .clean import clean_lines
from .funding import read_funding
from .header import read_header
from .places import Place, Places
from .recipients import read_recipients, read_signer
from .sections import cut_zones
from .targets import Targets, read_targets, target_rows
from .tasks import read_tasks

Data = dict[str, Any]
STEPS = ("Làm sạch chữ", "Cắt các phần", "Đọc chỉ tiêu, đợt, nhiệm vụ", "Tìm đơn vị", "Ghép dự thảo")
_FIRST_YEAR, _LAST_YEAR = 2018, 2100


def read_plan_text(
    text: str,
    *,
    name: str = "",
    tell: Callable[[int, str], None] = lambda step, label: None,
    places: Callable[[date, str], Places] = Places,
) -> Data:
    """Text of a plan → {"plan", "version", "data", "noise", "lines"}, all of it JSON.

    `tell(step, label)` is called before each of STEPS; `places(day, text)` finds units. Raises ValueError for a text
    beyond the limits of clean.py.
    """
    tell(0, STEPS[0])
    lines, noise = clean_lines(text)
    tell(1, STEPS[1])
    source, more = cut_zones(lines)
    tell(2, STEPS[2])
    reader = _Reader(source, [*noise, *more], name)
    reader.read()
    tell(3, STEPS[3])
    reader.locate(places(reader.day, text))
    tell(4, STEPS[4])
    return reader.answer(lines)


class _Reader:
    """The state of one reading."""

    def __init__(self, source: Source, noise: list[Noise], name: str) -> None:
        self.source, self.noise, self.name = source, noise, name
        self.data: list[Datum] = []
        self.head: Data = {}
        self.version: Data = {}
        self.place = Place(None)
        self.annex: Annex | None = None
        self.targets = Targets([], [])

    def _take(self, found: Found) -> None:
        self.data += found.data
        self.noise += found.noise

    def read(self) -> None:
        """Every part, without units."""
        source, version = self.source, self.version
        self.head, found = read_header(source)
        self._take(found)
        version["bases"], version["opening"], found = read_bases(source.intro)
        self._take(found)
        self.targets, found = read_targets(source.sections)
        self._take(found)
        self.annex, found = read_annex(source.annex)
        self._take(found)
        version["tasks"], self.tasks_section, _numbered, found = read_tasks(source.sections)
        self._take(found)
        version["activities"], found = read_activities(source.sections)
        self._take(found)
        version["funding"], _lines, found = read_funding(source.sections)
        self._take(found)
        version["recipients"], found = read_recipients(source.foot)
        self._take(found)
        version["signer"], found = read_signer(source)
        self._take(found)
        version["closing"] = " ".join(line.text for line in source.closing)

    @property
    def year(self) -> int:
        """The plan's year, this one's when the text says none."""
        year = self.head.get("year")
        return year if year and _FIRST_YEAR <= year <= _LAST_YEAR else date.today().year

    @property
    def day(self) -> date:
        """The day whose units are meant: that of the plan, else the latest of its bases within its year."""
        days = [basis["issued_on"] for basis in self.version["bases"] if basis.get("issued_on")]
        within = [day for day in days if day.year == self.year]
        return self.head["issued_on"] or max(within, default=date(self.year, 1, 1))

    def locate(self, places: Places) -> None:
        """Find the units, then read the batches (a product without a place lies in the plan's own unit)."""
        self.place = places.own(self.head["unit_name"])
        unit = self.place.unit
        name = lower_kind(unit.name) if unit else self.head["unit_name"]
        batches, self.batch_lines, found = read_batches(
            self.source.sections, self.source.annex, self.targets, self.year, name
        )
        self._take(found)
        self.version["batches"] = batches
        self._locate_head(name)
        self._locate_annex(places)
        self._locate_products(places)

    def _locate_head(self, name: str) -> None:
        note, unit = self.place.note, self.place.unit
        confidence = DOUBTFUL if unit is None else LIKELY if note else "sure"
        self.data.append(Datum("plan.unit.name", "Đơn vị", name, 0, "", confidence, note))
        if unit and self.head["unit_name"]:
            self.head["issuer"] = f"Ủy ban nhân dân {name}"
            if note:
                self.head["place"] = unit.short_name

    def _locate_annex(self, places: Places) -> None:
        annex, unit = self.annex, self.place.unit
        own = target_rows(self.targets, unit.name if unit else self.head["unit_name"], self.place.code)
        self.version["targets"] = own
        self.version["totals"] = _headline_totals(own)
        if annex is None:
            return
        found = places.inside(unit, (row.name for row in annex.rows))
        self._doubt_places(annex, found)
        codes = {name: place.code for name, place in found.items()}
        by_kind = any(row["kind"] != "any" for row in own)
        self.version["targets"] = [*(own if by_kind else []), *annex_targets(annex, codes)]
        self.version["totals"] = self.version["totals"] or totals_of(annex)
        self.version["annex"] = {
            "title": annex.title,
            "columns": annex.columns,
            "rows": [
                {
                    "order": row.order or index,
                    "unit": row.name,
                    "unit_code": codes.get(row.name, ""),
                    "total": _total(row),
                }
                for index, row in enumerate(annex.rows, 1)
            ],
        }

    def _doubt_places(self, annex: Annex, found: Mapping[str, Place]) -> None:
        """A place of the annex that was guessed, or not found, is a datum of its own."""
        for index, row in enumerate(annex.rows):
            place = found.get(row.name, Place(None))
            if place.note:
                confidence = LIKELY if place.unit else DOUBTFUL
                label = f"Phụ lục, dòng {row.order or index + 1}, đơn vị"
                path = f"annex.rows.{index}.unit"
                self.data.append(Datum(path, label, row.name, row.line.number, row.line.text, confidence, place.note))

    def _locate_products(self, places: Places) -> None:
        products = [product for batch in self.version["batches"] for product in batch["products"]]
        found = places.inside(self.place.unit, (product["place"] for product in products))
        for index, batch in enumerate(self.version["batches"]):
            for number, product in enumerate(batch["products"]):
                place = found.get(product["place"], Place(None, "Không ghi địa chỉ."))
                product["unit_code"] = place.code
                if place.note:
                    path = f"batches.{index}.products.{number}.place"
                    confidence = LIKELY if place.unit else DOUBTFUL
                    label = f"{batch['label']}, sản phẩm {number + 1}, địa chỉ"
                    self.data.append(Datum(path, label, product["place"], 0, "", confidence, place.note))

    def answer(self, lines: Sequence[Line]) -> Data:
        """The whole, as JSON."""
        head, version = self.head, self.version
        names = ("number", "symbol", "issued_on", "place", "issuer_parent", "issuer", "abstract")
        sections = section_rows(self.source.sections, self.targets, self.batch_lines, version, self.tasks_section)
        is_issued = head["number"] is not None and head["issued_on"] is not None
        self._note_sections()
        whole = (
            {name: head[name] for name in names}
            | version
            | {
                "state": "issued" if is_issued else "draft",
                "sections": sections,
                "source": self.name[:120],
                "source_note": "Đọc từ tệp; các chỗ bỏ hoặc sửa so với nguồn liệt kê kèm theo.",
                "corrections": [
                    {"printed": one.printed, "written": one.written, "times": 1, "note": one.note}
                    for one in self.noise
                    if one.printed
                ],
            }
        )
        if not whole["totals"]:
            del whole["totals"]
        title = head["abstract"]
        plan = {
            "unit": {"name": self._unit_name(), "code": self.place.code, "as_of": self.day},
            "year": head["year"],
            "title": f"Kế hoạch {title[:1].lower()}{title[1:]}" if title else "",
        }
        answer = {
            "plan": plan,
            "version": whole,
            "data": [asdict(one) for one in sorted(self.data, key=lambda one: (one.line or 10**9, one.path))],
            "noise": [asdict(one) for one in sorted(self.noise, key=lambda one: one.line)],
            "lines": [{"number": line.number, "text": line.text} for line in lines],
            "was_cut": self.source.was_cut,
        }
        plain: Data = to_plain(answer)
        return plain

    def _unit_name(self) -> str:
        return self.place.unit.name if self.place.unit else self.head["unit_name"]

    def _note_sections(self) -> None:
        for index, section in enumerate(self.source.sections):
            text = f"{section.number}. {section.heading}"
            self.data.append(Datum(f"sections.{index}", "Phần", text, section.line.number, section.line.text))
        if not self.source.sections:
            note = "Không tìm thấy đề mục “I. …” nào."
            self.data.append(Datum("sections", "Phần", "", 0, "", DOUBTFUL, note))
        if self.source.was_cut:
            note = "Nguồn bị cắt: các phần sau chỗ cắt không có trong tệp."
            self.data.append(Datum("sections", "Phần", "", 0, "", DOUBTFUL, note))


def _headline_totals(rows: Sequence[Data]) -> Data:
    """Sums of the headline in the shape of `seed_schema.TOTALS`."""
    if not rows:
        return {}
    totals = {"total": sum(row["committed"] for row in rows)}
    for star in (5, 4, 3):
        same = [row for row in rows if row["star"] == star]
        if same:
            totals[f"star_{star}"] = sum(row["committed"] for row in same)
    working = [row for row in rows if row.get("working") is not None]
    if working:
        totals["working_total"] = sum(row["working"] for row in working)
        totals |= {f"working_star_{row['star']}": row["working"] for row in working if row["star"] != 5}
    return totals


def _total(row: Any) -> int:
    return row.total if row.total is not None else row.summed


def to_plain(value: Any) -> Any:
    """Days as "2025-02-24", tuples as lists: what JSON can hold."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    return value
