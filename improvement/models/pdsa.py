"""Tests of change: an idea, and the cycles in which it was tried."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from coaching.models import Team, TeamSession
from workforce.models import Account, Person, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import Act, IdeaState
from .measure import OfTeamQuerySet


@keeps_its_history()
class ChangeIdea(Recorded):
    """What a team thinks would make things better. Personal data: free words about a team's work."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="ideas")
    words = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=IdeaState, default=IdeaState.NEW)

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "team", "words"], name="change_idea_is_told_once")]

    def __str__(self) -> str:
        return self.words


@keeps_its_history()
class Pdsa(Recorded):
    """One cycle of plan, do, study, act. It ends with what is done with the idea; its uuid is the source of the dose
    of whoever led it, once a coach of the team has confirmed it.

    Personal data: who led it, and who confirmed it; free words about a team's work.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="pdsas")
    idea = models.ForeignKey(ChangeIdea, on_delete=models.PROTECT, related_name="pdsas")
    number = models.PositiveSmallIntegerField(help_text="Which cycle of the idea it is")
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300, help_text="What the team wants to learn")
    prediction = models.TextField(help_text="What it thinks will happen, said before it is done")
    plan = models.TextField(blank=True, help_text="Who, what, where, when, and which data")
    do = models.TextField(blank=True, help_text="What happened")
    study = models.TextField(blank=True, help_text="How that compares with the prediction")
    act = models.CharField(max_length=7, choices=Act, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    began_date = models.DateField()
    finished_date = models.DateField(null=True, blank=True)
    session = models.ForeignKey(
        TeamSession, on_delete=models.PROTECT, null=True, blank=True, related_name="pdsas", help_text="Reviewed there"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_because = models.CharField(max_length=200, blank=True)

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "idea", "number"], name="cycle_of_an_idea_has_its_number"),
            models.CheckConstraint(
                condition=Q(act="", finished_date=None) | (~Q(act="") & Q(finished_date__gte=F("began_date"))),
                name="pdsa_is_finished_with_an_act",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, finished_date__isnull=False),
                name="pdsa_is_confirmed_by_somebody_when_finished",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="pdsa_number_begins_at_one"),
        ]
        indexes = [models.Index(fields=["trust", "team", "began_date"], name="pdsa_by_day")]

    def __str__(self) -> str:
        return f"cycle {self.pk}"

    @property
    def is_finished(self) -> bool:
        return bool(self.act)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
