"""What dated things looked like before and after, so that an import is taken back exactly, or not at all."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from ..models import PostStretch, UnitPlace
from ..models.stretch import Stretch

Snapshot = list[dict[str, Any]]


class Keeper:
    """Keeps and puts back the stretches of things of one kind."""

    def __init__(self, model: type[Stretch], owner: str) -> None:
        self.model, self.owner = model, owner
        self.fields = [field.attname for field in model._meta.concrete_fields]

    def now(self, things: Collection[int]) -> dict[int, Snapshot]:
        """Each thing's stretches, as plain values."""
        found: dict[int, Snapshot] = {thing: [] for thing in things}
        rows = self.model._base_manager.filter(**{f"{self.owner}__in": things}).order_by(self.owner, "since")
        for row in rows.values(*self.fields):
            found[row[self.owner]].append(json.loads(json.dumps(row, default=str)))
        return found

    def restore(self, things: Iterable[tuple[int, Snapshot]]) -> None:
        """Puts the stretches back as they were, under their old ids."""
        things = list(things)
        self.model._base_manager.filter(**{f"{self.owner}__in": [thing for thing, _rows in things]}).delete()
        self.model._base_manager.bulk_create([self.model(**self._parsed(row)) for _, rows in things for row in rows])

    def _parsed(self, row: dict[str, Any]) -> dict[str, Any]:
        return {field.attname: field.to_python(row[field.attname]) for field in self.model._meta.concrete_fields}


POSTS = Keeper(PostStretch, "post_id")
UNITS = Keeper(UnitPlace, "unit_id")
