"""Levels, and the dose that a version of the framework sets for each."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from workforce.enums import PostFlag, PostKind, StaffGroup
from workforce.models import Trust

from ..enums import Depth, PracticeKind
from .framework import Framework, FrameworkVersion
from .identity import Identity, keeps_its_code
from .skill import Skill


class Level(Identity):
    """Who must be able to do what: an audience's name. An identity of the framework. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="levels")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    name_cy = models.CharField("name in Welsh", max_length=150, blank=True)
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "framework", "code"], name="level_code_is_used_once")]
        triggers = keeps_its_code("level")

    def __str__(self) -> str:
        return self.name


class LevelDose(models.Model):
    """What a person at the level needs, under one version: minutes, practice, and a target a skill.

    Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="doses")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="doses")
    taught_minutes = models.PositiveIntegerField(default=0)
    grace_days = models.PositiveSmallIntegerField(
        default=0, help_text="Days after the level begins to apply in which nobody is overdue"
    )
    away_after_days = models.PositiveSmallIntegerField(
        default=28, help_text="Days of absence after which somebody is not counted"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "version", "level"], name="level_has_one_dose_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.level}: dose of {self.version}"


class PracticeTarget(models.Model):
    """How often, and within how many months, a kind of practice is asked for. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    dose = models.ForeignKey(LevelDose, on_delete=models.CASCADE, related_name="practice_targets")
    kind = models.CharField(max_length=20, choices=PracticeKind)
    count = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: practice counts for good")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "dose", "kind"], name="practice_kind_is_asked_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="practice_target_asks_for_something"),
            models.CheckConstraint(condition=Q(months=None) | Q(months__gte=1), name="practice_months_are_some"),
        ]


class Target(models.Model):
    """The depth that a level asks for in a skill, how long it is kept, and what renews it. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    dose = models.ForeignKey(LevelDose, on_delete=models.CASCADE, related_name="targets")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="targets")
    depth = models.PositiveSmallIntegerField(choices=Depth)
    essential = models.BooleanField(default=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    counts_from = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=Depth, help_text="Empty: one below the target's depth, at least 1"
    )
    valid_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: never lapses")
    renewal_minutes = models.PositiveIntegerField(null=True, blank=True)
    renewal_practices = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_grace_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "dose", "skill"], name="skill_has_one_target_a_level"),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=4), name="target_depth_is_1_to_4"),
            models.CheckConstraint(
                condition=Q(counts_from=None) | Q(counts_from__gte=1, counts_from__lte=F("depth")),
                name="target_counts_from_its_depth_or_below",
            ),
            models.CheckConstraint(condition=Q(valid_months=None) | Q(valid_months__gte=1), name="target_valid_months"),
            models.CheckConstraint(
                condition=Q(renewal_minutes=None) | Q(renewal_practices=None), name="target_has_one_way_to_renew"
            ),
            models.CheckConstraint(
                condition=(Q(renewal_minutes=None) | Q(renewal_minutes__gte=1))
                & (Q(renewal_practices=None) | Q(renewal_practices__gte=1)),
                name="target_renewal_asks_for_something",
            ),
        ]


class AudienceRule(models.Model):
    """One way for a post to carry a level. Conditions are and-ed, rules of a level or-ed; an empty one asks nothing.

    Only `kinds` says something when it is empty: the kinds that carry requirements by default. Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    dose = models.ForeignKey(LevelDose, on_delete=models.CASCADE, related_name="audience_rules")
    kinds = ArrayField(models.CharField(max_length=16, choices=PostKind), default=list, blank=True)
    staff_groups = ArrayField(models.CharField(max_length=2, choices=StaffGroup), default=list, blank=True)
    bands = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    job_roles = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    flags = ArrayField(models.CharField(max_length=20, choices=PostFlag), default=list, blank=True)
    units = ArrayField(models.BigIntegerField(), default=list, blank=True, help_text="These and all below them")
    sites = ArrayField(models.BigIntegerField(), default=list, blank=True)
