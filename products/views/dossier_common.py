"""What all pages of a dossier share: the gate, the head, and the lines of the checklist."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.site.workdays import work_calendar

from ..domain.dossiers.completeness import Completeness, ItemStatus
from ..domain.dossiers.listing import clock_line
from ..domain.dossiers.queries import writable_dossiers
from ..domain.law import law_book
from ..enums import ReportState
from ..models import Dossier, EvidenceLink, SupplementRequest


def dossier_of(request: HttpRequest, pk: int) -> Dossier:
    """The dossier the person may see; 404 otherwise."""
    visible = Dossier.objects.visible_to(request.user).select_related("product__producer__unit", "unit")
    return get_object_or_404(visible, pk=pk)


def writable_of(request: HttpRequest, pk: int) -> Dossier:
    """The dossier whose texts and papers the person may change now; 404 otherwise."""
    writable = writable_dossiers(request.user).select_related("product__producer__unit", "unit")
    return get_object_or_404(writable, pk=pk)


def can_write(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether texts and papers may be changed by this person now."""
    return writable_dossiers(request.user).filter(pk=dossier.pk).exists()


def head(dossier: Dossier, here: str = "") -> dict[str, Any]:
    """What dossier_base.html shows: the clock in a line, the commune's newest report, where we are."""
    reports = list(dossier.commune_reports.order_by("-pk"))
    return {
        "dossier": dossier,
        "line": clock_line(dossier, timezone.localdate(), work_calendar()),
        "report": reports[0] if reports else None,
        "draft_report": next((report for report in reports if report.state == ReportState.DRAFT), None),
        "here": here,
    }


def optional_url(name: str, *args: Any, **query: str) -> str:
    """Address of a page of another part, "" when it does not exist."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url


def anchor_of(key: str) -> str:
    """The id of a requirement's line: "yc-criterion-1-5"."""
    return "yc-" + "".join(char if char.isascii() and char.isalnum() else "-" for char in key)


def pack_title(dossier: Dossier) -> str:
    """The name of the dossier's law pack, "" while it has none."""
    try:
        return law_book().pack(dossier.law_pack).title
    except LookupError:
        return dossier.law_pack


def groups_of(dossier: Dossier, found: Completeness, *, edits_product: bool) -> list[dict[str, Any]]:
    """The checklist in the order of the law: papers and texts first, then the gates of the star."""
    links = defaultdict(list)
    for link in dossier.links.select_related("evidence").order_by("pk"):
        links[link.requirement].append(link)
    lines = [_line(dossier, item, links, edits_product=edits_product) for item in found.items]
    papers = [line for line in lines if not line["requirement"].is_gate]
    gates = [line for line in lines if line["requirement"].is_gate]
    titles = ((_("Giấy tờ và nội dung bắt buộc"), papers), (_("Điều kiện tối thiểu theo Bộ tiêu chí"), gates))
    return [{"title": title, "items": items} for title, items in titles if items]


def _line(
    dossier: Dossier, item: ItemStatus, links: dict[str, list[EvidenceLink]], *, edits_product: bool
) -> dict[str, Any]:
    requirement = item.requirement
    query = urlencode({"yeu-cau": requirement.key})
    label, tone = _state_word(item.state)
    return {
        "requirement": requirement,
        "title": _sentence_case(requirement.title),
        "article": requirement.article.removeprefix(f"{pack_title(dossier)}, "),
        "state": item.state,
        "text": item.text,
        "label": label,
        "tone": tone,
        "anchor": anchor_of(requirement.key),
        "links": with_urls(links[requirement.key]),
        "takes_papers": bool(requirement.kinds),
        "picker_url": f"{reverse('products:dossier_picker', args=[dossier.pk])}?{query}",
        "mend_url": _mend_url(dossier, item, edits_product=edits_product),
    }


def _sentence_case(title: str) -> str:
    """Headings of the sheets that stand as criteria are printed in capitals, which are hard to read in a list."""
    return title.capitalize() if title.isupper() else title


def _mend_url(dossier: Dossier, item: ItemStatus, *, edits_product: bool) -> str:
    """Where a thing is mended that no paper shows: a text, the samples, the product set (an editor's to choose)."""
    if item.requirement.text or item.requirement.by_samples:
        return reverse("products:dossier_texts", args=[dossier.pk])
    if item.requirement.kinds or not edits_product:
        return ""
    return reverse("products:product_edit", args=[dossier.product_id])


def _state_word(state: str) -> tuple[str, str]:
    words = {
        "ok": (_("đủ"), "done"),
        "missing": (_("thiếu"), "danger"),
        "expired": (_("hết hạn"), "danger"),
        "expiring": (_("sắp hết hạn"), "warn"),
    }
    return words[state]


def with_titles(requests: Iterable[SupplementRequest], found: Completeness) -> list[Any]:
    """The requests (items prefetched), each item with the title and line of the requirement it speaks of."""
    titles = {item.requirement.key: _sentence_case(item.requirement.title) for item in found.items}
    shown: list[Any] = list(requests)
    for item in (item for request in shown for item in request.items.all()):
        item.title = titles.get(item.requirement, "")
        item.anchor = anchor_of(item.requirement) if item.title else ""
    return shown


def with_urls(links: Iterable[EvidenceLink]) -> list[Any]:
    """The links, each with the address of its paper."""
    shown: list[Any] = list(links)
    for link in shown:
        link.url = optional_url("products:evidence_detail", link.evidence_id)
    return shown
