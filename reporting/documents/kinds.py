"""Which builder prints which kind of document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reporting.documents.builders import (
    binder,
    certificate,
    council,
    decision,
    expiry,
    form_commune,
    form_self_report,
    forms,
    minutes,
    period,
    plan,
    progress,
    proposal,
    sheets,
    withdrawal,
)
from reporting.documents.tree import Document
from reporting.enums import DocumentKind

BUILDERS: dict[str, Callable[[Mapping[str, Any]], Document]] = {
    DocumentKind.BINDER: binder.build,
    DocumentKind.PLAN: plan.build,
    DocumentKind.PROGRESS: progress.build,
    DocumentKind.REGISTRATION: forms.build_registration,
    DocumentKind.SELF_REPORT: form_self_report.build_self_report,
    DocumentKind.COMMUNE_REPORT: form_commune.build_commune_report,
    DocumentKind.COMMUNE_LETTER: form_commune.build_commune_letter,
    DocumentKind.BLANK_SHEET: sheets.build,
    DocumentKind.SCORE_SHEET: sheets.build,
    DocumentKind.INVITATION: council.build_invitation,
    DocumentKind.MINUTES: minutes.build,
    DocumentKind.COUNCIL_REPORT: council.build_report,
    DocumentKind.RESULT_NOTICE: council.build_notice,
    DocumentKind.PROPOSAL: proposal.build,
    DocumentKind.RECOGNITION: decision.build,
    DocumentKind.CERTIFICATE: certificate.build,
    DocumentKind.WITHDRAWAL: withdrawal.build,
    DocumentKind.EXPIRY_LIST: expiry.build,
    DocumentKind.PERIOD_REPORT: period.build,
}
