"""Bodies named in plans: found or made by their name within a unit."""

import re

from ocop.text import fold, nfc
from programs.enums import BodyKind
from programs.models import Body, Unit

# The first words of a body's name tell its kind; the first match counts.
_KINDS: tuple[tuple[str, BodyKind], ...] = (
    (r"van phong dieu phoi|vp dieu phoi", BodyKind.COORDINATION_OFFICE),
    (r"ubnd|uy ban nhan dan", BodyKind.PEOPLE_COMMITTEE),
    (r"so\b|cac so\b", BodyKind.DEPARTMENT),
    (r"phong\b|cac phong\b|van phong hdnd|trung tam", BodyKind.DIVISION),
    (
        r"(de nghi )?(uy ban )?(mttq|mat tran)|(cac )?(to chuc )?doan the|hoi (nong dan|lien hiep phu nu)",
        BodyKind.FRONT,
    ),
    (r"hoi\b|hiep hoi|lien doan", BodyKind.ASSOCIATION),
    (r"ngan hang", BodyKind.BANK),
    (r"dai phat thanh|bao\b", BodyKind.PRESS),
    (r"bo\b", BodyKind.MINISTRY),
    (r"huyen uy|tinh uy|dang uy|thuong truc (huyen|tinh|dang) uy", BodyKind.PARTY),
    (r"cac to chuc kinh te|htx|hop tac xa|cac chu the", BodyKind.ECONOMIC),
)


def kind_of_name(name: str) -> BodyKind:
    """The kind of body a Vietnamese name stands for."""
    key = fold(name)
    return next((kind for pattern, kind in _KINDS if re.match(pattern, key)), BodyKind.OTHER)


def body_named(*, unit: Unit, name: str) -> Body:
    """The body of that name known at the unit, made when it is new. Spelling is compared without accents and case."""
    clean = nfc(name)
    body, _made = Body.objects.get_or_create(
        unit=unit, fold=fold(clean), defaults={"name": clean, "kind": kind_of_name(clean)}
    )
    return body
