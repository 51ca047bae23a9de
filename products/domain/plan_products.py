"""The products which the real plans name (programs/seeds), at their units of that day; no recognition is invented."""

from typing import Any

from django.db import transaction

from programs.domain.seeds_files import read_plan_file, seed_paths
from programs.models import BatchProduct, Unit

from ..enums import LegalForm, ProductSet
from ..models import PlannedProduct, Producer, Product

SURE_SETS = (
    ("Mật ong", ProductSet.HONEY),
    ("Bưởi", ProductSet.FRESH_PRODUCE),
    ("Dưa leo", ProductSet.FRESH_PRODUCE),
    ("Dưa vàng", ProductSet.FRESH_PRODUCE),
    ("Nem chua", ProductSet.FROM_ANIMAL),
    ("Miến gạo", ProductSet.FROM_GRAIN),
)
"""Product sets that the first words of a name leave no doubt about. The plans name no set: cakes may be fast food or
made of grain, spirits white or not, lotus seeds fresh or not; whoever knows the product chooses."""


@transaction.atomic
def load_plan_products() -> dict[str, int]:
    """Store what is missing; needs the national units. Returns {"producers": n, "products": n} newly made."""
    made = {"producers": 0, "products": 0}
    for path in seed_paths():
        data = read_plan_file(path)
        for version in data["versions"][-1:]:
            for batch in version["batches"]:
                for named in batch["products"]:
                    if named["name"]:
                        _load(named, data["plan"], version, made)
        _join(data["plan"]["slug"])
    return made


def _join(slug: str) -> None:
    """Tie the names of the stored plan to these records, each record once a version."""
    alone = BatchProduct.objects.filter(batch__version__plan__slug=slug, planned=None, unit__isnull=False)
    for item in alone.exclude(name="").select_related("batch").order_by("pk"):
        taken = PlannedProduct.objects.filter(item__batch__version=item.batch.version_id).values("product")
        product = Product.objects.filter(name=item.name, producer__unit=item.unit).exclude(pk__in=taken).first()
        if product:
            PlannedProduct.objects.create(item=item, product=product)


def _load(named: dict[str, Any], plan: dict[str, Any], version: dict[str, Any], made: dict[str, int]) -> None:
    unit = Unit.objects.on(plan["unit"]["as_of"]).get(code=named["unit_code"])
    note = source_note(plan, version)
    # Most plans name the product only: the producer is then called after it, not invented.
    name = named.get("producer") or f"Chủ thể sản phẩm {named['name']}"
    form = LegalForm.COOPERATIVE if name.startswith(("HTX", "Hợp tác xã")) else LegalForm.UNKNOWN
    keys = Producer(name=name, unit=unit).set_keys()
    producer, is_new = Producer.objects.get_or_create(
        fold=keys.fold,
        unit=unit,
        defaults={"name": name, "legal_form": form, "address": named["place"], "source_note": note},
    )
    made["producers"] += is_new
    _product, is_new = Product.objects.get_or_create(
        producer=producer,
        name=named["name"],
        defaults={"source_note": note, "product_set": sure_set(named["name"])},
    )
    made["products"] += is_new


def sure_set(name: str) -> ProductSet | None:
    """The product set that a name says, None when it leaves a doubt."""
    return next((chosen for word, chosen in SURE_SETS if name.startswith(word)), None)


def source_note(plan: dict[str, Any], version: dict[str, Any]) -> str:
    """ "theo Kế hoạch 36/KH-UBND ngày 24/02/2025", or the plan's year and issuer while it has no number."""
    if version.get("number"):
        issued = f"{version['number']:02d}/{version['symbol']} ngày {version['issued_on']:%d/%m/%Y}"
        return f"theo Kế hoạch {issued} của {version['issuer']}"[:200]
    return f"theo dự thảo Kế hoạch OCOP năm {plan['year']} của {version['issuer']}"[:200]
