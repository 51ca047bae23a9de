"""Illustration of money and activities: lines with entries, a class, a fair, articles, a point of sale, support.

Everything goes through the verbs; every row is marked as illustration and made once. No figure is a real one.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ocop.accounts.models import User
from products.domain.planned.participation import join_activity, put_product
from products.domain.planned.support import create_support
from products.models import Producer
from programs.domain.held.activities import create_held, set_attendance
from programs.domain.held.points import create_point
from programs.domain.money.lines import add_entry, create_line
from programs.domain.money.norms import create_norm
from programs.models import FundingLine, HeldActivity, Plan, SupportNorm

MARK = "dữ liệu minh họa"
PAPER = "Văn bản minh họa số 01"
M = 1_000_000
Entries = tuple[tuple[str, int], ...]
MONEY: tuple[tuple[str, int, str, str, Entries], ...] = (
    ("38", 2025, "province", "Tập huấn, xúc tiến thương mại", (("approved", 800), ("allocated", 800), ("spent", 650))),
    ("38", 2025, "central", "Hỗ trợ chủ thể nâng hạng sản phẩm", (("approved", 500), ("allocated", 400))),
    ("16438", 2026, "commune", "Tập huấn chủ thể", (("approved", 60), ("allocated", 50), ("spent", 30))),
    ("16438", 2026, "producer", "Bao bì, tem truy xuất", (("estimate", 90),)),
)
"""(code of the unit, year of its plan, source, what for, (stage, million đồng))."""
HELD: tuple[tuple[str, str, int, int, dict[str, Any]], ...] = (
    ("training", "Lớp tập huấn chu trình OCOP", 75, 2, {"count": 1, "place": "Hội trường xã"}),
    ("communication", "Tin, bài về sản phẩm OCOP của xã", 50, 1, {"count": 6, "medium": "Đài truyền thanh xã"}),
    ("fair", "Hội chợ giới thiệu sản phẩm OCOP", 40, 3, {"count": 2, "place": "Trung tâm tỉnh"}),
    ("inspection", "Kiểm tra việc dùng nhãn OCOP", 25, 1, {"count": 1}),
)
"""(kind, title, ended how many days ago, days, more) in the commune of Lưu Vệ."""


@transaction.atomic
def load_demo_money(accounts: Mapping[str, User]) -> dict[str, int]:
    """Make everything once; needs plans and producers of the demonstration. Returns {"lines", "held"} newly made."""
    if HeldActivity.objects.filter(is_illustration=True).exists():
        return {"lines": 0, "held": 0}
    today, officer = timezone.localdate(), accounts["canbo.luuve"]
    lines = [_line(*row, today) for row in MONEY]
    plan = Plan.objects.get(unit__code="16438", year=2026)
    producer = Producer.objects.shown().filter(unit__code="16438").order_by("pk").first()
    held = [_held(officer, plan, producer, today, *row) for row in HELD]
    norm = _norm(accounts["dieuphoi.tinh"])
    if producer is not None:
        _point(officer, plan, producer, today)
        _support(officer, producer, norm, today)
    return {"lines": len(lines), "held": len(held)}


def _line(code: str, year: int, kind: str, content: str, entries: Entries, today: date) -> FundingLine:
    plan = Plan.objects.get(unit__code=code, year=year)
    words = f"{content} ({MARK})"
    line = create_line(actor=None, plan=plan, kind=kind, content=words, unit=plan.unit, is_illustration=True)
    for number, (stage, millions) in enumerate(entries):
        day = min(today, date(year, 3, 3)) + timedelta(days=30 * number)
        add_entry(
            actor=None, line_id=line.pk, stage=stage, amount=millions * M, on=min(day, today), paper=PAPER, key=stage
        )
    return line


def _held(
    officer: User,
    plan: Plan,
    producer: Producer | None,
    today: date,
    kind: str,
    title: str,
    ago: int,
    days: int,
    more: Any,
) -> HeldActivity:
    ends_on = today - timedelta(days=ago)
    span = {"starts_on": ends_on - timedelta(days=days - 1), "ends_on": ends_on}
    facts = {"kind": kind, "title": f"{title} ({MARK})", **span, **more}
    held = create_held(actor=officer, unit=plan.unit, is_illustration=True, **facts)
    if kind == "training":
        rows: Any = [{"unit": plan.unit, "officials": 4, "producers": 26}]
        set_attendance(actor=officer, held_id=held.pk, revision=held.revision, rows=rows)
    if kind == "fair" and producer is not None:
        product = producer.products.order_by("pk").first()
        join_activity(actor=officer, held_id=held.pk, producer=producer, product=product, people=2, revenue=8_500_000)
    return held


def _norm(coordinator: User) -> SupportNorm:
    unit = Plan.objects.get(unit__code="38", year=2025).unit
    return create_norm(
        actor=coordinator,
        unit=unit,
        is_illustration=True,
        title=f"Hỗ trợ in bao bì, tem truy xuất ({MARK})",
        measure="sản phẩm",
        amount=20 * M,
        share=50,
        ceiling=20 * M,
        instrument=f"{PAPER} ({MARK})",
        valid_from=date(2025, 1, 1),
        valid_to=None,
    )


def _point(officer: User, plan: Plan, producer: Producer, today: date) -> None:
    opened = today - timedelta(days=120)
    point = create_point(
        actor=officer,
        unit=plan.unit,
        is_illustration=True,
        name=f"Điểm bán sản phẩm OCOP ({MARK})",
        address="Trung tâm xã",
        keeper="",
        opened_on=opened,
        closed_on=None,
    )
    product = producer.products.order_by("pk").first()
    if product is not None:
        put_product(actor=officer, point_id=point.pk, product=product, since=opened, revenue=21_000_000)


def _support(officer: User, producer: Producer, norm: SupportNorm, today: date) -> None:
    create_support(
        actor=officer,
        producer=producer,
        norm=norm,
        amount=15 * M,
        on=today - timedelta(days=20),
        paper=f"Chứng từ minh họa ({MARK})",
        is_illustration=True,
    )
