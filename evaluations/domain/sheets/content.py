"""What is hashed of a sheet and in which form; the law pinned for an entry."""

import hashlib
import json
from typing import Any

from ...models import ScoreSheet
from ..lawpacks import Pack, Sheet, load_pack
from ..scoring import Answers, CaseAnswer


def canonical(data: Any) -> str:
    """JSON with sorted keys, without blanks, not escaped: the same facts give the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Any) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def sheet_facts(sheet: ScoreSheet) -> dict[str, Any]:
    """What the hash of a sheet covers. The salt is as secret as the marks until they are opened: the chain of legal
    acts shows the hash at once, and without a salt it would confirm a guess (the self-assessment, say)."""
    return {
        "entry": sheet.entry_id,
        "member": sheet.member_id,
        "round": sheet.round,
        "answers": sheet.answers,
        "flags": sheet.flags,
        "notes": sheet.notes,
        "comment": sheet.comment,
        "opinion": sheet.opinion,
        "salt": sheet.salt,
    }


def sheet_hash(sheet: ScoreSheet) -> str:
    """The hash of a sheet as it stands."""
    return digest(sheet_facts(sheet))


def law_of(pinned: Any) -> tuple[Pack, Sheet]:
    """Pack and sheet pinned for an entry or a result; LookupError, PackError when they are not there."""
    pack = load_pack(pinned.law_pack)
    return pack, pack.sheet(pinned.product_set)


def chosen(answers: Answers) -> dict[str, tuple[str, int | None]]:
    """Criterion → (case, option) as marks are stored; option None = no level reached."""
    return {
        code: (answer.case, answer.option) if isinstance(answer, CaseAnswer) else ("", answer)
        for code, answer in answers.given.items()
    }
