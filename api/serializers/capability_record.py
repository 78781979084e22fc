from __future__ import annotations

import datetime as dt
import uuid

from rest_framework import serializers

from curriculum.models import Holding

from ..asked import CodesField, PageAsked


class RecordsAsked(PageAsked):
    staff = serializers.UUIDField(required=False)
    org_unit = serializers.UUIDField(required=False, help_text="People with a post in this unit or below it")
    level = CodesField(required=False)
    skill = CodesField(required=False)
    status = serializers.ChoiceField(
        choices=["held", "lapsed", "future", "all"], default="held", help_text="As it is on the day asked for"
    )
    on = serializers.DateField(required=False, help_text="else today")


class RecordOut(serializers.ModelSerializer[Holding]):
    """The days on which a person holds a level's target in a skill; without a skill, the level as a whole."""

    id = serializers.SerializerMethodField(help_text="Stable: of the person, level, skill and first day")
    staff_id = serializers.UUIDField(source="person.uuid")
    level = serializers.CharField(source="level.code")
    skill = serializers.CharField(source="skill.code", default=None, allow_null=True)
    held_from = serializers.DateField(source="since")
    held_until = serializers.DateField(source="until", allow_null=True, help_text="The first day not held")
    status = serializers.SerializerMethodField()

    class Meta:
        model = Holding
        fields = ("id", "staff_id", "level", "skill", "held_from", "held_until", "status")

    def get_id(self, held: Holding) -> uuid.UUID:
        skill = held.skill.code if held.skill else ""
        return uuid.uuid5(held.person.uuid, f"{held.level.uuid}/{skill}/{held.since}")

    def get_status(self, held: Holding) -> str:
        on: dt.date = self.context["on"]
        if held.since > on:
            return "future"
        return "held" if held.until is None or held.until > on else "lapsed"
