"""Sheets to fill in and sessions to conclude."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.domain.sessions.board import chaired, my_sheets
from evaluations.models import CouncilSession

from .item import Asked, Item, when_due


def sheets(asked: Asked) -> list[Item]:
    """Sessions under scoring in which sheets wait for the person; each opens at the first of them."""
    return [
        Item(
            when_due(_session_day(one.session), asked.today),
            _("Phiếu chấm"),
            str(one.session),
            _("đã nộp %(done)d/%(total)d phiếu") % {"done": one.done, "total": one.total},
            f"/danh-gia/phieu/{one.next_entry.pk}/",
            "clipboard-check",
            _session_day(one.session),
        )
        for one in my_sheets(asked.user)
        if one.next_entry is not None
    ][: asked.most]


def sessions(asked: Asked) -> list[Item]:
    """Sessions under scoring which the person chairs: theirs to open, to conclude and to close."""
    return [
        Item(
            when_due(_session_day(session), asked.today),
            _("Phiên họp cần kết luận"),
            str(session),
            ngettext("còn %d hồ sơ chưa kết luận", "còn %d hồ sơ chưa kết luận", session.left) % session.left,
            f"/danh-gia/phien/{session.pk}/",
            "people",
            _session_day(session),
        )
        for session in chaired(asked.user)[: asked.most]
    ]


def _session_day(session: CouncilSession) -> date:
    """Until when: the end of a written opinion (Điều 7.6d), else the day of the meeting."""
    return session.due_on or session.held_on
