"""What every dated fact has: the days it is true for, and when and by whom it was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now


class Recorded(models.Model):
    """When we came to know it, and who told us. No account means: the product itself."""

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class StretchQuerySet(models.QuerySet):
    def on(self, day: dt.date) -> Self:
        """The rows that are true on the day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def overlapping(self, since: dt.date, until: dt.date | None) -> Self:
        begun = self.filter(Q(until=None) | Q(until__gt=since))
        return begun if until is None else begun.filter(since__lt=until)


class Stretch(Recorded):
    """A fact that is true on `[since, until)`; no `until` means: until further notice."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = StretchQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_true_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def during() -> Func:
    """The days of a stretch as a PostgreSQL range."""
    return Func(F("since"), F("until"), function="daterange", output_field=DateRangeField())


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name=name)


def never_two_at_once(name: str, *same: str) -> ExclusionConstraint:
    """No two rows that agree in `same` are true on one day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in same),
            (during(), RangeOperators.OVERLAPS),
        ],
    )


def keeps_its_history() -> Callable[[type[models.Model]], type[models.Model]]:
    """Row history kept by the database: the row as it was before each change or deletion."""
    return pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old),
        pghistory.DeleteEvent("deleted"),
    )
