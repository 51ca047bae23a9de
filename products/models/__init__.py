"""Producers and products."""

from .imports import ImportBatch
from .producer import Producer, ProducerAttribution
from .product import Product

__all__ = ["ImportBatch", "Producer", "ProducerAttribution", "Product"]
