"""The triggers that note what changed, for the change feed: `@noted(...)` on a model, beside `@track`.

One statement, one note (ocop/api/models/change.py), whatever the number of rows: a bulk load pays for one INSERT.
"""

from collections.abc import Callable
from typing import TypeVar

import pgtrigger
from django.db import models

from .enums import ChangeKind, FeedResource

M = TypeVar("M", bound=type[models.Model])
INTO = "INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads)"


def noted(
    resource: FeedResource,
    *,
    owner: str = "{row}.id",
    where: str = "",
    derived: tuple[str, ...] = (),
    moves: tuple[str, ...] = (),
    places: str = "",
    adds: bool = False,
) -> Callable[[M], M]:
    """Class decorator: inserts, updates and deletes of the model's rows note records of `resource`.

    `owner`: SQL of the id of the record that shows the row; by default the row itself. `where`: SQL of the rows that
    count. `derived`: columns that are told nowhere. `moves`: columns that say who sees the record, or that records
    which hang on it show. `places`: SQL query of the ids of the units the row stands at. `adds`: a new row, too, lets
    others see what hangs on the record. In all SQL `{row}` stands for the row.
    """
    kind = ChangeKind.GONE if owner == "{row}.id" else ChangeKind.SAVED

    def decorate(model: M) -> M:
        for trigger in (_OnInsert, _OnUpdate, _OnDelete):
            made = trigger(name=f"noted_{resource}_{trigger.word}")
            made.resource, made.owner, made.where, made.derived = resource, owner, where, derived
            made.moves, made.places, made.adds, made.kind = moves, places, adds, kind
            made.register(model)
        return model

    return decorate


class _Note(pgtrigger.Trigger):  # type: ignore[misc]
    level = pgtrigger.Statement
    when = pgtrigger.After
    word: str
    resource: FeedResource
    owner: str
    where: str
    derived: tuple[str, ...]
    moves: tuple[str, ...]
    places: str
    adds: bool
    kind: ChangeKind

    def _rows(self, source: str, row: str, condition: str = "", kind: str = ChangeKind.SAVED) -> str:
        """The note of the rows of a source, without their units."""
        owner, tests = self.owner.format(row=row), [condition, self.where.format(row=row)]
        ids = f"SELECT DISTINCT {owner} AS id FROM {source} WHERE " + " AND ".join(filter(None, [*tests, "true"]))
        return (
            f"{INTO} SELECT '{self.resource}', '{kind}', array_agg(x.id), '{{}}', {str(self.adds).lower()}"
            f" FROM ({ids}) x WHERE x.id IS NOT NULL HAVING count(*) > 0;"
        )

    def _placed(self, source: str, row: str, condition: str = "", kind: str = ChangeKind.SAVED) -> str:
        """The note of the rows of a source with the units they stood at; what hangs on them is noted with them."""
        owner, tests = self.owner.format(row=row), [condition, self.where.format(row=row)]
        pairs = (
            f"SELECT DISTINCT {owner} AS id, place.unit FROM {source}"
            f" LEFT JOIN LATERAL ({self.places.format(row=row)}) AS place(unit) ON true"
            f" WHERE " + " AND ".join(filter(None, [*tests, "true"]))
        )
        return (
            f"{INTO} SELECT '{self.resource}', '{kind}', array_agg(x.id), array_agg(x.unit), true"
            f" FROM ({pairs}) x WHERE x.id IS NOT NULL HAVING count(*) > 0;"
        )

    def _differ(self, columns: list[str]) -> str:
        new, old = (", ".join(f'{row}."{column}"' for column in columns) for row in ("n", "o"))
        return f"({new}) IS DISTINCT FROM ({old})"


class _OnInsert(_Note):
    word = "insert"
    operation = pgtrigger.Insert
    referencing = pgtrigger.Referencing(new="new_values")

    def get_func(self, model: type[models.Model]) -> str:
        """New records were seen by nobody before: no units."""
        return f"{self._rows('new_values n', 'n')} RETURN NULL;"


class _OnUpdate(_Note):
    word = "update"
    operation = pgtrigger.Update
    referencing = pgtrigger.Referencing(old="old_values", new="new_values")

    def get_func(self, model: type[models.Model]) -> str:
        """What differs; the owner before, when the row went to another; the places before, when it moved."""
        both = "old_values o JOIN new_values n ON n.id = o.id"
        columns = [field.column for field in model._meta.concrete_fields if field.column not in self.derived]
        notes = [self._rows(both, "n", self._differ(columns))]
        if self.kind == ChangeKind.SAVED:  # a part: the record it belonged to before
            notes.append(self._rows(both, "o", self._differ(columns)))
        if self.moves:
            notes.append(self._placed(both, "o", self._differ(list(self.moves))))
        return f"{' '.join(notes)} RETURN NULL;"


class _OnDelete(_Note):
    word = "delete"
    operation = pgtrigger.Delete
    referencing = pgtrigger.Referencing(old="old_values")

    def get_func(self, model: type[models.Model]) -> str:
        """The places say who is told."""
        note = self._placed if self.places else self._rows
        return f"{note('old_values o', 'o', kind=self.kind)} RETURN NULL;"
