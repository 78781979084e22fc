"""Facts as rows, read into the plain values that `curriculum.calc` asks for.

Days, depths and codes go over as they are; an FTE in thousandths; an open `until` as forever.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from workforce.models import Absence as AbsenceRow
from workforce.models import PostStretch as StretchRow
from workforce.models import UnitPlace as PlaceRow
from workforce.models import UnitReach
from workforce.queries.built_once import BuiltOnce

from ..calc.audience import AudienceRule, Nomination, PostStretch
from ..calc.days import interval
from ..calc.dose import Entry, LevelDose, Practice, Target
from ..calc.facts import Absence, Exemption, Facts, LevelVersion, UnitPlace, Version
from ..models import AudienceRule as RuleRow
from ..models import DoseEntry, FrameworkVersion, PracticeTarget
from ..models import Exemption as ExemptionRow
from ..models import LevelDose as DoseRow
from ..models import Nomination as NominationRow
from ..models import Target as TargetRow

STRETCH = (
    "post",
    "person",
    "unit",
    "since",
    "until",
    "kind",
    "staff_group",
    "job_role",
    "band",
    "site",
    "fte",
    "flags",
)
ENTRY = (
    "id",
    "skill",
    "depth",
    "given_date",
    "minutes",
    "practice_kind",
    "practice_count",
    "assessment",
    "expires_date",
    "voids_id",
)
TARGET = (
    "skill",
    "depth",
    "essential",
    "minutes",
    "valid_months",
    "renewal_minutes",
    "renewal_practices",
    "renewal_grace_days",
    "counts_from",
)
RULE = ("kinds", "staff_groups", "job_roles", "bands", "flags", "units", "sites")

People = Collection[int] | None  # None: everybody of the trust


def facts_of(trust: int, people: People = None) -> Facts:
    """All that coverage is asked of, for these people."""
    posts = posts_of(trust, people)
    return Facts(
        posts=posts,
        places=places_above(trust, {post.unit for post in posts} if people is not None else None),
        absences=absences_of(trust, people),
        exemptions=exemptions_of(trust, people),
        nominations=nominations_of(trust, people),
        versions=versions_of(trust),
        entries=entries_of(trust, people),
    )


def facts_in(trust: int, units: Collection[int]) -> Facts:
    """The same for whoever had, has or will have a post in the units or below."""
    below = UnitReach.objects.filter(trust=trust, ancestor__in=units).values("unit")
    people = StretchRow.objects.filter(trust=trust, unit__in=below).values_list("person", flat=True)
    return facts_of(trust, list(people.distinct()))


def posts_of(trust: int, people: People) -> tuple[PostStretch, ...]:
    rows: Any = _of(StretchRow.objects, trust, people).order_by("person", "post", "since").values_list(*STRETCH)
    return tuple(
        PostStretch(
            post,
            person,
            unit,
            interval(since, until),
            kind,
            group,
            role,
            band,
            site,
            _thousandths(fte),
            frozenset(flags),
        )
        for post, person, unit, since, until, kind, group, role, band, site, fte, flags in rows
    )


def places_above(trust: int, units: Collection[int] | None) -> tuple[UnitPlace, ...]:
    rows = PlaceRow.objects.filter(trust=trust)
    if units is not None:
        reach = UnitReach.objects.filter(trust=trust, unit__in=units)
        rows = rows.filter(unit__in=reach.values("ancestor"))
    return tuple(
        UnitPlace(unit, parent, interval(since, until))
        for unit, parent, since, until in rows.order_by("unit", "since").values_list("unit", "parent", "since", "until")
    )


def absences_of(trust: int, people: People) -> tuple[Absence, ...]:
    rows = _of(AbsenceRow.objects, trust, people).values_list("person", "since", "until")
    return tuple(Absence(person, interval(since, until)) for person, since, until in rows)


def exemptions_of(trust: int, people: People) -> tuple[Exemption, ...]:
    rows = _of(ExemptionRow.objects, trust, people).values_list("person", "level", "since", "until")
    return tuple(Exemption(person, level, interval(since, until)) for person, level, since, until in rows)


def nominations_of(trust: int, people: People) -> tuple[Nomination, ...]:
    rows = _of(NominationRow.objects, trust, people).values_list("person", "level", "since", "until", "post", "unit")
    return tuple(
        Nomination(person, level, interval(since, until), post, unit)
        for person, level, since, until, post, unit in rows
    )


def entries_of(trust: int, people: People, skills: Collection[int] | None = None) -> dict[int, tuple[Entry, ...]]:
    found: Iterable[tuple[Any, ...]]
    if people is not None and len(people) == 1 and skills is None:
        found = _OF_ONE(trust=trust, person=next(iter(people)))
    else:
        rows: QuerySet[Any] = _of(DoseEntry.objects, trust, people)
        found = _in_order(rows if skills is None else rows.filter(skill__in=skills))
    return {
        person: tuple(Entry(*row[1:]) for row in theirs) for person, theirs in groupby(found, key=lambda row: row[0])
    }


def _in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("person", "given_date", "id").values_list("person", *ENTRY)


_OF_ONE = BuiltOnce(lambda trust, person: _in_order(DoseEntry.objects.filter(trust=trust, person=person)))


def versions_of(trust: int) -> tuple[Version, ...]:
    """The published versions, in order. They never change, so each is read once."""
    return tuple(_version(*row) for row in _PUBLISHED(trust=trust))


_PUBLISHED = BuiltOnce(
    lambda trust: (
        FrameworkVersion.objects.filter(trust=trust)
        .published()
        .order_by("effective_date")
        .values_list("pk", "effective_date", "recorded_at")
    )
)


@lru_cache(maxsize=256)
def _version(pk: int, begins: dt.date, recorded_at: dt.datetime) -> Version:
    """When it was recorded tells it from one that had its key before, in a database put in this one's place."""
    return version_as_if(pk, begins)


