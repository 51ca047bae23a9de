"""The life of a certificate: its state and dates, extension, withdrawal, chains, radar, reminders, public lookup."""

from .codes import parse_public_code, public_code
from .state import CertificateDates, CertificateFacts, Deadlines, dates_of, in_force_until, state_on

__all__ = [
    "CertificateDates",
    "CertificateFacts",
    "Deadlines",
    "dates_of",
    "in_force_until",
    "parse_public_code",
    "public_code",
    "state_on",
]
