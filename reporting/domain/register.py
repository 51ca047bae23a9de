"""The list of documents and the register as people look through them: filters, tables, links to what has a number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations.models import RecognitionDecision
from ocop.spreadsheets.writer import Column
from ocop.text import fold
from products.models import CommuneReport
from programs.domain.register import Line
from programs.models import NumberEntry, NumberSeries, PlanVersion
from reporting.enums import DocumentKind, DocumentState, SubjectKind
from reporting.models import Document

MAX_ROWS = 20_000


@dataclass(frozen=True)
class DocumentFilter:
    """What the list is narrowed by; empty fields narrow nothing."""

    kind: str = ""
    state: str = ""
    year: str = ""
    unit: str = ""
    plan: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "DocumentFilter":
        """From the address: loai, trang-thai, nam, don-vi, ke-hoach (slug), q."""
        names = ("loai", "trang-thai", "nam", "don-vi", "ke-hoach", "q")
        return cls(*(query.get(name, "").strip() for name in names))

    @property
    def is_set(self) -> bool:
        return self != DocumentFilter()

    def apply(self, documents: QuerySet[Document]) -> QuerySet[Document]:
        if self.kind in DocumentKind.values:
            documents = documents.filter(kind=self.kind)
        if self.state in DocumentState.values:
            documents = documents.filter(state=self.state)
        if self.year.isdecimal() and len(self.year) == 4:
            documents = documents.filter(Q(issued_on__year=int(self.year)) | Q(issued_on=None, year=int(self.year)))
        if self.unit:
            documents = documents.filter(unit__kin_fold__contains=fold(self.unit))
        if self.plan:
            versions = PlanVersion.objects.filter(plan__slug=self.plan).values("pk")
            documents = documents.filter(subject=SubjectKind.PLAN_VERSION, subject_id__in=versions)
        return with_words(documents, self.text) if self.text else documents


_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_BARE = "".join(fold(letter) for letter in _MARKED)


def with_words(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Every word, without accents, in number, abstract, body or signer."""
    parts = [part for name in ("number", "title", "issuer", "signer") for part in (F(name), Value(" "))]
    lowered = Lower(Concat(*parts, output_field=TextField()))
    plain = Func(lowered, Value(_MARKED), Value(_BARE), function="translate", output_field=TextField())
    documents = documents.alias(words=plain)
    for word in fold(text).split():
        documents = documents.filter(words__contains=word)
    return documents


DOCUMENT_COLUMNS = (
    Column("Số, ký hiệu", 18),
    Column("Ngày", 12),
    Column("Loại", 26),
    Column("Trích yếu", 60),
    Column("Cơ quan ban hành", 36),
    Column("Người ký", 24),
    Column("Trạng thái", 16),
    Column("Đơn vị", 26),
    Column("Năm", 8),
)


def document_rows(documents: Iterable[Document]) -> list[Sequence[Any]]:
    """A row a document, in the order of DOCUMENT_COLUMNS."""
    return [
        (
            one.number,
            one.issued_on,
            str(one.get_kind_display()),
            one.title,
            one.issuer,
            one.signer,
            str(one.get_state_display()),
            one.unit.name,
            one.year,
        )
        for one in documents
    ]


BOOK_COLUMNS = (
    Column("Số, ký hiệu", 18),
    Column("Ngày", 12),
    Column("Trích yếu", 60),
    Column("Người ký", 24),
    Column("Trạng thái", 14),
    Column("Cách có số", 22),
    Column("Ghi chú", 40),
)


def book_rows(series: NumberSeries, lines: Iterable[Line]) -> list[Sequence[Any]]:
    """A row a number, gaps between them as rows of their own, in the order of BOOK_COLUMNS."""
    return [_book_row(series, line) for line in lines]


def _book_row(series: NumberSeries, line: Line) -> Sequence[Any]:
    entry = line.entry
    if entry is None:
        last = f"–{line.last:02d}" if line.last > line.first else ""
        return (f"{line.first:02d}{last}/{series.symbol}", None, "", "", "", "", _("không có trong sổ"))
    note = entry.reason or (_("ngày trước số đứng trước") if line.is_early else "")
    shown = (str(entry.get_state_display()), str(entry.get_origin_display()))
    return (f"{entry.number:02d}/{series.symbol}", entry.issued_on, entry.abstract, entry.signer, *shown, note)


def source_links(user: Any, entries: Iterable[NumberEntry]) -> dict[int, str]:
    """Entry → address of the document that has the number, where the person may see it; one query a kind of source."""
    by_kind: dict[str, dict[int, int]] = {}
    for entry in entries:
        if entry.source_id is not None:
            by_kind.setdefault(entry.source_kind, {})[entry.source_id] = entry.pk
    found: dict[int, str] = {}
    for kind, wanted in by_kind.items():
        found |= {wanted[pk]: url for pk, url in _addresses(kind, user, list(wanted))}
    return found


def _addresses(kind: str, user: Any, wanted: list[int]) -> Iterable[tuple[int, str]]:
    if kind == "planversion":
        rows = PlanVersion.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", "plan__slug")
        return [(pk, f"{reverse('programs:plan_detail', args=[slug])}?ban={pk}") for pk, slug in rows]
    model, name = _PAGES[kind]
    seen = model.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True)
    return [(pk, reverse(name, args=[pk])) for pk in seen]


_PAGES: Mapping[str, tuple[Any, str]] = {
    "recognitiondecision": (RecognitionDecision, "evaluations:decision_detail"),
    "communereport": (CommuneReport, "products:report_detail"),
    "document": (Document, "reporting:document_detail"),
}
