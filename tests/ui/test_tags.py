"""Numbers, dates, stars and states as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template

from ocop.ui.templatetags import ui
from ocop.ui.vendoring.icons import NAMES
from programs.models import PlanVersion


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|vn_number }}", 1234567, "1.234.567"),
        ("{{ v|vn_number:1 }}", Decimal("1234.5"), "1.234,5"),
        ("{{ v|vn_number }}", None, ""),
        ("{{ v|blank_zero }}", 0, ""),
        ("{{ v|signed }}", -12, "−12"),
        ("{{ v|signed }}", 3, "+3"),
        ("{{ v|signed }}", 0, "0"),
        ("{{ v|vn_date }}", date(2026, 3, 5), "05/03/2026"),
        ("{{ v|vn_date }}", None, ""),
        ("{{ v|vn_date }}", datetime(2026, 3, 4, 20, tzinfo=UTC), "05/03/2026"),
        ("{{ v|vn_datetime }}", datetime(2026, 3, 5, 3, 5, tzinfo=UTC), "05/03/2026 10:05"),
        ("{{ v|money }}", 1500000, "1.500.000 đồng"),
        ("{{ v|percent:160 }}", 97, "61 %"),
        ("{{ v|percent:0 }}", 97, "–"),
        ("{% firstof v|vn_period:None %}", date(2025, 7, 1), "từ 01/07/2025"),
    ],
)
def test_filters(source: str, value: Any, text: str) -> None:
    assert render(source, v=value) == text


def test_stars_are_drawn_and_said() -> None:
    html = render("{% stars 4 %}")
    assert html.count("<path") == 4
    assert "4 sao" in html


def test_a_state_has_word_shape_and_tone() -> None:
    html = render("{% state_badge v %}", v=PlanVersion(state="issued"))
    assert "đã ban hành" in html
    assert "tone-done" in html
    assert "#check-circle-fill" in html


def test_values_are_escaped() -> None:
    html = render("{% badge v 'warn' %}{% crumb v %}{% empty_state v v v v %}{% illustration_badge 3 %}", v="<b>&")
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&amp;") == 6


@pytest.mark.parametrize(
    ("value", "whole", "width"), [(1, 4, "25.0"), (5, 4, "100.0"), (0, 0, "0.0"), (None, 4, "0.0")]
)
def test_a_meter_never_leaves_its_ground(value: int | None, whole: int, width: str) -> None:
    assert f'class="meter-value" width="{width}"' in render(
        "{% meter v w 2 %}" if whole else "{% meter v w %}", v=value, w=whole
    )


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    root = Path(settings.BASE_DIR)
    sprite = (root / "static/vendor/bootstrap-icons-1.13.2/sprite.svg").read_text()
    used = {*ui.TONES.values()}
    for template in (root / "templates").rglob("*.html"):
        parts = template.read_text().split('{% icon "')[1:]
        used |= {part.split('"')[0] for part in parts}
    assert sorted(name for name in used if f'id="{name}"' not in sprite) == []
    assert sorted(NAMES) == NAMES
