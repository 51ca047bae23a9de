"""Self-assessment: read like the dossier, written by who prepares it. Sheets: the seat's own, nobody else's."""

from ..row import Row, readers_and_member
from .dossiers import SEEN, dossier, preparers

ROWS = {
    "evaluations:assessment": Row(get=readers_and_member, kwargs=dossier, **SEEN),
    "evaluations:assessment_save": Row(post=preparers, kwargs=dossier),
}
