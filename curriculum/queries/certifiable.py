"""What somebody can have a certificate of: levels they hold, and what they completed here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from workforce.models import Person

from ..calc.days import Interval
from ..calc.timeline import ground_of
from ..enums import ActivityKind, CertificateKind, SourceKind
from ..models import Attempt, DoseEntry, FrameworkVersion, Level
from .certificate import days_of_level, given_days, ledger_of
from .facts import versions_of
from .offer import giving_versions
from .record import record_of

# What was learned elsewhere is certified by whoever taught it; of past training we know no more than a file says.
NOT_GIVEN_HERE = frozenset({SourceKind.PRIOR_LEARNING, SourceKind.PAST_TRAINING})
Done: TypeAlias = tuple[dt.date, UUID]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a certificate says, and what it stands on."""

    kind: CertificateKind
    subject: str
    title: str
    since: dt.date
    until: dt.date | None = None
    version: FrameworkVersion | None = None
    sources: tuple[UUID, ...] = ()


def levels_held(person: Person, *, on: dt.date) -> list[Fact]:
    """Each level that the person has on the day, whether or not it is asked of them, in the order of the levels."""
    told, ground = ledger_of(person), ground_of(versions_of(person.trust_id), {})
    versions = [*FrameworkVersion.objects.filter(trust=person.trust_id).published().order_by("-effective_date")]
    levels = Level.objects.filter(trust=person.trust_id).order_by("position", "pk")
    held = ((level, days) for level in levels for days in days_of_level(ground, level.pk, told))
    return [_level_fact(level, days, versions) for level, days in held if on in days]


def modules_completed(person: Person, titles: Mapping[str, str]) -> list[Fact]:
    """Those of the modules, in their order, of which every lesson, or the test, gave the person dose."""
    done = _done(person)
    asked: dict[str, list[int]] = defaultdict(list)
    tests: dict[str, int] = {}
    for version in giving_versions(person.trust_id):
        activity = version.activity
        if activity.kind == ActivityKind.LESSON and version.doses.all():
            asked[activity.module_key].append(activity.pk)
        elif activity.kind == ActivityKind.TEST:
            tests[activity.module_key] = activity.pk
    ways = {code: [asked[code], [tests[code]] if code in tests else []] for code in titles}
    return [
        _module_fact(code, titles[code], min(ways_done, key=max))
        for code in titles
        if (ways_done := [*_whole(ways[code], done)])
    ]


def source_completed(person: Person, source: UUID) -> Fact | None:
    """What one source gave the person here, unless it was taken away."""
    kinds = DoseEntry.objects.filter(trust=person.trust_id, person=person, source_id=source, voids_id=None)
    kind = kinds.exclude(source_kind__in=NOT_GIVEN_HERE).values_list("source_kind", flat=True).first()
    day = given_days(ledger_of(person)).get(source)
    if kind is None or day is None:
        return None
    [given] = record_of(person, [{"source_kind": kind, "source_id": source, "day": day}])
    title = given.title or str(given.kind.label)
    return Fact(CertificateKind.ACTIVITY, str(source), title, since=day, sources=(source,))


def _level_fact(level: Level, days: Interval, versions: list[FrameworkVersion]) -> Fact:
    """`versions`: the latest first. The one in force on the day on which the level was reached."""
    version = next(one for one in versions if one.effective_date and one.effective_date <= days.since)
    return Fact(CertificateKind.LEVEL, str(level.uuid), level.name, days.since, days.end, version)


def _module_fact(code: str, title: str, done: list[Done]) -> Fact:
    sources = tuple(source for _day, source in done)
    return Fact(CertificateKind.MODULE, code, title, since=max(day for day, _source in done), sources=sources)


def _whole(ways: list[list[int]], done: Mapping[int, Done]) -> Iterator[list[Done]]:
    """Each way of completing a module that was gone to its end."""
    for activities in ways:
        if activities and all(activity in done for activity in activities):
            yield [done[activity] for activity in activities]


def _done(person: Person) -> dict[int, Done]:
    """By activity: when it first gave the person dose that still counts, and from which source."""
    given = given_days(ledger_of(person))
    passed = Attempt.objects.filter(trust=person.trust_id, person=person, passed=True, uuid__in=given)
    found: dict[int, Done] = {}
    for activity, source in passed.values_list("version__activity", "uuid"):
        found[activity] = min(found.get(activity, (given[source], source)), (given[source], source))
    return found
