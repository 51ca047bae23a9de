"""A plan against the plan above it, the plans below it, and the products and certificates on record."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.domain.proof import FAULT, NOTE, WARNING, Finding, Place
from programs.enums import TargetKind

from .decided import adjusted_words
from .facts import STARS, Beside, Decided, KnownProduct, ProofFacts, annex_targets, found, star_sums
from .sums import annex_place, headline_place

EARLIEST, EXTENSION = timedelta(days=180), timedelta(days=180)
RENEWAL_ARTICLE = "Quyết định 26/2026/QĐ-TTg, Điều 7 khoản 6 và Điều 12 khoản 3"


def plan_above(facts: ProofFacts) -> Iterator[Finding]:
    """The plan promises at least what the plan above gives to its unit, decisions of the year in on both sides."""
    if facts.above is None:
        return
    own = star_sums(facts.content)["committed"]
    for star in STARS:
        given = facts.above.stars.get(star, (0, None))[0]
        mine = facts.decided_own.get(star)
        have = own.get(star, 0) + (mine or Decided()).change
        if have < given:
            other = Place(
                "above",
                _("%(plan)s, %(star)s sao") % {"plan": facts.above.title, "star": star},
                facts.above.url,
                f"above/{star}",
            )
            place = headline_place(facts, "any", star)
            message = _("%(place)s là %(own)s, ít hơn số được giao %(given)s tại %(other)s.")
            words = {"place": place.label, "own": adjusted_words(have, mine), "other": facts.above.title}
            words["given"] = adjusted_words(given, facts.above.decided.get(star))
            yield found("below_assigned", place, message % words, other, figures=(have, given))


def plans_below(facts: ProofFacts) -> Iterator[Finding]:
    """Each plan below promises what this plan gives to its unit, decisions of the year in on both sides; together they
    give this plan's figures."""
    given = {key: told.change for key, told in facts.decided.items()}
    kinds: dict[tuple[str, int], str] = {}
    for row in annex_targets(facts.content):
        key = (row["unit_code"], row["star"])
        given[key] = given.get(key, 0) + row["committed"]
        kinds[key] = row["kind"]
    for child in facts.children:
        for star in STARS:
            key = (child.unit_code, star)
            have, wanted = child.stars.get(star, (0, None))[0], given.get(key, 0)
            if have != wanted:
                yield _child(facts, child, star, (have, wanted), kinds.get(key, "any"))


def _child(facts: ProofFacts, child: Beside, star: int, figures: tuple[int, int], kind: str) -> Finding:
    have, wanted = figures
    place = annex_place(facts, child.unit_code, kind, star)
    other = Place(
        "below",
        _("%(plan)s, %(star)s sao") % {"plan": child.title, "star": star},
        child.url,
        f"below/{child.unit_code}/{star}",
    )
    message = _("%(place)s giao %(wanted)s, %(plan)s ghi %(have)s.")
    words = {"place": place.label, "wanted": adjusted_words(wanted, facts.decided.get((child.unit_code, star)))}
    words |= {"plan": child.title, "have": adjusted_words(have, child.decided.get(star))}
    severity = WARNING if have < wanted and child.is_issued else NOTE
    return found("child", place, message % words, other, figures=figures, severity=severity)


def _product(known: KnownProduct) -> Place:
    return Place("product", _("Hồ sơ sản phẩm: %s") % known.name, known.url, f"product/{known.url}")


def products_on_record(facts: ProofFacts) -> Iterator[Finding]:
    """A product named exists, and is eligible for what the batch wants of it."""
    for (batch, number), known in (facts.products or {}).items():
        entry = facts.batches[batch - 1]
        row = entry["products"][number - 1]
        place = facts.product_place(batch, number, "name")
        if known is None:
            if row["kind"] != TargetKind.NEW:
                message = _("%s: chưa tìm thấy sản phẩm này trong dữ liệu.") % place.label
                yield found("product_unknown", place, message, figures=(row.get("name"),), severity=WARNING)
            continue
        first, last = entry.get("window_from"), entry.get("window_to")
        yield from _eligible(
            facts, place, row, known, first or date(facts.year, 1, 1), last or date(facts.year, 12, 31)
        )


def _eligible(
    facts: ProofFacts, place: Place, row: Any, known: KnownProduct, first: date, last: date
) -> Iterator[Finding]:
    kind, star, other = row["kind"], row.get("star_sought"), _product(known)
    is_valid = known.star is not None and known.until is not None and known.until >= first
    words: dict[str, Any] = {"place": place.label, "star": known.star}
    words["until"] = format_date(known.until) if known.until else ""
    if kind == TargetKind.NEW and is_valid:
        message = _("%(place)s: ghi là mới, nhưng đang có công nhận %(star)s sao đến %(until)s.") % words
        yield found("product_not_new", place, message, other, figures=(known.star, known.until), severity=WARNING)
    elif kind == TargetKind.UPGRADE and not is_valid:
        message = _("%(place)s: nâng hạng, nhưng không có công nhận còn hiệu lực vào thời gian của đợt.") % words
        yield found("upgrade_invalid", place, message, other, figures=(known.until,))
    elif kind == TargetKind.UPGRADE and star is not None and known.star is not None and known.star >= star:
        message = _("%(place)s: nâng hạng lên %(sought)s sao, nhưng đã có %(star)s sao.") % (words | {"sought": star})
        yield found("upgrade_not_higher", place, message, other, figures=(known.star, star))
    elif kind == TargetKind.RENEWAL:
        yield from _renewal(facts, place, words, known, first, last)


def _renewal(
    facts: ProofFacts, place: Place, words: dict[str, Any], known: KnownProduct, first: date, last: date
) -> Iterator[Finding]:
    """A certificate is renewed no earlier than 180 days before it ends, and while it is in force or extended."""
    if known.until is None:
        message = _("%(place)s: công nhận lại, nhưng chưa từng được công nhận.") % words
        yield found("renewal_none", place, message, _product(known))
    elif not (known.until - EARLIEST <= last and first <= known.until + EXTENSION):
        words |= {"first": format_date(first), "last": format_date(last)}
        message = _(
            "%(place)s: giấy chứng nhận hết hạn %(until)s, ngoài thời gian công nhận lại của đợt "
            "(%(first)s – %(last)s)."
        )
        yield found(
            "renewal_window",
            place,
            message % words,
            _product(known),
            figures=(known.until, first, last),
            severity=FAULT,
            article=RENEWAL_ARTICLE,
        )


def expiring_listed(facts: ProofFacts) -> Iterator[Finding]:
    """Where a plan lists renewals, certificates that end in its year and are not on the list are named."""
    rows = [row for batch in facts.batches for row in batch["products"]]
    if facts.products is None or not any(row["kind"] == TargetKind.RENEWAL for row in rows):
        return
    listed = {known.url for known in facts.products.values() if known}
    for known in facts.expiring:
        if known.url not in listed:
            until = format_date(known.until) if known.until else ""
            message = _("%(name)s: giấy chứng nhận hết hạn %(until)s, không có trong danh sách công nhận lại.")
            other = facts.place("batches", _("Các đợt, sản phẩm công nhận lại"), "batches/kind/renewal")
            yield found(
                "renewal_unlisted",
                _product(known),
                message % {"name": known.name, "until": until},
                other,
                figures=(known.until,),
                severity=NOTE,
            )
