from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from workforce.enums import Role
from workforce.models import Account, Person, Site, Trust, Unit
from workforce.models.reaching import PeopleStretchQuerySet, true_on, unit_in_reach, whole_trust_in_reach
from workforce.models.stretch import (
    Recorded,
    Stretch,
    ends_after_it_begins,
    keeps_its_history,
    never_two_at_once,
)

from ..enums import BarrierCode, Mode, TeamPart, TeamState, Weekday
from .academy import Academy
from .cohort import LEADS, Cohort
from .pathway import Pathway
from .programme import Programme, Stage


def coached_by(account: Account, on: dt.date) -> Q:
    return Q(coachings__coach__person__account=account.pk) & true_on("coachings", on)


def supervised_by(account: Account, on: dt.date) -> Q:
    over = "coachings__coach__supervisions"
    supervises = Q(**{f"{over}__supervisor__person__account": account.pk}) & true_on(over, on)
    return supervises & true_on("coachings", on)


class TeamQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Whoever coaches it, supervises a coach of it, belongs to it or sponsors it on the day; the faculty of the
        cohort it came with; whoever manages its unit; the leads of the trust. With the tie the access ends."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        led = Trust.objects.filter(whole_trust_in_reach("", account, LEADS, on))
        return self.filter(
            Q(trust__in=led.values("pk"))
            | _tied(coached_by(account, on))
            | _tied(supervised_by(account, on))
            | _tied(Q(members__person__account=account.pk) & true_on("members", on))
            | Q(cohort__in=Cohort.objects.all().run_by(account, on=on).values("pk"))
            | _tied(unit_in_reach("unit", account, [Role.UNIT_MANAGER], on))
        )

    def coached_by(self, account: Account, *, on: dt.date) -> Self:
        return self.filter(_tied(coached_by(account, on)))


def _tied(tie: Q) -> Q:
    """Through a subquery: a team is one row however many ties there are."""
    return Q(pk__in=Team.objects.filter(tie).values("pk"))


class Tie(NamedTuple):
    """What somebody has to do with a team on a day: `part`, empty where they do not belong to it."""

    account: int
    on: dt.date
    coaches: bool
    leads: bool
    part: str


@keeps_its_history()
class Team(Recorded):
    """People who improve their own work together, with a coach or a pair. Its people are beside it.

    Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="teams")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="teams")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="teams")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=150)
    problem = models.TextField(blank=True, help_text="What it wants to improve")
    aim = models.TextField(blank=True)
    state = models.CharField(max_length=11, choices=TeamState, default=TeamState.INTERESTED)
    state_date = models.DateField(help_text="Since when it stands there")
    priority = models.PositiveSmallIntegerField(default=1, help_text="What serving it is worth beside the others")
    is_hard = models.BooleanField(default=False, help_text="Never two first-time coaches")
    stopped_reason = models.CharField(max_length=4, choices=BarrierCode, blank=True)
    transition_plan = models.TextField(blank=True)

    tie: Tie | None = None  # of whoever looks, where it was read with the team (queries/team.py)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "academy", "name"], name="team_name_is_used_once"),
            models.CheckConstraint(
                condition=Q(state="STOPPED") & ~Q(stopped_reason="") | ~Q(state="STOPPED") & Q(stopped_reason=""),
                name="team_stops_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=9), name="team_priority_is_one_to_nine"),
        ]

    def __str__(self) -> str:
        return self.name

    def meets_on(self, day: dt.date) -> bool:
        """Whether its weekly slot is held: from the day its coaching begins, and on without coaches, until it stops."""
        match self.state:
            case TeamState.COACHED:
                return self.state_date <= day
            case TeamState.STOPPED:
                return day < self.state_date
        return self.state == TeamState.INDEPENDENT


@keeps_its_history()
class TeamMember(Stretch):
    """Somebody belongs to a team, as what and for which days. Personal data: who belongs to it."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=15, choices=TeamPart, default=TeamPart.MEMBER)

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("team_member_ends_after_beginning"),
            never_two_at_once("person_is_one_thing_in_a_team", "trust", "team", "person"),
        ]


@keeps_its_history()
class TeamSlot(Stretch):
    """When and where a team meets, week by week, by the clock on the wall. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    every_weeks = models.PositiveSmallIntegerField(default=1)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.ROOM)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="The room, or how to join")

    class Meta:
        constraints = [
            ends_after_it_begins("team_slot_ends_after_it_begins"),
            never_two_at_once("team_has_one_slot_a_day", "trust", "team"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480, every_weeks__gte=1, every_weeks__lte=12),
                name="team_slot_is_sensible",
            ),
        ]


@keeps_its_history()
class TeamStage(Stretch):
    """Where on the roadmap a team was on which days. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="stages")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ends_after_it_begins("team_stage_ends_after_it_begins"),
            never_two_at_once("team_is_at_one_stage_a_day", "trust", "team"),
        ]
