"""Plans of all 166 communes of Thanh Hóa, each the real draft of xã Lưu Vệ with its own names and figures."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

from ocop.text import lower_kind
from programs.domain.plans_content import version_content
from programs.domain.seeds import load_plan
from programs.domain.seeds_files import FOLDER, read_plan_file
from programs.domain.units import load_units
from programs.enums import Tier
from programs.models import PlanVersion, Unit

PROVINCE, YEAR, COUNT = "38", 2026, 166
DAY = date(YEAR, 1, 1)


def build(count: int = COUNT) -> list[PlanVersion]:
    """Fill an empty, migrated database with the units of the country and `count` plans; their versions in order."""
    load_units()
    pattern = read_plan_file(FOLDER / "luu-ve-2026.yaml")
    communes = Unit.objects.on(DAY).filter(tier=Tier.COMMUNE, path__startswith=f"{PROVINCE}/").order_by("code")
    versions = []
    for number, unit in enumerate(communes[:count]):
        plan = load_plan(data=_own(pattern, unit, number), actor=None)
        versions.append(PlanVersion.objects.select_related("plan__unit").get(plan=plan))
    return versions


def province() -> Unit:
    return Unit.objects.on(DAY).get(code=PROVINCE)


def _own(pattern: dict[str, Any], unit: Unit, number: int) -> dict[str, Any]:
    """The data with the commune's names everywhere, and as many new products as no neighbour in the list has."""
    words = {"Xã Lưu Vệ": unit.name, "Lưu Vệ": unit.short_name, "16438": unit.code, "luu-ve": unit.code}
    words = {"xã Lưu Vệ": lower_kind(unit.name), "xã Lưu Vê": lower_kind(unit.name), **words}

    def renamed(text: str) -> str:
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    data: dict[str, Any] = _each_text(copy.deepcopy(pattern), renamed)
    for target in data["versions"][0]["targets"]:
        if target["kind"] == "new":
            target["committed"] = new_products(number)
    return data


def new_products(number: int) -> int:
    """How many new products the plan with this place in the list promises."""
    return 1 + number % 90


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(item, change) for name, item in value.items()}
    return [_each_text(item, change) for item in value] if isinstance(value, list) else value


def own_words(version: PlanVersion, number: int) -> list[str]:
    """What the text of this plan and of no other says, blanks and line ends aside."""
    unit = lower_kind(version.plan.unit.name)
    new = new_products(number)
    return [
        f"Ủy ban nhân dân {unit}".upper(),
        f"năm {YEAR} trên địa bàn {unit}",
        f"công nhận mới {new:02d} sản phẩm OCOP 3 sao",
    ]


def contents(versions: list[PlanVersion]) -> list[dict[str, Any]]:
    return [version_content(version) for version in versions]
