"""Head and form of the plan: year, unit, numbers of sections, number and date, signature."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import fold, format_date
from programs.domain.place_names import bare_spelling
from programs.domain.proof import NOTE, WARNING, Finding, Place

from .facts import ProofFacts, found

_SIGNATURE = "Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, mục II.7"
_NUMBER = "Nghị định 30/2020/NĐ-CP, Điều 15 và Phụ lục I, mục II.3"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _year_place(facts: ProofFacts) -> Place:
    return facts.place("head", _("Năm kế hoạch (%s)") % facts.year, "year")


def years(facts: ProofFacts) -> Iterator[Finding]:
    """Title, opening, closing and promises speak of the plan's own year."""
    spots = [(facts.place("head", _("Trích yếu"), "abstract"), facts.content["abstract"])]
    spots += [(facts.line_place(line), line.text) for line in facts.lines if line.kind in ("opening", "closing")]
    own_kinds = ("targets", "batches")
    promises = re.compile(r"^(?:\w+ ){0,3}năm (\d{4})", re.IGNORECASE)
    for line in facts.lines:
        match = promises.match(line.text) if line.kind in own_kinds else None
        if match:
            spots.append((facts.line_place(line), match[0]))
    for place, text in spots:
        said = [int(year) for year in re.findall(r"\bnăm (\d{4})", text, re.IGNORECASE)]
        if said and facts.year not in said:
            message = _("%(place)s ghi năm %(said)s, kế hoạch là của năm %(year)s.")
            words = {"place": place.label, "said": said[0], "year": facts.year}
            yield found("year", place, message % words, _year_place(facts), figures=(said[0], facts.year))


def unit_names(facts: ProofFacts) -> Iterator[Finding]:
    """Issuer and place are those of the plan's unit."""
    own = facts.own
    if own is None:
        return
    unit = facts.place("head", _("Đơn vị của kế hoạch (%s)") % own.name, "unit")
    short = bare_spelling(own.name)
    issuer = facts.content.get("issuer") or ""
    if short not in bare_spelling(issuer):
        place = facts.place("head", _("Cơ quan ban hành (%s)") % issuer, "issuer")
        message = _("%(place)s không phải của %(unit)s.") % {"place": place.label, "unit": own.name}
        yield found("issuer", place, message, unit, figures=(issuer,), severity=WARNING, article=_NUMBER)
    printed = facts.content.get("place") or ""
    if own.tier == "commune" and bare_spelling(printed) != short:
        place = facts.place("head", _("Địa danh (%s)") % printed, "place")
        message = _("%(place)s khác tên %(unit)s.") % {"place": place.label, "unit": own.name}
        yield found("place", place, message, unit, figures=(printed,), severity=WARNING, article=_NUMBER)


def named_units(facts: ProofFacts) -> Iterator[Finding]:
    """Names printed in the annex and beside products are those of the units they stand for, existing on the day."""
    spots: list[tuple[Place, str, str]] = []
    for row in (facts.content.get("annex") or {}).get("rows", []):
        label = _("Phụ lục, dòng %(row)s (%(unit)s)") % {"row": row["order"], "unit": row["unit"]}
        spots.append((facts.place("targets", label, f"annex/{row['unit_code']}/unit"), row["unit"], row["unit_code"]))
    for batch, entry in enumerate(facts.batches, 1):
        for number, product in enumerate(entry["products"], 1):
            if product.get("unit_code") and product.get("place"):
                spots.append((facts.product_place(batch, number, "place"), product["place"], product["unit_code"]))
    for place, name, code in spots:
        unit = facts.units.get(code)
        if unit is None:
            if facts.units:
                message = _("%(place)s: mã %(code)s không phải mã của một đơn vị vào ngày %(day)s.")
                words = {"place": place.label, "code": code, "day": format_date(facts.day)}
                yield found("unit_code", place, message % words, _unit_place(code, code), figures=(code,))
        elif bare_spelling(name) != bare_spelling(unit.name):
            message = _("%(place)s: ghi “%(name)s”, mã %(code)s là %(unit)s.")
            words = {"place": place.label, "name": name, "code": code, "unit": unit.name}
            yield found(
                "unit_name",
                place,
                message % words,
                _unit_place(code, unit.name),
                figures=(name, code),
                severity=WARNING,
            )


def _unit_place(code: str, name: str) -> Place:
    return Place("unit", _("Danh mục đơn vị hành chính: %s") % name, "", f"unit/{code}")


