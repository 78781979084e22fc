"""Sessions that were held: what can be recorded, what has been, and who came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from workforce.models import Account, Person, Trust
from workforce.queries.person import meant

from ..calc.source import past_training_source
from ..enums import ActivityKind, SourceKind
from ..models import Activity, ActivityVersion, Attendance, DoseEntry, TaughtSession
from .offer import giving_versions

SOURCES: dict[str, SourceKind] = {
    ActivityKind.CLASSROOM: SourceKind.ATTENDANCE,
    ActivityKind.BIG_ROOM: SourceKind.BIG_ROOM,
    ActivityKind.PRACTICE: SourceKind.PRACTICE,
    ActivityKind.TEACHING: SourceKind.TEACHING,
    ActivityKind.SIGN_OFF: SourceKind.SIGN_OFF,
}
BY_NAMES = (ActivityKind.CLASSROOM, ActivityKind.BIG_ROOM, ActivityKind.PRACTICE, ActivityKind.TEACHING)


def recordable(trust: Trust, kinds: Collection[str] = BY_NAMES) -> list[ActivityVersion]:
    """What is given by people rather than on a screen, by kind, module and place in it."""
    order = {kind: number for number, kind in enumerate(SOURCES)}
    found = [version for version in giving_versions(trust.pk) if version.activity.kind in kinds]
    return sorted(
        found,
        key=lambda version: (
            order[version.activity.kind],
            version.activity.module_key,
            version.activity.position,
            version.activity.title,
        ),
    )


def recorded_on(activity: Activity, day: dt.date, people: Iterable[Person]) -> set[int]:
    """Those of the people whom recording the activity of the day would give dose a second time.

    Of a coached Big Room the log of a team may have told already: that is the same meeting (docs/decisions/0018).
    """
    people = list(people)
    logged = logged_on(activity.trust_id, day, people) if activity.kind == ActivityKind.BIG_ROOM else set()
    return recorded_by_name(activity.trust_id, [activity], day, people) | logged


def recorded_by_name(trust: int, activities: Iterable[Activity], day: dt.date, people: Iterable[Person]) -> set[int]:
    """Those of whom one of the activities is recorded on the day, by a session or by a file of past training."""
    people, activities = list(people), list(activities)
    came = Attendance.objects.filter(
        trust=trust, person__in=people, session__version__activity__in=activities, session__given_date=day
    )
    brought = {past_training_source(person.uuid, one.uuid, day) for person in people for one in activities}
    sources = brought.union(came.filter(void_reason="").values_list("uuid", flat=True))
    return set(_giving(trust, people).filter(source_id__in=sources).values_list("person", flat=True))


def logged_on(trust: int, day: dt.date, people: Iterable[Person]) -> set[int]:
    """Those of the people to whom a team's log gives dose on the day: what no attendance here is the source of."""
    named = Attendance.objects.filter(uuid=OuterRef("source_id"))
    given = _giving(trust, people).filter(given_date=day, source_kind=SourceKind.BIG_ROOM)
    return set(given.exclude(Exists(named)).values_list("person", flat=True))


def _giving(trust: int, people: Iterable[Person]) -> QuerySet[DoseEntry]:
    """Their entries that count."""
    voided = DoseEntry.objects.filter(trust=trust, voids_id=OuterRef("pk"))
    return DoseEntry.objects.filter(trust=trust, person__in=people, voids_id=None).exclude(Exists(voided))


def sessions_seen(account: Account, trust: Trust, *, on: dt.date) -> QuerySet[TaughtSession]:
    """The latest first, each with how many came and of how many that was taken away, as far as the account may see."""
    seen = Attendance.objects.open_to(account, on=on).values("pk")
    sessions = TaughtSession.objects.visible_to(account, on=on).filter(trust=trust)
    return (
        sessions.annotate(
            came=Count("attendances", filter=Q(attendances__in=seen, attendances__void_reason="")),
            voided=Count("attendances", filter=Q(attendances__in=seen) & ~Q(attendances__void_reason="")),
        )
        .select_related("version__activity", "site", "recorded_by__person")
        .order_by("-given_date", "-pk")
    )


def sessions_sought(
    account: Account,
    trust: Trust,
    *,
    on: dt.date,
    activity: str = "",
    person: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[TaughtSession]:
    """Of those that the account sees: by words of the title, by somebody whom it sees came, from day to day."""
    found = sessions_seen(account, trust, on=on)
    for word in activity.split():
        found = found.filter(version__activity__title__icontains=word)
    if person:
        came = Attendance.objects.open_to(account, on=on).filter(meant(trust, person, "person__"), trust=trust)
        found = found.filter(pk__in=came.values("session"))
    if first:
        found = found.filter(given_date__gte=first)
    return found.filter(given_date__lte=last) if last else found


def attendances_seen(account: Account, session: TaughtSession, *, on: dt.date) -> Sequence[Attendance]:
    came = Attendance.objects.open_to(account, on=on).filter(session=session).select_related("person")
    return list(came.order_by("person__family_name", "person__given_name", "pk"))
