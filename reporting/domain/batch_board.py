"""The board of a plan's batches: each named product, where it stands, its dossier of the year, recognised or not."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evaluations.models import Recognition
from products.domain.planned_batches import planned_products
from products.enums import CLOSED_STATES
from products.models import Dossier, Product
from programs.domain.batches.standing import standing_of
from programs.models import Batch, BatchProduct, PlanVersion

from .progress_path import year_span


@dataclass(frozen=True)
class BoardLine:
    """A named product with what the person may see of its record; `is_late`: the window of its batch is over."""

    item: BatchProduct
    product: Product | None = None
    dossier: Dossier | None = None
    recognition: Recognition | None = None
    is_hidden: bool = False
    is_late: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than it is printed."""
        return bool(self.item.move_reason)  # type: ignore[attr-defined]

    @property
    def state(self) -> tuple[str, str]:
        """What has come of it, and the tone of the badge."""
        if self.recognition:
            sought = self.item.star_sought
            if sought and self.recognition.star < sought:
                return _("công nhận thấp hơn hạng đề nghị"), "warn"
            return _("đã công nhận"), "done"
        if self.is_hidden:
            return _("ngoài địa bàn của bạn"), "off"
        if self.dossier:
            tone = "off" if self.dossier.state in CLOSED_STATES else "progress"
            return str(self.dossier.get_state_display()), "danger" if self.is_late and tone == "progress" else tone
        if self.product:
            return _("chưa có hồ sơ"), "danger" if self.is_late else "draft"
        return _("chưa ghép với sản phẩm"), "warn"


@dataclass(frozen=True)
class BoardBatch:
    """A batch with the products that stand in it on the day."""

    batch: Batch
    lines: list[BoardLine] = field(default_factory=list)

    @property
    def over(self) -> int:
        """Products above its capacity."""
        return max(0, len(self.lines) - self.batch.capacity) if self.batch.capacity is not None else 0

    @property
    def recognised(self) -> int:
        """Products recognised in the year."""
        return sum(line.recognition is not None for line in self.lines)

    @property
    def joined(self) -> int:
        """Products joined to a record."""
        return sum(line.product is not None or line.is_hidden for line in self.lines)


@dataclass(frozen=True)
class Board:
    """The batches in order, and what was carried over to later years."""

    batches: list[BoardBatch]
    carried: list[BoardLine]

    @property
    def alone(self) -> int:
        """Named products without a record."""
        return sum(len(one.lines) - one.joined for one in self.batches)


def batch_board(version: PlanVersion, user: Any, day: date) -> Board:
    """The board of a version on a day; six queries. The names are the plan's; product, dossier and recognition are
    there only for those who may see them."""
    items = list(standing_of(version, day))
    records = planned_products(items)
    seen = {one.pk: one for one in Product.objects.visible_to(user).filter(pk__in=records.values())}
    dossiers = _dossiers(seen, version.plan.year, user)
    recognitions = _recognitions(seen, version.plan.year, day, user)
    batches = {batch.pk: BoardBatch(batch) for batch in version.batch_set.order_by("order", "pk")}
    carried: list[Any] = []
    for item in items:
        pk = records.get(item.pk)
        now = batches.get(item.batch_now)  # type: ignore[attr-defined]
        end = now.batch.window_to if now else None
        line = BoardLine(
            item,
            seen.get(pk) if pk else None,
            dossiers.get(pk) if pk else None,
            recognitions.get(pk) if pk else None,
            is_hidden=pk is not None and pk not in seen,
            is_late=end is not None and end < day,
        )
        (now.lines if now else carried).append(line)
    return Board(list(batches.values()), carried)


def _dossiers(products: dict[int, Product], year: int, user: Any) -> dict[int, Dossier]:
    """The newest dossier of the year of each product."""
    found = Dossier.objects.visible_to(user).filter(product__in=products, year=year).order_by("pk")
    return {dossier.product_id: dossier for dossier in found}


def _recognitions(products: dict[int, Product], year: int, day: date, user: Any) -> dict[int, Recognition]:
    """The last recognition of the year of each product, not withdrawn by the day."""
    first, last = year_span(year)
    found = Recognition.objects.visible_to(user).filter(product__in=products).decided_between(first, min(last, day))
    return {one.product_id: one for one in found.standing(day).order_by("decided_on", "pk")}
