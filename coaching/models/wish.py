"""What a coach or a team would like, before anybody works out pairs."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from workforce.models import Account, Trust
from workforce.models.reaching import true_on, whole_trust_in_reach
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import TeamPart, WishOf
from .coach import Coach
from .cohort import LEADS
from .pathway import Pathway
from .team import Team


class WishQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """The leads of the trust; of a coach's the coach, of a team's who leads it. Neither reads the other's."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        led = Trust.objects.filter(whole_trust_in_reach("", account, LEADS, on))
        leading = Q(members__person__account=account.pk, members__part=TeamPart.LEAD) & true_on("members", on)
        return self.filter(
            Q(trust__in=led.values("pk"))
            | Q(of=WishOf.COACH, coach__person__account=account.pk)
            | Q(of=WishOf.TEAM, team__in=Team.objects.filter(leading).values("pk"))
        )


@keeps_its_history()
class Wish(Recorded):
    """A coach would like a team or a pathway, or would rather not have it; or a team would like a coach.

    A wish is no promise: pairing counts it beside travel and experience, and a lead can set it aside for a proposal.
    Personal data: what somebody thinks of coaching a team. Read by whoever it is of and by the leads, and nobody else.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    of = models.CharField(max_length=5, choices=WishOf)
    coach = models.ForeignKey(Coach, on_delete=models.CASCADE, related_name="wished")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="wished")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    likes = models.BooleanField(default=True, help_text="No: would rather not")

    objects = WishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "of", "coach", "team", "pathway"], nulls_distinct=False, name="wish_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(team=None, pathway__isnull=False) | Q(team__isnull=False, pathway=None),
                name="wish_is_about_a_team_or_a_pathway",
            ),
            models.CheckConstraint(
                condition=Q(of="COACH") | Q(team__isnull=False, likes=True), name="team_says_only_whom_it_would_like"
            ),
        ]
