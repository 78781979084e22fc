from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from workforce.models import Account, Person, Site, Trust
from workforce.models.reaching import OfPeopleQuerySet, true_on, whole_trust_in_reach
from workforce.models.stretch import (
    Recorded,
    Stretch,
    ends_after_it_begins,
    keeps_its_history,
    never_two_at_once,
)

from ..enums import Weekday
from .academy import Academy
from .cohort import LEADS
from .pathway import Pathway


class CoachQuerySet(OfPeopleQuerySet):
    def open_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Oneself, whom one supervises, and for the leads of the trust everybody."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        led = Trust.objects.filter(whole_trust_in_reach("", account, LEADS, on))
        supervised = Q(supervisions__supervisor__person__account=account.pk) & true_on("supervisions", on)
        return self.filter(
            Q(trust__in=led.values("pk"))
            | Q(person__account=account.pk)
            | Q(pk__in=Coach.objects.filter(supervised).values("pk"))
        )


@keeps_its_history()
class Coach(Recorded):
    """Somebody who coaches teams, or learns to, and what they can give. What they did is told by the log of sessions.

    Personal data: a colleague's profile. Where they cannot coach, and why, is their own and the leads' to read.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="coaches")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="coach")
    is_clinical = models.BooleanField()
    profession = models.CharField(max_length=100, blank=True)
    capacity = models.PositiveSmallIntegerField(default=1, help_text="Teams at a time")
    travel_minutes = models.PositiveSmallIntegerField(default=30, help_text="At most, one way")
    coaches_online = models.BooleanField(default=True)
    sites = models.ManyToManyField(Site, related_name="+", blank=True)
    pathways = models.ManyToManyField(Pathway, related_name="coaches", blank=True)
    methods = models.CharField(max_length=300, blank=True)
    wishes = models.CharField(max_length=300, blank=True)
    takes_smaller = models.BooleanField(default=False, help_text="Would take a smaller team, or begin again with one")

    objects = CoachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__lte=5), name="coach_has_at_most_five_teams"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class CoachHours(models.Model):
    """When a coach is free each week. Personal data: somebody's week."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(Coach, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="hours_end_after_they_begin")]


@keeps_its_history()
class CoachLeave(Stretch):
    """Days on which a coach takes no team, as they or a lead say: what the staff file does not tell of.

    Personal data: that somebody is away, and never why.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="leaves")

    class Meta:
        constraints = [
            ends_after_it_begins("leave_ends_after_it_begins"),
            never_two_at_once("coach_is_away_once_a_day", "trust", "coach"),
        ]


@keeps_its_history()
class Conflict(Recorded):
    """A coach must not coach this person's team, or this team. Declared, never explained.

    Personal data: that two people should be kept apart. Read by the coach who declared it and by the leads.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="conflicts")
    with_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    with_team = models.ForeignKey("coaching.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(with_person=None, with_team__isnull=False) | Q(with_person__isnull=False, with_team=None),
                name="conflict_is_with_a_person_or_a_team",
            ),
        ]


@keeps_its_history()
class Supervision(Stretch):
    """Who supervises a coach. Personal data: who supervises whom."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="supervised")

    class Meta:
        constraints = [
            ends_after_it_begins("supervision_ends_after_it_begins"),
            never_two_at_once("coach_has_one_supervisor_a_day", "trust", "coach"),
            models.CheckConstraint(condition=~Q(coach=F("supervisor")), name="nobody_supervises_themselves"),
        ]
