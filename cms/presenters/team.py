"""A team in words: when it met, when it meets next, who coaches it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.calc.agenda import Part
from coaching.enums import CoachPart, SessionState, TeamState
from coaching.models import Coaching, Team, TeamSession
from coaching.queries.session import Came, Meeting

TAGS = {
    TeamState.COACHED: "nhsuk-tag--green",
    TeamState.SELECTED: "nhsuk-tag--blue",
    TeamState.INDEPENDENT: "nhsuk-tag--white",
    TeamState.STOPPED: "nhsuk-tag--grey",
}


@dataclass(frozen=True, slots=True)
class TeamLine:
    row: Team
    coaches: str
    met: str
    next: str
    tag: str
    is_quiet: bool
    to_be_told: Meeting | None


def team_line(
    team: Team,
    coaching: Sequence[Coaching],
    around: Sequence[Meeting],
    last: dt.date | None,
    *,
    on: dt.date,
) -> TeamLine:
    """`around`: its meetings of these weeks."""
    ahead = [one for one in around if one.date > on and one.state == SessionState.PLANNED]
    past = [one for one in around if one.date <= on and one.state == SessionState.PLANNED]
    return TeamLine(
        row=team,
        coaches=", ".join(str(one.coach) for one in coaching) or _("No coach"),
        met=last_met_words(last, on),
        next=meeting_words(ahead[0]) if ahead else _("No date ahead"),
        tag=TAGS.get(TeamState(team.state), ""),
        is_quiet=last is None or (on - last).days > 7 * team.academy.unmet_weeks,
        to_be_told=past[-1] if past else None,
    )


def last_met_words(last: dt.date | None, on: dt.date) -> str:
    """Where a heading says what it is."""
    if last is None:
        return _("Not yet")
    days = (on - last).days
    if days < 14:
        return day_words(last)
    weeks = ngettext("%(n)s week ago", "%(n)s weeks ago", days // 7) % {"n": days // 7}
    return f"{day_words(last)}, {weeks}"


def met_words(last: dt.date | None, on: dt.date) -> str:
    return _("Met on %(when)s") % {"when": last_met_words(last, on)} if last else _("Has not met yet")


def day_words(day: dt.date) -> str:
    return formats.date_format(day, "l j F")


def meeting_words(meeting: Meeting) -> str:
    """The day, the hours by the clock on the wall, the place."""
    words = day_words(meeting.date)
    if meeting.begins:
        words += f", {hours_words(meeting)}"
    return f"{words}, {meeting.place}" if meeting.place else words


def hours_words(meeting: Meeting | TeamSession) -> str:
    begins = meeting.begins
    if begins is None:
        return ""
    if not meeting.minutes:
        return f"{begins:%H:%M}"
    ends = dt.datetime.combine(dt.date(2000, 1, 1), begins) + dt.timedelta(minutes=meeting.minutes)
    return _("%(begins)s to %(ends)s") % {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}


def coach_words(coachings: Sequence[Coaching]) -> list[Mapping[str, str]]:
    return [
        {"name": str(one.coach), "part": "" if one.part == CoachPart.SOLE else one.get_part_display()}
        for one in coachings
    ]


def came_words(came: Came) -> str:
    """How many of the team, and how many guests of which kind."""
    words = [ngettext("%(n)s person", "%(n)s people", came.people) % {"n": came.people}]
    words += [f"{one.number} {inside(one.get_kind_display())}" for one in came.guests]
    return ", ".join(words)


def inside(words: str) -> str:
    """As it stands inside a sentence; an abbreviation such as GPs keeps its capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def usual_agenda() -> list[Part]:
    """Where a team has none yet: an hour, as Big Rooms go."""
    return [
        Part(_("Patient story"), 5),
        Part(_("Last week’s actions"), 10),
        Part(_("What the chart says"), 10),
        Part(_("This week’s test of change"), 20),
        Part(_("What gets in the way"), 5),
        Part(_("Next step, and the meeting’s score"), 10),
    ]
