"""Sessions as calendars read them (RFC 5545). One person in one session is one event for good.

Its UID is made of the two, so that a place that was given up and booked again is no second event; its SEQUENCE is the
changes of session and booking together, so that whatever is newer counts more. Nothing in it depends on the hour at
which it is read: twice the same is byte for byte the same.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress

from curriculum.enums import BookingPart, BookingState, Release, SessionState
from curriculum.models import Booking
from curriculum.queries.planned_session import LONDON

from .london import EUROPE_LONDON

UIDS = uuid.UUID("5f0c0a0e-2f5b-4a51-9d0c-0f6d6f1b7a34")


def calendar_of(bookings: Iterable[Booking], *, site: str, beside: Iterable[Event] = ()) -> bytes:
    """`site`: where the pages of the sessions are, such as https://academy.trust.nhs.uk. `beside`: other events."""
    calendar = _empty("PUBLISH")
    calendar.add("x-wr-calname", _("Improvement sessions"))
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for booking in bookings:
        calendar.add_component(_event(booking, site))
    for event in beside:
        calendar.add_component(event)
    return calendar.to_ical()


def invitation_of(booking: Booking, *, site: str, sender: str, to: str) -> tuple[str, bytes]:
    """What a letter brings for a calendar: REQUEST puts it there or moves it, CANCEL takes it away (RFC 5546)."""
    event = _event(booking, site)
    method = "CANCEL" if _status(booking) == "CANCELLED" else "REQUEST"
    calendar = _empty(method)
    event.add("organizer", vCalAddress(f"mailto:{sender}"))
    event.add("attendee", vCalAddress(f"mailto:{to}"), parameters={"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    calendar.add_component(event)
    return method, calendar.to_ical()


def _empty(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Improvement Academy//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(EUROPE_LONDON))
    return calendar


def uid_of(booking: Booking) -> str:
    return f"{uuid.uuid5(UIDS, f'{booking.session.uuid} {booking.person.uuid}')}@improvement-academy"


def _event(booking: Booking, site: str) -> Event:
    session, event = booking.session, Event()
    changed = max(session.changed_at, booking.changed_at)
    event.add("uid", uid_of(booking))
    event.add("sequence", session.revision + booking.revision)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", session.starts_at.astimezone(LONDON))
    event.add("dtend", session.ends_at.astimezone(LONDON))
    event.add("summary", _summary(booking))
    event.add("location", session.where)
    page = f"{site}/sessions/{session.uuid}/"
    event.add("description", "\n\n".join(part for part in (session.details, page) if part))  # not all show the URL
    event.add("url", page)
    event.add("status", _status(booking))
    event.add("transp", "OPAQUE" if _status(booking) == "CONFIRMED" else "TRANSPARENT")
    return event


def _summary(booking: Booking) -> str:
    title = booking.session.activity.title
    if booking.state == BookingState.WAITING:
        return _("Waiting list: %(title)s") % {"title": title}
    if booking.part == BookingPart.FACILITATOR:
        return _("%(title)s (you lead it)") % {"title": title}
    return title


def _status(booking: Booking) -> str:
    """A place for which a manager has not released somebody yet is no certain one."""
    if booking.state == BookingState.CANCELLED or booking.session.state == SessionState.CANCELLED:
        return "CANCELLED"
    if booking.state == BookingState.WAITING or booking.release == Release.ASKED:
        return "TENTATIVE"
    return "CONFIRMED"
