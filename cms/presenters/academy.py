"""The lead's page in words: shares with what they are shares of, and the figures that others have published."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coaching.calc.coach_state import CoachState
from coaching.enums import TargetKind
from coaching.models import AcademyTarget
from coaching.queries.coach import CoachLine
from coaching.queries.lead import TeamLine
from coaching.queries.target import TargetLine, is_late

WORDS = {
    CoachState.IN_TRAINING: _lazy("In training"),
    CoachState.AWAY: _lazy("Away"),
    CoachState.ACTIVE: _lazy("Active"),
    CoachState.RESTING: _lazy("Resting"),
    CoachState.LAPSED: _lazy("Lapsed"),
}
TAGS = {
    CoachState.IN_TRAINING: "nhsuk-tag--blue",
    CoachState.AWAY: "nhsuk-tag--white",
    CoachState.ACTIVE: "nhsuk-tag--green",
    CoachState.RESTING: "nhsuk-tag--yellow",
    CoachState.LAPSED: "nhsuk-tag--orange",
}
COUNTED = (CoachState.ACTIVE, CoachState.RESTING, CoachState.LAPSED)


@dataclass(frozen=True, slots=True)
class Rate:
    """Active coaches of those who have been certified, are still employed and not away."""

    active: int
    of: int

    @property
    def words(self) -> str:
        if not self.of:
            return _("No data: nobody is certified yet")
        told = {"share": round(100 * self.active / self.of), "active": self.active, "of": self.of}
        return _("%(share)s %%: %(active)s of %(of)s") % told


def active_rate(lines: Sequence[CoachLine]) -> Rate:
    counted = [line for line in lines if line.state in COUNTED]
    return Rate(sum(line.state == CoachState.ACTIVE for line in counted), len(counted))


def by_state(lines: Iterable[CoachLine]) -> list[dict[str, object]]:
    counts = Counter(line.state for line in lines)
    return [{"state": state, "words": WORDS[state], "tag": TAGS[state], "n": counts[state]} for state in CoachState]


def coach_view(line: CoachLine) -> dict[str, object]:
    return {
        "name": str(line.coach),
        "uuid": line.coach.uuid,
        "is_lapsed": line.state == CoachState.LAPSED,
        "smaller": _("Would take a smaller team") if line.coach.takes_smaller else "",
        "invitation": invitation_words(line),
        "state": WORDS[line.state],
        "tag": TAGS[line.state],
        "last": day_or(line.last_coached, _("Never")),
        "certified": day_or(line.certified, _("Not certified")),
        "teams": line.teams,
        "takes": line.coach.capacity,
        "supervisor": str(line.supervisor) if line.supervisor else _("Nobody"),
    }


def team_view(line: TeamLine) -> dict[str, object]:
    return {
        "line": line,
        "met": day_or(line.last_met, _("Not yet")),
        "weeks": _weeks(line.quiet_weeks),
        "coaches": ", ".join(map(str, line.coaches)) or _("No coach"),
        "stage": str(line.stage.stage) if line.stage else _("No stage"),
        "why": line.why or _("Not said"),
    }


def _weeks(n: int) -> str:
    return ngettext("%(n)s week", "%(n)s weeks", n) % {"n": n} if n else _("this week")


def day_or(day: dt.date | None, words: str) -> str:
    return formats.date_format(day, "j F Y") if day else words


def invitation_words(line: CoachLine) -> str:
    """What became of the latest invitation back."""
    asked = line.refresher
    if asked is None:
        return ""
    if asked.done_date:
        return _("Took a refresher on %(day)s") % {"day": day_or(asked.done_date, "")}
    if asked.answered_date:
        told = {"answer": asked.get_answer_display(), "day": day_or(asked.answered_date, "")}
        return _("Answered “%(answer)s” on %(day)s") % told
    return _("Invited back on %(day)s, not answered yet") % {"day": day_or(asked.invited_date, "")}


def target_view(line: TargetLine, *, on: dt.date) -> dict[str, object]:
    row = line.target
    told = {"n": line.reached, "of": row.number, "day": day_or(row.due_date, "")}
    return {
        "row": row,
        "words": row.get_kind_display(),
        "far": _("%(n)s of %(of)s by %(day)s") % told,
        "is_met": line.is_met,
        "is_late": is_late(line, on=on),
        "stands": _stands(line, on),
        "rows": _rows_of(row),
    }


def _stands(line: TargetLine, on: dt.date) -> str:
    if line.is_met:
        return _("Reached")
    return _("Past its day") if is_late(line, on=on) else ""


def _rows_of(target: AcademyTarget) -> str:
    """Where the rows behind the figure stand."""
    if target.kind in (TargetKind.CERTIFIED, TargetKind.ACTIVE):
        state = "&state=ACTIVE" if target.kind == TargetKind.ACTIVE else ""
        return f"{reverse('academy-coaches')}?academy={target.academy.uuid}{state}"
    return f"{reverse('academy-teams')}?academy={target.academy.uuid}&state={target.kind}"
