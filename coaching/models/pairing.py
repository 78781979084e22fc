"""Which coaches would take which teams: one attempt at it, with what a person decided beforehand."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from workforce.models import Account, Job, Trust
from workforce.models.reaching import whole_trust_in_reach
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import DecisionKind, PairingEffort, PairingState
from .coach import Coach
from .cohort import LEADS, Cohort
from .team import Team


class PairingQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """The leads of the trust: a proposal names people who have not been asked."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        return self.filter(trust__in=Trust.objects.filter(whole_trust_in_reach("", account, LEADS, on)).values("pk"))


@keeps_its_history()
class Pairing(Recorded):
    """One proposal of pairs for the teams of a cohort, from its preparation until it is published.

    `marks`: of what was read about whom a fingerprint, so that what changed since can be told without keeping it.
    `based_on`: the proposal that it is a what-if of; with `keeps_pairs` as few of its pairs are altered as can be.
    Personal data: none of its own; its decisions and seats name coaches.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="pairings")
    number = models.PositiveSmallIntegerField(help_text="Which proposal of the cohort it is")
    state = models.CharField(max_length=11, choices=PairingState, default=PairingState.DRAFT)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="what_ifs")
    keeps_pairs = models.BooleanField(default=True)
    weights = models.JSONField(default=dict, help_text="What each soft goal counts, by name")
    effort = models.CharField(max_length=5, choices=PairingEffort, default=PairingEffort.USUAL)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_date = models.DateField(null=True, blank=True, help_text="The day on which the facts were read")
    marks = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True, help_text="What was reached and proven, or what contradicts")
    begins_date = models.DateField(null=True, blank=True, help_text="When the coaching begins, once it is published")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "cohort", "number"], name="proposal_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=["PUBLISHED", "WITHDRAWN"], published_at__isnull=False, begins_date__isnull=False)
                | (~Q(state__in=["PUBLISHED", "WITHDRAWN"]) & Q(published_at=None)),
                name="proposal_is_published_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="WITHDRAWN", withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
                | ~Q(state="WITHDRAWN") & Q(withdrawn_at=None, withdrawn_because=""),
                name="proposal_is_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT") | Q(job__isnull=False), name="proposal_is_worked_out_by_a_job"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}, proposal {self.number}"


@keeps_its_history()
class PairDecision(Recorded):
    """A pin, a ban, a pair that came together or a wish, with its reason; who decided it stands beside it.

    Personal data: that somebody should or should not coach a team, and why, in words of a lead.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Coach, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "pairing", "team", "kind", "coach", "other"],
                nulls_distinct=False,
                name="decision_on_a_pair_stands_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_on_a_pair_has_a_reason"),
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("coach")), name="decision_is_of_two_coaches"),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(kind__in=["COACH_WISH", "RATHER_NOT", "TEAM_WISH"]),
                name="wish_is_of_one_coach",
            ),
        ]

    @property
    def coaches(self) -> tuple[Coach, ...]:
        return (self.coach, self.other) if self.other else (self.coach,)
