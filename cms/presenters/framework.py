"""The framework in words: what a target asks for, whom a rule means, what a draft changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.academy_page import duration
from curriculum.enums import Depth, VersionState
from curriculum.models import AudienceRule, FrameworkVersion, LevelDose, PracticeTarget, Target
from curriculum.queries.framework import LevelChange, Some
from workforce.enums import PostFlag, PostKind, StaffGroup
from workforce.models import Site, UnitPlace

TAGS = {
    "force": "nhsuk-tag--green",
    "coming": "nhsuk-tag--blue",
    "past": "nhsuk-tag--grey",
    "draft": "nhsuk-tag--yellow",
}


def months(count: int | None) -> str:
    if count is None:
        return _("does not lapse")
    return ngettext("%(n)d month", "%(n)d months", count) % {"n": count}


def renewal(target: Target) -> str:
    if target.renewal_minutes:
        return _("%(time)s of learning") % {"time": duration(target.renewal_minutes)}
    if target.renewal_practices:
        return ngettext("%(n)d practice", "%(n)d practices", target.renewal_practices) % {"n": target.renewal_practices}
    return _("the dose again") if target.valid_months else "–"


@dataclass(frozen=True, slots=True)
class VersionLine:
    version: FrameworkVersion
    words: str
    tag: str


def version_lines(versions: Iterable[FrameworkVersion], *, today: dt.date) -> list[VersionLine]:
    """The newest first; of the published ones that have begun, the last to begin is in force."""
    versions = list(versions)
    begun = [
        v for v in versions if v.effective_date and v.state == VersionState.PUBLISHED and v.effective_date <= today
    ]
    current = max(begun, key=lambda version: version.effective_date or today, default=None)
    return [VersionLine(version, *_standing(version, current, today)) for version in versions]


def _standing(version: FrameworkVersion, current: FrameworkVersion | None, today: dt.date) -> tuple[str, str]:
    if version.state == VersionState.DRAFT:
        return _("Draft"), TAGS["draft"]
    if version == current:
        return _("In force"), TAGS["force"]
    if version.effective_date and version.effective_date > today:
        return _("Coming"), TAGS["coming"]
    return _("Past"), TAGS["past"]


@dataclass(frozen=True, slots=True)
class TargetLine:
    skill: str
    name: str
    depth: str
    essential: bool
    minutes: str
    kept: str
    renewed_by: str


def target_lines(dose: LevelDose) -> list[TargetLine]:
    ordered = sorted(dose.targets.all(), key=lambda target: (target.skill.position, target.skill.code))
    return [
        TargetLine(
            skill=target.skill.code,
            name=target.skill.name,
            depth=f"{target.depth} {Depth(target.depth).label}",
            essential=target.essential,
            minutes=duration(target.minutes) if target.minutes else "–",
            kept=months(target.valid_months),
            renewed_by=renewal(target),
        )
        for target in ordered
    ]


def practice_words(practice: PracticeTarget) -> str:
    told = {"n": practice.count, "kind": practice.get_kind_display(), "months": months(practice.months)}
    return _("%(kind)s: %(n)d") % told if practice.months is None else _("%(kind)s: %(n)d within %(months)s") % told


def practices_told(dose: LevelDose) -> list[str]:
    return [practice_words(practice) for practice in dose.practice_targets.all()]


def rule_words(rule: AudienceRule, *, units: dict[int, str], sites: dict[int, str]) -> list[str]:
    """The conditions of a rule, each a phrase; all of them hold together."""
    asked = [
        _one_of(_("Posts"), [str(PostKind(kind).label) for kind in rule.kinds])
        or _("Posts: all but bank, placement and rotation"),
        _one_of(_("Staff groups"), [str(StaffGroup(group).label) for group in rule.staff_groups]),
        _one_of(_("Bands"), [band or _("none") for band in rule.bands]),
        _one_of(_("Job roles"), rule.job_roles),
        _one_of(_("Marked as"), [str(PostFlag(flag).label) for flag in rule.flags]),
        _one_of(_("In"), [units.get(unit, "?") for unit in rule.units]),
        _one_of(_("Sites"), [sites.get(site, "?") for site in rule.sites]),
    ]
    return [words for words in asked if words]


def _one_of(what: str, values: Iterable[str]) -> str:
    listed = _(" or ").join(values)
    return f"{what}: {listed}" if listed else ""


def names_in(rules: Iterable[AudienceRule], *, on: dt.date) -> dict[str, dict[int, str]]:
    """Names of the units and sites that rules speak of, for `rule_words`."""
    rules = list(rules)
    units = {unit for rule in rules for unit in rule.units}
    sites = {site for rule in rules for site in rule.sites}
    places = UnitPlace.objects.filter(unit__in=units).order_by("since") if units else UnitPlace.objects.none()
    return {
        "units": dict(places.values_list("unit", "name")),
        "sites": dict(Site.objects.filter(pk__in=sites).values_list("pk", "name")) if sites else {},
    }


@dataclass(frozen=True, slots=True)
class ChangeLine:
    words: str
    names: list[str]
    more: int


def change_lines(change: LevelChange) -> list[ChangeLine]:
    told = [
        (change.gains, ngettext("%(n)d person gains this level", "%(n)d people gain this level", change.gains.people)),
        (change.loses, ngettext("%(n)d person loses this level", "%(n)d people lose this level", change.loses.people)),
        (
            change.newly_holds,
            ngettext("%(n)d person will newly have it", "%(n)d people will newly have it", change.newly_holds.people),
        ),
        (
            change.no_longer_holds,
            ngettext(
                "%(n)d person will no longer have it",
                "%(n)d people will no longer have it",
                change.no_longer_holds.people,
            ),
        ),
    ]
    return [_change_line(some, words) for some, words in told if some.people]


def _change_line(some: Some, words: str) -> ChangeLine:
    return ChangeLine(words % {"n": some.people}, some.names, some.people - len(some.names))
