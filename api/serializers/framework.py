from __future__ import annotations

from typing import Any

from rest_framework import serializers

from curriculum.models import Framework, FrameworkVersion, LevelDose, PracticeTarget, Skill, Target

from ..asked import Asked, PageAsked


class FrameworksAsked(PageAsked):
    pass


class FrameworkAsked(Asked):
    on = serializers.DateField(required=False, help_text="The version in force on this day; else today")


class FrameworkOut(serializers.ModelSerializer[Framework]):
    id = serializers.UUIDField(source="uuid")

    class Meta:
        model = Framework
        fields = ("id", "name", "name_cy", "source_note")


class TargetOut(serializers.ModelSerializer[Target]):
    skill = serializers.CharField(source="skill.code")

    class Meta:
        model = Target
        fields = (
            "skill", "depth", "essential", "minutes", "counts_from", "valid_months",
            "renewal_minutes", "renewal_practices", "renewal_grace_days",
        )  # fmt: skip


class PracticeOut(serializers.ModelSerializer[PracticeTarget]):
    class Meta:
        model = PracticeTarget
        fields = ("kind", "count", "months")


class LevelOut(serializers.ModelSerializer[LevelDose]):
    id = serializers.UUIDField(source="level.uuid")
    code = serializers.CharField(source="level.code")
    name = serializers.CharField(source="level.name")
    name_cy = serializers.CharField(source="level.name_cy")
    description = serializers.CharField(source="level.description")
    former_names = serializers.ListField(child=serializers.CharField(), source="level.former_names")
    retired_date = serializers.DateField(
        source="level.retired_date", allow_null=True, help_text="It goes with the next version"
    )
    practice = PracticeOut(source="practice_targets", many=True)
    targets = TargetOut(many=True)

    class Meta:
        model = LevelDose
        fields = (
            "id", "code", "name", "name_cy", "description", "former_names", "retired_date", "taught_minutes",
            "grace_days", "away_after_days", "practice", "targets",
        )  # fmt: skip


class SkillOut(serializers.ModelSerializer[Skill]):
    id = serializers.UUIDField(source="uuid")
    group = serializers.CharField(source="group.code")

    class Meta:
        model = Skill
        fields = (
            "id",
            "code",
            "name",
            "name_cy",
            "group",
            "description",
            "depth_words",
            "former_names",
            "retired_date",
        )


class VersionOut(serializers.ModelSerializer[FrameworkVersion]):
    class Meta:
        model = FrameworkVersion
        fields = ("number", "effective_date", "change_note")


class FrameworkWholeOut(serializers.Serializer[Any]):
    """A framework as it is in force on a day; `version` and `levels` are empty before its first version."""

    framework = FrameworkOut()
    version = VersionOut(allow_null=True)
    skills = SkillOut(many=True)
    levels = LevelOut(many=True)
