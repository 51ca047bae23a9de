"""Entry forms of producers; the domain verbs save them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.text import format_number
from ocop.ui.context import read_day

from ..domain.people import ETHNIC_GROUPS
from ..domain.years import FIGURES
from ..enums import LegalForm, MemberRole, Sex
from ..models import Producer, Representation, YearFigures
from .fields import DayField, SuggestInput, UnitField

NO_ANSWER = ("", _("chưa ghi"))
NO_AUTOFILL = {"autocomplete": "off"}


class ProducerForm(forms.ModelForm):
    """A producer at a commune of the person's territory."""

    place = UnitField()
    founded_on = DayField(label=_("Ngày thành lập, đăng ký"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["name", "legal_form", "place", "address", "representative", "phone", "email", "tax_code"]

    class Meta:
        model = Producer
        fields = [
            *("name", "legal_form", "address", "representative", "phone", "email", "tax_code"),
            *("registration_number", "founded_on"),
        ]
        help_texts = {
            "tax_code": _("10 hoặc 13 chữ số; hộ và cá nhân ghi 12 chữ số định danh."),
            "phone": _("Ví dụ 0912 345 678."),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = self.instance.pk is not None
        place: UnitField = self.fields["place"]  # type: ignore[assignment]
        place.bind(user, self.instance.unit if saved else None)
        if saved:
            self.fields["revision"].initial = self.instance.revision
            self.fields["legal_form"].help_text = _("Sửa chỗ ghi sai. Chuyển đổi từ một ngày: dùng “Đổi loại hình”.")
            place.help_text = _("Sửa chỗ ghi sai. Chuyển đi nơi khác từ một ngày: dùng “Chuyển địa điểm”.")
        self.fields["phone"].widget.input_type = "tel"

    def values(self) -> dict[str, Any]:
        """Arguments of create_producer and update_producer."""
        data = self.cleaned_data
        return {"unit": data["place"]} | {name: data[name] for name in self.Meta.fields}


class ChangeFormForm(forms.Form):
    """Another legal form from a day on."""

    legal_form = forms.ChoiceField(label=_("Loại hình mới"), choices=[("", _("chọn loại hình")), *LegalForm.choices])
    since = DayField(label=_("Từ ngày"))
    note = forms.CharField(
        label=_("Ghi chú"), max_length=200, required=False, help_text=_("Ví dụ số giấy chứng nhận đăng ký mới.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MoveForm(forms.Form):
    """Another place from a day on; the unit is one of that day."""

    since = DayField(label=_("Từ ngày"))
    place = UnitField()
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=200, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: UnitField = self.fields["place"]  # type: ignore[assignment]
        place.bind(user, day=read_day(str(self.data.get("since", ""))))


class EthnicityField(forms.CharField):
    """One of the 54 official names, suggested while typing; another name is kept as written in the papers."""

    widget = SuggestInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.suggestions = list(ETHNIC_GROUPS)


class RepresentationForm(forms.ModelForm):
    """The representative and how the producer is reached; nothing is ticked or filled in advance."""

    representative = forms.CharField(label=_("Họ và tên người đại diện"), max_length=120, required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=[NO_ANSWER, *Sex.choices], required=False)
    ethnicity = EthnicityField(label=_("Dân tộc"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    consented_on = DayField(
        label=_("Ngày đồng ý xử lý dữ liệu"),
        required=False,
        help_text=_("Ngày ghi trên văn bản đồng ý của người đại diện. Để trống khi chưa có (Luật 91/2025/QH15)."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = [
        *("representative", "position", "sex", "ethnicity", "has_disability", "personal_number", "residence"),
        *("phone", "email", "consented_on"),
    ]

    class Meta:
        model = Representation
        fields = [
            *("position", "sex", "ethnicity", "has_disability", "personal_number", "residence", "consented_on"),
        ]
        help_texts = {"personal_number": _("12 chữ số."), "has_disability": ""}

    def __init__(self, *args: Any, producer: Producer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("representative", "phone", "email", "revision"):
            self.fields[name].initial = getattr(producer, name)
        self.fields["phone"].widget.input_type = "tel"
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def values(self) -> dict[str, Any]:
        """Arguments of save_representation without the producer and its revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class AmountField(forms.CharField):
    """A whole number typed as "1.500.000" or 1500000; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "control num", **NO_AUTOFILL}
        super().__init__(max_length=22, required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).replace(" ", "").replace("\u00a0", "").replace(".", "").replace("−", "-")
        if not text:
            return None
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_now("Hãy ghi số nguyên, ví dụ 1.500.000."), "number")
        return int(text)

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, int) else value


class YearForm(forms.Form):
    """The figures of one year."""

    def __init__(self, *args: Any, line: YearFigures, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"nam-{line.year}", **kwargs)
        self.line = line
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=line.revision)
        for name in FIGURES:
            label = line._meta.get_field(name).verbose_name
            self.fields[name] = AmountField(label=label, initial=getattr(line, name))
            spoken = _now("%(label)s, năm %(year)d") % {"label": label, "year": line.year}
            self.fields[name].widget.attrs["aria-label"] = spoken

    def cells(self) -> Iterator[Any]:
        """The fields of the row in the order of FIGURES."""
        return (self[name] for name in FIGURES)

    def values(self) -> dict[str, Any]:
        """A line of save_years."""
        return {"year": self.line.year, **self.cleaned_data}


def year_forms(producer: Producer, data: Any) -> list[YearForm]:
    """A row for every stored year and for this and the two years before, newest first."""
    stored = {line.year: line for line in producer.years.all()}
    this_year = timezone.localdate().year
    years = sorted({*stored, *range(this_year - 2, this_year + 1)}, reverse=True)
    return [YearForm(data, line=stored.get(year) or YearFigures(producer=producer, year=year)) for year in years]


class MemberForm(forms.Form):
    """An account that acts for the producer."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", **NO_AUTOFILL}),
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=MemberRole.choices)
    valid_from = DayField(label=_("Từ ngày"), initial=timezone.localdate)
    valid_to = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định ngày kết thúc."))


class ErasureForm(forms.Form):
    """The confirmation that a request of the person is at hand."""

    is_asked = forms.BooleanField(
        label=_("Đã có yêu cầu xóa dữ liệu của người đại diện và đã kiểm tra đúng người yêu cầu")
    )
