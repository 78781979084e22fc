"""Learning in progress. Rows are keyed by a lesson's stable activity, never by a page."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from workforce.models import Person, Trust
from workforce.models.reaching import OfPeopleQuerySet

from .activity import Activity, ActivityVersion


class Progress(models.Model):
    """Where a person is in a lesson, kept as they go, on any device. Personal data: what a person has read."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="progress", db_index=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField(default=0, help_text="The last block that was reached")
    answers = models.JSONField(default=dict, help_text="Answers chosen and not yet sent, by question")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    touched_at = models.DateTimeField(db_default=Now())
    made_at = models.DateTimeField(null=True, blank=True, help_text="When the last note was made, on whatever device")
    page = models.UUIDField(null=True, blank=True, help_text="The opened page that told it last")
    number = models.PositiveIntegerField(default=0, help_text="Which note of that page it was")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "person", "activity"], name="progress_is_kept_once"),
        ]


class Attempt(models.Model):
    """One go at a check or a test. It pins the version it was begun on. Personal data: answers and score."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="attempts")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    draw = models.PositiveSmallIntegerField(default=0, help_text="Which draw of a bank of questions; the first is 0")
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Percent of the questions right")
    passed = models.BooleanField(null=True)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, score=None, passed=None)
                | Q(answered_at__isnull=False, score__isnull=False, passed__isnull=False),
                name="attempt_is_scored_when_answered",
            ),
        ]
        indexes = [models.Index(fields=["trust", "person", "version"], name="attempt_by_person")]
