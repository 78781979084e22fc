from __future__ import annotations

from typing import Any

from rest_framework import serializers

from workforce.enums import PostKind, StaffGroup

from ..asked import Asked, CodesField

ALL = "all"


class CellsAsked(Asked):
    org_unit = serializers.UUIDField(required=False, help_text="else the whole trust")
    on = serializers.DateField(required=False, help_text="else today; for readers of month ends the last one")
    staff_group = CodesField(required=False, help_text="National codes 01 to 10")
    band = CodesField(required=False)
    site = CodesField(required=False, help_text="Site codes")
    post_kind = CodesField(required=False)

    def validate_staff_group(self, codes: list[str]) -> list[str]:
        return known(codes, StaffGroup.values)

    def validate_post_kind(self, codes: list[str]) -> list[str]:
        return known(codes, PostKind.values)


class CoverageAsked(CellsAsked):
    descendants = serializers.ChoiceField(
        choices=["none", "children", "all"], default="none", help_text="Rows for units below as well"
    )
    level = CodesField(required=False, help_text="Level codes; else every level in force")
    skill = CodesField(required=False, help_text="Skill codes, or all; else the levels as wholes")


class TrendAsked(CellsAsked):
    level = serializers.CharField(max_length=20)
    skill = serializers.CharField(max_length=20, required=False, help_text="else the level as a whole")
    months = serializers.IntegerField(default=24, min_value=1, max_value=120, help_text="Month ends before the day")


class WholeNumber(serializers.IntegerField):
    """Null where it is hidden or there is no data."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, **options)


class CellOut(serializers.Serializer[Any]):
    """required = met + in_time + overdue, beside not counted = away + exempt. FTE in whole-time equivalents."""

    required = WholeNumber()  # type: ignore[assignment]  # the word of the definition; DRF has an attribute so named
    met = WholeNumber()
    in_time = WholeNumber()
    overdue = WholeNumber()
    away = WholeNumber()
    exempt = WholeNumber()
    share = serializers.FloatField(allow_null=True, help_text="met / required; null where there is no data")
    fte_required = serializers.FloatField(allow_null=True)
    fte_met = serializers.FloatField(allow_null=True)
    posts_of_unknown_fte = WholeNumber()
    no_data = serializers.BooleanField(help_text="Not in the version in force, or nobody is required")
    suppressed = serializers.ListField(
        child=serializers.CharField(), help_text="Which figures are hidden and why: met:primary"
    )


class UnitOfCell(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class CoverageRow(CellOut):
    org_unit = UnitOfCell()
    level = serializers.CharField()
    skill = serializers.CharField(allow_null=True)


class TrendPoint(CellOut):
    on = serializers.DateField()


class SuppressionOut(serializers.Serializer[Any]):
    threshold = serializers.IntegerField()
    rounding = serializers.IntegerField()


class CoverageMeta(serializers.Serializer[Any]):
    on = serializers.DateField(help_text="The day the figures are of, which is not always the day asked for")
    staff_file_on = serializers.DateField(
        allow_null=True, help_text="The day of the newest staff file that the figures know; null: none was taken over"
    )
    computed_at = serializers.DateTimeField(allow_null=True)
    definition = serializers.URLField()
    suppression = SuppressionOut(allow_null=True, help_text="null: the figures are exact")


class CoverageOut(serializers.Serializer[Any]):
    data = CoverageRow(many=True)  # type: ignore[assignment]  # the envelope of every list
    meta = CoverageMeta()


class TrendOut(serializers.Serializer[Any]):
    data = TrendPoint(many=True)  # type: ignore[assignment]  # the envelope of every list
    meta = CoverageMeta()


def known(codes: list[str], all_codes: list[str]) -> list[str]:
    if wrong := [code for code in codes if code not in all_codes]:
        raise serializers.ValidationError(f"There is no code {', '.join(wrong)}. Use one of {', '.join(all_codes)}.")
    return codes
