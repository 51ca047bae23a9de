"""Which paragraph is which element (ô) of Nghị định 30/2020/NĐ-CP, told by its place and its words, not by its look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from reporting.documents import layout
from reporting.documents.check import words
from reporting.documents.check.facts import Facts, Para, Zone

_HAND_AND_SEAL = 12.0  # mm at least between a signer's title and name
_LONGEST_NAME = 8  # paragraphs among which the name of the type is looked for
_MARKED = re.compile(r"(?:[IVXLC]+|\d+)[.)]\s|Điều\s+\d+")


@dataclass(frozen=True)
class AnnexParts:
    word: Para
    title: list[Para]
    attached: Para | None
    body: list[Para]


@dataclass(frozen=True)
class Parts:
    """Elements found; None or an empty list where there is none."""

    country: Para | None
    motto: Para | None
    parent: list[Para]
    issuer: list[Para]
    number: Para | None
    place: Para | None
    subject: list[Para]
    type_name: Para | None
    abstract: list[Para]
    bases: list[Para]
    addressees: list[Para]
    body: list[Para]
    closing: Para | None
    recipients_title: Para | None
    recipients: list[Para]
    authority: list[Para]
    signer: Para | None
    left_authority: list[Para] = field(default_factory=list)
    annexes: list[AnnexParts] = field(default_factory=list)

    @property
    def texts(self) -> list[Para]:
        """Running text of the main part and of the annexes."""
        return self.body + [para for annex in self.annexes for para in annex.body]


def recognise(facts: Facts) -> Parts:
    flow = facts.said(Zone.FLOW)
    cut = next((i for i, para in enumerate(flow) if i and words.ANNEX.fullmatch(para.text)), len(flow))
    main = [para for para in flow[:cut] if not _is_mark(para)]
    left, right = facts.said(Zone.HEAD_LEFT), facts.said(Zone.HEAD_RIGHT)
    number = next((i for i, para in enumerate(left) if re.match(r"Số\b", para.text)), len(left))
    issuer, parent = _issuer(left[:number])
    name, abstract, rest = _name(main)
    addressees, rest = _addressees(rest)
    bases = _bases(rest)
    title, recipients, left_authority = _recipients(facts.said(Zone.SIGN_LEFT))
    authority, signer = _signer(facts.said(Zone.SIGN_RIGHT))
    ends = [para for para in rest if para.text.endswith(layout.CLOSING_MARK)]
    return Parts(
        country=_first(right + main[:2], r"CỘNG H[ÒO]"),
        motto=_first(right + main[:3], r"Độc lập\b"),
        parent=parent,
        issuer=issuer,
        number=left[number] if number < len(left) else None,
        place=_first(right, r".*\bngày\b.*\btháng\b"),
        subject=left[number + 1 :],
        type_name=name,
        abstract=abstract,
        bases=bases,
        addressees=addressees,
        body=[para for para in rest if not any(para is basis for basis in bases)],
        closing=ends[-1] if ends else None,
        recipients_title=title,
        recipients=recipients,
        authority=authority,
        signer=signer,
        left_authority=left_authority,
        annexes=_annexes(flow[cut:]),
    )


def _is_mark(para: Para) -> bool:
    return para.text.startswith(("Mẫu số", "Mẫu "))


def _first(paras: Sequence[Para], pattern: str) -> Para | None:
    return next((para for para in paras if re.match(pattern, para.text, re.IGNORECASE)), None)


def _issuer(lines: list[Para]) -> tuple[list[Para], list[Para]]:
    """(issuer, parent): the parent's lines stand first and are not bold; where no line is bold all are the issuer's."""
    thin = list(takewhile(lambda para: not para.is_bold, lines))
    return (lines, []) if len(thin) == len(lines) else (lines[len(thin) :], thin)


def _name(main: list[Para]) -> tuple[Para | None, list[Para], list[Para]]:
    """Name of type, abstract, and the paragraphs after them."""
    place = next((i for i, p in enumerate(main[:_LONGEST_NAME]) if p.text.upper() in words.TYPE_NAMES), None)
    if place is None:
        return None, [], [para for para in main if not para.text.startswith(("CỘNG HÒA", "Độc lập"))]
    after = main[place + 1 :]
    ruled = next((i for i, para in enumerate(after[:6]) if para.underline is not None), None)
    if ruled is not None:
        return main[place], after[: ruled + 1], after[ruled + 1 :]
    abstract = list(takewhile(_is_abstract, after[:6]))
    return main[place], abstract, after[len(abstract) :]


def _is_abstract(para: Para) -> bool:
    return para.align == "center" and not para.text.isupper() and not _MARKED.match(para.text)


def _addressees(rest: list[Para]) -> tuple[list[Para], list[Para]]:
    place = next((i for i, para in enumerate(rest[:6]) if words.ADDRESSEES.match(para.text)), None)
    if place is None:
        return [], rest
    listed = list(takewhile(lambda para: para.text.startswith("- "), rest[place + 1 :]))
    listed = listed if re.fullmatch(r"Kính gửi\s*:?", rest[place].text, re.IGNORECASE) else []
    end = place + 1 + len(listed)
    return rest[place:end], rest[:place] + rest[end:]


def _bases(rest: list[Para]) -> list[Para]:
    """The run of "Căn cứ …" before the first heading, with "Theo đề nghị …" at its end."""
    start = next((i for i, para in enumerate(rest) if words.BASIS.match(para.text) or _MARKED.match(para.text)), None)
    if start is None or not words.BASIS.match(rest[start].text):
        return []
    run = list(takewhile(lambda para: words.BASIS_GOES_ON.match(para.text) or para.is_italic, rest[start:]))
    run = [para for para in run if not para.text.endswith(":")]
    is_sentence = len(run) == 1 and not run[0].is_italic and not run[0].text.endswith(";")
    return [] if is_sentence else run


def _recipients(left: list[Para]) -> tuple[Para | None, list[Para], list[Para]]:
    place = next((i for i, para in enumerate(left) if words.RECIPIENTS.match(para.text)), None)
    if place is None:
        return None, [], left
    return left[place], left[place + 1 :], left[:place]


def _signer(right: list[Para]) -> tuple[list[Para], Para | None]:
    """Lines of authority, and the name: the last line, below room for hand and seal or not in capitals."""
    lines = [para for para in right if not para.text.startswith("(") and not words.NUMBER_OR_DATE.search(para.text)]
    if not lines:
        return [], None
    last = lines[-1]
    alone = len(lines) > 1 and _below(lines[-2], last) > _HAND_AND_SEAL
    if alone or (len(lines) > 1 and not last.text.isupper()):
        return lines[:-1], last
    return lines, None


def _below(above: Para, para: Para) -> float:
    return para.level[1] - above.level[1] if above.level[0] == para.level[0] else 0.0


def _annexes(flow: list[Para]) -> list[AnnexParts]:
    starts = [i for i, para in enumerate(flow) if words.ANNEX.fullmatch(para.text)]
    made = []
    for start, end in zip(starts, [*starts[1:], len(flow)], strict=False):
        paras = flow[start + 1 : end]
        attached = next((i for i, para in enumerate(paras[:8]) if re.match(r"\(?\s*Kèm theo", para.text)), None)
        if attached is None:
            title = list(takewhile(lambda para: para.align == "center" and para.text.isupper(), paras))
            made.append(AnnexParts(flow[start], title, None, paras[len(title) :]))
        else:
            last = next((i for i in range(attached, len(paras)) if paras[i].text.endswith(")")), attached)
            made.append(AnnexParts(flow[start], paras[:attached], paras[attached], paras[last + 1 :]))
    return made
