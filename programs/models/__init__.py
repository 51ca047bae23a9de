"""Units, bodies, plans and what hangs on them."""

from .body import Body
from .numbers import NumberEntry, NumberSeries
from .plan import LegalBasis, Plan, PlanVersion, Recipient, Section
from .reform import Reform, ReformItem
from .resources import Activity, FundingSource
from .targets import Batch, BatchProduct, Target
from .tasks import Task, TaskBody
from .templates import PlanTemplate, SectionTemplate
from .unit import Instrument, Unit, UnitAlias, UnitLineage, UnitReach

__all__ = [
    "Activity",
    "Batch",
    "BatchProduct",
    "Body",
    "FundingSource",
    "Instrument",
    "LegalBasis",
    "NumberEntry",
    "NumberSeries",
    "Plan",
    "PlanTemplate",
    "PlanVersion",
    "Recipient",
    "Reform",
    "ReformItem",
    "Section",
    "SectionTemplate",
    "Target",
    "Task",
    "TaskBody",
    "Unit",
    "UnitAlias",
    "UnitLineage",
    "UnitReach",
]
