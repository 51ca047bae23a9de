"""Numbers, dates, stars, states, icons and small components of pages (docs/interface.md shows each in use)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ocop.text import format_date, format_number

register = template.Library()

TONES: Mapping[str, str] = {
    "draft": "circle",
    "progress": "circle-half",
    "done": "check-circle-fill",
    "warn": "exclamation-triangle-fill",
    "danger": "exclamation-octagon-fill",
    "locked": "lock-fill",
    "off": "slash-circle",
    "info": "info-circle-fill",
}
"""Tone of a badge → its shape: a state is never told by colour alone."""

STATE_TONES: Mapping[str, str] = {
    "draft": "draft",
    "working": "draft",
    "queued": "draft",
    "planned": "draft",
    "open": "progress",
    "running": "progress",
    "submitted": "progress",
    "checking": "progress",
    "supplement": "warn",
    "reported": "progress",
    "proposed_district": "progress",
    "district_accepted": "progress",
    "proposed": "progress",
    "accepted": "progress",
    "asked": "warn",
    "received": "progress",
    "eligible": "done",
    "council": "locked",
    "withdrawn": "off",
    "reserved": "progress",
    "used": "done",
    "void": "off",
    "rejected": "danger",
    "issued": "done",
    "done": "done",
    "doing": "progress",
    "dropped": "off",
    "committed": "done",
    "confirmed": "done",
    "active": "done",
    "failed": "danger",
    "expired": "danger",
    "expiring": "warn",
    "preparing": "draft",
    "scoring": "progress",
    "review": "progress",
    "valid": "done",
    "new": "off",
    "revoked": "danger",
    "late": "danger",
    "due": "warn",
    "pending": "warn",
    "superseded": "off",
    "cancelled": "off",
    "closed": "locked",
    "frozen": "locked",
    "waiting": "progress",
    "delivered": "done",
    "given_up": "danger",
}


@register.filter
def vn_number(value: Any, decimals: int = 0) -> str:
    """1234.5 → "1.235" or, with 1 place, "1.234,5"; None is an empty text."""
    return "" if value is None or value == "" else format_number(Decimal(str(value)), decimals)


@register.filter
def blank_zero(value: Any) -> str:
    """Annex style: nothing instead of 0."""
    return vn_number(value) if value else ""


@register.filter
def signed(value: Any) -> str:
    """+3, −12, 0 with a real minus sign."""
    number = Decimal(str(value))
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + format_number(abs(number))


@register.filter
def vn_date(value: Any) -> str:
    """05/03/2026; None is an empty text."""
    if not value:
        return ""
    return format_date(timezone.localtime(value).date() if isinstance(value, datetime) and value.tzinfo else value)


@register.filter
def vn_datetime(value: datetime | None) -> str:
    """05/03/2026 14:05 in local time."""
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


@register.filter
def vn_period(first: date | None, last: date | None) -> str:
    """ "từ 01/01/2025 đến 30/06/2025", "từ 01/07/2025", "đến 30/06/2025"."""
    parts = [_("từ %s") % format_date(first)] if first else []
    parts += [_("đến %s") % format_date(last)] if last else []
    return " ".join(parts)


@register.filter
def money(value: Any) -> str:
    """1500000 → "1.500.000 đồng"."""
    return _("%s đồng") % format_number(Decimal(str(value))) if value is not None else ""


@register.filter
def percent(part: Any, whole: Any) -> str:
    """Share as whole per cent: "61 %"; nothing to share is "–"."""
    return f"{format_number(round(Decimal(100) * Decimal(str(part)) / Decimal(str(whole))))} %" if whole else "–"


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; with a label it is read out, without it is decoration."""
    href = static("vendor/bootstrap-icons-1.13.2/sprite.svg") + "#" + name
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>',
            label,
            href,
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


STAR_PATH = "M8 .9l2.2 4.5 4.9.7-3.6 3.5.9 4.9L8 12.2l-4.4 2.3.9-4.9L.9 6.1l4.9-.7z"


@register.simple_tag
def stars(count: int, size: str = "") -> SafeString:
    """Stars as vectors with their word: ★★★★ "4 sao". `size`: "" or "lg"."""
    count = int(count)
    shapes = SafeString("".join(f'<path transform="translate({17 * i} 0)" d="{STAR_PATH}"/>' for i in range(count)))
    return format_html(
        '<span class="stars {}"><svg viewBox="0 0 {} 16" class="stars-{}" aria-hidden="true">{}</svg> {}</span>',
        f"stars-{size}" if size else "",
        17 * count - 1,
        count,
        shapes,
        _("%d sao") % count,
    )


