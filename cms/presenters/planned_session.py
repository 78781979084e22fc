"""A session to come in words: when, where, how many places are left; and what somebody's booking comes to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.enums import BookingPart, BookingState, Release, SessionState
from curriculum.models import Booking, PlannedSession

GREY = "nhsuk-tag--grey"


@dataclass(frozen=True, slots=True)
class SessionView:
    row: PlannedSession
    title: str
    day: str
    hours: str
    where: str
    places: str
    is_full: bool
    own: OwnView | None = None

    @property
    def when(self) -> str:
        return f"{self.day}, {self.hours}"


@dataclass(frozen=True, slots=True)
class OwnView:
    """A booking as whoever booked reads it."""

    row: Booking
    state: str
    tag: str
    words: str
    can_give_up: bool
    is_live: bool


def session_view(session: Any, own: OwnView | None = None) -> SessionView:
    """Of a session that was counted; of one that was not, nothing is said of its places."""
    taken = getattr(session, "taken", None)
    return SessionView(
        row=session,
        title=session.activity.title,
        day=day_of(session.starts_at),
        hours=hours_of(session),
        where=session.where,
        places=places_words(session) if taken is not None else "",
        is_full=taken is not None and taken >= session.capacity,
        own=own,
    )


def day_of(moment: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "l j F Y")


def hours_of(session: PlannedSession) -> str:
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return _("%(starts)s to %(ends)s") % {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}


def places_words(session: Any) -> str:
    left = max(session.capacity - session.taken, 0)
    if left:
        words = ngettext("%(n)s of %(all)s place left", "%(n)s of %(all)s places left", left)
        return words % {"n": left, "all": session.capacity}
    if not session.waiting:
        return _("Full")
    waiting = ngettext("%(n)s person waits", "%(n)s people wait", session.waiting) % {"n": session.waiting}
    return _("Full: %(waiting)s") % {"waiting": waiting}


def own_view(booking: Booking, *, now: dt.datetime, line: int | None = None) -> OwnView:
    """`line`: their place among those who wait."""
    state, tag, words = _state(booking, line)
    to_come = booking.session.starts_at > now and booking.session.state == SessionState.OPEN
    is_live = booking.state != BookingState.CANCELLED and booking.session.state == SessionState.OPEN
    return OwnView(booking, state, tag, words, to_come and is_live and booking.part == BookingPart.LEARNER, is_live)


def _state(booking: Booking, line: int | None) -> tuple[str, str, str]:
    if booking.session.state == SessionState.CANCELLED:
        return _("Called off"), "nhsuk-tag--red", booking.session.reason
    if booking.release == Release.REFUSED:
        return _("Not released"), "nhsuk-tag--red", booking.release_words
    if booking.state == BookingState.CANCELLED:
        return _("Given up"), GREY, ""
    if booking.part == BookingPart.FACILITATOR:
        return _("You lead it"), "nhsuk-tag--blue", ""
    if booking.given_minutes is not None:
        return (_("You came"), "nhsuk-tag--green", "") if booking.given_minutes else (_("Did not come"), GREY, "")
    if booking.state == BookingState.WAITING:
        words = (
            _("You are number %(n)s. You move up by yourself when a place comes free.") % {"n": line} if line else ""
        )
        return _("On the waiting list"), "nhsuk-tag--yellow", words
    if booking.release == Release.ASKED:
        return _("Booked"), "nhsuk-tag--green", _("Your manager is asked to release you.")
    if booking.release == Release.GIVEN:
        released = hours_words(booking.planned_minutes or 0)
        return _("Booked"), "nhsuk-tag--green", _("Your manager has released you for %(hours)s.") % {"hours": released}
    return _("Booked"), "nhsuk-tag--green", ""


def hours_words(minutes: int) -> str:
    """3 hours, 3.5 hours, 45 minutes."""
    if minutes % 30 or not minutes:
        whole, rest = divmod(minutes, 60)
        parts = [ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": whole}] if whole else []
        return " ".join([*parts, ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}])
    hours = minutes / 60
    return ngettext("%(n)s hour", "%(n)s hours", 1 if hours == 1 else 2) % {"n": f"{hours:g}"}
