"""Text pasted from a word processor or a scan, made into outline text (pure, no ORM).

Only what is not words is changed: blanks, list signs of word processors, lines broken by a page. Quotation marks,
dashes inside sentences and dots stay as they are.
"""

import re

from programs.domain.outline import PLAIN, normalise, parse_line

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BULLETS = re.compile(r"^\s*(?:[•●▪■◆➢✓✔·\uf0b7\uf0a7\uf0d8\u2043\u2219]|[–—−‒](?=\s))\s*")
_SUB_BULLETS = re.compile(r"^\s*(?:[◦○▫‣\uf0a8]|o(?=\t))\s*")
_ENDS = (".", ";", ":", "!", "?", "…")


def clean_paste(text: str) -> str:
    """Outline text from pasted text: list signs become "-" and "+", odd blanks become blanks, a sentence broken over
    lines becomes one line. A number alone on its line stays: it may be a page's or a figure.
    """
    lines = [_clean_line(raw) for raw in _BREAKS.sub("\n", text).split("\n")]
    return normalise("\n".join(_join([line for line in lines if line.strip()])))


def _clean_line(raw: str) -> str:
    line = _SUB_BULLETS.sub("+ ", _BULLETS.sub("- ", _UNSEEN.sub("", raw)))
    return _BLANKS.sub(" ", line)


def _join(lines: list[str]) -> list[str]:
    """Lines with those put together that one sentence runs over."""
    found: list[str] = []
    for line in lines:
        if found and _goes_on(found[-1], line):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found


def _goes_on(before: str, line: str) -> bool:
    """Whether a line continues the sentence before it: no mark, lower case, and that sentence had no end."""
    parsed = parse_line(line)
    ended = before.rstrip().endswith(_ENDS) or before.strip().isdigit()
    return parsed.level == PLAIN and parsed.text[:1].islower() and not ended


def has_traces(text: str) -> bool:
    """Whether text carries signs of a word processor that `clean_paste` would change."""
    return clean_paste(text) != normalise(text)
