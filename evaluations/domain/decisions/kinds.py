"""New, upgrade or renewal: what the dossier says, set right by the recognitions the product already has (pure)."""

from products.enums import DossierKind

from ...enums import RecognitionKind

_OF_DOSSIER = {
    DossierKind.FIRST: RecognitionKind.NEW,
    DossierKind.UPGRADE: RecognitionKind.UPGRADE,
    DossierKind.RERANK: RecognitionKind.RENEWAL,
}


def kind_of(dossier_kind: str, star: int, last_star: int | None, *, is_in_force: bool) -> RecognitionKind:
    """The kind under which a recognition is counted (reports.md §12).

    `last_star`: the product's newest recognition before this decision, None without one in the register (an old one
    may be missing there: then the dossier is believed). A product is not new while a recognition is in force; it is
    upgraded only when it gets more stars than it had.
    """
    kind = _OF_DOSSIER[DossierKind(dossier_kind)]
    if last_star is None or (kind == RecognitionKind.NEW and not is_in_force):
        return kind
    return RecognitionKind.UPGRADE if star > last_star else RecognitionKind.RENEWAL
