"""Words of the report from its figures (outline of reports.md §12). What nobody has recorded is said to be unknown."""

from collections.abc import Iterable, Sequence
from datetime import date

from ocop.text import fold, format_date, lower_kind
from programs.enums import FundingKind
from programs.models import Activity

from .compute import PeriodReport
from .deed_words import deed_words
from .deeds import SOURCES, planned_money
from .lists import paper_words
from .plan import share, span
from .tables import KINDS, TOTAL
from .types import STARS, Fact, number_words, say

UNKNOWN = "Chưa có số liệu."
NONE = "Chưa có."
Sentence = list[tuple[str, bool]]

TOPICS: dict[str, tuple[str, ...]] = {
    "promotion": ("tuyen truyen", "truyen thong", "thong tin"),
    "training": ("tap huan", "dao tao", "boi duong", "tham quan", "hoc tap kinh nghiem"),
    "trade": ("xuc tien", "hoi cho", "trien lam", "trung bay", "quang ba", "ket noi", "thuong mai"),
    "technology": ("khoa hoc", "cong nghe", "chuyen doi so", "truy xuat", "so huu tri tue", "nhan hieu"),
    "inspection": ("kiem tra", "giam sat", "hau kiem"),
}
"""Part of section II → words by which an activity of the plan belongs to it; each activity goes to the first."""


def default_lines(report: PeriodReport) -> dict[str, list[str]]:
    """What stands in the prose sections until a person writes: name of the section → lines."""
    by_topic = _activities(report.plan.activities)
    return {
        "direction": _direction(report),
        **{topic: _planned(by_topic[topic], deed_words(report.deeds, topic)) for topic in TOPICS},
        "money": _money(report),
        "results": _results(report),
        "limits": _limits(report),
        "directions": _directions(report),
        "proposals": [NONE],
    }


def _direction(report: PeriodReport) -> list[str]:
    if not report.papers:
        return [UNKNOWN]
    unit, name, number = lower_kind(report.unit.name), report.period.name, number_words(len(report.papers))
    return [
        f"Trong {name}, {unit} đã ban hành {number} văn bản chỉ đạo, điều hành Chương trình OCOP:",
        *(f"- {paper_words(paper)};" for paper in report.papers[:-1]),
        f"- {paper_words(report.papers[-1])}.",
    ]


def _activities(activities: Iterable[Activity]) -> dict[str, list[Activity]]:
    found: dict[str, list[Activity]] = {topic: [] for topic in TOPICS}
    for activity in activities:
        title = fold(activity.title)
        topic = next((topic for topic, words in TOPICS.items() if any(word in title for word in words)), None)
        if topic:
            found[topic].append(activity)
    return found


def _planned(activities: Sequence[Activity], done: Sequence[str]) -> list[str]:
    """What the plan foresees, then what came of it in the period, or that nothing is known of it."""
    said = ["Kết quả trong kỳ:", *_list(done)] if done else []
    if not activities:
        return said or [UNKNOWN]
    planned = _list([_activity_words(activity) for activity in activities])
    return ["Theo kế hoạch năm:", *planned, *(said or ["Kết quả thực hiện: chưa có số liệu."])]


def _list(sentences: Sequence[str]) -> list[str]:
    """Dashes in front, semicolons between, a full stop at the end."""
    return [*(f"- {sentence};" for sentence in sentences[:-1]), f"- {sentences[-1]}."]


def _activity_words(activity: Activity) -> str:
    facts = [f"{activity.count:02d} lớp, đoàn"] if activity.count else []
    days, people = span(activity.days_from, activity.days_to), span(activity.people_from, activity.people_to)
    facts += [f"{days} ngày"] if days else []
    facts += [f"{people} người"] if people else []
    facts += [activity.time] if activity.time else []
    title = activity.title.rstrip(" .;:")
    return f"{title} ({'; '.join(facts)})" if facts else title


def _money(report: PeriodReport) -> list[str]:
    planned = sum(planned_money(report.plan, report.money).values())
    said = [f"Kinh phí theo kế hoạch năm {report.period.year}: {_dong(planned)}."] if planned else []
    if not report.money.ids:
        return [*said, "Kinh phí đã giao, đã giải ngân: chưa có số liệu."] if said else [UNKNOWN]
    total = report.money.of(tuple(FundingKind.values))
    rate = share(total.spent, planned)
    told = f" (đạt {rate}% kế hoạch)" if rate else ""
    said.append(f"Đã giao {_dong(total.allocated)}; đã giải ngân {_dong(total.spent)}{told}.")
    by_source = [(name, report.money.of(kinds)) for kinds, name in SOURCES]
    rows = [
        f"{name}: giao {_dong(found.allocated)}, giải ngân {_dong(found.spent)}"
        for name, found in by_source
        if found.allocated or found.spent
    ]
    return said + (["Trong đó:", *_list(rows)] if rows else [])


