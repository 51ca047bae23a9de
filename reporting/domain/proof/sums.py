"""Rows, columns and totals of the figures that must agree (arithmetic; no article behind it)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from programs.domain.proof import Finding, Place
from programs.domain.targets_grid import column_name
from programs.enums import TargetKind

from .facts import STARS, ProofFacts, annex_targets, found, headline_rows

Table = dict[tuple[str, str], dict[int, int]]  # (unit code, kind) → star → number


def _column(star: int) -> str:
    return column_name(str(star))


def _kind_word(kind: str) -> str:
    return "" if kind == TargetKind.ANY else f", {TargetKind(kind).label}"


def _tables(facts: ProofFacts) -> tuple[Table, dict[str, str]]:
    """The annex as rows of cells, and the printed name of each unit."""
    table: Table = {}
    names: dict[str, str] = {}
    for row in annex_targets(facts.content):
        names[row["unit_code"]] = row["unit"]
        cells = table.setdefault((row["unit_code"], row["kind"]), {})
        cells[row["star"]] = cells.get(row["star"], 0) + row["committed"]
    return table, names


def annex_place(facts: ProofFacts, code: str, kind: str, star: int) -> Place:
    """A cell of the annex."""
    codes = list(dict.fromkeys(row["unit_code"] for row in annex_targets(facts.content)))
    names = {row["unit_code"]: row["unit"] for row in annex_targets(facts.content)}
    row = codes.index(code) + 1 if code in codes else 0
    label = _("Phụ lục, dòng %(row)s (%(unit)s)%(kind)s, cột %(column)s") % {
        "row": row,
        "unit": names.get(code, code),
        "kind": _kind_word(kind),
        "column": _column(star),
    }
    return facts.place("targets", label, f"annex/{code}/{kind}/{star}")


def _row_total_place(facts: ProofFacts, row: Mapping[str, Any]) -> Place:
    label = _("Phụ lục, dòng %(row)s (%(unit)s), cột Tổng") % {"row": row["order"], "unit": row["unit"]}
    return facts.place("targets", label, f"annex/{row['unit_code']}/total")


def headline_place(facts: ProofFacts, kind: str, star: int, figure: str = "committed") -> Place:
    """A cell of the plan's own targets."""
    word = _("dự kiến") if figure == "working" else _("cam kết")
    label = _("Chỉ tiêu chung%(kind)s, %(column)s (%(word)s)") % {
        "kind": _kind_word(kind),
        "column": _column(star),
        "word": word,
    }
    return facts.place("targets", label, f"headline/{kind}/{star}/{figure}")


def totals_place(facts: ProofFacts, name: str) -> Place:
    """A printed total ("total", "star_4", "working_star_3")."""
    star = name.rpartition("star_")[2]
    column = _column(int(star)) if star.isdigit() else _("tổng số")
    word = _(", dự kiến") if name.startswith("working") else ""
    return facts.place("targets", _("Tổng của kế hoạch: %s") % f"{column}{word}", f"totals/{name}")


def annex_rows(facts: ProofFacts) -> Iterator[Finding]:
    """Every row of the annex against its printed total, every column against the plan's own figure."""
    table, _names = _tables(facts)
    if not table:
        return
    rows = (facts.content.get("annex") or {}).get("rows", [])
    by_code: dict[str, int] = {}
    for (code, _kind), cells in table.items():
        by_code[code] = by_code.get(code, 0) + sum(cells.values())
    row_gaps = {row["unit_code"]: by_code.get(row["unit_code"], 0) - row["total"] for row in rows}
    wanted = _column_totals(facts)
    sums = {star: sum(cells.get(star, 0) for cells in table.values()) for star in STARS}
    column_gaps = {star: sums[star] - wanted[star][0] for star in STARS if star in wanted}
    blamed: set[str] = set()
    for star, gap in column_gaps.items():
        if gap:
            blamed_row = next((code for code, other in row_gaps.items() if other == gap and code not in blamed), "")
            blamed |= {blamed_row}
            yield from _column_finding(facts, star, wanted[star], sums[star], blamed_row, by_code)
    for row in rows:
        gap = row_gaps[row["unit_code"]]
        if gap and row["unit_code"] not in blamed:
            yield from _row_findings(facts, row, by_code.get(row["unit_code"], 0), table)
    if rows and not any(row_gaps.values()):
        yield from _short_annex(facts, rows, [-gap for gap in column_gaps.values()])


