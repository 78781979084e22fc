"""Releases in words: who asks to go where, for how long; and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.forms.release import ReleaseForm, Row
from curriculum.enums import Release
from curriculum.models import Booking
from workforce.queries.whereabouts import Whereabouts

from .planned_session import SessionView, hours_words, session_view


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    row: Row
    name: str
    where: str
    session: SessionView
    hours: str


@dataclass(frozen=True, slots=True)
class Decided:
    name: str
    session: SessionView
    state: str
    tag: str
    words: str
    planned: str
    given: str
    by: str


def release_rows(form: ReleaseForm, where: Mapping[int, Whereabouts]) -> list[ReleaseRow]:
    return [
        ReleaseRow(
            row=row,
            name=str(row.booking.person),
            where=_where(where.get(row.booking.person_id)),
            session=session_view(row.booking.session),
            hours=_hours(form, row.booking),
        )
        for row in form.rows
    ]


def decided_view(booking: Booking) -> Decided:
    is_given, by = booking.release == Release.GIVEN, booking.release_by
    return Decided(
        name=str(booking.person),
        session=session_view(booking.session),
        state=str(booking.get_release_display()),
        tag="nhsuk-tag--green" if is_given else "nhsuk-tag--red",
        words=booking.release_words,
        planned=hours_words(booking.planned_minutes) if booking.planned_minutes else "",
        given=_given(booking),
        by=str(by.person or by.get_full_name() or by.get_username()) if by else "",
    )


def _given(booking: Booking) -> str:
    if booking.given_minutes is None:
        return ""
    return hours_words(booking.given_minutes) if booking.given_minutes else _("Did not come")


def _where(where: Whereabouts | None) -> str:
    return ", ".join(part for part in (where.posts[:1] + where.units[:1]) if part) if where else ""


def _hours(form: ReleaseForm, booking: Booking) -> str:
    if not form.is_bound:
        return ""
    minutes = getattr(form, "cleaned_data", {}).get(f"hours-{booking.uuid}")
    return hours_words(minutes) if isinstance(minutes, int) else ""