def _dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


def _results(report: PeriodReport) -> list[str]:
    found = report.figures
    lines = [
        f"- Có {number_words(len(found.recognised))} lượt sản phẩm được công nhận trong kỳ; đến ngày "
        f"{format_date(report.as_of)} có {number_words(len(found.in_force))} sản phẩm còn hiệu lực."
    ]
    target, done, rate = _plan_total(report)
    if target:
        numbers = f"{number_words(done)}/{number_words(target)}"
        lines.append(f"- Từ đầu năm đã công nhận {numbers} sản phẩm theo kế hoạch năm, đạt {rate}%.")
    if report.plan.above:
        lines.append(f"- {report.plan.above.words}")
    return lines


def _plan_total(report: PeriodReport) -> tuple[int, int, str]:
    """Target of the year, achieved, share as text."""
    line = report.table("ke-hoach").lines[0]
    by_key = {cell.key.rpartition(".")[2]: cell for cell in line.cells}
    done = by_key["thuc-hien"].value
    return sum(report.plan.headline.values()), int(str(done)), str(line.cells[-1].value)


def _limits(report: PeriodReport) -> list[str]:
    found = report.figures
    failed = report.table("ket-qua").figures()[f"ket-qua.khong-dat.{TOTAL}"]
    facts = (
        (len(found.expired), "sản phẩm hết hạn giấy chứng nhận trong kỳ"),
        (len(found.expiring), "sản phẩm hết hạn trong 180 ngày tới"),
        (len(failed.ids or ()), "hồ sơ không đạt"),
        (len(found.withdrawn), "sản phẩm bị thu hồi giấy chứng nhận"),
    )
    lines = [f"- Có {number_words(number)} {words}." for number, words in facts if number]
    return [*lines, "- Nguyên nhân: chưa có số liệu."] if lines else [UNKNOWN]


def _directions(report: PeriodReport) -> list[str]:
    target, done, _rate = _plan_total(report)
    lines = []
    if target > done and report.period.last < date(report.period.year, 12, 31):
        lines.append(
            f"- Tiếp tục đánh giá, phân hạng để hoàn thành chỉ tiêu năm, còn {number_words(target - done)} sản phẩm."
        )
    if report.figures.expiring:
        number = number_words(len(report.figures.expiring))
        lines.append(
            f"- Hướng dẫn chủ thể của {number} sản phẩm hết hạn trong 180 ngày tới nộp hồ sơ phân hạng lại trước ngày "
            "hết hạn từ 180 đến 120 ngày (khoản 6 Điều 7 Quyết định số 26/2026/QĐ-TTg)."
        )
    return lines or ["- Tiếp tục tổ chức thực hiện Chương trình OCOP theo kế hoạch."]


def result_words(report: PeriodReport) -> list[Sentence]:
    """Section II.3: registered, eligible, recognised by kind, failed, expired, withdrawn; each its own number."""
    figures = report.table("ket-qua").figures()

    def number(row: str) -> int:
        return len(figures[f"ket-qua.{row}.{TOTAL}"].ids or ())

    kinds = [part for row, name, _kind in KINDS for part in (number(row), f" {name.lower()}, ")]
    return [
        say("Hồ sơ đăng ký đánh giá, phân hạng: ", number("ho-so"), "; đủ điều kiện: ", number("du-dieu-kien"), "."),
        say("Được công nhận: ", number("cong-nhan"), " lượt sản phẩm, gồm ", *kinds[:-1], f" {KINDS[-1][1].lower()}."),
        say("Không đạt: ", number("khong-dat"), " hồ sơ; bị loại: ", number("bi-loai"), " hồ sơ."),
        say("Hết hạn: ", number("het-han"), " sản phẩm; thu hồi: ", number("thu-hoi"), " sản phẩm."),
    ]


def total_words(report: PeriodReport) -> list[Sentence]:
    """Section II.4: cumulative, then in force, each with its stars and producers."""
    found, potential = report.figures, report.table("luy-ke").figures()["luy-ke.tiem-nang.tong"]
    return [
        say(
            f"Tính đến ngày {format_date(report.as_of)}, lũy kế (mỗi sản phẩm từng được công nhận tính một lần): ",
            *_stars(found.ever),
        ),
        say("Trong đó còn hiệu lực: ", *_stars(found.in_force)),
        say("Tiềm năng 5 sao, chờ Trung ương công nhận: ", len(potential.ids or ()), " sản phẩm."),
    ]


def _stars(facts: Sequence[Fact]) -> list[str | int]:
    parts: list[str | int] = [len(facts), " sản phẩm của ", len({fact.producer for fact in facts}), " chủ thể ("]
    for star in STARS:
        parts += [sum(fact.star == star for fact in facts), f" sản phẩm {star} sao{'' if star == 3 else ', '}"]
    return [*parts, ")."]
