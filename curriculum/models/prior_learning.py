from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from workforce.enums import Role
from workforce.models import Account, Person, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded

from ..calc.prior_learning import Worth
from ..enums import ClaimState, Depth
from .credential import Credential
from .skill import Skill

DECIDES = (Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD)
DECIDES_WHAT_IS_LEFT = (Role.UNIT_MANAGER,)


class PriorLearningQuerySet(OfPeopleQuerySet):
    def decided_by(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Of the people for whom the account may decide, as a manager where the map allows it: never one's own."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        reached = Person.objects.reached_by(account, DECIDES, on=on)
        managed = Person.objects.reached_by(account, DECIDES_WHAT_IS_LEFT, on=on)
        left = Q(credential__managers_decide=True, person__in=managed.values("pk"))
        return self.filter(Q(person__in=reached.values("pk")) | left).exclude(person__account=account.pk)


class PriorLearning(Recorded):
    """A claim that something learned elsewhere counts here, with its original date. Approved by somebody else.

    Personal data: what a person learned before; the evidence may say more.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="prior_learning")
    credential = models.ForeignKey(
        Credential,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="Of the map, if any",
    )
    title = models.CharField(max_length=200)
    given_by = models.CharField(max_length=200, blank=True)
    learned_date = models.DateField()
    expires_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ClaimState, default=ClaimState.SUBMITTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_words = models.CharField(max_length=500, blank=True)

    objects = PriorLearningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_date=None) | Q(expires_date__gt=F("learned_date")),
                name="prior_learning_expires_after_it_was_learned",
            ),
            models.CheckConstraint(
                condition=Q(state="SUBMITTED", decided_at=None) | (~Q(state="SUBMITTED") & Q(decided_at__isnull=False)),
                name="prior_learning_is_decided_at_a_time",
            ),
        ]


class PriorLearningSkill(models.Model):
    """A skill and the depth that a claim asks for, and what was given once it is approved. Personal data: with it."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(PriorLearning, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField(choices=Depth)
    minutes = models.PositiveIntegerField(default=0)
    given_depth = models.PositiveSmallIntegerField(choices=Depth, null=True, blank=True, help_text="0: nothing")
    given_minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "claim", "skill"], name="prior_learning_names_a_skill_once")
        ]

    @property
    def asked(self) -> Worth:
        return Worth(self.depth, self.minutes)

    @property
    def given(self) -> Worth | None:
        """None until it is approved, and of claims that were decided before this was kept."""
        return None if self.given_depth is None else Worth(self.given_depth, self.given_minutes or 0)
