"""The signer in force put into the head of a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programs.domain.plans import save_head
from programs.domain.signing import signers_on
from programs.forms.plan import RevisionForm
from programs.views.plan_common import draft_of


@require_POST
def take_signer(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay the signature block of a right to sign that is in force today (`quyen`, its id) over the draft's."""
    draft = draft_of(request, slug)
    form = RevisionForm(request.POST)
    blocks = signers_on(draft.plan.unit, timezone.localdate())
    asked = request.POST.get("quyen", "")
    block = next((one for one in blocks if one.delegation and str(one.delegation.pk) == asked), None)
    if not form.is_valid() or block is None:
        messages.error(request, _("Quyền ký này không còn hiệu lực; hãy chọn lại."))
        return redirect("programs:plan_edit", slug=slug)
    signer = {"signer_authority": block.authority, "signer_title": block.title, "signer_name": block.name}
    try:
        save_head(version=draft, revision=form.cleaned_data["revision"], actor=request.user, **signer)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã lấy người ký theo quyền ký đang có hiệu lực."))
    return redirect("programs:plan_edit", slug=slug)
