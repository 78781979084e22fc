from __future__ import annotations

from typing import Any

from rest_framework import serializers

from workforce.enums import PostKind, StaffGroup
from workforce.models import Person, PostStretch

from ..asked import PageAsked
from .org_unit import ExternalId


class StaffAsked(PageAsked):
    org_unit = serializers.UUIDField(required=False, help_text="People with a post in this unit or below it")
    descendants = serializers.BooleanField(default=True, help_text="false: in this unit itself only")
    staff_group = serializers.ChoiceField(choices=StaffGroup.choices, required=False)
    kind = serializers.ChoiceField(choices=PostKind.choices, required=False)
    identifier = serializers.RegexField(r"^[^:]+:.+$", max_length=141, required=False, help_text="system:value")
    on = serializers.DateField(required=False, help_text="The posts as they are on this day; else today")


class AssignmentOut(serializers.ModelSerializer[PostStretch]):
    id = serializers.UUIDField(source="post.uuid")
    external_ids = ExternalId(source="post.identifiers_on_the_day", many=True)
    org_unit_id = serializers.UUIDField(source="unit.uuid")
    site = serializers.CharField(source="site.code", default=None, allow_null=True)
    manager_id = serializers.UUIDField(source="manager.uuid", default=None, allow_null=True)
    valid_from = serializers.DateField(source="since")
    valid_to = serializers.DateField(source="until", allow_null=True)

    class Meta:
        model = PostStretch
        fields = (
            "id", "external_ids", "org_unit_id", "site", "kind", "staff_group", "job_role", "area_of_work",
            "title", "band", "fte", "manager_id", "flags", "valid_from", "valid_to",
        )  # fmt: skip


class StaffOut(serializers.ModelSerializer[Person]):
    id = serializers.UUIDField(source="uuid")
    external_ids = ExternalId(source="identifiers_on_the_day", many=True)
    display_name = serializers.SerializerMethodField()
    status = serializers.SerializerMethodField(help_text="current, or left")
    assignments = AssignmentOut(source="stretches_on_the_day", many=True)

    class Meta:
        model = Person
        fields = ("id", "external_ids", "display_name", "email", "status", "left_date", "assignments")

    def get_display_name(self, person: Person) -> str:
        return str(person)

    def get_status(self, person: Person) -> str:
        on: Any = self.context["on"]
        return "left" if person.left_date and person.left_date <= on else "current"
