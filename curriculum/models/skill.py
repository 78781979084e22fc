from __future__ import annotations

import uuid

from django.db import models

from workforce.models import Trust

from .framework import Framework
from .identity import Identity, keeps_its_code


class SkillGroup(Identity):
    """Skills that belong together. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="skill_groups")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    name_cy = models.CharField("name in Welsh", max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "framework", "code"], name="skill_group_code_is_used_once")
        ]
        triggers = keeps_its_code("skill_group")

    def __str__(self) -> str:
        return self.name


class Skill(Identity):
    """Something people can do, to a depth. An identity of the framework: it outlives versions. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="skills")
    group = models.ForeignKey(SkillGroup, on_delete=models.PROTECT, related_name="skills")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    name_cy = models.CharField("name in Welsh", max_length=150, blank=True)
    description = models.TextField(blank=True)
    depth_words = models.JSONField(default=dict, blank=True, help_text="What each depth looks like, by depth")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "framework", "code"], name="skill_code_is_used_once")]
        triggers = keeps_its_code("skill")

    def __str__(self) -> str:
        return self.name
