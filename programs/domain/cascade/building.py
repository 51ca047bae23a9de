"""A new plan begins with what the issued plan of the unit above gives it."""

from django.db.models import Max
from django.utils.translation import gettext as _

from programs.domain.cascade.above import plan_above
from programs.domain.cascade.differs import given_now
from programs.models import LegalBasis, PlanVersion, Target


def build_on_parent(version: PlanVersion) -> PlanVersion | None:
    """Base a draft just made on the issued plan above: the link, the figures given to the unit (adjustments in) as its
    headline, and that plan among the bases. Returns the version above, None when there is none."""
    parent = plan_above(version.plan.unit, version.plan.year)
    if parent is None:
        return None
    version.based_on = parent
    version.save(update_fields=["based_on", "updated_at"])
    Target.objects.bulk_create(
        Target(version=version, unit=version.plan.unit, star=star, kind=kind, committed=committed, working=working)
        for (star, kind), (committed, working) in given_now(version.plan, parent).items()
        if committed or working
    )
    last = version.legalbasis_set.aggregate(last=Max("order"))["last"] or 0
    LegalBasis.objects.create(
        version=version,
        order=last + 1,
        text=basis_text(parent),
        number=parent.document_number,
        issued_on=parent.issued_on,
        issuer=parent.issuer,
    )
    return parent


def basis_text(parent: PlanVersion) -> str:
    """The plan above as a legal basis is written: name, number, day, issuer (NĐ 30/2020, Phụ lục I)."""
    day = f"{parent.issued_on:%d/%m/%Y}" if parent.issued_on else ""
    rest = parent.abstract[:1].lower() + parent.abstract[1:]
    facts = {"number": parent.document_number, "day": day, "issuer": parent.issuer, "rest": rest}
    return _("Căn cứ Kế hoạch số %(number)s ngày %(day)s của %(issuer)s %(rest)s") % facts
