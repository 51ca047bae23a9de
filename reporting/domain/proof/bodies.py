"""Recipients, lead and coordinating bodies exist on the plan's day; tasks and recipients name each other's bodies."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import fold, format_date, nfc
from programs.domain.bodies_names import says_district, says_township
from programs.domain.place_names import spelling
from programs.domain.proof import FAULT, NOTE, WARNING, Finding, Place

from .facts import ProofFacts, found

_RECIPIENTS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"
_TWO_TIERS = "Quyết định 19/2025/QĐ-TTg"


def _today(facts: ProofFacts) -> Place:
    return facts.place("head", _("Ngày của kế hoạch %s") % format_date(facts.day), "issued_on")


def _named(facts: ProofFacts) -> Iterator[tuple[Place, str]]:
    """Every body the plan names, with its place."""
    for index, row in enumerate(facts.content["recipients"], 1):
        label = _("Nơi nhận, dòng %(n)s (%(text)s)") % {"n": index, "text": row["text"]}
        yield facts.place("recipients", label, f"recipient/{index}"), row["text"]
    for index, task in enumerate(facts.content["tasks"], 1):
        label = _("Nhiệm vụ %(n)s (%(body)s)") % {"n": index, "body": task["body"]}
        yield facts.place("tasks", label, f"task/{index}/body"), task["body"]
        for kind, word in (("leads", _("chủ trì")), ("coordinating", _("phối hợp"))):
            for number, name in enumerate(task.get(kind) or [], 1):
                if name == task["body"]:
                    continue
                place = facts.place("tasks", f"{label}, {word}: {name}", f"task/{index}/{kind}/{number}")
                yield place, name


def _is_district_gone(facts: ProofFacts) -> bool:
    return facts.district_ended is not None and facts.day > facts.district_ended


def bodies_exist(facts: ProofFacts) -> Iterator[Finding]:
    """A body named exists on the plan's day."""
    for place, name in _named(facts):
        word = facts.bodies(name)
        if word is not None:
            if not word.exists:
                message = _("%(place)s: không có “%(name)s” vào ngày %(day)s.%(reason)s%(heir)s") % {
                    "place": place.label,
                    "name": name,
                    "day": format_date(facts.day),
                    "reason": f" {word.reason}" if word.reason else "",
                    "heir": " " + _("Nay là %s.") % word.successor if word.successor else "",
                }
                severity = FAULT if word.is_sure else WARNING
                yield found("body_gone", place, message, _today(facts), figures=(name, facts.day), severity=severity)
        elif _is_district_gone(facts) and (says_district(name) or says_township(name)):
            ended = format_date(facts.district_ended) if facts.district_ended else ""
            message = _("%(place)s: “%(name)s” thuộc cấp huyện hoặc thị trấn, chỉ có đến hết ngày %(ended)s.")
            words = {"place": place.label, "name": name, "ended": ended}
            yield found(
                "body_tier", place, message % words, _today(facts), figures=(name, facts.day), article=_TWO_TIERS
            )


_DISTRICT_WORDS = re.compile(
    r"(cấp huyện|UBND (?:các )?huyện|các huyện|ngân sách huyện|Phòng [^,;.]{0,50} huyện)", re.IGNORECASE
)


def district_in_text(facts: ProofFacts) -> Iterator[Finding]:
    """The text of a plan of two tiers does not speak of the district as of something that is there."""
    if not _is_district_gone(facts):
        return
    texts = [(facts.line_place(line), line.text) for line in facts.lines]
    for index, row in enumerate(facts.content["funding"], 1):
        texts.append((facts.place("funding", _("Kinh phí, dòng %s") % index, f"funding/{index}"), row["text"]))
    for place, text in texts:
        match = _DISTRICT_WORDS.search(text)
        if match:
            message = _("%(place)s: “%(said)s” – không còn cấp huyện vào ngày %(day)s.")
            words = {"place": place.label, "said": match[0], "day": format_date(facts.day)}
            yield found(
                "district_text",
                place,
                message % words,
                _today(facts),
                figures=(match[0],),
                severity=WARNING,
                article=_TWO_TIERS,
            )


