from __future__ import annotations

from django.db import models

from .person import Person
from .trust import Trust


class ChangedPerson(models.Model):
    """Facts about this person have changed, and what is derived from them waits to be made anew.

    A list, not a set: one line for each change, so that a change made while the derived rows are being made is never
    taken for one already seen. It outlives the person: whoever an undone file had made is taken out of what is derived
    too. Personal data: none beyond the person's id.
    """

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
