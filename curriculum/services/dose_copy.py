"""A dose taken over into a draft, for the same level or another: minutes, practice, targets and audience."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from ..models import FrameworkVersion, Level, LevelDose


def copy_dose(source: LevelDose, *, version: FrameworkVersion, level: Level) -> LevelDose:
    """Nothing is asked for any more in a skill that was retired since."""
    dose = LevelDose.objects.get(pk=source.pk)
    dose.pk, dose.version, dose.level, dose._state.adding = None, version, level, True
    dose.save()
    _copy_rows(source.targets.filter(skill__retired_date=None), dose)
    _copy_rows(source.practice_targets.all(), dose)
    _copy_rows(source.audience_rules.all(), dose)
    return dose


def _copy_rows(rows: QuerySet[Model], dose: LevelDose) -> None:
    copies = [*rows]
    for row in copies:
        row.pk, row.dose = None, dose  # type: ignore[attr-defined]  # each is a part of a dose
    rows.model._default_manager.bulk_create(copies)
