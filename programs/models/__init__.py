"""Units, bodies, plans and what hangs on them."""

from .approval import Delivery, ProofExplanation, VersionStep
from .body import Body, BodyChange, Delegation
from .cascade import Adjustment, AdjustmentLine, Assignment, AssignmentStep
from .held import Attendance, HeldActivity, PointOfSale
from .money import FundingLine, MoneyEntry, SupportNorm
from .numbers import NumberEntry, NumberSeries
from .plan import LegalBasis, Plan, PlanVersion, Recipient, Section
from .reading import PlanReading
from .reform import Reform, ReformItem
from .resources import Activity, FundingSource
from .targets import Batch, BatchMove, BatchProduct, Target
from .tasks import Task, TaskBody
from .templates import PlanTemplate, SectionTemplate
from .unit import Instrument, Unit, UnitAlias, UnitLineage, UnitReach
from .work import Difficulty, WorkItem, WorkPart, WorkReport

__all__ = [
    "Activity",
    "Adjustment",
    "AdjustmentLine",
    "Assignment",
    "AssignmentStep",
    "Attendance",
    "Batch",
    "BatchMove",
    "BatchProduct",
    "Body",
    "BodyChange",
    "Delegation",
    "Delivery",
    "Difficulty",
    "FundingLine",
    "FundingSource",
    "HeldActivity",
    "Instrument",
    "LegalBasis",
    "MoneyEntry",
    "NumberEntry",
    "NumberSeries",
    "Plan",
    "PlanReading",
    "PlanTemplate",
    "PlanVersion",
    "PointOfSale",
    "ProofExplanation",
    "Recipient",
    "Reform",
    "ReformItem",
    "Section",
    "SectionTemplate",
    "SupportNorm",
    "Target",
    "Task",
    "TaskBody",
    "Unit",
    "UnitAlias",
    "UnitLineage",
    "UnitReach",
    "VersionStep",
    "WorkItem",
    "WorkPart",
    "WorkReport",
]