def _short_annex(facts: ProofFacts, rows: list[Mapping[str, Any]], missing: list[int]) -> Iterator[Finding]:
    """Rows that all agree in themselves but do not reach totals that agree as well: the last one may have been lost."""
    totals = facts.content.get("totals") or {}
    is_whole = totals.get("total") == sum(totals.get(f"star_{star}") or 0 for star in STARS)
    if totals and is_whole and min(missing) >= 0 and sum(missing):
        last, total = len(rows), sum(row["total"] for row in rows)
        place = facts.place("targets", _("Phụ lục, sau dòng %s") % last, f"annex/position/{last + 1}")
        message = _("Phụ lục: %(rows)s dòng cộng được %(sum)s, tổng là %(total)s; có thể thiếu một dòng.")
        words = {"rows": last, "sum": total, "total": totals["total"]}
        yield found("annex_short", place, message % words, totals_place(facts, "total"), figures=(last, total))


def _column_totals(facts: ProofFacts) -> dict[int, tuple[int, Place]]:
    """The figure each column must give, and where it stands."""
    own = headline_rows(facts.content)
    if own:
        sums = {star: [row for row in own if row["star"] == star] for star in STARS}
        return {
            star: (
                sum(row["committed"] for row in rows),
                headline_place(facts, rows[0]["kind"] if rows else "any", star),
            )
            for star, rows in sums.items()
        }
    totals = facts.content.get("totals") or {}
    return {star: (totals.get(f"star_{star}") or 0, totals_place(facts, f"star_{star}")) for star in STARS if totals}


def _column_finding(
    facts: ProofFacts, star: int, wanted: tuple[int, Place], total: int, code: str, by_code: Mapping[str, int]
) -> Iterator[Finding]:
    """A column that does not agree; with a row that is out by the same number the fault is in their common cell."""
    number, place = wanted
    values = {"column": _column(star), "wanted": number, "found": total, "gap": total - number}
    message = _("Cột %(column)s: tổng của kế hoạch là %(wanted)s, các dòng cộng được %(found)s (%(gap)+d).") % values
    if not code:
        column = facts.place("targets", _("Phụ lục, cột %s") % _column(star), f"annex/column/{star}")
        yield found("annex_column", place, message, column, figures=(number, total))
        return
    kinds = [row["kind"] for row in annex_targets(facts.content) if (row["unit_code"], row["star"]) == (code, star)]
    cell = annex_place(facts, code, kinds[0] if kinds else "any", star)
    printed = next(row for row in facts.content["annex"]["rows"] if row["unit_code"] == code)
    message += " " + _("%(cell)s lệch đúng số đó: dòng ghi tổng %(total)s, cộng được %(sum)s.") % {
        "cell": cell.label,
        "total": printed["total"],
        "sum": by_code.get(code, 0),
    }
    yield found("annex_cell", cell, message, place, figures=(number, total, printed["total"]))


def _row_findings(facts: ProofFacts, row: Mapping[str, Any], total: int, table: Table) -> Iterator[Finding]:
    message = _("Dòng %(row)s (%(unit)s), cột Tổng: ghi %(total)s, các hạng sao cộng được %(sum)s.") % {
        "row": row["order"],
        "unit": row["unit"],
        "total": row["total"],
        "sum": total,
    }
    cells = facts.place(
        "targets",
        _("Phụ lục, dòng %(row)s (%(unit)s), các hạng sao") % {"row": row["order"], "unit": row["unit"]},
        f"annex/{row['unit_code']}/stars",
    )
    yield found("annex_row", _row_total_place(facts, row), message, cells, figures=(row["total"], total))


