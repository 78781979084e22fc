"""Each hard rule as what is said of the coaches whom it refuses: “has no place left”, “are not free then”."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.calc.pairing.rules import Refusal, Rule
from coaching.enums import DecisionKind, Weekday

from .pairing_names import Names

OfCoach: TypeAlias = Callable[[Names, Refusal, int], str]
"""What follows the names: of the refusal, and of how many coaches it is said."""

OfPair: TypeAlias = Callable[[Names, Refusal, str], str]
"""The whole clause: of the refusal, and the names."""


def not_qualified(names: Names, one: Refusal, n: int) -> str:
    return ngettext("is neither certified nor in training", "are neither certified nor in training", n)


def away(names: Names, one: Refusal, n: int) -> str:
    if one.away is None:
        return ngettext("is away", "are away", n)
    told = {"since": formats.date_format(one.away.since, "j F Y")}
    if one.away.until is None:
        return ngettext("is away from %(since)s on", "are away from %(since)s on", n) % told
    told["until"] = formats.date_format(one.away.until, "j F Y")
    words = ngettext("is away from %(since)s until %(until)s", "are away from %(since)s until %(until)s", n)
    return words % told


def no_place(names: Names, one: Refusal, n: int) -> str:
    if one.others:
        told = {"teams": names.teams(one.others), "n": apnumber(one.limit or 0)}
        return _("would have %(teams)s, with room for %(n)s more") % told
    return ngettext("has no place left", "have no place left", n)


def member(names: Names, one: Refusal, n: int) -> str:
    return ngettext("belongs to the team", "belong to the team", n)


def line_manager(names: Names, one: Refusal, n: int) -> str:
    """Whoever has several posts has several managers, and is one member still."""
    members = len({managed.member.split("/")[0] for managed in one.managed})
    steps = {managed.steps for managed in one.managed}
    told = {"n": apnumber(members)}
    if steps == {1}:
        return _("line-manages %(n)s of its members") % told
    if steps == {2}:
        words = ngettext(
            "manages the line manager of %(n)s of its members",
            "manages the line managers of %(n)s of its members",
            members,
        )
        return words % told
    return _("line-manages %(n)s of its members, directly or two levels up") % told


def conflict(names: Names, one: Refusal, n: int) -> str:
    """Declared, never explained; not with whom, either."""
    return ngettext(
        "has a declared conflict with the team or somebody in it",
        "have a declared conflict with the team or somebody in it",
        n,
    )


def not_free(names: Names, one: Refusal, n: int) -> str:
    if one.slot is None:
        return ngettext("is not free then", "are not free then", n)
    since, until = (f"{at // 60:02}:{at % 60:02}" for at in (one.slot.since, one.slot.until))
    told = {"day": Weekday(one.slot.weekday).label, "since": since, "until": until}
    words = ngettext(
        "is not free on %(day)s from %(since)s to %(until)s", "are not free on %(day)s from %(since)s to %(until)s", n
    )
    return words % told


def too_far(names: Names, one: Refusal, n: int) -> str:
    told = {"minutes": one.minutes, "limit": one.limit}
    return _("would travel %(minutes)s minutes, more than %(limit)s") % told


def travel_unknown(names: Names, one: Refusal, n: int) -> str:
    return ngettext("works where nobody has told the way from", "work where nobody has told the way from", n)


def banned(names: Names, one: Refusal, n: int) -> str:
    reason = names.reason(DecisionKind.BAN, one.team, one.coaches)
    words = ngettext("is banned from it (“%(reason)s”)", "are banned from it (“%(reason)s”)", n)
    return words % {"reason": reason or _("no reason is kept")}


def others_named(names: Names, one: Refusal, n: int) -> str:
    words = _("would stand in the place of %(others)s, who came with it or is pinned to it")
    return words % {"others": names.coaches(one.others)}


def alone_of_wrong_number(names: Names, one: Refusal, n: int) -> str:
    return ngettext("is not as many coaches as it takes", "are not as many coaches as it takes", n)


def at_one_time(names: Names, one: Refusal, n: int) -> str:
    return _("would have %(teams)s at one time of the week") % {"teams": names.teams(one.others)}


def two_conflict(names: Names, one: Refusal, who: str) -> str:
    return _("%(who)s do not coach together: a conflict is declared") % {"who": who}


def two_banned(names: Names, one: Refusal, who: str) -> str:
    """A ban that nobody made is that of a hard team."""
    reason = names.reason(DecisionKind.BAN, one.team, one.coaches)
    if reason is None:
        return _("%(who)s would both coach for the first time, and this is a hard team") % {"who": who}
    return _("%(who)s are not to take it together (“%(reason)s”)") % {"who": who, "reason": reason}


def wrong_number(names: Names, one: Refusal, who: str) -> str:
    return _("%(who)s are more coaches than it takes") % {"who": who}


def nobody_inside(names: Names, one: Refusal, who: str) -> str:
    return _("of %(who)s nobody is inside its pathway") % {"who": who}


def nobody_outside(names: Names, one: Refusal, who: str) -> str:
    return _("of %(who)s nobody is outside its pathway") % {"who": who}


def nobody_clinical(names: Names, one: Refusal, who: str) -> str:
    return _("of %(who)s nobody is clinical") % {"who": who}


OF_COACH: dict[Rule, OfCoach] = {
    Rule.NOT_QUALIFIED: not_qualified,
    Rule.AWAY: away,
    Rule.NO_PLACE: no_place,
    Rule.MEMBER: member,
    Rule.LINE_MANAGER: line_manager,
    Rule.CONFLICT: conflict,
    Rule.NOT_FREE: not_free,
    Rule.TOO_FAR: too_far,
    Rule.TRAVEL_UNKNOWN: travel_unknown,
    Rule.BANNED: banned,
    Rule.OTHERS_NAMED: others_named,
    Rule.WRONG_NUMBER: alone_of_wrong_number,
    Rule.AT_ONE_TIME: at_one_time,
}
OF_PAIR: dict[Rule, OfPair] = {
    Rule.CONFLICT: two_conflict,
    Rule.BANNED: two_banned,
    Rule.WRONG_NUMBER: wrong_number,
    Rule.NOBODY_INSIDE: nobody_inside,
    Rule.NOBODY_OUTSIDE: nobody_outside,
    Rule.NOBODY_CLINICAL: nobody_clinical,
}
