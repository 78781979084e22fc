from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from curriculum.models import Level
from workforce.models import Account, Trust
from workforce.models.stretch import (
    Recorded,
    Stretch,
    ends_after_it_begins,
    keeps_its_history,
    never_two_at_once,
)

from ..enums import AcademyKind


class AcademyQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Everybody of a trust may know which academies it runs."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        return self.filter(trust=account.trust_id)


@keeps_its_history()
class Academy(Recorded):
    """Who trains coaches and brings them together with teams; its settings say what counts as active or stalled.

    Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="academies")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=7, choices=AcademyKind, default=AcademyKind.LOCAL)
    level = models.ForeignKey(
        Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="What its coaches must hold"
    )
    active_weeks = models.PositiveSmallIntegerField(default=8, help_text="Coached within so many weeks: active")
    resting_weeks = models.PositiveSmallIntegerField(default=26, help_text="Within so many: resting. After: lapsed")
    unmet_weeks = models.PositiveSmallIntegerField(default=4, help_text="A team that has not met for so long is shown")
    stalled_weeks = models.PositiveSmallIntegerField(default=13, help_text="As long at one stage: stalled")
    coaches_a_supervisor = models.PositiveSmallIntegerField(default=8, help_text="More than so many are too many")
    closed_date = models.DateField(null=True, blank=True)

    objects = AcademyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "name"], name="academy_name_is_used_once"),
            models.CheckConstraint(
                condition=Q(active_weeks__gte=1, resting_weeks__gte=models.F("active_weeks")),
                name="coach_rests_before_lapsing",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@keeps_its_history()
class Licence(Stretch):
    """A local academy delivers what a central one owns, for some days. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="licences")
    central = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="licensed")
    terms = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            ends_after_it_begins("licence_ends_after_it_begins"),
            never_two_at_once("academy_has_one_licence_a_day", "trust", "academy"),
            models.CheckConstraint(condition=~Q(academy=models.F("central")), name="academy_licenses_another"),
        ]
