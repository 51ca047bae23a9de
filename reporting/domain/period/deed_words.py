"""Sentences on what was held in the period, by part of section II of the report."""

from collections.abc import Callable, Iterator

from programs.domain.held.counts import HeldCount
from programs.enums import HeldKind

from .deeds import Deeds
from .types import number_words

Words = Callable[[Deeds, HeldCount], str]


def deed_words(deeds: Deeds, topic: str) -> list[str]:
    """Sentences without dash and stop for a part ("promotion", "training", "trade", "inspection"); [] where nothing."""
    counts = deeds.by_kind
    said = [words(deeds, counts[kind]) for kind, words in _WORDS.get(topic, {}).items() if kind in counts]
    if topic == "trade" and deeds.points:
        said.append(f"Có {number_words(deeds.points)} điểm giới thiệu và bán sản phẩm OCOP đang hoạt động")
    return said


def _people(found: HeldCount) -> str:
    if not found.people:
        return ""
    parts = f"{number_words(found.officials)} cán bộ, {number_words(found.producers)} người của chủ thể"
    return f" với {number_words(found.people)} lượt người, gồm {parts}"


def _classes(_deeds: Deeds, found: HeldCount) -> str:
    days = f" ({number_words(found.days)} ngày)"
    return f"Tổ chức {number_words(found.pieces)} lớp đào tạo, tập huấn{days}{_people(found)}"


def _plain(begin: str, what: str) -> Words:
    return lambda _deeds, found: f"{begin} {number_words(found.pieces)} {what}{_people(found)}"


def _market(what: str) -> Words:
    def words(deeds: Deeds, found: HeldCount) -> str:
        return f"{number_words(len(found.ids))} {what}" + "".join(_results(deeds, found))

    return words


def _results(deeds: Deeds, found: HeldCount) -> Iterator[str]:
    producers, products, sold = deeds.sold(found.ids)
    if producers:
        yield f", {number_words(producers)} lượt chủ thể"
    if products:
        yield f", {number_words(products)} lượt sản phẩm"
    if sold:
        yield f", doanh thu {number_words(sold)} đồng"


_WORDS: dict[str, dict[str, Words]] = {
    "promotion": {
        HeldKind.COMMUNICATION: _plain("Đăng, phát", "tin, bài, phóng sự"),
        HeldKind.MEETING: _plain("Tổ chức", "hội nghị, giao ban"),
    },
    "training": {
        HeldKind.TRAINING: _classes,
        HeldKind.STUDY_TOUR: _plain("Tổ chức", "đoàn học tập kinh nghiệm"),
    },
    "trade": {
        HeldKind.FAIR: _market("hội chợ, triển lãm"),
        HeldKind.CONNECTION: _market("hội nghị kết nối cung cầu"),
        HeldKind.ONLINE_SALE: _market("đợt bán hàng trực tuyến"),
    },
    "inspection": {HeldKind.INSPECTION: _plain("Thực hiện", "cuộc kiểm tra, giám sát")},
}
