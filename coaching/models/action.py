from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from workforce.models import Account, Person, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import BarrierCode, OwnerLevel, Severity
from .session import TeamSession
from .team import Team


@keeps_its_history()
class Action(Recorded):
    """Something that somebody of the team does until a day. Ticked, it is done; let go of, it is not.

    Personal data: who does it; free words about a team's work.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="actions")
    session = models.ForeignKey(TeamSession, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_date = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    was_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, was_done=False) | Q(closed_at__isnull=False),
                name="action_is_done_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["trust", "team"], condition=Q(closed_at=None), name="action_still_open")]

    def __str__(self) -> str:
        return self.words


@keeps_its_history()
class Barrier(Recorded):
    """What gets in a team's way: coded, with who can take it away, and until when. Personal data: free words."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="barriers")
    session = models.ForeignKey(TeamSession, on_delete=models.PROTECT, null=True, blank=True, related_name="barriers")
    code = models.CharField(max_length=4, choices=BarrierCode)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.SLOWS)
    level = models.CharField(max_length=9, choices=OwnerLevel, default=OwnerLevel.TEAM)
    level_date = models.DateField(help_text="Since when it lies with this level")
    owner = models.CharField(max_length=150, blank=True, help_text="Who sees to it, in words")
    words = models.CharField(max_length=300)
    raised_date = models.DateField()
    due_date = models.DateField(null=True, blank=True)
    closed_date = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_date=None, outcome="") | (Q(closed_date__isnull=False) & ~Q(outcome="")),
                name="barrier_ends_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["trust", "team"], condition=Q(closed_date=None), name="barrier_still_open")]

    def __str__(self) -> str:
        return self.words
