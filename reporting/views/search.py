"""Search of the top bar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.domain.search import search_everything


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything visible whose name holds the text of `q` (at most 100 signs)."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    return render(request, "reporting/search.html", {"text": text, "groups": search_everything(text, request.user)})
