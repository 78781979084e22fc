from __future__ import annotations

from typing import Any

from rest_framework import serializers

from workforce.enums import UnitKind
from workforce.models import UnitPlace

from ..asked import PageAsked


class OrgUnitsAsked(PageAsked):
    root = serializers.UUIDField(  # type: ignore[assignment]  # DRF's own `root` is not asked of a question
        required=False, help_text="This unit and what lies below it; else the whole trust"
    )
    depth = serializers.IntegerField(required=False, min_value=0, max_value=20, help_text="Steps below the root")
    code = serializers.CharField(required=False, max_length=40)
    on = serializers.DateField(required=False, help_text="The tree as it is on this day; else today")


class ExternalId(serializers.Serializer[Any]):
    system = serializers.CharField()
    value = serializers.CharField()


class OrgUnitOut(serializers.ModelSerializer[UnitPlace]):
    id = serializers.UUIDField(source="unit.uuid")
    kind = serializers.ChoiceField(choices=UnitKind.choices)
    parent_id = serializers.UUIDField(source="parent.uuid", default=None, allow_null=True)
    path = serializers.ListField(child=serializers.UUIDField(), help_text="From the top unit down to this one")
    depth = serializers.SerializerMethodField()
    valid_from = serializers.DateField(source="since")
    valid_to = serializers.DateField(source="until", allow_null=True)
    external_ids = ExternalId(source="unit.identifiers_on_the_day", many=True)
    has_children = serializers.BooleanField()

    class Meta:
        model = UnitPlace
        fields = (
            "id", "code", "name", "name_cy", "kind", "parent_id", "path", "depth",
            "valid_from", "valid_to", "external_ids", "has_children",
        )  # fmt: skip

    def get_depth(self, place: UnitPlace) -> int:
        """Steps below the top unit, which is at 0."""
        return len(place.path) - 1  # type: ignore[attr-defined]  # annotated by places_on
