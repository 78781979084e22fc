"""What somebody on the course hands in and says of themselves, and what others say of their coaching."""

from __future__ import annotations

import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from workforce.models import Account, Trust
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import EvidenceKind, Review, SurveyMoment
from .cohort import Enrolment
from .programme import Deliverable


@keeps_its_history()
class Submission(Recorded):
    """One deliverable as somebody handed it in; handed in again it is the next round.

    Personal data: free words and a file of somebody about their work, and what the faculty say of it.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="submissions")
    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    words = models.TextField()
    link = models.URLField(max_length=300, blank=True)
    file_name = models.CharField(max_length=255, blank=True, help_text="As whoever handed it in called it")
    kept = models.CharField(max_length=100, blank=True, help_text="Where it is kept, under a name of our own")
    size = models.PositiveIntegerField(default=0)
    handed_date = models.DateField()
    state = models.CharField(max_length=10, choices=Review, default=Review.HANDED_IN)
    review = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "enrolment", "deliverable", "round"], name="deliverable_is_handed_in_by_rounds"
            ),
            models.CheckConstraint(
                condition=Q(state="HANDED_IN", reviewed_at=None, reviewed_by=None)
                | ~Q(state="HANDED_IN") & Q(reviewed_at__isnull=False),
                name="submission_is_reviewed_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(file_name="", kept="", size=0) | ~Q(file_name="") & ~Q(kept="") & Q(size__gte=1),
                name="file_of_a_submission_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="TO_WORK_ON") | ~Q(review=""), name="what_is_to_be_worked_on_is_said"
            ),
        ]


def coursework_storage() -> Storage:
    """Where the files are: private, and served by a screen alone."""
    return storages["coursework"]


class CoachSurvey(Recorded):
    """How somebody rates themselves, 0 to 10 for each thing that the programme's version names.

    `then` is only of the survey that looks back. Personal data: what somebody thinks of their own skill. Read by
    themselves and by whoever runs the cohort.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="surveys")
    moment = models.CharField(max_length=13, choices=SurveyMoment)
    now = models.JSONField(default=dict)
    then = models.JSONField(default=dict, blank=True)
    words = models.TextField(blank=True)
    told_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "enrolment", "moment"], name="coach_is_surveyed_once_a_moment")
        ]


class Evidence(Recorded):
    """The team's evaluation of its coach was received, or faculty observed them. Personal data: words about a coach."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=15, choices=EvidenceKind)
    date = models.DateField()
    words = models.CharField(max_length=1000)
