"""The log of a team: told of once, by one of its coaches; changed afterwards; called off with a reason; moved.

Of a session that was held only the date, who came and the next step are asked for.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..calc.agenda import Part
from ..enums import CalledOff, Mode, SessionState
from ..models import SessionGuests, Team, TeamSession
from ..queries.clash import clash_words
from ..queries.session import Meeting
from .action import NewAction, add_actions, close_actions
from .session_people import tell_who_came
from .session_rows import row_on

LONGEST_STEP = 300
LONGEST_BACK = dt.timedelta(days=366)


class CannotTell(Refused):
    """The log does not take it. Its text is for the reader."""


class ToldAlready(CannotTell):
    """Somebody was quicker. `other`: the session they told of."""

    def __init__(self, other: TeamSession, by: Account) -> None:
        person = other.recorded_by.person if other.recorded_by else None
        who = "You have" if other.recorded_by == by else f"{person or 'Somebody'} has"
        super().__init__(
            f"{who} logged this team's session of that day already. Nothing of what you typed is lost: "
            "open that log and add what is missing."
        )
        self.other = other


@dataclass(frozen=True, slots=True)
class Log:
    """What is told of a session. `came`: each with the roles they took. Minutes are empty where nobody said; of the
    agenda nobody said anything, it stays as it was prepared."""

    date: dt.date
    came: Mapping[Person, tuple[str, ...]]
    next_step: str
    guests: Mapping[str, int] = field(default_factory=dict)
    story: bool = False
    minutes: int | None = None
    mode: str = Mode.ROOM
    done: Collection[uuid.UUID] = ()
    dropped: Collection[uuid.UUID] = ()
    actions: Collection[NewAction] = ()
    agenda: Sequence[Part] | None = None


@transaction.atomic
def tell_session(*, session: uuid.UUID, team: Team, log: Log, on: dt.date, by: Account) -> TeamSession:
    """Sent twice, it is told of once. A date that was prepared or moved becomes the session that was held."""
    team = _held_team(team)
    if told := TeamSession.objects.filter(trust=team.trust_id, uuid=session, state=SessionState.HELD).first():
        return told
    _must_be_sound(team, log, on)
    row = (
        team.sessions.filter(date=log.date).exclude(state=SessionState.CALLED_OFF).select_related("recorded_by").first()
    )
    if row and row.state == SessionState.HELD:
        raise ToldAlready(row, by)
    row = row or row_on(session, team, log.date)
    if row.pk is None:
        row.recorded_by = by
    _write(row, team, log, by)
    note(by=by, did="told of a session", to=row, people=len(log.came))
    return row


@transaction.atomic
def change_session(*, session: TeamSession, log: Log, on: dt.date, by: Account) -> TeamSession:
    """What people were given follows: taken back from who was not there, given to who was."""
    team = _held_team(session.team)
    session = TeamSession.objects.get(pk=session.pk)
    if session.state != SessionState.HELD:
        raise CannotTell("This session was not held, so there is nothing to change in its log.")
    _must_be_sound(team, log, on)
    other = team.sessions.filter(date=log.date, state=SessionState.HELD).exclude(pk=session.pk).first()
    if other:
        raise ToldAlready(other, by)
    _write(session, team, log, by)
    note(by=by, did="changed the log of a session", to=session, people=len(log.came))
    return session


@transaction.atomic
def call_off(*, team: Team, meeting: Meeting, reason: str, by: Account) -> TeamSession:
    team = _held_team(team)
    if reason not in CalledOff.values:
        raise CannotTell("Say why it is not held: choose one of the reasons.")
    row = _row_of(team, meeting, by)
    if row.state == SessionState.HELD:
        raise CannotTell("This session was held already, so it cannot be called off.")
    row.state, row.called_off = SessionState.CALLED_OFF, reason
    _save(row)
    note(by=by, did="called off a session", to=row, reason=reason)
    return row


@transaction.atomic
def call_off_all(*, team: Team, meetings: Collection[Meeting], reason: str, by: Account) -> list[TeamSession]:
    """Several dates for one reason, such as those of a long time away: all of them or none."""
    if not meetings:
        raise CannotTell("No date is ticked. Tick those that were not held.")
    return [call_off(team=team, meeting=one, reason=reason, by=by) for one in meetings]


@transaction.atomic
def bring_back(*, session: TeamSession, by: Account) -> TeamSession:
    """A session that was called off is held after all."""
    team = _held_team(session.team)
    if session.state != SessionState.CALLED_OFF:
        raise CannotTell("This session is not called off.")
    _must_be_free(team, session.date, session)
    session.state, session.called_off = SessionState.PLANNED, ""
    _save(session)
    note(by=by, did="brought a session back", to=session)
    return session


@transaction.atomic
def move_session(
    *, team: Team, meeting: Meeting, date: dt.date, begins: dt.time, minutes: int, place: str, mode: str, by: Account
) -> TeamSession:
    """One date only; the slot stays. Calendars follow the same event."""
    team = _held_team(team)
    row = _row_of(team, meeting, by)
    if row.state == SessionState.HELD:
        raise CannotTell("This session was held already, so it cannot be moved. Change its log instead.")
    _must_be_free(team, date, row)
    if words := clash_words(team, date, begins, minutes):
        raise CannotTell(words)
    row.date, row.begins, row.minutes, row.place, row.mode = date, begins, minutes, place.strip(), mode
    row.state, row.called_off = SessionState.PLANNED, ""
    _save(row)
    note(by=by, did="moved a session", to=row, date=str(date))
    return row


def _held_team(team: Team) -> Team:
    """One who tells of a team's sessions at a time."""
    Team.objects.select_for_update().only("pk").get(pk=team.pk)
    return Team.objects.select_related("trust", "programme", "cohort__version").get(pk=team.pk)


