"""Product sets under each decision and the crosswalk 1048 → 148 → 26/2026 (rules.md §7.6). Pure.

QĐ 148/QĐ-TTg and QĐ 26/2026/QĐ-TTg have the same 26 sets under partly other names; the 26 of QĐ 1048/QĐ-TTg are others.
The crosswalk is derived from the names of the sets, not from a text of law: it proposes and shows, it never decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..enums import ProductSet
from ..models import Product

CROSSWALK_1048: Mapping[int, tuple[int, ...]] = {
    **{number: (number,) for number in (1, 2, 3, 5, 6, 7, 8, 26)},
    4: (4, 8),  # honey as it is; processed honey
    9: (8,),
    **{number: (number - 1,) for number in range(10, 21)},
    21: (),  # has no successor
    22: (20,),
    23: (21,),
    24: (21,),
    25: (22,),
}
"""Set of QĐ 1048 → sets of QĐ 148 and QĐ 26/2026; 23–25 (sinh vật cảnh) come from none."""

NAMES_148: Mapping[int, str] = {
    8: "Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong",
    16: "Nước khoáng thiên nhiên, nước uống tinh khiết đóng chai",
    18: "Thực phẩm chức năng, thuốc dược liệu, thuốc y học cổ truyền",
    19: "Mỹ phẩm có thành phần từ Thảo dược",
    20: "Tinh dầu và thảo dược khác",
}
"""Names of QĐ 148 where QĐ 26/2026 says it in other words."""


@dataclass(frozen=True)
class SetLine:
    """What a page says: the decision, the set in it ("bộ 8. …", "bộ 8 hoặc 9"), and whether it is only derived."""

    decision: str
    text: str
    is_derived: bool = False


def successors(set_1048: int) -> tuple[int, ...]:
    """Sets of QĐ 148 and 26/2026 for one of QĐ 1048."""
    return CROSSWALK_1048[set_1048]


def predecessors(product_set: int) -> tuple[int, ...]:
    """Sets of QĐ 1048 that went to this one; none for 23–25."""
    return tuple(sorted(old for old, new in CROSSWALK_1048.items() if product_set in new))


def clean_set_1048(value: int | str | None) -> int | None:
    """1 to 26, None when empty; raises ValidationError."""
    if value in (None, ""):
        return None
    if str(value).isascii() and str(value).isdigit() and int(str(value)) in CROSSWALK_1048:
        return int(str(value))
    raise ValidationError(_("Bộ sản phẩm theo QĐ 1048 là một số từ 1 đến 26."), "set_1048")


def set_lines(product: Product) -> list[SetLine]:
    """The product's set under each decision, oldest first; what only the crosswalk says is marked derived."""
    now, old = product.product_set, product.product_set_1048
    if now is None and old is None:
        return []
    present = (now,) if now is not None else successors(old or 0)
    before = (old,) if old is not None else predecessors(now or 0)
    return [
        SetLine("Quyết định 1048/QĐ-TTg (2019)", _numbers(before), old is None),
        SetLine("Quyết định 148/QĐ-TTg (2023)", _named(present, NAMES_148), now is None),
        SetLine("Quyết định 26/2026/QĐ-TTg", _named(present, {}), now is None),
    ]


def _numbers(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return _("không có bộ tương ứng")
    return _("bộ %s") % _(" hoặc ").join(map(str, numbers))


def _named(numbers: tuple[int, ...], names: Mapping[int, str]) -> str:
    if not numbers:
        return _("không có bộ tương ứng")
    words = [f"{number}. {names.get(number, ProductSet(number).label)}" for number in numbers]
    return _("bộ %s") % _(" hoặc ").join(words)
