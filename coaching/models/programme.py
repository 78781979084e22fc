"""Programmes are data: what a cohort learns, which way its teams go, and what it takes to be certified."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from curriculum.enums import VersionState
from workforce.models import Account, Trust
from workforce.models.stretch import Recorded

from ..enums import Coached, Phase


class Programme(Recorded):
    """A course for coaches together with the teams they coach. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    coached = models.CharField(max_length=4, choices=Coached)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "code"], name="programme_code_is_used_once")]

    def __str__(self) -> str:
        return self.name


class ProgrammeVersion(Recorded):
    """The programme as it is for the cohorts that begin with it; published, it stays as it is.

    `rule` is the certification rule (coaching/calc/certification.py); the keys name the activities of the curriculum
    whose dose a session gives to its coaches and to whoever else came; `rates` are the things that coaches rate of
    themselves in surveys. Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=VersionState, default=VersionState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True)
    months = models.PositiveSmallIntegerField()
    fewest_places = models.PositiveSmallIntegerField(default=24)
    most_places = models.PositiveSmallIntegerField(default=30)
    certificate_months = models.PositiveSmallIntegerField(default=36)
    rule = models.JSONField(default=dict)
    coaching_key = models.CharField(max_length=40, blank=True)
    attending_key = models.CharField(max_length=40, blank=True)
    rates = models.JSONField(default=list, blank=True, help_text="What coaches rate of themselves, 0 to 10")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "programme", "number"], name="programme_version_is_numbered_once"),
            models.UniqueConstraint(
                fields=["trust", "programme"], condition=Q(state="DRAFT"), name="programme_has_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(most_places__gte=models.F("fewest_places"), fewest_places__gte=1, months__gte=1),
                name="programme_has_places_and_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, version {self.number}"


class Stage(models.Model):
    """A stage of the roadmap along which a team goes. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    phase = models.CharField(max_length=10, choices=Phase)
    usual_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    help = models.CharField("what it is for", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "version", "code"], name="stage_code_is_used_once"),
            models.UniqueConstraint(fields=["trust", "version", "position"], name="stage_has_a_place_of_its_own"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeSession(models.Model):
    """A day of the course: what it is about, and what people can do after it. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    month = models.PositiveSmallIntegerField(help_text="In which month of the course: 1 is the first")
    minutes = models.PositiveSmallIntegerField()
    aims = models.JSONField(default=list)
    activity_key = models.CharField(max_length=40, blank=True, help_text="The activity whose dose it gives")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "version", "position"], name="course_day_has_a_place_of_its_own")
        ]

    def __str__(self) -> str:
        return self.title


class Deliverable(models.Model):
    """What everybody on the course hands in. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="deliverables")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    asks = models.TextField()
    month = models.PositiveSmallIntegerField(help_text="Due by the end of this month of the course")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "version", "code"], name="deliverable_code_is_used_once")
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """By what applications are scored, and what makes the most and the fewest points. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    asks = models.CharField(max_length=400, blank=True)
    most = models.PositiveSmallIntegerField(default=4, help_text="Points: from 0 to so many")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "version", "code"], name="criterion_code_is_used_once"),
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=10), name="criterion_gives_points"),
        ]

    def __str__(self) -> str:
        return self.title
