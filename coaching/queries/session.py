"""When a team meets: what its slot says of each date, and what was said of it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Count, Max, Q

from workforce.models import Account, Person
from workforce.queries.built_once import BuiltOnce, first, together

from ..calc.agenda import Part
from ..calc.slots import Slot, dates
from ..enums import Mode, SessionState
from ..models import (
    Action,
    Coaching,
    SessionGuests,
    SessionPerson,
    SessionReflection,
    Team,
    TeamMember,
    TeamSession,
    TeamSlot,
)
from .holiday import holidays_over

AHEAD = dt.timedelta(weeks=6)
BACK = dt.timedelta(weeks=12)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Meeting:
    """One date on which a team meets, met or did not. `told`: what was said of it; none: only its `slot` says so."""

    team: Team
    date: dt.date
    slot_date: dt.date | None
    begins: dt.time | None
    minutes: int | None
    mode: str
    place: str
    told: TeamSession | None = None
    slot: TeamSlot | None = None

    @property
    def state(self) -> str:
        return self.told.state if self.told else SessionState.PLANNED


def meetings(team: Team, *, since: dt.date, until: dt.date) -> list[Meeting]:
    """Of `[since, until)`, in order: the dates of the slots, as they were changed, and extra ones."""
    return meetings_of([team], since=since, until=until)[team.pk]


def meetings_of(teams: Iterable[Team], *, since: dt.date, until: dt.date) -> dict[int, list[Meeting]]:
    """By team. Three statements however many teams."""
    by_pk = {team.pk: team for team in teams}
    slots, told = together([_SLOTS, _TOLD], teams=[*by_pk], since=since, until=until)
    holidays = holidays_over([*by_pk.values()], since=since, until=until)
    found: dict[int, list[Meeting]] = {pk: [] for pk in by_pk}
    said: dict[int, list[TeamSession]] = {pk: [] for pk in by_pk}
    for row in told:
        said[row.team_id].append(row)
    for slot in slots:
        known = {row.slot_date for row in said[slot.team_id]}
        without = known | holidays[slot.team_id]
        found[slot.team_id] += _of_slot(by_pk[slot.team_id], slot, without, since, until)
    for pk, rows in said.items():
        found[pk] += [_as_told(by_pk[pk], row) for row in rows if since <= row.date < until]
        found[pk].sort(key=attrgetter("date"))
    return found


_SLOTS = BuiltOnce(lambda teams, since, until: TeamSlot.objects.filter(team__in=teams).overlapping(since, until))
_TOLD = BuiltOnce(
    lambda teams, since, until: (
        TeamSession.objects.filter(team__in=teams)
        .filter(Q(date__gte=since, date__lt=until) | Q(slot_date__gte=since, slot_date__lt=until))
        .order_by("date", "pk")
    )
)


def _of_slot(
    team: Team, slot: TeamSlot, known: set[dt.date | None], since: dt.date, until: dt.date
) -> Iterator[Meeting]:
    recurs = Slot(slot.weekday, slot.every_weeks, slot.since, slot.until)
    for day in dates(recurs, since=since, until=until):
        if day not in known and team.meets_on(day):
            yield Meeting(team, day, day, slot.begins, slot.minutes, slot.mode, slot.place, slot=slot)


def _as_told(team: Team, row: TeamSession) -> Meeting:
    return Meeting(team, row.date, row.slot_date, row.begins, row.minutes, row.mode, row.place, row)


def slot_on(team: Team, day: dt.date) -> Meeting | None:
    """What the team's slot says of the day, whatever was said of it since."""
    for slot in TeamSlot.objects.filter(team=team).on(day):
        for found in _of_slot(team, slot, set(), day, day + dt.timedelta(days=1)):
            return found
    return None


def unlogged(team: Team, *, on: dt.date) -> list[Meeting]:
    """Dates up to today of which nobody has said whether they were held, the latest last."""
    return still_open(meetings(team, since=on - BACK, until=on + dt.timedelta(days=1)), on=on)


def still_open(around: Iterable[Meeting], *, on: dt.date) -> list[Meeting]:
    """The same of meetings that were read already."""
    return [one for one in around if one.date <= on and one.state == SessionState.PLANNED]


def to_be_told(team: Team, *, on: dt.date) -> Meeting | None:
    """The latest of them."""
    open_ones = unlogged(team, on=on)
    return open_ones[-1] if open_ones else None
    return open_ones[-1] if open_ones else None


def next_meeting(team: Team, *, after: dt.date) -> Meeting | None:
    ahead = meetings(team, since=after + dt.timedelta(days=1), until=after + AHEAD)
    return next((one for one in ahead if one.state == SessionState.PLANNED), None)


