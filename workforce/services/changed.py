"""Tells the floor above whose facts have changed, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from ..jobs import enqueue
from ..models import ChangedPerson, PostStretch, Trust
from .bulk import copy_in


def tell_changed(trust: Trust, people: Iterable[int]) -> None:
    rows = [ChangedPerson(trust=trust, person_id=person) for person in people]
    if rows:
        copy_in(rows)
        enqueue("curriculum.refresh_people", trust_id=trust.pk)


def tell_changed_in(trust: Trust, units: QuerySet | Iterable[int]) -> None:
    """Everybody who has, had or will have a post in one of the units."""
    people = PostStretch.objects.filter(trust=trust, unit__in=units).values_list("person", flat=True)
    tell_changed(trust, people.distinct())
