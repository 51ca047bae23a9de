"""Tasks given out: to be done, to be confirmed, overdue for long; difficulties to answer and answered."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.domain.work.difficulties import difficulties_answered, difficulties_waiting
from programs.domain.work.periods import period_label
from programs.domain.work.queries import (
    escalated_to_giver,
    escalated_to_head,
    escalation_day,
    my_work,
    parts_to_confirm,
    undated_work,
)
from programs.models import WorkItem

from .item import LATE, LATER, SOON, WEEK, Asked, Item, when_due

AHEAD = SOON * 4
"""Tasks show four weeks before their day."""


def _text(item: WorkItem) -> str:
    period = period_label(item.period)
    text = item.content if len(item.content) <= 120 else f"{item.content[:119].rstrip()}…"
    return f"{text} ({period})" if period else text


def _note(item: WorkItem, today: date) -> str:
    if item.due_on is None:
        return _("%s, chưa ghi hạn") % item.unit.name
    words = _("%(unit)s, quá hạn từ %(day)s") if item.due_on < today else _("%(unit)s, hạn %(day)s")
    return words % {"unit": item.unit.name, "day": format_date(item.due_on)}


def tasks(asked: Asked) -> list[Item]:
    """Tasks of the person's own units, the longest overdue first; those without a day until they are begun."""
    dated = list(my_work(asked.user, asked.today + AHEAD)[: asked.most])
    undated = list(undated_work(asked.user)[: asked.most - len(dated)])
    return [
        Item(
            when_due(item.due_on, asked.today),
            _("Nhiệm vụ được giao"),
            _text(item),
            _note(item, asked.today),
            f"/nhiem-vu/{item.pk}/",
            "list-task",
            item.due_on,
        )
        for item in [*dated, *undated]
    ]


def parts(asked: Asked) -> list[Item]:
    """Parts of bodies and units which nobody has confirmed yet."""
    return [
        Item(
            WEEK,
            _("Phần việc chờ nhận"),
            _text(part.item),
            f"{part.body or part.unit}, {part.get_role_display()}",
            f"/nhiem-vu/{part.item_id}/",
            "people",
        )
        for part in parts_to_confirm(asked.user)[: asked.most]
    ]


def overdue(asked: Asked) -> list[Item]:
    """For the head: tasks of the own unit overdue by more than the setting."""
    return [
        Item(
            LATE,
            _("Nhiệm vụ quá hạn lâu"),
            _text(item),
            _note(item, asked.today),
            f"/nhiem-vu/{item.pk}/",
            "exclamation-triangle-fill",
            item.due_on,
        )
        for item in escalated_to_head(asked.user, asked.today)[: asked.most]
    ]


def overdue_given(asked: Asked) -> list[Item]:
    """For who gave them out: tasks long overdue at other units, gathered by task."""
    day = escalation_day(asked.today)
    return [
        Item(
            LATE,
            _("Nhiệm vụ đã giao quá hạn"),
            str(row["content"])[:120],
            _("%(units)d đơn vị quá hạn từ %(day)s") % {"units": row["units"], "day": format_date(row["since"] or day)},
            f"/nhiem-vu/{row['root']}/",
            "exclamation-triangle-fill",
            row["since"],
        )
        for row in escalated_to_giver(asked.user, asked.today)[: asked.most]
    ]


def difficulties(asked: Asked) -> list[Item]:
    """Difficulties the person's unit is to answer, and answers of the last week to its own."""
    waiting = difficulties_waiting(asked.user)[: asked.most]
    answered = difficulties_answered(asked.user, timezone.now() - timedelta(days=7))[: asked.most]
    found = [(one, WEEK, _("%s gửi, chờ trả lời") % one.unit.name) for one in waiting]
    found += [(one, LATER, _("%s đã trả lời") % one.to_unit.name) for one in answered]
    return [
        Item(when, _("Khó khăn, kiến nghị"), one.text[:120], note, f"/kien-nghi/{one.pk}/", "bell")
        for one, when, note in found[: asked.most]
    ]