def held(team: Team) -> list[TeamSession]:
    """The latest first."""
    return list(team.sessions.filter(state=SessionState.HELD).order_by("-date"))


def last_held(team: Team, *, before: dt.date | None = None) -> TeamSession | None:
    """`before`: a day."""
    found: TeamSession | None = first(_HELD(team=team.pk, before=before or dt.date.max))
    return found


_HELD = BuiltOnce(
    lambda team, before: TeamSession.objects.filter(team=team, state=SessionState.HELD, date__lt=before).order_by(
        "-date"
    )[:1]
)


def agenda_of(session: TeamSession | None) -> list[Part]:
    return [Part(**part) for part in session.agenda] if session else []


def open_actions(team: Team) -> list[Action]:
    """What is due first stands first; without a day last."""
    rows: list[Action] = _OPEN_ACTIONS(team=team.pk)
    return sorted(rows, key=lambda row: (row.due_date is None, row.due_date or dt.date.min, row.pk))


_OPEN_ACTIONS = BuiltOnce(lambda team: Action.objects.filter(team=team, closed_at=None).select_related("owner"))


def closed_actions(team: Team, *, at_most: int) -> list[Action]:
    """Done or let go of; the latest first."""
    rows = team.actions.exclude(closed_at=None).select_related("owner")
    return list(rows.order_by("-closed_at", "-pk")[:at_most])


def people_of(team: Team, *, on: dt.date) -> dict[Person, str]:
    """Who is expected at a session, and as what: its coaches first, then its members."""
    found = {row.coach.person: row.get_part_display() for row in coaches_of([team], on=on).get(team.pk, [])}
    for member in members_of(team, on=on):
        found.setdefault(member.person, member.get_part_display())
    return found


def members_of(team: Team, *, on: dt.date) -> list[TeamMember]:
    """By name."""
    return sorted(_MEMBERS(team=team.pk, on=on), key=lambda row: (row.person.family_name, row.person.given_name))


_MEMBERS = BuiltOnce(lambda team, on: TeamMember.objects.filter(team=team).on(on).select_related("person"))


@dataclass(slots=True)
class Came:
    """How many people came, and which guests."""

    people: int
    guests: list[SessionGuests]


def who_came(sessions: Iterable[TeamSession]) -> dict[int, Came]:
    """By session. Two statements however many."""
    keys = [one.pk for one in sessions]
    people, guests = together([_PEOPLE, _GUESTS], sessions=keys)
    found = {key: Came(0, []) for key in keys}
    for key, number in people:
        found[key].people = number
    for row in guests:
        found[row.session_id].guests.append(row)
    return found


_PEOPLE = BuiltOnce(
    lambda sessions: (
        SessionPerson.objects.filter(session__in=sessions).order_by().values_list("session").annotate(Count("pk"))
    )
)
_GUESTS = BuiltOnce(lambda sessions: SessionGuests.objects.filter(session__in=sessions).order_by("pk"))


def told_sessions(team: Team) -> list[TeamSession]:
    """The latest that were held or called off, the latest first."""
    return _LATEST(team=team.pk)


_LATEST = BuiltOnce(
    lambda team: (
        TeamSession.objects.filter(team=team).exclude(state=SessionState.PLANNED).order_by("-date", "-pk")[:SHOWN]
    )
)


def reflection_of(session: TeamSession, account: Account) -> SessionReflection | None:
    """One's own."""
    return SessionReflection.objects.filter(session=session, writer=account.person).first() if account.person else None


def usual_mode(meeting: Meeting | None) -> str:
    return meeting.mode if meeting else Mode.ROOM


def coaches_of(teams: Iterable[Team], *, on: dt.date) -> Mapping[int, list[Coaching]]:
    found: dict[int, list[Coaching]] = {}
    for row in _COACHING(teams=[team.pk for team in teams], on=on):
        found.setdefault(row.team_id, []).append(row)
    return found


_COACHING = BuiltOnce(
    lambda teams, on: Coaching.objects.filter(team__in=teams).on(on).select_related("coach__person").order_by("part")
)


def last_days(teams: Iterable[Team]) -> dict[int, dt.date]:
    """On which day each met last; those that never met are not there."""
    return dict(_LAST_DAYS(teams=[team.pk for team in teams]))


_LAST_DAYS = BuiltOnce(
    lambda teams: (
        TeamSession.objects.filter(team__in=teams, state=SessionState.HELD)
        .order_by()
        .values_list("team")
        .annotate(Max("date"))
    )
)
