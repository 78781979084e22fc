"""What contradicts itself among decisions, what has changed since, and which pairs cannot be any more: in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coaching.calc.pairing.marks import Changed
from coaching.calc.pairing.marks import Since as How
from coaching.calc.pairing.problems import Fault, Problem
from coaching.queries.since import Broken, Since

from .pairing_clauses import clauses, number
from .pairing_names import Names, listed

FACTS = {
    "programmes": _lazy("certificates"),
    "clinical": _lazy("profession"),
    "inside": _lazy("pathways"),
    "places": _lazy("places"),
    "load": _lazy("teams"),
    "coached": _lazy("experience"),
    "past_teams": _lazy("former teams"),
    "site": _lazy("site"),
    "travel_limit": _lazy("travel"),
    "online": _lazy("coaching online"),
    "free": _lazy("hours"),
    "away": _lazy("absence"),
    "conflicts": _lazy("declared conflicts"),
    "programme": _lazy("programme"),
    "pathway": _lazy("pathway"),
    "slot": _lazy("slot"),
    "needs_pair": _lazy("number of coaches"),
    "weight": _lazy("priority"),
    "members": _lazy("members"),
    "managers": _lazy("members’ managers"),
    "withdrawn": _lazy("state"),
}


def problem_sentence(names: Names, problem: Problem) -> str:
    told = {
        "who": names.coaches(problem.coaches),
        "team": names.teams(problem.teams[:1]),
        "teams": names.teams(problem.teams),
        "n": number(next((one.limit for one in problem.refusals if one.limit is not None), 0)),
        "why": clauses(names, problem.refusals),
    }
    return str(SENTENCES.get(Fault(problem.fault), MAKES_NO_SENSE)) % told


MAKES_NO_SENSE = _lazy("A number or an hour among the facts makes no sense: %(who)s %(teams)s. Correct it first.")
SENTENCES = {
    Fault.COACH_UNKNOWN: _lazy("%(who)s does not coach here any more. Take back what was decided about them."),
    Fault.TEAM_UNKNOWN: _lazy(
        "%(team)s does not wait for coaches now, or has no weekly slot. Take back what was decided about it."
    ),
    Fault.PINNED_BUT_WITHDRAWN: _lazy("%(team)s has withdrawn, and %(who)s is pinned to it."),
    Fault.PINNED_AND_BANNED: _lazy(
        "%(who)s cannot both take %(team)s and be banned from it. Take one of the two decisions back."
    ),
    Fault.TOO_MANY_NAMED: _lazy("%(team)s takes fewer coaches than are pinned to it or came with it: %(who)s."),
    Fault.NAMED_BREAKS_A_RULE: _lazy("%(who)s cannot take %(team)s: %(why)s."),
    Fault.NAMED_BEYOND_PLACES: _lazy("%(who)s cannot take %(teams)s: there is room for %(n)s more."),
    Fault.NAMED_AT_ONE_TIME: _lazy("%(who)s cannot take %(teams)s: they meet at one time of the week."),
    Fault.BAN_WITHOUT_SENSE: _lazy("A ban names one coach or two."),
}


def since_sentences(names: Names, found: Since) -> list[str]:
    """What is new, gone or other; whose pair cannot be is told apart."""
    return [sentence for one in found.changed if (sentence := _changed(names, one))]


def broken_sentences(names: Names, found: Since) -> list[str]:
    return [_broken(names, one) for one in found.broken]


def _broken(names: Names, one: Broken) -> str:
    if one.team in one.gone:
        return _("%(team)s does not wait for coaches any more.") % {"team": names.team(one.team)}
    if one.gone:
        n, told = len(one.gone), {"who": names.coaches(one.gone), "team": names.team(one.team)}
        words = ngettext(
            "%(who)s has left since, and would coach %(team)s.", "%(who)s have left since, and would coach %(team)s.", n
        )
        return words % told
    told = {"team": names.team(one.team), "why": clauses(names, one.refusals)}
    return _("The pair of %(team)s cannot be any more: %(why)s.") % told


def _changed(names: Names, one: Changed) -> str:
    if one.of == "ways":
        return _("Travel times have changed.")
    name = names.coach(one.id) if one.of == "coach" else names.team(one.id)
    if one.since == How.OTHER:
        told = {"name": name, "what": listed(_facts(one))}
        return _("Of %(name)s something is known otherwise: %(what)s.") % told
    return _GONE_OR_NEW[one.of, How(one.since)] % {"name": name}


def _facts(one: Changed) -> Iterator[str]:
    return (str(FACTS.get(what, what)) for what in one.what)


_GONE_OR_NEW = {
    ("coach", How.GONE): _lazy("%(name)s has left."),
    ("coach", How.NEW): _lazy("%(name)s is new as a coach."),
    ("team", How.GONE): _lazy("%(name)s does not wait for coaches any more."),
    ("team", How.NEW): _lazy("%(name)s waits for coaches as well."),
}
