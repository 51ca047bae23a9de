"""A list of products as the package alone makes it: what bench_api.py compares with."""

from rest_framework import generics, pagination, serializers
from rest_framework.renderers import JSONRenderer

from products.models import Producer, Product
from programs.models import Unit


class UnitRow(serializers.ModelSerializer[Unit]):
    class Meta:
        model = Unit
        fields = ("code", "name", "valid_from", "valid_to")


class ProducerRow(serializers.ModelSerializer[Producer]):
    unit = UnitRow()

    class Meta:
        model = Producer
        fields = ("id", "name", "unit")


class ProductRow(serializers.ModelSerializer[Product]):
    producer = ProducerRow()

    class Meta:
        model = Product
        fields = ("id", "name", "producer", "product_set", "official_code", "source_note", "is_illustration")


class Pages(pagination.PageNumberPagination):
    page_size = 100


class Bare(generics.ListAPIView[Product]):
    authentication_classes = []
    permission_classes = []
    throttle_classes = []
    filter_backends = []
    renderer_classes = [JSONRenderer]
    pagination_class = Pages
    serializer_class = ProductRow
    queryset = Product.objects.select_related("producer__unit").order_by("sort_key", "id")
