"""What a draft asks of each level: minutes, practice, and the targets, changed as the table they are read as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import VersionState
from ..models import FrameworkVersion, Level, LevelDose, PracticeTarget, Skill, Target
from ..queries.mark import mark_of_dose
from .dose_copy import copy_dose
from .meanwhile import must_be_as_seen

MOST_MONTHS = 600  # fifty years: what is kept for longer is kept for good, and asks for no number


class CannotChangeDose(Refused):
    """A published version stays as it is, or the dose contradicts itself. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class TargetAsked:
    skill: Skill
    depth: int
    essential: bool = True
    minutes: int | None = None
    counts_from: int | None = None
    valid_months: int | None = None
    renewal_minutes: int | None = None
    renewal_practices: int | None = None
    renewal_grace_days: int = 0


@dataclass(frozen=True, slots=True)
class PracticeAsked:
    kind: str
    count: int
    months: int | None = None


@transaction.atomic
def add_level(
    *, version: FrameworkVersion, level: Level, by: Account | None, like: LevelDose | None = None
) -> LevelDose:
    """It asks for nothing yet; `like` another dose it begins with what that one asks for, and of whom."""
    must_be_draft(version)
    if version.doses.filter(level=level).exists():
        raise CannotChangeDose(f"{level} is in this version already.")
    if Level.objects.filter(pk=level.pk).exclude(retired_date=None).exists():
        raise CannotChangeDose(f"{level} is retired. Bring it back first.")
    if like and like.version.framework_id != level.framework_id:
        raise CannotChangeDose("The dose to begin with belongs to another framework.")
    dose = copy_dose(like, version=version, level=level) if like else _empty(version, level)
    note(by=by, did="added a level to a draft", to=dose, trust=version.trust, level=level.code)
    return dose


@transaction.atomic
def drop_level(*, dose: LevelDose, by: Account | None) -> None:
    must_be_draft(dose.version)
    note(by=by, did="took a level out of a draft", to=dose, trust=dose.trust, level=dose.level.code)
    dose.delete()


@transaction.atomic
def change_dose(
    *,
    dose: LevelDose,
    taught_minutes: int,
    grace_days: int,
    away_after_days: int,
    targets: Iterable[TargetAsked],
    practice: Iterable[PracticeAsked],
    by: Account | None,
    seen: str | None = None,
) -> LevelDose:
    """The whole dose of one level at once; what is not among `targets` and `practice` is no longer asked for."""
    must_be_draft(dose.version)
    dose = _still_there(dose)
    must_be_as_seen(now=mark_of_dose(dose), seen=seen)
    targets, practice = list(targets), list(practice)
    _must_agree_with_itself(dose, targets, practice)
    dose.taught_minutes, dose.grace_days, dose.away_after_days = taught_minutes, grace_days, away_after_days
    dose.save(update_fields=["taught_minutes", "grace_days", "away_after_days"])
    _replace(dose, targets, practice)
    note(by=by, did="changed the dose of a level", to=dose, trust=dose.trust, level=dose.level.code)
    return dose


def must_be_draft(version: FrameworkVersion) -> None:
    state = FrameworkVersion.objects.select_for_update().filter(pk=version.pk).values_list("state", flat=True).first()
    if state is None:
        raise CannotChangeDose("Somebody discarded this draft meanwhile. Draft a new one.")
    if state != VersionState.DRAFT:
        raise CannotChangeDose("A published version stays as it is. Draft a new one to change what is asked for.")


def _empty(version: FrameworkVersion, level: Level) -> LevelDose:
    return LevelDose.objects.create(trust=version.trust, version=version, level=level)


def _still_there(dose: LevelDose) -> LevelDose:
    found = LevelDose.objects.select_related("level", "version", "trust").filter(pk=dose.pk).first()
    if found is None:
        raise CannotChangeDose(f"Somebody took {dose.level} out of this draft meanwhile.")
    return found


def _must_agree_with_itself(dose: LevelDose, targets: list[TargetAsked], practice: list[PracticeAsked]) -> None:
    if len({target.skill.pk for target in targets}) < len(targets):
        raise CannotChangeDose("A skill has one target in a level.")
    if len({asked.kind for asked in practice}) < len(practice):
        raise CannotChangeDose("Each kind of practice is asked for once.")
    retired = Skill.objects.filter(pk__in=[target.skill.pk for target in targets]).exclude(retired_date=None)
    if names := [*retired.values_list("name", flat=True)]:
        raise CannotChangeDose(f"Retired meanwhile, and asked for no more: {', '.join(names)}. Open the dose anew.")
    for target in targets:
        if reason := _contradiction(dose, target):
            raise CannotChangeDose(f"{target.skill}: {reason}")


def _contradiction(dose: LevelDose, target: TargetAsked) -> str:
    if target.skill.framework_id != dose.level.framework_id:
        return "this skill belongs to another framework."
    if target.counts_from is not None and not 1 <= target.counts_from <= target.depth:
        return "entries count from depth 1 at the least, and never from above the target's depth."
    if target.renewal_minutes and target.renewal_practices:
        return "a renewal is minutes or practice, not both."
    if target.valid_months is not None and target.valid_months > MOST_MONTHS:
        return f"it is kept for at most {MOST_MONTHS} months. Leave the months empty for what never lapses."
    renews = target.renewal_minutes or target.renewal_practices
    if renews and target.valid_months is None:
        return "what never lapses needs no renewal."
    return ""


def _replace(dose: LevelDose, targets: list[TargetAsked], practice: list[PracticeAsked]) -> None:
    dose.targets.all().delete()
    dose.practice_targets.all().delete()
    Target.objects.bulk_create(Target(trust=dose.trust, dose=dose, **_values(asked)) for asked in targets)
    PracticeTarget.objects.bulk_create(
        PracticeTarget(trust=dose.trust, dose=dose, **_values(asked)) for asked in practice
    )


def _values(asked: TargetAsked | PracticeAsked) -> dict[str, Any]:
    return {field.name: getattr(asked, field.name) for field in fields(asked)}
