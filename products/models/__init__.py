"""Producers, products, their evidence and their dossiers."""

from .commune_report import CommuneReport, CommuneReportTopic
from .dossier import (
    Dossier,
    DossierMove,
    EvidenceLink,
    Receipt,
    Submission,
    SubmittedPaper,
    SupplementItem,
    SupplementRequest,
)
from .evidence import Evidence, SensitiveRead, StoredFile, Upload
from .imports import ImportBatch
from .person import LegalFormPeriod, Merge, NotDuplicate, ProducerLocation, Representation, YearFigures
from .planned import Participation, PlannedProduct, PointProduct, SupportGrant
from .producer import Producer, ProducerAttribution, ProducerMember
from .product import Product, ProductCode

__all__ = [
    "CommuneReport",
    "CommuneReportTopic",
    "Dossier",
    "DossierMove",
    "Evidence",
    "EvidenceLink",
    "ImportBatch",
    "LegalFormPeriod",
    "Merge",
    "NotDuplicate",
    "Participation",
    "PlannedProduct",
    "PointProduct",
    "Producer",
    "ProducerAttribution",
    "ProducerLocation",
    "ProducerMember",
    "Product",
    "ProductCode",
    "Receipt",
    "Representation",
    "SensitiveRead",
    "StoredFile",
    "Submission",
    "SubmittedPaper",
    "SupplementItem",
    "SupplementRequest",
    "SupportGrant",
    "Upload",
    "YearFigures",
]