def section_numbers(facts: ProofFacts) -> Iterator[Finding]:
    """Sections are numbered I, II, III … without a repetition or a gap."""
    sections = facts.content["sections"]
    numbers = [section["number"].strip(". ") for section in sections]
    for index, number in enumerate(numbers):
        label = _("Mục %(number)s (%(heading)s)") % {"number": number, "heading": sections[index]["heading"]}
        place = facts.place("section", label, f"section/{index + 1}/number")
        expected = _ROMAN[index] if index < len(_ROMAN) else ""
        if number == expected or not expected:
            continue
        before = numbers.index(number)
        other = facts.place(
            "section",
            _("Mục %s, phần thứ %s") % (numbers[max(0, index - 1)], max(1, index)),
            f"section/{max(1, index)}/number",
        )
        if before < index:
            other = facts.place(
                "section",
                _("Mục %(n)s (%(h)s)") % {"n": number, "h": sections[before]["heading"]},
                f"section/{before + 1}/number",
            )
            message = _("Số mục “%(number)s” dùng hai lần: %(first)s và %(second)s.")
            words = {"number": number, "first": sections[before]["heading"], "second": sections[index]["heading"]}
        else:
            message = _("%(place)s: số mục phải là %(expected)s.")
            words = {"place": label, "expected": expected}
        yield found("section_number", place, message % words, other, figures=(number, expected), severity=WARNING)


def orders(facts: ProofFacts) -> Iterator[Finding]:
    """Tasks and funding lines are counted 1, 2, 3 …; batches as well."""
    for part, label in (("tasks", _("Nhiệm vụ")), ("funding", _("Kinh phí")), ("batches", _("Đợt"))):
        for position, row in enumerate(facts.content[part], 1):
            number = row.get("order", row.get("number"))
            if str(number).isdigit() and int(number) != position:
                name = row.get("body") or row.get("text") or row.get("label")
                place = facts.place(part, f"{label} {number} ({name})", f"{part}/{position}/order")
                message = _("%(place)s: số thứ tự phải là %(position)s.") % {"place": place.label, "position": position}
                yield found("order", place, message, figures=(number, position), severity=NOTE)
                break


def number_and_date(facts: ProofFacts) -> Iterator[Finding]:
    """An issued plan has a number, and a date in its year or the year before."""
    number, day = facts.content.get("number"), facts.content.get("issued_on")
    place = facts.place("head", _("Ngày ban hành"), "issued_on")
    if facts.content.get("state") == "issued" and not (number and day):
        message = _("Bản ban hành phải có số và ngày.")
        yield found("number", facts.place("head", _("Số văn bản"), "number"), message, place, article=_NUMBER)
    if isinstance(day, date) and day.year not in (facts.year - 1, facts.year):
        message = _("%(place)s %(day)s: không thuộc năm %(year)s của kế hoạch hoặc năm trước.")
        words = {"place": place.label, "day": format_date(day), "year": facts.year}
        yield found("issued_year", place, message % words, _year_place(facts), figures=(day,))


def _signature(facts: ProofFacts, what: str, value: str) -> Place:
    words = {"authority": _("quyền hạn ký"), "title": _("chức vụ người ký"), "name": _("người ký")}
    return facts.place("head", f"{words[what].capitalize()} ({value})", f"signer/{what}")


def signature(facts: ProofFacts) -> Iterator[Finding]:
    """The title fits the right to sign: KT. (for the head) is a deputy's, who signs without one is the head."""
    signer: Any = facts.content["signer"]
    authority, title = (signer.get("authority") or "").upper(), (signer.get("title") or "").upper()
    if not title:
        return
    deputy = title.startswith(("PHÓ ", "P."))
    acting = re.search(r"KT\.\s*(?P<head>[^\n]+)", authority)
    message = ""
    if acting and title != f"PHÓ {acting['head'].strip()}":
        message = _("Ký thay “KT. %(head)s” thì chức vụ phải là “PHÓ %(head)s”, không phải “%(title)s”.")
        message %= {"head": acting["head"].strip(), "title": title}
    elif not acting and deputy and not authority.startswith(("TL.", "TUQ.", "Q.")):
        message = _("Chức vụ “%(title)s” phải ký thay (KT.) người đứng đầu.") % {"title": title}
    elif re.match(r"(?!TM\.|KT\.|TL\.|TUQ\.|Q\.)\S", authority):
        message = _("Quyền hạn ký “%s” không thuộc các hình thức TM., KT., TL., TUQ., Q.") % signer["authority"]
    if message:
        places = [_signature(facts, what, signer[what]) for what in ("title", "authority")]
        yield found("signature", places[0], message, places[1], figures=(title, authority), article=_SIGNATURE)


def signer_on_record(facts: ProofFacts) -> Iterator[Finding]:
    """Where rights to sign are on record, the signer is one of those who have one on the day."""
    signer = facts.content["signer"]
    if not facts.signers or not signer.get("name"):
        return
    if fold(signer["name"]) not in {fold(name) for name, _title in facts.signers}:
        place = _signature(facts, "name", signer["name"])
        names = ", ".join(f"{name} ({title})" for name, title in facts.signers)
        message = _("%(place)s: vào ngày %(day)s người có quyền ký đã ghi là %(names)s.")
        words = {"place": place.label, "day": format_date(facts.day), "names": names}
        other = Place("delegations", _("Quyền ký đã ghi"), "", "delegations")
        yield found(
            "signer", place, message % words, other, figures=(signer["name"],), severity=WARNING, article=_SIGNATURE
        )
