"""What several resources of this app show or ask for."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from ..models import UnitReach


class InstrumentPart(serializers.Serializer[Any]):
    """A legal act that made, changed or ended units or bodies."""

    number = serializers.CharField(help_text=gettext_lazy("Số, ký hiệu"))
    title = serializers.CharField(help_text=gettext_lazy("Trích yếu"))
    issuer = serializers.CharField(help_text=gettext_lazy("Cơ quan ban hành"))
    issued_on = serializers.DateField(allow_null=True, help_text=gettext_lazy("Ngày ban hành"))
    effective_on = serializers.DateField(allow_null=True, help_text=gettext_lazy("Ngày có hiệu lực"))


class BodyRef(serializers.Serializer[Any]):
    """A body where another record names it."""

    id = serializers.IntegerField(help_text=gettext_lazy("Mã của cơ quan"))
    name = serializers.CharField(help_text=gettext_lazy("Tên cơ quan"))


def day_parameter(name: str, words: Any) -> OpenApiParameter:
    """A day of the query, for the schema."""
    return OpenApiParameter(name, OpenApiTypes.DATE, OpenApiParameter.QUERY, description=words)


def asked_day(request: Any, name: str, default: date | None = None) -> date:
    """A day of the query ("2025-06-30"), else the default, else today. ValidationError names the parameter."""
    text = request.query_params.get(name, "").strip()
    if not text:  # as every filter of a list
        return default or timezone.localdate()
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        words = _("“%s” không phải là ngày; ghi theo dạng 2025-06-30.") % text[:40]
        raise ValidationError({name: [ErrorDetail(words, code="invalid")]})
    return day


def reached_from(code: str) -> Any:
    """Subquery of units: those of that code, all below them and what went whole to them, of any date."""
    return UnitReach.objects.filter(unit__code=code.strip()).values("member")


def lives_on(day: Any) -> Q:
    """Condition on units: there on a day (a date or an expression)."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
