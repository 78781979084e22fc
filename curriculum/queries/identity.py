"""The skills, groups and levels of a framework in their order, and what it touches when one of them is retired."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ..enums import ClaimState, VersionState
from ..models import (
    Activity,
    ActivityDose,
    Certificate,
    Credential,
    DoseEntry,
    Exemption,
    ExpectedPost,
    Framework,
    FrameworkVersion,
    Holding,
    Identity,
    Level,
    LevelDose,
    LevelPlan,
    Nomination,
    PriorLearning,
    Skill,
    Target,
)
from .framework import version_in_force


@dataclass(frozen=True, slots=True)
class Asking:
    """Which versions ask for a level or a skill: the one in force, those to come, and the draft."""

    in_force: FrameworkVersion | None
    coming: list[FrameworkVersion]
    draft: FrameworkVersion | None


@dataclass(frozen=True, slots=True)
class SkillTouched:
    asking: Asking
    levels: list[Level]  # those that ask for it today
    without_essential: list[Level]  # those of the draft that would ask for nothing essential without it
    activities: int
    credentials: list[Credential]
    claims_waiting: int
    people_given: int
    people_holding: int


@dataclass(frozen=True, slots=True)
class LevelTouched:
    asking: Asking
    people_expected: int
    people_having: int
    people_named: int
    people_exempt: int
    plans: int
    certificates: int


def all_of(kind: type[Identity]) -> QuerySet[Any]:
    return kind._default_manager.all()


def in_order(kind: type[Identity], framework: Framework) -> list[Any]:
    """All of a kind, the retired too; skills by their groups."""
    rows: QuerySet[Any] = all_of(kind).filter(framework=framework)
    if kind is Skill:
        return [*rows.select_related("group").order_by("group__position", "group__code", "position", "code")]
    return [*rows.order_by("position", "code")]


def siblings_of(thing: Any) -> list[Any]:
    """Those in use among which it is moved up and down, itself among them."""
    rows = [row for row in in_order(type(thing), thing.framework) if row.retired_date is None]
    return [row for row in rows if row.group_id == thing.group_id] if isinstance(thing, Skill) else rows


def levels_left_out(version: FrameworkVersion) -> list[Level]:
    """Those in use that the version has not."""
    levels = Level.objects.in_use().filter(framework=version.framework).exclude(doses__version=version)
    return [*levels.order_by("position", "code")]


def beginnings_in(draft: FrameworkVersion) -> list[LevelDose]:
    """The doses that a level can begin with in the draft: those in it, and of the others the last published one."""
    doses = LevelDose.objects.filter(level__framework=draft.framework_id).select_related("version", "level")
    inside = [*doses.filter(version=draft)]
    others = doses.filter(version__state=VersionState.PUBLISHED).exclude(level__in=[dose.level_id for dose in inside])
    latest = {dose.level_id: dose for dose in others.order_by("version__number")}
    return sorted([*inside, *latest.values()], key=lambda dose: (dose.level.position, dose.level.code))


def asked_for(framework: Framework, *, on: dt.date) -> dict[type[Identity], dict[int, list[FrameworkVersion]]]:
    """By level and by skill: the versions that count on the day or later, and the draft, that ask for it."""
    found: dict[type[Identity], dict[int, list[FrameworkVersion]]] = {Level: {}, Skill: {}}
    for version in _counting(framework, on):
        for level in set(version.doses.values_list("level", flat=True)):
            found[Level].setdefault(level, []).append(version)
        for skill in set(Target.objects.filter(dose__version=version).values_list("skill", flat=True)):
            found[Skill].setdefault(skill, []).append(version)
    return found


def asking_for(thing: Any, *, on: dt.date) -> Asking:
    return _asking(asked_for(thing.framework, on=on)[type(thing)].get(thing.pk, []), on)


def skill_touched(skill: Skill, *, on: dt.date) -> SkillTouched:
    asking = asking_for(skill, on=on)
    asked_there = LevelDose.objects.filter(version=asking.in_force, targets__skill=skill)
    given = ActivityDose.objects.filter(skill=skill, version__state=VersionState.PUBLISHED)
    activities = Activity.objects.filter(versions__doses__in=given, retired_date=None).distinct()
    waiting = PriorLearning.objects.filter(state=ClaimState.SUBMITTED, skills__skill=skill)
    held = Holding.objects.filter(trust=skill.trust_id, skill=skill).on(on)
    return SkillTouched(
        asking=asking,
        levels=[*Level.objects.filter(doses__in=asked_there).order_by("position", "code")],
        without_essential=_without_essential(asking.draft, skill),
        activities=activities.count(),
        credentials=[*Credential.objects.claimable().filter(skills__skill=skill).order_by("title", "pk")],
        claims_waiting=waiting.values("pk").distinct().count(),
        people_given=DoseEntry.objects.filter(trust=skill.trust_id, skill=skill).values("person").distinct().count(),
        people_holding=held.values("person").distinct().count(),
    )


def level_touched(level: Level, *, on: dt.date) -> LevelTouched:
    of_level: dict[str, Any] = {"trust": level.trust_id, "level": level}
    begun_or_to_come = Q(until=None) | Q(until__gt=on)
    return LevelTouched(
        asking=asking_for(level, on=on),
        people_expected=_people(ExpectedPost.objects.filter(**of_level).on(on)),
        people_having=_people(Holding.objects.filter(**of_level, skill=None).on(on)),
        people_named=_people(Nomination.objects.filter(begun_or_to_come, **of_level)),
        people_exempt=_people(Exemption.objects.filter(begun_or_to_come, **of_level)),
        plans=LevelPlan.objects.filter(by_date__gte=on, **of_level).count(),
        certificates=Certificate.objects.kept().filter(trust=level.trust_id, subject=str(level.uuid)).count(),
    )


def _counting(framework: Framework, on: dt.date) -> list[FrameworkVersion]:
    """In force, to come and the draft."""
    current = version_in_force(framework.trust, on=on)
    versions = FrameworkVersion.objects.filter(framework=framework)
    counts = Q(state=VersionState.DRAFT) | Q(effective_date__gt=on) | Q(pk=current.pk if current else None)
    return [*versions.filter(counts).order_by("number")]


def _asking(versions: list[FrameworkVersion], on: dt.date) -> Asking:
    dated = [(version.effective_date, version) for version in versions if version.state != VersionState.DRAFT]
    return Asking(
        in_force=next((version for day, version in dated if day and day <= on), None),
        coming=[version for day, version in dated if day and day > on],
        draft=next((version for version in versions if version.state == VersionState.DRAFT), None),
    )


def _without_essential(draft: FrameworkVersion | None, skill: Skill) -> list[Level]:
    if draft is None:
        return []
    others = Target.objects.filter(essential=True).exclude(skill=skill)
    doses = LevelDose.objects.filter(version=draft, targets__skill=skill).exclude(targets__in=others)
    return [*Level.objects.filter(doses__in=doses).distinct().order_by("position", "code")]


def _people(rows: QuerySet[Any]) -> int:
    return rows.values("person").distinct().count()
