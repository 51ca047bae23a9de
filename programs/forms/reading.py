"""Forms of reading a plan in: the file, and what a person confirms of the proposal."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from programs.domain.reading.edits import doubtful
from programs.domain.reading.files import KINDS, MAX_BYTES
from programs.domain.reading.shown import value_text
from programs.models import PlanReading

ALWAYS = (("plan.unit.name", _("Đơn vị")), ("plan.year", _("Năm")), ("plan.title", _("Tên kế hoạch")))


class PlanFileForm(forms.Form):
    """One file with text in it."""

    file = forms.FileField(
        label=_("Tệp kế hoạch (.docx, .pdf có chữ, .txt)"),
        help_text=_("Tối đa 20 MB. Chưa có kế hoạch nào được ghi cho đến khi bạn đối chiếu và bấm “Lập dự thảo”."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        max_length=250,
    )

    def clean_file(self) -> UploadedFile:
        """A file of a kind that is read, and not too large."""
        upload: UploadedFile = self.cleaned_data["file"]
        if str(upload.name).rpartition(".")[2].lower() not in KINDS:
            raise ValidationError(_now("Chỉ đọc tệp .docx, .pdf hoặc .txt."), code="kind")
        if (upload.size or 0) > MAX_BYTES:
            raise ValidationError(_now("Tệp lớn hơn %s MB.") % (MAX_BYTES // 1_000_000), code="too_large")
        return upload


class ConfirmForm(forms.Form):
    """Unit, year and title, then every doubtful datum: its value when it is one, and the tick of having looked."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, reading: PlanReading, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": reading.revision})
        super().__init__(*args, **kwargs)
        plan = reading.result.get("plan", {"unit": {}})
        values = {
            "plan.unit.name": plan["unit"].get("name"),
            "plan.year": plan.get("year"),
            "plan.title": plan.get("title"),
        }
        self.paths = {}
        for index, (path, label) in enumerate(ALWAYS):
            name = f"plan_{index}"
            self.paths[name] = path
            self.fields[name] = forms.CharField(label=label, max_length=250, initial=values[path])
        self.doubts = [one for one in doubtful(reading.result) if one["path"] not in (*dict(ALWAYS), "year")]
        for one in self.doubts:
            if one["is_editable"]:
                name = f"value_{one['index']}"
                self.paths[name] = one["path"]
                field = forms.CharField(label=one["label"], required=False, max_length=2000, initial=one["value"])
                self.fields[name] = field
            tick = forms.BooleanField(label=_("Đã đối chiếu"), required=False)
            self.fields[f"seen_{one['index']}"] = tick

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each doubtful datum with its bound fields (`value` None: nothing to type)."""
        for one in self.doubts:
            value = self[f"value_{one['index']}"] if one["is_editable"] else None
            yield one | {
                "field": value,
                "shown": value_text(one["value"]) if one["value"] else "",
                "seen": self[f"seen_{one['index']}"],
            }

    @property
    def edits(self) -> dict[str, str]:
        """Path → value typed, of the fields a person changed or must give."""
        names = [name for name in self.paths if name.startswith("plan_") or name in self.changed_data]
        return {self.paths[name]: str(self.cleaned_data[name]) for name in names}

    @property
    def confirmed(self) -> frozenset[str]:
        """Paths ticked; unit, year and title are confirmed by being sent."""
        seen = {one["path"] for one in self.doubts if self.cleaned_data.get(f"seen_{one['index']}")}
        return frozenset(seen | set(dict(ALWAYS)) | {"year"})
