"""A cohort in words: where it stands today, its days, who stands where."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.enums import HAS_A_PLACE, Agreement, EnrolmentState
from coaching.models import Cohort, CohortSession, Enrolment
from coaching.queries.selection import Scored

from .standing import day_words

TAGS = {
    EnrolmentState.APPLIED: "nhsuk-tag--white",
    EnrolmentState.SHORTLISTED: "nhsuk-tag--blue",
    EnrolmentState.WAITING: "nhsuk-tag--yellow",
    EnrolmentState.OFFERED: "nhsuk-tag--purple",
    EnrolmentState.IN_TRAINING: "nhsuk-tag--blue",
    EnrolmentState.CERTIFIED: "nhsuk-tag--green",
    EnrolmentState.NOT_TAKEN: "nhsuk-tag--grey",
    EnrolmentState.WITHDRAWN: "nhsuk-tag--grey",
}
AGREEMENT_TAGS = {
    Agreement.WAITING: "nhsuk-tag--yellow",
    Agreement.AGREED: "nhsuk-tag--green",
    Agreement.REFUSED: "nhsuk-tag--red",
}


def phase_words(cohort: Cohort, on: dt.date) -> str:
    """Where it stands: to open, open, before its first day, running, over."""
    if on < cohort.opens_date:
        return _("Applications open on %(day)s") % {"day": day_words(cohort.opens_date)}
    if cohort.takes_applications_on(on):
        return _("Applications until %(day)s") % {"day": day_words(cohort.closes_date)}
    if on < cohort.since:
        return _("Begins on %(day)s") % {"day": day_words(cohort.since)}
    if on < cohort.until:
        return _("Runs until %(day)s") % {"day": day_words(cohort.until - dt.timedelta(days=1))}
    return _("Ended on %(day)s") % {"day": day_words(cohort.until - dt.timedelta(days=1))}


def places_words(cohort: Cohort, counts: Counter[str]) -> str:
    taken = sum(counts[state] for state in HAS_A_PLACE)
    words = ngettext("%(taken)s of %(n)s place taken", "%(taken)s of %(n)s places taken", cohort.places)
    return words % {"taken": taken, "n": cohort.places}


def cohort_view(cohort: Cohort, counts: Mapping[int, Counter[str]], on: dt.date) -> dict[str, object]:
    mine = counts.get(cohort.pk, Counter())
    return {
        "row": cohort,
        "phase": phase_words(cohort, on),
        "is_open": cohort.takes_applications_on(on),
        "places": places_words(cohort, mine),
        "states": states_of(mine),
    }


def states_of(counts: Counter[str]) -> list[dict[str, object]]:
    return [
        {"state": state.value, "words": str(state.label), "n": counts[state], "tag": TAGS[state]}
        for state in EnrolmentState
        if counts[state]
    ]


def gone_view(row: Enrolment) -> dict[str, Any]:
    """Somebody who is not on the course: where they stand, since when and why."""
    return {
        "row": row,
        "name": str(row.person),
        "state": row.get_state_display(),
        "tag": TAGS[EnrolmentState(row.state)],
        "since": _since(row),
        "began": day_words(row.began_date) if row.began_date else "",
        "why": row.get_end_reason_display() if row.end_reason else "",
    }


def _since(row: Enrolment) -> str:
    """And of an offer until when it is kept for them."""
    since = day_words(row.state_date) if row.state_date else ""
    if row.offer_until:
        return _("%(since)s, kept until %(until)s") % {"since": since, "until": day_words(row.offer_until)}
    return since


def session_when(session: CohortSession) -> str:
    """The day, by the clock on the wall where that is known, and where."""
    words = formats.date_format(session.date, "l j F Y")
    if session.begins:
        ends = dt.datetime.combine(session.date, session.begins) + dt.timedelta(minutes=session.minutes)
        words += f", {session.begins:%H:%M} to {ends:%H:%M}"
    return f"{words}, {session.place}" if session.place else words


def session_line(session: CohortSession, expected: int, came: int, on: dt.date) -> dict[str, object]:
    told = {"came": came, "of": max(expected, came)}
    return {
        "row": session,
        "when": session_when(session),
        "came": _("%(came)s of %(of)s came") % told if session.told_at else "",
        "to_tell": session.told_at is None and session.date <= on,
        "is_placed": bool(session.begins and (session.place or session.mode == "ONLINE")),
    }


def scored_view(line: Scored, place: int | None = None) -> dict[str, object]:
    """`place`: in the waiting line, for who waits."""
    application, row = line.application, line.enrolment
    agreement = Agreement(application.agreement) if application else None
    return {
        "line": line,
        "row": row,
        "name": str(row.person),
        "state": row.get_state_display(),
        "tag": TAGS[EnrolmentState(row.state)],
        "points": points_words(line),
        "scorers": len(line.points),
        "agreement": str(agreement.label) if agreement else _("No form"),
        "agreement_tag": AGREEMENT_TAGS[agreement] if agreement else "nhsuk-tag--white",
        "has_agreed": agreement in (None, Agreement.AGREED),
        "hours": application.protected_hours if application else "",
        "with": with_words(line),
        "applied": day_words(row.applied_date),
        "place": place,
    }


def points_words(line: Scored) -> str:
    if line.mean is None:
        return _("Not scored")
    n = len(line.points)
    words = ngettext("%(mean)s of %(of)s, by %(n)s person", "%(mean)s of %(of)s, by %(n)s people", n)
    return words % {"mean": formats.number_format(line.mean), "of": line.of, "n": n}


def with_words(line: Scored) -> str:
    """With whom, or with which team, somebody applies."""
    application = line.application
    if application is None:
        return ""
    team = application.team.name if application.team else application.brings
    parts = [
        _("together with %(partner)s") % {"partner": application.partner} if application.partner else "",
        _("brings %(team)s") % {"team": team} if team else "",
    ]
    return ", ".join(part for part in parts if part)
