"""What an editor of the framework was shown, as a mark: it differs as soon as somebody else has changed it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from ..calc.mark import mark_of
from ..models import AudienceRule, FrameworkVersion, Identity, LevelDose

OWN_WORDS = ("name", "name_cy", "description", "depth_words", "group_id")


def mark_of_identity(thing: Identity) -> str:
    """Of its words; where it stands in the order is changed beside them, and takes nothing away."""
    return mark_of({name: getattr(thing, name) for name in OWN_WORDS if hasattr(thing, name)})


def mark_of_dose(dose: LevelDose) -> str:
    """Of its minutes, days, targets and practice, whatever rows they are kept in; its rules have marks of their own."""
    targets = [_told(row) for row in dose.targets.order_by("skill")]
    practice = [_told(row) for row in dose.practice_targets.order_by("kind")]
    return mark_of([_told(dose), targets, practice])


def mark_of_rule(rule: AudienceRule) -> str:
    return mark_of(_told(rule))


def mark_of_version(version: FrameworkVersion) -> str:
    """Of all that it asks for, and of whom."""
    doses = version.doses.prefetch_related("audience_rules").order_by("level")
    return mark_of(
        [(mark_of_dose(dose), sorted(mark_of_rule(rule) for rule in dose.audience_rules.all())) for dose in doses]
    )


def _told(row: Model) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in ("id", "dose")}
