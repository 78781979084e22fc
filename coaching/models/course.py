"""The course of a cohort: its days, who came, and the sets in which people learn from one another's work."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from workforce.models import Account, Person, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import Mode
from .cohort import Cohort, Enrolment
from .programme import ProgrammeSession


class LearningSet(Recorded):
    """Some of a cohort who meet to think about one another's work, with an adviser. Personal data: who advises."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="learning_sets")
    name = models.CharField(max_length=100)
    adviser = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "cohort", "name"], name="learning_set_name_is_used_once")
        ]

    def __str__(self) -> str:
        return self.name


@keeps_its_history()
class CohortSession(Recorded):
    """A day of the course as this cohort has it, a meeting of one of its learning sets, or an extra one.

    `revision`: how often it was told who came; what people were given hangs on it. `sequence`: how often it was placed
    anew. Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    day = models.ForeignKey(
        ProgrammeSession, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of the plan"
    )
    learning_set = models.ForeignKey(
        LearningSet, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    title = models.CharField(max_length=150)
    date = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.ROOM)
    place = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0, help_text="One more with each change: calendars follow it")
    changed_at = models.DateTimeField(db_default=Now())
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "cohort", "day"], name="cohort_has_each_course_day_once"),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by=None, revision=0) | Q(told_at__isnull=False, revision__gte=1),
                name="attendance_is_told_at_a_time",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=15, minutes__lte=720), name="course_day_is_sensible"),
        ]
        indexes = [models.Index(fields=["trust", "cohort", "date"], name="cohort_session_by_day")]

    def __str__(self) -> str:
        return self.title


class CohortAttendance(Recorded):
    """Somebody of the cohort came. Personal data: who came."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(CohortSession, on_delete=models.PROTECT, related_name="came")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="came")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "enrolment"], name="person_comes_to_a_course_day_once")
        ]
