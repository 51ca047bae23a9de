"""What a first start shows: national units, five real plans, their named products, demo accounts, illustration data."""

from typing import Any

from django.db import transaction

from evaluations.domain.illustration import load_illustration
from ocop.accounts.demo import create_demo_accounts
from ocop.accounts.models import User
from products.domain.plan_products import load_plan_products
from products.models import Producer, ProducerMember
from programs.domain.seeds import load_all_plan_seeds
from programs.domain.templates_load import load_templates
from programs.domain.units_load import load_units

from .demo_approval import load_demo_approval
from .demo_cascade import load_demo_cascade
from .demo_clients import load_demo_client
from .demo_councils import load_demo_councils
from .demo_dossiers import load_demo_dossiers
from .demo_money import load_demo_money
from .demo_reports import load_demo_reports
from .demo_work import load_demo_work


@transaction.atomic
def load_demo() -> dict[str, Any]:
    """Load everything that is missing (idempotent); returns what is there, ready for JSON."""
    units = load_units()
    load_templates()
    accounts = create_demo_accounts()
    plans = load_all_plan_seeds(actor=None)
    named = load_plan_products()
    _link_producer(accounts["chuthe"])
    return {
        "units": units,
        "plans": [{"slug": plan.slug, "title": plan.title, "versions": plan.versions.count()} for plan in plans],
        "named_in_plans": named,
        "illustration": load_illustration(),
        "dossiers": load_demo_dossiers(accounts),
        "councils": load_demo_councils(accounts),
        "approval": load_demo_approval(accounts),
        "cascade": load_demo_cascade(accounts),
        "money": load_demo_money(accounts),
        "reports": load_demo_reports(accounts),
        "work": load_demo_work(accounts),
        "connected_system": load_demo_client(accounts),
        "accounts": [_account(user) for user in accounts.values()],
    }


def _link_producer(user: User) -> None:
    """The demo producer account owns the first producer named in the plan of Lưu Vệ."""
    producer = Producer.objects.filter(unit__in=user.grants.values("unit")).order_by("pk").first()
    if producer and not user.memberships.exists():
        ProducerMember.objects.create(producer=producer, user=user)


def _account(user: User) -> dict[str, str]:
    grant = user.grants.select_related("unit").order_by("pk").first()
    role, unit = (str(grant.get_role_display()), grant.unit.name) if grant else ("", "")
    return {"username": user.username, "role": role, "unit": unit}
