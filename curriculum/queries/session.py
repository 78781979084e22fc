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
    """Those of the people of whom the activity is recorded on the day, by a session or by a file of past training."""
    people = list(people)
    came = Attendance.objects.filter(
        trust=activity.trust_id, person__in=people, session__version__activity=activity, session__given_date=day
    )
    brought = {past_training_source(person.uuid, activity.uuid, day): person.pk for person in people}
    sources = {**dict(came.filter(void_reason="").values_list("uuid", "person")), **brought}
    voided = DoseEntry.objects.filter(trust=activity.trust_id, voids_id=OuterRef("pk"))
    giving = DoseEntry.objects.filter(trust=activity.trust_id, source_id__in=sources, voids_id=None)
    return set(giving.exclude(Exists(voided)).values_list("person", flat=True))


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
