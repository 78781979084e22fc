"""Why no date of a team is ahead, in words."""

from __future__ import annotations

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _

from coaching.enums import TeamState
from coaching.models import Team, TeamSlot

WAITS = (TeamState.INTERESTED, TeamState.CHECKED, TeamState.SELECTED)


def no_dates_words(team: Team, slot: TeamSlot | None, *, on: dt.date) -> str:
    if slot is None:
        return _("The team has no weekly slot yet.")
    told = {"slot": f"{slot.get_weekday_display()} {slot.begins:%H:%M}"}
    if team.state in WAITS:
        return _("It can meet on %(slot)s. Dates stand here once it is coached.") % told
    if team.state == TeamState.COACHED and on < team.state_date:
        day = formats.date_format(team.state_date, "j F Y")
        return _("It is coached from %(day)s on, and meets on %(slot)s.") % (told | {"day": day})
    return _("No date is ahead.")
