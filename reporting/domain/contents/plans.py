"""Plan documents: a version's own data (programs.domain.plans_content)."""

from programs.domain.plans_content import version_content
from programs.models import PlanVersion
from reporting.domain.kinds import Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind


def plan_content(version: PlanVersion, params: Params) -> Content:
    return version_content(version)


SPECS = {DocumentKind.PLAN: KindSpec(SubjectKind.PLAN_VERSION, plan_content)}
