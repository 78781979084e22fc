"""What a proposal says of each team: its coaches with their score in parts, or why it has none; and the answers."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from workforce.models import Account, Trust
from workforce.models.reaching import true_on
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import Answer, CoachPart, Declining, ProposedState, TeamPart
from .coach import Coach
from .coaching import Coaching
from .pairing import Pairing
from .team import Team

SPEAKS_FOR_IT = (TeamPart.LEAD, TeamPart.SPONSOR)


class Answered(Recorded):
    """Asked when a proposal is published; answered once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.NOT_ASKED)
    reason = models.CharField(max_length=7, choices=Declining, blank=True)
    words = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminded_date = models.DateField(null=True, blank=True, help_text="When they were last reminded")

    class Meta:
        abstract = True


def declined_for_a_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(answer="DECLINED", answered_at__isnull=False) & ~Q(reason="")
        | Q(answer="ACCEPTED", answered_at__isnull=False, reason="")
        | Q(answer__in=["NOT_ASKED", "ASKED", "LET_GO", "WITHDRAWN"], reason=""),
        name=name,
    )


class ProposedTeamQuerySet(models.QuerySet):
    def asked_of(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Published, and the account leads or sponsors the team: who speaks for it."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        speaks = Q(members__person__account=account.pk, members__part__in=SPEAKS_FOR_IT) & true_on("members", on)
        teams = Team.objects.filter(speaks)
        return self.filter(team__in=teams.values("pk")).exclude(answer=Answer.NOT_ASKED)


@keeps_its_history()
class ProposedTeam(Answered):
    """A team in a proposal. Served: the score of its pair in parts, and what should be known of it. Not served: why,
    and the smallest change that would serve it, as data. `answer` is the team's own.

    Personal data: whose tie to whom stands against a pair; who answered for the team, and why so.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="proposed")
    state = models.CharField(max_length=8, choices=ProposedState)
    travel = models.IntegerField(null=True, blank=True)
    spread = models.IntegerField(null=True, blank=True)
    preference = models.IntegerField(null=True, blank=True)
    continuity = models.IntegerField(null=True, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    why = models.JSONField(null=True, blank=True)
    remedy = models.JSONField(null=True, blank=True)

    objects = ProposedTeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "pairing", "team"], name="team_stands_in_a_proposal_once"),
            models.UniqueConstraint(
                fields=["trust", "team"], condition=Q(state="ASKED"), name="team_is_asked_in_one_proposal_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="UNSERVED", travel=None, why__isnull=False)
                | (~Q(state="UNSERVED") & Q(travel__isnull=False)),
                name="team_without_coaches_is_told_why",
            ),
            declined_for_a_reason("team_declines_for_a_reason"),
        ]

    @property
    def total(self) -> int:
        return (self.travel or 0) + (self.spread or 0) + (self.preference or 0) + (self.continuity or 0)


class ProposedSeatQuerySet(models.QuerySet):
    def asked_of(self, account: Account | AnonymousUser) -> Self:
        """Published, and the account is the coach."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        return self.filter(coach__person__account=account.pk).exclude(answer=Answer.NOT_ASKED)


@keeps_its_history()
class ProposedSeat(Answered):
    """A coach for a team in a proposal. Accepted, it is a coaching. Personal data: who is asked, and their answer."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    proposed = models.ForeignKey(ProposedTeam, on_delete=models.CASCADE, related_name="seats")
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="proposed")
    part = models.CharField(max_length=7, choices=CoachPart)
    coaching = models.OneToOneField(Coaching, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProposedSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "proposed", "part"], name="part_of_a_pair_is_proposed_once"),
            models.UniqueConstraint(fields=["trust", "proposed", "coach"], name="coach_is_proposed_once_for_a_team"),
            models.CheckConstraint(
                condition=Q(coaching=None) | Q(answer="ACCEPTED"), name="coaching_of_a_seat_was_accepted"
            ),
            declined_for_a_reason("coach_declines_for_a_reason"),
        ]
