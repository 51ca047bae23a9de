"""What every page owes: no inline script or style (CSP), Vietnamese, one title, one h1. Pure: text in, faults out."""

import re
from html.parser import HTMLParser

ENGLISH = re.compile(
    r"\b(Submit|Cancel|Delete|Remove|Login|Logout|Log ?in|Log ?out|Sign ?(?:in|out|up)|Required|This field|Password"
    r"|Username|E-mail address|Email address|Search|Save|Edit|Back|Next|Previous|Home|Error|Enter a|Select a|Choose"
    r"|Unknown|Not found|Forbidden|Please|(?<!If-)None|True|False|Yes|Currently|Change|Clear|Upload|Download|Loading)\b"
)
"""Words of English that must not be read by a person; None, True and False are Python showing through."""

READ_ALOUD = ("alt", "aria-label", "placeholder", "title")
DATA_SCRIPTS = {"application/json", "application/ld+json"}
NO_SCRIPT_TEXT = {"script", "style", "template"}


class Page(HTMLParser):
    """Collects what `faults` judges."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lang, self.title, self.headings = "", "", 0
        self.inline: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = values.get("lang", "")
        self.headings += tag == "h1"
        self.inline += [f'<{tag} {name}="{value}">' for name, value in values.items() if _is_inline(name, value)]
        if tag == "script" and not values.get("src") and values.get("type") not in DATA_SCRIPTS:
            self.inline.append("<script> without src")
        if tag == "style":
            self.inline.append("<style>")
        self.texts += [values[name] for name in READ_ALOUD if name in values]
        if tag == "input" and values.get("type") in ("submit", "button"):
            self.texts.append(values.get("value", ""))
        if tag in NO_SCRIPT_TEXT or tag == "title":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in NO_SCRIPT_TEXT:
            return
        if self._open:
            self.title += data
        self.texts.append(data)


def _is_inline(name: str, value: str) -> bool:
    if name == "style" or name.startswith(("on", "hx-on")):
        return True
    return value.strip().lower().startswith(("javascript:", "js:"))


def faults(html: str) -> list[str]:
    """Everything wrong with a page, or with a fragment when the text is not a whole document."""
    page = Page(html)
    found = [f"inline code, the CSP blocks it: {place}" for place in page.inline]
    found += [f"English on the page: {match.group()!r} in {text.strip()[:80]!r}" for text, match in _english(page)]
    if not html.lstrip().lower().startswith("<!doctype"):
        return found
    if page.lang != "vi":
        found.append(f"lang is {page.lang!r}, not 'vi'")
    if page.headings != 1:
        found.append(f"{page.headings} h1 instead of one")
    if not page.title.strip(" ·\n\t"):
        found.append("no title")
    return found


def _english(page: Page) -> list[tuple[str, re.Match[str]]]:
    matches = ((text, ENGLISH.search(text)) for text in page.texts)
    return [(text, match) for text, match in matches if match]
