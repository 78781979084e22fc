"""Who comes to a session, a line a person: on the screen, on paper and as CSV."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.enums import BookingState, Release
from curriculum.models import Booking
from workforce.queries.whereabouts import Whereabouts

from .planned_session import hours_words

CSV_HEADS = (
    "family_name",
    "given_name",
    "employee_number",
    "unit",
    "post",
    "booking",
    "release",
    "hours_planned",
    "checked_in_at",
    "hours_given",
)
TAGS = {Release.ASKED: "nhsuk-tag--yellow", Release.GIVEN: "nhsuk-tag--green"}


@dataclass(frozen=True, slots=True)
class RosterLine:
    row: Booking
    name: str
    where: str
    release: str
    tag: str
    here: str
    employee_number: str
    units: str
    posts: str

    @property
    def is_booked(self) -> bool:
        return self.row.state == BookingState.BOOKED


def roster_line(booking: Booking, where: Whereabouts | None) -> RosterLine:
    where = where or Whereabouts()
    asked = booking.release != Release.NOT_ASKED
    return RosterLine(
        row=booking,
        name=str(booking.person),
        where=", ".join(part for part in (where.posts[:1] + where.units[:1]) if part),
        release=str(booking.get_release_display()) if asked else "",
        tag=TAGS.get(Release(booking.release), ""),
        here=_here(booking),
        employee_number=where.employee_number,
        units="; ".join(where.units),
        posts="; ".join(where.posts),
    )


def csv_line(line: RosterLine) -> list[object]:
    row = line.row
    checked_in = timezone.localtime(row.checked_in_at).isoformat(timespec="minutes") if row.checked_in_at else ""
    named = [row.person.family_name, row.person.given_name, line.employee_number, line.units, line.posts]
    told = [row.state, row.release, _hours(row.planned_minutes), checked_in, _hours(row.given_minutes)]
    return [*named, *told]


def _here(booking: Booking) -> str:
    """What is known of whether they came: confirmed, or said by themselves."""
    if booking.given_minutes is not None:
        came = _("Came, %(hours)s") % {"hours": hours_words(booking.given_minutes)}
        return came if booking.given_minutes else _("Did not come")
    if booking.checked_in_at:
        return _("Checked in at %(time)s") % {"time": f"{timezone.localtime(booking.checked_in_at):%H:%M}"}
    return ""


def _hours(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes / 60:.2f}"