def _live(team: Team, date: dt.date) -> QuerySet[TeamSession]:
    """What is held or to be held on the day."""
    return team.sessions.filter(date=date).exclude(state=SessionState.CALLED_OFF)


@transaction.atomic
def prepare_agenda(*, team: Team, meeting: Meeting, agenda: Sequence[Part], by: Account) -> TeamSession:
    """Before the meeting, for everybody of the team to read."""
    team = _held_team(team)
    row = _row_of(team, meeting, by)
    if row.state != SessionState.PLANNED:
        raise CannotTell("This session was held or called off already. Change its log instead.")
    row.agenda = [asdict(part) for part in agenda]
    _save(row)
    note(by=by, did="prepared an agenda", to=row, parts=len(agenda))
    return row


def _must_be_sound(team: Team, log: Log, on: dt.date) -> None:
    if log.date > on:
        raise CannotTell("The day is still to come. Log a session once it has been held.")
    if log.date < on - LONGEST_BACK:
        raise CannotTell("That day is more than a year ago. Look at the date once more.")
    if not log.came:
        raise CannotTell("Nobody is ticked. Tick who came, at least yourself.")
    if len(log.next_step) > LONGEST_STEP:
        raise CannotTell(f"The next step has more than {LONGEST_STEP} letters. Say it in fewer words.")
    if any(person.trust_id != team.trust_id for person in log.came):
        raise CannotTell("Somebody in the list does not belong to this trust.")


def _must_be_free(team: Team, date: dt.date, row: TeamSession) -> None:
    if _live(team, date).exclude(pk=row.pk).exists():
        raise CannotTell("The team has a session on that day already. Choose another day.")


def _row_of(team: Team, meeting: Meeting, by: Account) -> TeamSession:
    if meeting.told:
        return TeamSession.objects.select_for_update().get(pk=meeting.told.pk)
    found = team.sessions.filter(slot_date=meeting.slot_date).first()
    if found:
        return found
    begun = row_on(uuid.uuid4(), team, meeting.date)
    begun.recorded_by = by
    return begun


def _write(row: TeamSession, team: Team, log: Log, by: Account) -> None:
    moved = row.pk is not None and row.date != log.date
    row.date, row.state = log.date, SessionState.HELD
    row.next_step, row.story, row.mode = log.next_step.strip(), log.story, log.mode
    if log.agenda is not None:
        row.agenda = [asdict(part) for part in log.agenda]
    row.minutes = log.minutes if log.minutes is not None else row.minutes
    current = team.stages.on(log.date).select_related("stage").first()
    row.stage = current.stage if current else None
    _save(row)
    tell_who_came(row, log.came, by=by, anew=moved)
    row.guests.all().delete()
    SessionGuests.objects.bulk_create(
        SessionGuests(trust=row.trust, session=row, kind=kind, number=number)
        for kind, number in log.guests.items()
        if number
    )
    close_actions(team=team, done=log.done, dropped=log.dropped, by=by)
    add_actions(team=team, session=row, actions=log.actions, by=by)


def _save(row: TeamSession) -> None:
    if row.pk is not None:
        row.revision, row.changed_at = F("revision") + 1, Now()
    row.save()
    row.refresh_from_db()
