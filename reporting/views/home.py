"""«Việc của tôi»: the first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reporting.domain.home import LATE, LATER, WEEK, home_of

from .progress_sentence import sentence


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is late, due this week and later, and how the person's own plan stands."""
    found = home_of(request.user)
    groups = [(_("Quá hạn"), "late", found.due(LATE)), (_("Tuần này"), "week", found.due(WEEK))]
    groups.append((_("Sắp tới"), "later", found.due(LATER)))
    context = {
        "home": found,
        "groups": [group for group in groups if group[2]],
        "today": timezone.localdate(),
        "sentence": sentence(found.progress) if found.progress else None,
    }
    return render(request, "reporting/home.html", context)