def printed_totals(facts: ProofFacts) -> Iterator[Finding]:
    """The printed totals: the grand total against the stars, each star against the plan's own rows."""
    totals = facts.content.get("totals") or {}
    for prefix, figure in (("", "committed"), ("working_", "working")):
        grand = totals.get(f"{prefix}total")
        if grand is None:
            continue
        stars = {
            star: totals[f"{prefix}star_{star}"] for star in STARS if totals.get(f"{prefix}star_{star}") is not None
        }
        if sum(stars.values()) != grand:
            yield _grand(facts, prefix, grand, sum(stars.values()))
        yield from _star_totals(facts, prefix, figure, stars)


def _grand(facts: ProofFacts, prefix: str, grand: int, total: int) -> Finding:
    place = totals_place(facts, f"{prefix}total")
    other = facts.place("targets", _("Tổng của kế hoạch: các hạng sao"), f"totals/{prefix}stars")
    message = _("%(place)s ghi %(grand)s, các hạng sao cộng được %(sum)s.")
    return found(
        "total", place, message % {"place": place.label, "grand": grand, "sum": total}, other, figures=(grand, total)
    )


def _star_totals(facts: ProofFacts, prefix: str, figure: str, stars: Mapping[int, int]) -> Iterator[Finding]:
    own = headline_rows(facts.content)
    if not own:
        return
    for star in STARS:
        rows = [row for row in own if row["star"] == star]
        have = sum(row.get(figure) or 0 for row in rows)
        printed = stars.get(star, 0)
        if have == printed:
            continue
        place = totals_place(facts, f"{prefix}star_{star}")
        message = _("%(place)s ghi %(printed)s, các chỉ tiêu cộng được %(sum)s.")
        words = {"place": place.label, "printed": printed, "sum": have}
        for row in rows or [{"kind": "any"}]:
            other = headline_place(facts, row["kind"], star, figure)
            yield found("total_star", place, message % words, other, figures=(printed, have))


def working_figures(facts: ProofFacts) -> Iterator[Finding]:
    """What is planned ("dự kiến") is never less than what is promised ("ít nhất")."""
    for row in facts.content["targets"]:
        working = row.get("working")
        if working is None or working >= row["committed"]:
            continue
        if row["unit_code"] == facts.content["unit_code"]:
            places = [headline_place(facts, row["kind"], row["star"], name) for name in ("working", "committed")]
        else:
            cell = annex_place(facts, row["unit_code"], row["kind"], row["star"])
            places = [cell, cell]
        message = _("%(place)s: dự kiến %(working)s, ít hơn số cam kết %(committed)s.") % {
            "place": places[0].label,
            "working": working,
            "committed": row["committed"],
        }
        yield found("working_less", places[0], message, places[1], figures=(working, row["committed"]))


def annex_units(facts: ProofFacts) -> Iterator[Finding]:
    """Each row of the annex names one unit, once, that existed on the day; rows are counted 1, 2, 3 …"""
    rows = (facts.content.get("annex") or {}).get("rows", [])
    seen: dict[str, int] = {}
    for position, row in enumerate(rows, 1):
        label = _("Phụ lục, dòng %(row)s (%(unit)s)") % {"row": row["order"], "unit": row["unit"]}
        place = facts.place("targets", label, f"annex/{row['unit_code']}/order")
        if row["order"] != position:
            message = _("%(place)s: số thứ tự phải là %(position)s; có thể thiếu hoặc thừa một dòng.")
            before = facts.place("targets", _("Phụ lục, số thứ tự"), f"annex/position/{position}")
            words = {"place": label, "position": position}
            yield found("annex_order", place, message % words, before, figures=(row["order"], position))
            break
        if row["unit_code"] in seen:
            first = facts.place("targets", _("Phụ lục, dòng %s") % seen[row["unit_code"]], f"annex/{row['unit_code']}")
            message = _("%(place)s: đơn vị đã có ở dòng %(first)s.") % {"place": label, "first": seen[row["unit_code"]]}
            yield found("annex_twice", place, message, first)
        seen.setdefault(row["unit_code"], position)
    listed = set(seen)
    for (code, _kind), cells in _tables(facts)[0].items():
        if rows and code not in listed:
            star = next(iter(cells))
            place = annex_place(facts, code, _kind, star)
            message = _("%s: đơn vị này không có dòng trong phụ lục.") % place.label
            yield found("annex_missing", place, message, facts.place("targets", _("Phụ lục"), "annex"))