@register.simple_tag
def badge(text: str, tone: str = "info") -> SafeString:
    """A state in words with the shape and colour of its tone (TONES)."""
    return format_html('<span class="badge-state tone-{}">{} {}</span>', tone, icon(TONES[tone]), text)


@register.simple_tag
def state_badge(obj: Any, field: str = "state") -> SafeString:
    """Badge of a model's choice field: the label is the choice's, the tone comes from STATE_TONES."""
    return badge(
        getattr(obj, f"get_{field}_display")(),
        STATE_TONES.get(str(getattr(obj, field)), "info"),
    )


@register.simple_tag
def illustration_badge(count: int | None = None) -> SafeString:
    """ "dữ liệu minh họa", with how many rows of it are counted when known."""
    text = _("dữ liệu minh họa") if count is None else _("dữ liệu minh họa: %s") % format_number(count)
    return format_html(
        '<span class="badge-state tone-sample">{} {}</span>',
        icon("info-circle-fill"),
        text,
    )


@register.simple_tag
def meter(value: Any, whole: Any, mark: Any = None, label: str = "", tone: str = "") -> SafeString:
    """A bar in a cell: `value` of `whole`, with a tick at `mark` (expected by today). Drawn, so it needs no style."""
    top = max(float(whole or 0), float(value or 0), float(mark or 0)) or 1.0
    width = f"{100 * float(value or 0) / top:.1f}"
    tick = (
        SafeString("")
        if mark is None
        else format_html(
            '<path class="meter-mark" d="M{x} 0V10"/>',
            x=f"{min(99.0, max(1.0, 100 * float(mark) / top)):.1f}",
        )
    )
    hidden = SafeString('aria-hidden="true"') if not label else format_html('role="img" aria-label="{}"', label)
    return format_html(
        '<svg class="meter {}" viewBox="0 0 100 10" preserveAspectRatio="none" {}>'
        '<rect class="meter-ground" width="100" height="10"/>'
        '<rect class="meter-value" width="{}" height="10"/>{}</svg>',
        f"meter-{tone}" if tone else "",
        hidden,
        width,
        tick,
    )


@register.simple_tag
def crumb(text: str, url: str = "") -> SafeString:
    """One step of the breadcrumb; without a url it is the page itself."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, text)
    return format_html('<li aria-current="page">{}</li>', text)


@register.simple_tag(takes_context=True)
def tab(context: template.Context, text: str, url: str, count: int | None = None) -> SafeString:
    """One tab of `{% block tabs %}`; the one whose path is the page's is current."""
    current = urlsplit(url).path == context["request"].path
    number = SafeString("") if count is None else format_html(' <span class="count">{}</span>', format_number(count))
    mark = SafeString(' aria-current="page"') if current else SafeString("")
    return format_html('<li><a href="{}"{}>{}{}</a></li>', url, mark, text, number)


@register.inclusion_tag("partials/empty.html")
def empty_state(
    title: str,
    text: str = "",
    url: str = "",
    action: str = "",
    icon_name: str = "folder2-open",
) -> dict:
    """What this place is for and the one thing to do next."""
    return {
        "title": title,
        "text": text,
        "url": url,
        "action": action,
        "icon_name": icon_name,
    }


@register.inclusion_tag("partials/pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict:
    """Links of a keyset page (ocop.ui.paging.KeysetPage): first, before, after, last."""
    return {"page": page, "links": page.links(context["request"])}


@register.inclusion_tag("partials/confirm.html", takes_context=True)
def confirm(
    context: template.Context,
    url: str,
    action: str,
    title: str,
    text: str,
    tone: str = "danger",
    icon_name: str = "",
) -> dict:
    """A button that opens a dialog saying what will happen and posts to `url`; for acts without undo."""
    return {
        "url": url,
        "action": action,
        "title": title,
        "text": text,
        "tone": tone,
        "icon_name": icon_name,
        "dialog_id": "xac-nhan-" + "".join(char if char.isalnum() else "-" for char in url).strip("-"),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("partials/job_progress.html")
def job_progress(job: Any, url: str = "") -> dict:
    """The bar of a job; with `url` (a fragment address) it renews itself every second until the job ends."""
    running = job.state in ("queued", "running")
    return {
        "job": job,
        "url": url if running else "",
        "running": running,
        "tone": STATE_TONES.get(job.state, "info"),
    }
