"""Days of somebody's courses as calendars read them (RFC 5545), beside the sessions that they booked.

One day of a course is one event for good, moved or renamed too. A day that was taken away is no longer in the calendar.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Event

from coaching.models import CohortSession, Enrolment

from .team_calendar import add_hours

UIDS = uuid.UUID("7a3d1c84-0c55-4e0b-9d3e-51b1a0a7f2d6")


def course_events(days: Iterable[tuple[CohortSession, Enrolment | None]], *, site: str) -> list[Event]:
    return [_event(day, enrolment, site) for day, enrolment in days]


def _event(day: CohortSession, enrolment: Enrolment | None, site: str) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(UIDS, str(day.uuid))}@improvement-academy")
    event.add("sequence", day.sequence)
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    add_hours(event, day.date, day.begins, day.minutes)
    event.add("summary", _("%(cohort)s: %(title)s") % {"cohort": day.cohort, "title": day.title})
    event.add("location", day.place)
    page = f"{site}/my/courses/{enrolment.uuid}/" if enrolment else f"{site}/cohorts/{day.cohort.uuid}/calendar/"
    event.add("description", page)
    event.add("url", page)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event