def version_as_if(pk: int, begins: dt.date) -> Version:
    """What a version says, as if it began on the day. Read anew each time, since a draft changes."""
    doses = DoseRow.objects.filter(version=pk).values_list(
        "pk", "level", "taught_minutes", "grace_days", "away_after_days"
    )
    rules, targets, practices = _rules(pk), _targets(pk), _practices(pk)
    return Version(
        since=begins,
        levels={
            level: LevelVersion(
                audience=tuple(rules[dose]),
                dose=LevelDose(tuple(targets[dose]), taught_minutes, tuple(practices[dose]), *days),
            )
            for dose, level, taught_minutes, *days in doses
        },
    )


def _rules(version: int) -> dict[int, list[AudienceRule]]:
    rows = RuleRow.objects.filter(dose__version=version).order_by("pk").values_list("dose", *RULE)
    return _by_first((dose, AudienceRule(*map(frozenset, conditions))) for dose, *conditions in rows)


def _targets(version: int) -> dict[int, list[Target]]:
    rows = TargetRow.objects.filter(dose__version=version).order_by("skill").values_list("dose", *TARGET)
    return _by_first((dose, Target(*values)) for dose, *values in rows)


def _practices(version: int) -> dict[int, list[Practice]]:
    rows = PracticeTarget.objects.filter(dose__version=version).order_by("kind")
    found = rows.values_list("dose", "kind", "count", "months")
    return _by_first((dose, Practice(kind, count, months)) for dose, kind, count, months in found)


def _by_first(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for first, second in pairs:
        found[first].append(second)
    return found


def _of(rows: Any, trust: int, people: People) -> QuerySet[Any]:
    mine = Q(trust=trust) if people is None else Q(trust=trust, person__in=people)
    found: QuerySet[Any] = rows.filter(mine)
    return found


def _thousandths(fte: Decimal | None) -> int | None:
    return None if fte is None else int(fte * 1000)
