"""What stands between coaches and a team, in words: one clause for each rule, the same reasons told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.calc.pairing.facts import Slot
from coaching.calc.pairing.rules import Refusal, Rule
from coaching.enums import DecisionKind, Weekday

from .pairing_names import Names, listed

Clause: TypeAlias = Callable[[Names, Refusal, str, int], str]
"""Of the refusal, with who it is about and how many they are."""


def clauses(names: Names, refusals: Iterable[Refusal]) -> str:
    return "; ".join(each_clause(names, refusals))


def each_clause(names: Names, refusals: Iterable[Refusal]) -> Iterator[str]:
    """In the order of the refusals; coaches against whom the same stands are named in one."""
    together: dict[object, list[Refusal]] = {}
    for refusal in refusals:
        together.setdefault(_same(refusal), []).append(refusal)
    for same in together.values():
        people = list(dict.fromkeys(one for refusal in same for one in refusal.coaches))
        yield WORDS[Rule(same[0].rule)](names, same[0], names.coaches(people), len(people))


def _same(refusal: Refusal) -> object:
    if len(refusal.coaches) > 1 or refusal.rule == Rule.BANNED:
        return refusal
    return refusal.rule, refusal.managed, refusal.slot, refusal.away, refusal.minutes, refusal.others, refusal.limit


def slot_words(slot: Slot) -> str:
    told = {"day": Weekday(slot.weekday).label, "since": clock(slot.since), "until": clock(slot.until)}
    return _("%(day)s from %(since)s to %(until)s") % told


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def number(n: int) -> str:
    return str(apnumber(n))


def not_qualified(names: Names, one: Refusal, who: str, n: int) -> str:
    told = ngettext("%(who)s is neither certified nor in training", "%(who)s are neither certified nor in training", n)
    return told % {"who": who}


def away(names: Names, one: Refusal, who: str, n: int) -> str:
    if one.away is None:
        return ngettext("%(who)s is away", "%(who)s are away", n) % {"who": who}
    told = {"who": who, "since": formats.date_format(one.away.since, "j F Y")}
    if one.away.until is None:
        return ngettext("%(who)s is away from %(since)s on", "%(who)s are away from %(since)s on", n) % told
    told["until"] = formats.date_format(one.away.until, "j F Y")
    words = ngettext(
        "%(who)s is away from %(since)s until %(until)s", "%(who)s are away from %(since)s until %(until)s", n
    )
    return words % told


def no_place(names: Names, one: Refusal, who: str, n: int) -> str:
    if one.others:
        told = {"who": who, "teams": names.teams(one.others), "n": number(one.limit or 0)}
        return _("%(who)s would have %(teams)s, and takes only %(n)s more") % told
    return ngettext("%(who)s has no place left", "%(who)s have no place left", n) % {"who": who}


def member(names: Names, one: Refusal, who: str, n: int) -> str:
    return ngettext("%(who)s belongs to the team", "%(who)s belong to the team", n) % {"who": who}


def line_manager(names: Names, one: Refusal, who: str, n: int) -> str:
    """Whoever has several posts has several managers, and is one member still."""
    members = {managed.member.split("/")[0] for managed in one.managed}
    told = {"who": who, "n": number(len(members))}
    if all(managed.steps == 2 for managed in one.managed):
        words = ngettext(
            "%(who)s manages the line manager of %(n)s of its members",
            "%(who)s manages the line managers of %(n)s of its members",
            len(members),
        )
        return words % told
    if all(managed.steps == 1 for managed in one.managed):
        return _("%(who)s line-manages %(n)s of its members") % told
    return _("%(who)s line-manages %(n)s of its members, directly or two levels up") % told


def conflict(names: Names, one: Refusal, who: str, n: int) -> str:
    """Declared, never explained; not with whom, either."""
    if len(one.coaches) > 1:
        return _("%(who)s do not coach together: a conflict is declared") % {"who": who}
    words = ngettext(
        "%(who)s has a declared conflict with the team or somebody in it",
        "%(who)s have a declared conflict with the team or somebody in it",
        n,
    )
    return words % {"who": who}


def not_free(names: Names, one: Refusal, who: str, n: int) -> str:
    told = {"who": who, "slot": slot_words(one.slot) if one.slot else _("its hours")}
    return ngettext("%(who)s is not free on %(slot)s", "%(who)s are not free on %(slot)s", n) % told


def too_far(names: Names, one: Refusal, who: str, n: int) -> str:
    told = {"who": who, "minutes": one.minutes, "limit": one.limit}
    words = ngettext(
        "%(who)s would travel %(minutes)s minutes and travels %(limit)s at most",
        "%(who)s would travel %(minutes)s minutes and travel %(limit)s at most",
        n,
    )
    return words % told


def travel_unknown(names: Names, one: Refusal, who: str, n: int) -> str:
    return _("how long %(who)s would travel is not known") % {"who": who}


def banned(names: Names, one: Refusal, who: str, n: int) -> str:
    reason = names.reason(DecisionKind.BAN, one.team, one.coaches)
    if reason is None:
        return _("%(who)s would both coach for the first time, which a hard team is never given") % {"who": who}
    told = {"who": who, "reason": reason}
    if n > 1:
        return _("%(who)s are not to take it together (“%(reason)s”)") % told
    return _("%(who)s is banned from it (“%(reason)s”)") % told


def others_named(names: Names, one: Refusal, who: str, n: int) -> str:
    told = {"who": who, "others": names.coaches(one.others)}
    return _("%(others)s came with it or is pinned to it, in the place of %(who)s") % told


def wrong_number(names: Names, one: Refusal, who: str, n: int) -> str:
    return _("%(who)s: it takes another number of coaches") % {"who": who}


def nobody_inside(names: Names, one: Refusal, who: str, n: int) -> str:
    return _("of %(who)s nobody is inside its pathway") % {"who": who}


def nobody_outside(names: Names, one: Refusal, who: str, n: int) -> str:
    return ngettext("%(who)s is inside its pathway", "%(who)s are both inside its pathway", n) % {"who": who}


def nobody_clinical(names: Names, one: Refusal, who: str, n: int) -> str:
    return _("of %(who)s nobody is clinical") % {"who": who}


def at_one_time(names: Names, one: Refusal, who: str, n: int) -> str:
    told = {"who": who, "teams": listed(sorted(names.team(team) for team in one.others))}
    return _("%(who)s would have %(teams)s at one time of the week") % told


WORDS: dict[Rule, Clause] = {
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
    Rule.WRONG_NUMBER: wrong_number,
    Rule.NOBODY_INSIDE: nobody_inside,
    Rule.NOBODY_OUTSIDE: nobody_outside,
    Rule.NOBODY_CLINICAL: nobody_clinical,
    Rule.AT_ONE_TIME: at_one_time,
}
