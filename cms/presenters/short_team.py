"""Teams that are coached by fewer than they should be: a coach has left, stopped, or is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.calc.coach_state import CoachState
from coaching.enums import Coached
from coaching.models import Coach, Team
from coaching.queries.coach import CoachLine
from coaching.queries.lead import TeamLine


@dataclass(frozen=True, slots=True)
class ShortTeam:
    team: Team
    here: str
    lost: str


def short_teams(teams: Sequence[TeamLine], coaches: Sequence[CoachLine], *, on: dt.date) -> list[ShortTeam]:
    """In the order of the teams. Whose coaching has not begun is short of nobody."""
    away = {line.coach.pk for line in coaches if line.state == CoachState.AWAY}
    begun = (line for line in teams if line.team.state_date <= on)
    return [found for line in begun if (found := _short(line, away, on))]


def _short(line: TeamLine, away: set[int], on: dt.date) -> ShortTeam | None:
    left = [one for one in line.coaches if one.person.left_date is not None and one.person.left_date <= on]
    gone = [one for one in line.coaches if one.pk in away and one not in left]
    missing = (2 if line.team.programme.coached == Coached.PAIR else 1) - len(line.coaches)
    words = [*_each(_("%(who)s has left"), left), *_each(_("%(who)s is away"), gone)]
    if missing > 0:
        words.append(ngettext("%(n)s place is open", "%(n)s places are open", missing) % {"n": missing})
    if not words:
        return None
    here = [str(one) for one in line.coaches if one not in left and one not in gone]
    return ShortTeam(line.team, ", ".join(here) or _("Nobody"), ". ".join(words))


def _each(words: str, coaches: Iterable[Coach]) -> Iterable[str]:
    return (words % {"who": one} for one in coaches)
