"""Meetings of somebody's teams as calendars read them (RFC 5545), beside the sessions that they booked.

One date of a slot is one event for good: moved or called off it is the same, newer. By the clock on the wall: the hour
stays when the clocks change.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Event

from coaching.enums import SessionState
from coaching.queries.session import Meeting
from curriculum.queries.planned_session import LONDON

UIDS = uuid.UUID("0f4d6a52-5d0b-4f7e-9a3c-2f6f2f1e9c10")
A_SLOT = 1000  # changes of a single date that a change of the slot counts more than
USUAL = 60


def team_events(meetings: Iterable[tuple[Meeting, int]], *, site: str) -> list[Event]:
    """Each meeting with how many slots its team has had."""
    return [_event(meeting, slots, site) for meeting, slots in meetings]


def _event(meeting: Meeting, slots: int, site: str) -> Event:
    event, changed = Event(), _changed_at(meeting)
    event.add("uid", uid_of(meeting))
    event.add("sequence", slots * A_SLOT + (meeting.told.revision + 1 if meeting.told else 0))
    if changed:
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
    add_hours(event, meeting.date, meeting.begins, meeting.minutes)
    event.add("summary", _("%(team)s: team meeting") % {"team": meeting.team})
    event.add("location", meeting.place)
    page = f"{site}/teams/{meeting.team.uuid}/"
    event.add("description", page)
    event.add("url", page)
    called_off = meeting.state == SessionState.CALLED_OFF
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if called_off else "OPAQUE")
    return event


def uid_of(meeting: Meeting) -> str:
    """Of the slot's date, wherever it was moved to; an extra session has a name of its own."""
    of = meeting.slot_date or (meeting.told and meeting.told.uuid)
    return f"{uuid.uuid5(UIDS, f'{meeting.team.uuid} {of}')}@improvement-academy"


def add_hours(event: Event, date: dt.date, begins: dt.time | None, minutes: int | None) -> None:
    """Where nobody said from when it is of the whole day."""
    if begins is None:
        event.add("dtstart", date)
        return
    since = dt.datetime.combine(date, begins)  # of the clock on the wall, so that the hour stays
    event.add("dtstart", since.replace(tzinfo=LONDON))
    event.add("dtend", (since + dt.timedelta(minutes=minutes or USUAL)).replace(tzinfo=LONDON))


def _changed_at(meeting: Meeting) -> dt.datetime | None:
    if meeting.told:
        return meeting.told.changed_at
    return meeting.slot.recorded_at if meeting.slot else None
