"""How a team comes to be coached: whether it is ready, how it was scored, and what was decided about it and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workforce.models import Account, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import BarrierCode, ReadinessQuestion, Ready, TeamCriterion, TeamState
from .team import Team


@keeps_its_history()
class ReadinessAnswer(Recorded):
    """One line of a team's readiness check. Personal data: free words about a team's work."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="readiness")
    question = models.CharField(max_length=11, choices=ReadinessQuestion)
    answer = models.PositiveSmallIntegerField(choices=Ready)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "team", "question"], name="readiness_is_answered_once"),
        ]


@keeps_its_history()
class TeamScore(Recorded):
    """What one assessor gives a team for one criterion. Personal data: who scored."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="selection_scores")
    assessor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=13, choices=TeamCriterion)
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "team", "assessor", "criterion"], name="assessor_scores_a_criterion_once"
            ),
            models.CheckConstraint(condition=Q(score__lte=4), name="team_score_is_0_to_4"),
        ]


class TeamDecision(Recorded):
    """A team came to stand where it stands, on a day and for a reason; it is never changed afterwards.

    Personal data: who decided; free words about a team's work.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=11, choices=TeamState)
    date = models.DateField()
    code = models.CharField(max_length=4, choices=BarrierCode, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["trust", "team", "date"], name="team_decision_by_day")]