def _words(text: str) -> str:
    """The words with their accents, without punctuation: "Sở Xây dựng" is not in "hồ sơ xây dựng"."""
    bare = re.sub(r"[^\w\s]", " ", nfc(text))
    return f" {spelling(bare)} "


def _task_text(task: Any) -> str:
    return _words(" ".join([task["body"], task.get("intro") or "", *(task.get("items") or [])]))


def parts_in_text(facts: ProofFacts) -> Iterator[Finding]:
    """A body that leads or coordinates is named in the task's heading or sentences."""
    for index, task in enumerate(facts.content["tasks"], 1):
        text = _task_text(task)
        for kind, word in (("leads", _("chủ trì")), ("coordinating", _("phối hợp"))):
            for number, name in enumerate(task.get(kind) or [], 1):
                if _words(name) in text:
                    continue
                label = _("Nhiệm vụ %(n)s (%(body)s), %(word)s: %(name)s")
                words = {"n": index, "body": task["body"], "word": word, "name": name}
                place = facts.place("tasks", label % words, f"task/{index}/{kind}/{number}")
                message = _("%s: lời văn của nhiệm vụ không nhắc đến.") % place.label
                other = facts.place("tasks", _("Nhiệm vụ %s, lời văn") % index, f"task/{index}/text")
                yield found("part_text", place, message, other, figures=(name,), severity=NOTE)


def coordination_named(facts: ProofFacts) -> Iterator[Finding]:
    """A sentence "phối hợp với X" names a coordinating body of its task."""
    for index, task in enumerate(facts.content["tasks"], 1):
        listed = [fold(name) for name in [*(task.get("coordinating") or []), *(task.get("leads") or []), task["body"]]]
        for number, text in enumerate([task.get("intro") or "", *(task.get("items") or [])]):
            match = re.search(r"phối hợp (?:cùng )?với (?P<who>[^,;:.]{4,80})", text, re.IGNORECASE)
            if match and listed and not any(_shares(name, fold(match["who"])) for name in listed):
                label = _("Nhiệm vụ %(n)s (%(body)s), ý %(item)s") % {"n": index, "body": task["body"], "item": number}
                place = facts.place("tasks", label, f"task/{index}/item/{number}")
                message = _("%(place)s: “%(said)s” không có trong các cơ quan phối hợp.")
                other = facts.place("tasks", _("Nhiệm vụ %s, cơ quan phối hợp") % index, f"task/{index}/coordinating/1")
                words = {"place": label, "said": match[0]}
                yield found("coordination", place, message % words, other, figures=(match["who"],), severity=NOTE)


def _shares(name: str, said: str) -> bool:
    """Whether a sentence's folded words begin with a body's name, or the body's name is the longer one."""
    return said.startswith(name) or name.startswith(said) or name in said


def recipients(facts: ProofFacts) -> Iterator[Finding]:
    """A recipient stands once; the last line is the file copy, «Lưu» (NĐ 30/2020, Phụ lục I, mục II.9)."""
    rows = facts.content["recipients"]
    seen: dict[str, int] = {}
    for index, row in enumerate(rows, 1):
        key = fold(row["text"])
        place = facts.place(
            "recipients", _("Nơi nhận, dòng %(n)s (%(text)s)") % {"n": index, "text": row["text"]}, f"recipient/{index}"
        )
        if key in seen:
            first = facts.place("recipients", _("Nơi nhận, dòng %s") % seen[key], f"recipient/{seen[key]}")
            message = _("%(place)s: đã có ở dòng %(first)s.") % {"place": place.label, "first": seen[key]}
            yield found("recipient_twice", place, message, first, severity=WARNING)
        seen.setdefault(key, index)
    if rows and not fold(rows[-1]["text"]).startswith("luu"):
        label = _("Nơi nhận, dòng cuối (%s)") % rows[-1]["text"]
        place = facts.place("recipients", label, f"recipient/{len(rows)}")
        message = _("%s: dòng cuối phải là “Lưu: VT, …”.") % label
        yield found(
            "recipient_file", place, message, figures=(rows[-1]["text"],), severity=WARNING, article=_RECIPIENTS
        )
