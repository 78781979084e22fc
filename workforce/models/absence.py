from __future__ import annotations

from django.db import models

from ..enums import AbsenceKind
from .person import Person
from .reaching import PeopleStretchQuerySet
from .stretch import Stretch, ends_after_it_begins, keeps_its_history
from .trust import Trust


@keeps_its_history()
class Absence(Stretch):
    """A person is away for some days. Personal data: why somebody is away (sickness is sensitive)."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=16, choices=AbsenceKind)

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [ends_after_it_begins("absence_ends_after_it_begins")]
        indexes = [models.Index(fields=["trust", "person"], name="absence_by_person")]
