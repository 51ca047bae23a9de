"""What a criteria sheet is made of, read strictly: an unknown key or another kind of value is a fault of the sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Why a pack is refused: file, place in it ("6.1", "B"; empty = the whole file), reason in Vietnamese."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}{f' [{self.place}]' if self.place else ''}: {self.reason}"


class PackError(Exception):
    """A law pack cannot be loaded; nothing of it is used. `faults` names every sheet and reason."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True)
class Option:
    """One line of the scale. `min_star` k: k stars or more need at least these points; `case` of a choice of cases."""

    label: str
    points: int
    min_star: int | None = None
    case: str | None = None


@dataclass(frozen=True)
class Criterion:
    """A heading with criteria below it, or a leaf with options (one is chosen)."""

    code: str
    title: str
    max: int
    criteria: tuple["Criterion", ...] = ()
    options: tuple[Option, ...] = ()
    requirement: str = ""
    commune_topic: str = ""
    notes: tuple[str, ...] = ()
    min_star: int | None = None
    applies_if: Mapping[str, Any] | None = None
    gate: str | None = None
    cases: Mapping[str, str] | None = None

    def leaves(self, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], "Criterion"]]:
        """(titles from the section down to the leaf, leaf) in printed order."""
        path = (*above, self.title)
        if self.options:
            yield path, self
        for child in self.criteria:
            yield from child.leaves(path)

    def needed_points(self, star: int) -> int | None:
        """Least points a product of `star` needs here: marks of lower stars count too; None without a mark."""
        marks = {option.min_star for option in self.options} | {self.min_star}
        needs = [self._marked(mark) for mark in marks if mark is not None and mark <= star]
        return max(needs) if needs else None

    def first_star(self) -> int | None:
        """The lowest star marked here."""
        marks = [mark for mark in (self.min_star, *(option.min_star for option in self.options)) if mark is not None]
        return min(marks, default=None)

    def _marked(self, mark: int) -> int:
        """On a heading the mark means any option above 0 (rules.md §7.4)."""
        if self.min_star == mark:
            return min(option.points for option in self.options if option.points > 0)
        return min(option.points for option in self.options if option.min_star == mark)


@dataclass(frozen=True)
class Part:
    """A, B or C."""

    code: str
    title: str
    max: int
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Sheet:
    """The criteria of one product set. `status` "incomplete": readable, but no session may score with it."""

    decision: str
    annex: str
    product_set: int
    name: str
    sector: str
    group: str
    subgroup: str
    lead_agencies: tuple[str, ...]
    sample_products: int
    rejected_if: tuple[str, ...]
    status: str
    known_issues: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def is_complete(self) -> bool:
        """Whether sessions may score with it."""
        return self.status == "complete"

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Criterion]]:
        """Every criterion one scores, in printed order, with the titles above it."""
        for part in self.parts:
            for criterion in part.criteria:
                yield from criterion.leaves()

    def criterion(self, code: str) -> Criterion:
        """A leaf by its code; LookupError when the sheet has none."""
        for _path, leaf in self.leaves():
            if leaf.code == code:
                return leaf
        raise LookupError(code)


_SHEET = {
    "decision": str,
    "annex": str,
    "product_set": int,
    "name": str,
    "sector": str,
    "group": str,
    "subgroup": (str, type(None)),
    "lead_agencies": list,
    "sample_products": int,
    "rejected_if": list,
    "status": str,
    "known_issues": list,
    "parts": list,
}
_PART = {"code": str, "title": str, "max": int, "criteria": list}
_CRITERION = {
    "code": str,
    "title": str,
    "max": int,
    "criteria": list,
    "options": list,
    "requirement": str,
    "commune_topic": str,
    "notes": list,
    "min_star": int,
    "applies_if": dict,
    "gate": str,
    "cases": dict,
}
_OPTION = {"label": str, "points": int, "min_star": int, "case": str}


class Reader:
    """Reads the data of one file; collects its faults instead of stopping at the first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, place: str, reason: str) -> None:
        """Note why the file is refused."""
        self.faults.append(Fault(self.file, place, reason))

    def fields(self, data: Any, kinds: Mapping[str, Any], required: set[str], place: str) -> dict[str, Any]:
        """The fields of a mapping that are known and of their kind; everything else is a fault."""
        if not isinstance(data, dict):
            self.fault(place, "phải là một nhóm khóa và giá trị")
            return {}
        for key in data.keys() - kinds.keys():
            self.fault(place, f"khóa lạ «{key}»")
        for key in sorted(required - data.keys()):
            self.fault(place, f"thiếu khóa «{key}»")
        good = {}
        for key in data.keys() & kinds.keys():
            if isinstance(data[key], bool) or not isinstance(data[key], kinds[key]):
                self.fault(place, f"giá trị của «{key}» sai kiểu")
            else:
                good[key] = data[key]
        return good

    def sheet(self, data: Any) -> Sheet | None:
        """A sheet, or None when something is missing; see `faults`."""
        good = self.fields(data, _SHEET, set(_SHEET) - {"subgroup", "known_issues"}, "")
        parts = tuple(self._part(part) for part in good.get("parts", ()))
        if self.faults:
            return None
        texts = ("lead_agencies", "rejected_if", "known_issues")
        lists = {key: tuple(str(item) for item in good.get(key, ())) for key in texts}
        return Sheet(**{**good, **lists, "subgroup": good.get("subgroup") or "", "parts": parts})

    def _part(self, data: Any) -> Part | None:
        good = self.fields(data, _PART, set(_PART), _place(data))
        criteria = tuple(self._criterion(item) for item in good.get("criteria", ()))
        return Part(**{**good, "criteria": criteria}) if good.keys() == _PART.keys() else None

    def _criterion(self, data: Any) -> Criterion | None:
        place = _place(data)
        good = self.fields(data, _CRITERION, {"code", "title", "max"}, place)
        if ("criteria" in good) == ("options" in good):
            self.fault(place, "phải có đúng một trong hai: tiêu chí con hoặc các mức điểm")
        good["criteria"] = tuple(self._criterion(item) for item in good.get("criteria", ()))
        good["options"] = tuple(self._option(item, place) for item in good.get("options", ()))
        good["notes"] = tuple(map(str, good.get("notes", ())))
        return Criterion(**good) if {"code", "title", "max"} <= good.keys() else None

    def _option(self, data: Any, place: str) -> Option | None:
        good = self.fields(data, _OPTION, {"label", "points"}, place)
        return Option(**good) if {"label", "points"} <= good.keys() else None


def _place(data: Any) -> str:
    return str(data.get("code", "")) if isinstance(data, dict) else ""
