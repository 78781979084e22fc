from __future__ import annotations

from django.db import models
from django.db.models import Q

from workforce.models import Account, Person, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import Agreement
from .cohort import Enrolment
from .pathway import Pathway
from .programme import Criterion
from .team import Team


@keeps_its_history()
class Application(Recorded):
    """What somebody says who wants to become a coach, and what their manager says of it.

    Personal data: free words of somebody about themselves, and of their manager about their time. Read by themselves,
    by whoever runs the cohort, and by their manager; not by the colleagues who apply beside them.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="application")
    why = models.TextField()
    experience = models.TextField(blank=True)
    is_clinical = models.BooleanField(default=False)
    pathways = models.ManyToManyField(Pathway, related_name="+", blank=True)
    partner = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Applies together with them",
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    brings = models.CharField(max_length=200, blank=True, help_text="A team that is not known here yet")
    protected_hours = models.PositiveSmallIntegerField(help_text="A week, kept free for the course and the team")
    agreement = models.CharField(max_length=7, choices=Agreement, default=Agreement.WAITING)
    manager_words = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True, help_text="When they last changed what they say")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement="WAITING", decided_at=None, decided_by=None)
                | ~Q(agreement="WAITING") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="manager_decides_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(agreement="REFUSED") | ~Q(manager_words=""), name="manager_refuses_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(protected_hours__gte=1, protected_hours__lte=40), name="protected_hours_are_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"


class CriterionScore(Recorded):
    """How many points one person gives an application by one criterion, and why.

    Personal data: what is thought of somebody. Read by whoever runs the cohort.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    scorer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "enrolment", "criterion", "scorer"], name="criterion_is_scored_once_by_each"
            ),
            models.CheckConstraint(condition=Q(points__lte=10) & ~Q(reason=""), name="points_are_given_with_a_reason"),
        ]
