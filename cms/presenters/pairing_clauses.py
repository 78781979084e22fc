"""What stands between coaches and a team, in words: each coach with all that stands against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _

from coaching.calc.pairing.facts import CoachId, Slot
from coaching.calc.pairing.rules import Refusal, Rule
from coaching.enums import Weekday

from .pairing_names import Names, listed
from .pairing_rules import OF_COACH, OF_PAIR


def clauses(names: Names, refusals: Iterable[Refusal]) -> str:
    return "; ".join(each_clause(names, refusals))


def each_clause(names: Names, refusals: Iterable[Refusal]) -> Iterator[str]:
    """In the order of the refusals; coaches against whom the very same stands are named in one."""
    told = list(refusals)
    for people, against in _together(told).items():
        words = [OF_COACH[Rule(one.rule)](names, one, len(people)) for one in against]
        yield f"{names.coaches(people)} {listed(words)}"
    for one in told:
        if _is_of_pair(one):
            yield OF_PAIR[Rule(one.rule)](names, one, names.coaches(one.coaches))


def _together(refusals: list[Refusal]) -> dict[tuple[CoachId, ...], list[Refusal]]:
    theirs: dict[CoachId, list[Refusal]] = {}
    for one in refusals:
        if not _is_of_pair(one):
            theirs.setdefault(one.coaches[0], []).append(one)
    same: dict[tuple[object, ...], list[CoachId]] = {}
    for coach, against in theirs.items():
        same.setdefault(tuple(_same(one) for one in against), []).append(coach)
    return {tuple(people): theirs[people[0]] for people in same.values()}


def _is_of_pair(one: Refusal) -> bool:
    return len(one.coaches) > 1 or one.rule in (Rule.NOBODY_INSIDE, Rule.NOBODY_OUTSIDE, Rule.NOBODY_CLINICAL)


def _same(one: Refusal) -> object:
    """A ban has a reason of its own."""
    told = one.rule, one.managed, one.slot, one.away, one.minutes, one.others, one.limit
    return (told, one.coaches) if one.rule == Rule.BANNED else told


def slot_words(slot: Slot) -> str:
    told = {"day": Weekday(slot.weekday).label, "since": clock(slot.since), "until": clock(slot.until)}
    return _("%(day)s from %(since)s to %(until)s") % told


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def number(n: int) -> str:
    return str(apnumber(n))
