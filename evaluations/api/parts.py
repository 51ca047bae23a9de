"""Parts that several resources of evaluations show."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from products.models import Producer, Product

MAX_ID = 2**63 - 1
"""The largest key of a record."""


class ProducerName(serializers.ModelSerializer[Producer]):
    """Whose product it is."""

    class Meta:
        model = Producer
        fields = ("id", "name")


class ProductName(serializers.ModelSerializer[Product]):
    """A product with its producer."""

    producer = ProducerName(read_only=True, help_text=_("Chủ thể"))

    class Meta:
        model = Product
        fields = ("id", "name", "official_code", "producer")
