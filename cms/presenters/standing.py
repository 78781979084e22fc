"""Where somebody on a course stands, in sentences: what holds them up, and what their certificate still asks for."""

from __future__ import annotations

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coaching.calc.certification import Part
from coaching.calc.stuck import Stuck, Why
from coaching.enums import Review
from coaching.queries.standing import Item, Standing

TAGS = {
    Review.ACCEPTED: "nhsuk-tag--green",
    Review.HANDED_IN: "nhsuk-tag--blue",
    Review.TO_WORK_ON: "nhsuk-tag--orange",
}


def day_words(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")


def stuck_words(one: Stuck) -> str:
    told = {"n": one.n, "names": quoted(one.names)}
    match one.why:
        case Why.MISSED:
            return ngettext("Missed the last day.", "Missed the last %(n)s days.", one.n) % told
        case Why.NO_TEAM:
            return ngettext("Coaches no team, %(n)s week in.", "Coaches no team, %(n)s weeks in.", one.n) % told
        case Why.QUIET:
            return ngettext("Has not coached for %(n)s week.", "Has not coached for %(n)s weeks.", one.n) % told
        case Why.OVERDUE:
            return ngettext("%(names)s is overdue.", "%(names)s are overdue.", one.n) % told
        case Why.RETURNED:
            return ngettext("%(names)s is to be worked on.", "%(names)s are to be worked on.", one.n) % told


def missing_words(part: Part, standing: Standing, *, own: bool = False) -> str:
    """One sentence: how much there is, and how much is asked for. `own`: said to whoever it is about."""
    told = {"there": part.there, "asked": part.asked, "stage": standing.stage_name}
    told |= {"came": standing.done.days_attended, "held": standing.done.days_held}
    match part.name:
        case "attendance_percent" if not standing.done.days_held:
            return _("No day of the course has been held yet.")
        case "deliverables":
            names = [item.deliverable.title for item in standing.items if not item.is_accepted]
            words = ngettext("%(names)s is not accepted yet.", "%(names)s are not accepted yet.", len(names))
            return words % {"names": quoted(names)}
        case "team_evaluation":
            return _("The team’s evaluation of its coach is not in yet.")
    there, none, to_oneself, none_to_oneself = SENTENCES[part.name]
    said = (to_oneself if part.there else none_to_oneself) if own else (there if part.there else none)
    return str(said) % told


# Of each part: some is there, nothing is; and the same said to whoever it is about.
SENTENCES = {
    "attendance_percent": (
        _lazy("Came to %(came)s of %(held)s days, %(there)s %%; %(asked)s %% is asked for."),
        _lazy("Came to %(came)s of %(held)s days, %(there)s %%; %(asked)s %% is asked for."),
        _lazy("You came to %(came)s of %(held)s days, %(there)s %%; %(asked)s %% is asked for."),
        _lazy("You came to %(came)s of %(held)s days, %(there)s %%; %(asked)s %% is asked for."),
    ),
    "sessions_coached": (
        _lazy("Sessions coached: %(there)s; %(asked)s are asked for."),
        _lazy("Has coached no session yet; %(asked)s are asked for."),
        _lazy("Sessions that you coached: %(there)s; %(asked)s are asked for."),
        _lazy("You have coached no session yet; %(asked)s are asked for."),
    ),
    "stage": (
        "",
        _lazy("No team of theirs has come to “%(stage)s” yet."),
        "",
        _lazy("No team of yours has come to “%(stage)s” yet."),
    ),
    "pdsas": (
        _lazy("PDSA cycles that their teams finished: %(there)s; %(asked)s are asked for."),
        _lazy("Their teams have finished no PDSA cycle yet; %(asked)s are asked for."),
        _lazy("PDSA cycles that your teams finished: %(there)s; %(asked)s are asked for."),
        _lazy("Your teams have finished no PDSA cycle yet; %(asked)s are asked for."),
    ),
    "measure_points": (
        _lazy("Points of the fullest measure of their teams: %(there)s; %(asked)s are asked for."),
        _lazy("No measure of their teams has a point yet; %(asked)s are asked for."),
        _lazy("Points of the fullest measure of your teams: %(there)s; %(asked)s are asked for."),
        _lazy("No measure of your teams has a point yet; %(asked)s are asked for."),
    ),
    "observation": (
        "",
        _lazy("Faculty have not observed them coach yet."),
        "",
        _lazy("Faculty have not observed you coach yet."),
    ),
}


def quoted(names: tuple[str, ...] | list[str]) -> str:
    told = [f"“{name}”" for name in names]
    return _("%(some)s and %(last)s") % {"some": ", ".join(told[:-1]), "last": told[-1]} if told[1:] else "".join(told)


def item_words(item: Item, on: dt.date) -> str:
    if item.last:
        return str(Review(item.last.state).label)
    return (
        _("Was due on %(day)s") % {"day": day_words(item.due)}
        if item.is_overdue(on)
        else (_("Due on %(day)s") % {"day": day_words(item.due)})
    )


def item_view(item: Item, on: dt.date) -> dict[str, object]:
    tag = TAGS[Review(item.last.state)] if item.last else ("nhsuk-tag--red" if item.is_overdue(on) else "")
    return {"item": item, "one": item.deliverable, "last": item.last, "words": item_words(item, on), "tag": tag}


def standing_view(one: Standing, on: dt.date, *, own: bool = False) -> dict[str, object]:
    accepted, held = sum(item.is_accepted for item in one.items), one.done.days_held
    return {
        "row": one.enrolment,
        "name": str(one.enrolment.person),
        "is_stuck": bool(one.stuck),
        "stuck": [stuck_words(each) for each in one.stuck],
        "days": _("%(came)s of %(held)s") % {"came": one.done.days_attended, "held": held} if held else _("None held"),
        "accepted": _("%(n)s of %(of)s accepted") % {"n": accepted, "of": len(one.items)},
        "to_review": sum(bool(i.last and i.last.state == Review.HANDED_IN) for i in one.items),
        "teams": ", ".join(team.name for team in one.teams) or _("No team"),
        "coached": _coached(one),
        "missing": [missing_words(part, one, own=own) for part in one.missing],
        "is_ready": one.is_ready,
        "certified": certified_words(one, on),
    }


def certified_words(one: Standing, on: dt.date) -> str:
    given = one.certification
    if given is None or given.until is None:
        return ""
    words = _("Certified until %(day)s") if given.until > on else _("Certificate expired on %(day)s")
    return words % {"day": day_words(given.until)}


def _coached(one: Standing) -> str:
    n = one.done.sessions_coached
    if not n or one.last_coached is None:
        return _("No session coached")
    told = {"n": n, "day": day_words(one.last_coached)}
    return ngettext("%(n)s session, the last on %(day)s", "%(n)s sessions, the last on %(day)s", n) % told
