"""When a team meets: what its slot says of each date, and what was said of it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q

from workforce.models import Account, Person, Trust

from ..calc.agenda import Part
from ..calc.slots import Slot, dates
from ..enums import Mode, SessionState
from ..models import Action, Coaching, SessionReflection, Team, TeamMember, TeamSession, TeamSlot
from .holiday import holidays_over

AHEAD = dt.timedelta(weeks=6)
BACK = dt.timedelta(weeks=12)


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
    slots = TeamSlot.objects.filter(team__in=by_pk).overlapping(since, until)
    holidays = holidays_over([*by_pk.values()], since=since, until=until)
    told = TeamSession.objects.filter(team__in=by_pk).filter(
        Q(date__gte=since, date__lt=until) | Q(slot_date__gte=since, slot_date__lt=until)
    )
    found: dict[int, list[Meeting]] = {pk: [] for pk in by_pk}
    said: dict[int, list[TeamSession]] = {pk: [] for pk in by_pk}
    for row in told.order_by("date", "pk"):
        said[row.team_id].append(row)
    for slot in slots:
        known = {row.slot_date for row in said[slot.team_id]}
        without = known | holidays[slot.team_id]
        found[slot.team_id] += _of_slot(by_pk[slot.team_id], slot, without, since, until)
    for pk, rows in said.items():
        found[pk] += [_as_told(by_pk[pk], row) for row in rows if since <= row.date < until]
        found[pk].sort(key=attrgetter("date"))
    return found


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


def to_be_told(team: Team, *, on: dt.date) -> Meeting | None:
    """The latest date up to today of which nobody has said whether it was held."""
    past = meetings(team, since=on - BACK, until=on + dt.timedelta(days=1))
    open_ones = [one for one in past if one.state == SessionState.PLANNED]
    return open_ones[-1] if open_ones else None


def next_meeting(team: Team, *, after: dt.date) -> Meeting | None:
    ahead = meetings(team, since=after + dt.timedelta(days=1), until=after + AHEAD)
    return next((one for one in ahead if one.state == SessionState.PLANNED), None)


def held(team: Team) -> list[TeamSession]:
    """The latest first."""
    return list(team.sessions.filter(state=SessionState.HELD).order_by("-date"))


def last_held(team: Team, *, before: dt.date | None = None) -> TeamSession | None:
    found = team.sessions.filter(state=SessionState.HELD)
    return (found.filter(date__lt=before) if before else found).order_by("-date").first()


def agenda_of(session: TeamSession | None) -> list[Part]:
    return [Part(**part) for part in session.agenda] if session else []


def open_actions(team: Team) -> list[Action]:
    """What is due first stands first; without a day last."""
    rows = list(team.actions.filter(closed_at=None).select_related("owner"))
    return sorted(rows, key=lambda row: (row.due_date is None, row.due_date or dt.date.min, row.pk))


def closed_actions(team: Team, *, at_most: int) -> list[Action]:
    """Done or let go of; the latest first."""
    rows = team.actions.exclude(closed_at=None).select_related("owner")
    return list(rows.order_by("-closed_at", "-pk")[:at_most])


def people_of(team: Team, *, on: dt.date) -> dict[Person, str]:
    """Who is expected at a session, and as what: its coaches first, then its members."""
    coaching = Coaching.objects.filter(team=team).on(on).select_related("coach__person").order_by("part")
    members = TeamMember.objects.filter(team=team).on(on).select_related("person")
    found = {row.coach.person: row.get_part_display() for row in coaching}
    for member in sorted(members, key=lambda row: (row.person.family_name, row.person.given_name)):
        found.setdefault(member.person, member.get_part_display())
    return found


def reflection_of(session: TeamSession, account: Account) -> SessionReflection | None:
    """One's own."""
    return SessionReflection.objects.filter(session=session, writer=account.person).first() if account.person else None


def usual_mode(meeting: Meeting | None) -> str:
    return meeting.mode if meeting else Mode.ROOM


def teams_seen(account: Account, trust: Trust, *, on: dt.date) -> list[Team]:
    """Of the trust, as far as the account sees them, by name."""
    seen = Team.objects.visible_to(account, on=on).filter(trust=trust)
    return list(seen.select_related("pathway", "programme", "academy").order_by("name"))


def coaches_of(teams: Iterable[Team], *, on: dt.date) -> Mapping[int, list[Coaching]]:
    rows = Coaching.objects.filter(team__in=list(teams)).on(on).select_related("coach__person").order_by("part")
    found: dict[int, list[Coaching]] = {}
    for row in rows:
        found.setdefault(row.team_id, []).append(row)
    return found
