"""My people in words: who needs something, by when, and the shortest thing that helps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.calc.coverage import State
from curriculum.calc.progress import LevelProgress
from curriculum.models import Holding, Target
from curriculum.queries.column import LevelColumns
from curriculum.queries.my_people import Row
from curriculum.queries.need import Need, Needs

from .figure import day_words
from .left import left_words, level_left_words, once_more_words
from .why import STATES, TAGS

FADING = "FADING"
CHOICES = {
    State.OVERDUE.value: gettext_lazy("Overdue"),
    State.IN_TIME.value: gettext_lazy("In time"),
    FADING: gettext_lazy("Fading"),
    State.MET.value: gettext_lazy("Met"),
    State.AWAY.value: gettext_lazy("Away"),
    State.EXEMPT.value: gettext_lazy("Exempt"),
}
Held = Mapping[tuple[int, int], Mapping[int, Holding]]


@dataclass(frozen=True, slots=True)
class RowView:
    person: int
    name: str
    family_name: str
    given_name: str
    uuid: UUID
    href: str
    level: str
    state: str
    needs_something: bool
    tag: str
    until: str
    until_day: dt.date | None
    overdue_since: dt.date | None
    held: str
    next: str
    reminded: str = ""


def rows_in_words(
    rows: Sequence[Row],
    levels: Mapping[int, LevelColumns],
    held: Held,
    needs: Needs,
    reminded: Mapping[int, str] | None = None,
) -> list[RowView]:
    """`reminded`: by person, who reminded them this week."""
    keys = [(row.person_id, row.level_id) for row in rows]
    views = (
        row_view(row, levels.get(row.level_id), held.get(key, {}), needs.get(key))
        for row, key in zip(rows, keys, strict=True)
    )
    told = reminded or {}
    return [replace(view, reminded=told.get(view.person, "") if view.needs_something else "") for view in views]


def row_view(row: Row, level: LevelColumns | None, held: Mapping[int, Holding], need: Need | None) -> RowView:
    since = need.overdue_since if need and row.state == State.OVERDUE else None
    return RowView(
        person=row.person_id,
        name=f"{row.family_name}, {row.given_name}".strip(", "),
        family_name=row.family_name,
        given_name=row.given_name,
        uuid=row.uuid,
        href=reverse("person", args=[row.uuid]),
        level=level.name if level else "",
        state=str(CHOICES[FADING] if row.fading else STATES[State(row.state)]),
        needs_something=row.fading or row.state in (State.OVERDUE, State.IN_TIME),
        tag="nhsuk-tag--yellow" if row.fading else f"nhsuk-tag--{TAGS[State(row.state)]}",
        until=until_words(row, since),
        until_day=row.until,
        overdue_since=since,
        held=held_words(level, held),
        next=next_words(row, level, held, need),
    )


def until_words(row: Row, overdue_since: dt.date | None) -> str:
    if row.state == State.OVERDUE:
        return _("since %(day)s") % {"day": day_words(overdue_since)} if overdue_since else ""
    if row.until is None:
        return {State.MET: _("does not lapse")}.get(State(row.state), _("no end known"))
    words = {
        State.MET: _("lapses %(day)s"),
        State.IN_TIME: _("overdue from %(day)s"),
        State.AWAY: _("counted from %(day)s"),
        State.EXEMPT: _("counted from %(day)s"),
    }
    return words[State(row.state)] % {"day": day_words(row.until)}


def held_words(level: LevelColumns | None, held: Mapping[int, Holding]) -> str:
    essential = essentials(level)
    have = sum(target.skill_id in held for target in essential)
    return _("%(have)s of %(all)s") % {"have": have, "all": len(essential)}


def next_words(row: Row, level: LevelColumns | None, held: Mapping[int, Holding], need: Need | None) -> str:
    """For who fades, the shortest renewal; for who has not met it, all that is missing, as they read it themselves."""
    if row.fading:
        return fading_words(row, essentials(level), held, need)
    if row.state in (State.OVERDUE, State.IN_TIME):
        missing = [target for target in essentials(level) if target.skill_id not in held]
        return missing_words(missing, need.progress if need else None)
    return ""


def fading_words(row: Row, essential: Sequence[Target], held: Mapping[int, Holding], need: Need | None) -> str:
    """What lapses on the day: the skills with what is left to renew each, and the practice that runs out."""
    if need is None:
        return ""
    left = {one.target.skill: one for one in need.progress.targets}
    fading = [target for target in essential if target.skill_id in held and held[target.skill_id].until == row.until]
    words = [
        _("%(skill)s: %(left)s") % {"skill": target.skill.name, "left": left_words(left[target.skill_id])}
        for target in fading
        if target.skill_id in left
    ]
    return "; ".join([*words, *once_more_words(need.runs_out, row.until)])


def missing_words(missing: Sequence[Target], progress: LevelProgress | None) -> str:
    words = [skills_words(missing)] if missing else []
    return "; ".join([*words, *(level_left_words(progress) if progress else ())])


def skills_words(missing: Sequence[Target]) -> str:
    named = ", ".join(target.skill.name for target in missing[:2])
    more = len(missing) - 2
    return _("%(named)s and %(more)s more") % {"named": named, "more": more} if more > 0 else named


def essentials(level: LevelColumns | None) -> list[Target]:
    return [target for target in level.targets if target.essential] if level else []


@dataclass(frozen=True, slots=True)
class TargetView:
    skill: str
    depth: str
    is_essential: bool
    state: str
    tag: str
    days: str


def target_view(target: Target, holding: Holding | None) -> TargetView:
    return TargetView(
        skill=target.skill.name,
        depth=target.get_depth_display(),
        is_essential=target.essential,
        state=_("Held") if holding else _("Not held"),
        tag="nhsuk-tag--green" if holding else "nhsuk-tag--grey",
        days=holding_words(holding),
    )


def holding_words(holding: Holding | None) -> str:
    if holding is None:
        return ""
    if holding.until is None:
        return _("does not lapse")
    return _("lapses %(until)s") % {"until": day_words(holding.until)}
