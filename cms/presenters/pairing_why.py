"""Why a team has no coaches, and what would give it some: whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coaching.calc.pairing import changes
from coaching.calc.pairing.changes import Remedy
from coaching.calc.pairing.facts import Slot
from coaching.calc.pairing.reasons import Unserved, Want
from coaching.calc.pairing.rules import Rule
from coaching.calc.pairing.telling import from_json
from coaching.enums import Weekday
from coaching.models import ProposedTeam
from coaching.queries.pairing import Unready

from .pairing_clauses import clauses, clock, number, slot_words
from .pairing_names import Names, listed

COUNTED = {
    Rule.NOT_QUALIFIED: _lazy("neither certified nor in training"),
    Rule.AWAY: _lazy("away"),
    Rule.NO_PLACE: _lazy("without a place left"),
    Rule.MEMBER: _lazy("of the team itself"),
    Rule.LINE_MANAGER: _lazy("managing members of it"),
    Rule.CONFLICT: _lazy("with a declared conflict"),
    Rule.NOT_FREE: _lazy("not free then"),
    Rule.TOO_FAR: _lazy("too far away"),
    Rule.TRAVEL_UNKNOWN: _lazy("where nobody has told the way from"),
    Rule.BANNED: _lazy("banned"),
    Rule.OTHERS_NAMED: _lazy("in the place of somebody named"),
}
A_FEW = 3


def why_sentences(names: Names, row: ProposedTeam, slot: Slot | None = None) -> list[str]:
    """The reason, then the smallest change. `slot`: when the team meets now."""
    if row.why is None:
        return []
    if "lacks" in row.why:
        return [_lacks(row)]
    why: Unserved = from_json(row.why)
    found = [*_reason(names, row, why)]
    return [*found, _what_would(names, row, slot)]


def _what_would(names: Names, row: ProposedTeam, slot: Slot | None) -> str:
    if row.remedy is None:
        return _("Nothing small would serve it: no single change that was tried, nor two together.")
    if "is_sought" in row.remedy:
        return _("What would serve it was not looked for, since so many teams are without coaches.")
    return remedy_sentence(names, from_json(row.remedy), slot)


def _lacks(row: ProposedTeam) -> str:
    if row.why and row.why["lacks"] == Unready.NO_PATHWAY:
        return _("%(team)s names no pathway, so nobody is inside it. Name one on the team’s page.") % {"team": row.team}
    return _("%(team)s has no weekly slot, so nobody can be found for it. Give it one first.") % {"team": row.team}


def _reason(names: Names, row: ProposedTeam, why: Unserved) -> Iterator[str]:
    if why.want == Want.TAKEN:
        yield _taken(names, row, why)
    elif not why.nearest:
        yield _nobody_at_all(row, why)
    else:
        yield from _refused(names, row, why)


def _refused(names: Names, row: ProposedTeam, why: Unserved) -> Iterator[str]:
    """Those against whom fewest rules stand are named; of all others it is counted."""
    people = list(dict.fromkeys(one for refusal in why.nearest for one in refusal.coaches))
    told = {"team": row.team, "who": names.coaches(people), "why": clauses(names, why.nearest)}
    if why.want == Want.PAIR:
        yield _("For %(team)s there is somebody for each side, but no two of them go together: %(why)s.") % told
        return
    yield _side(row, why)
    if len(people) == 1:
        yield _("%(why)s.") % told
    else:
        yield _("%(who)s cannot take it: %(why)s.") % told
    if why.thought_of > len(people):
        yield _counted(why)


def _side(row: ProposedTeam, why: Unserved) -> str:
    told = {"team": row.team, "pathway": row.team.pathway or ""}
    if row.team.programme.coached == "ONE":
        return _("Nobody can take %(team)s.") % told
    if why.want == Want.INSIDE:
        return _("Nobody from inside the pathway “%(pathway)s” can take %(team)s.") % told
    return _("Nobody from outside the pathway “%(pathway)s” can take %(team)s.") % told


def _nobody_at_all(row: ProposedTeam, why: Unserved) -> str:
    told = {"team": row.team, "pathway": row.team.pathway or ""}
    if why.want == Want.INSIDE:
        return _("No coach of the academy is inside the pathway “%(pathway)s”, to which %(team)s belongs.") % told
    return _("There is no coach who could take %(team)s.") % told


def _counted(why: Unserved) -> str:
    """How many each rule refuses, the most first; one coach may be refused by several."""
    most = sorted(((n, COUNTED[Rule(rule)]) for rule, n in why.by_rule if rule in COUNTED), key=lambda one: -one[0])
    told = {"all": number(why.thought_of), "each": listed(f"{n} {words}" for n, words in most[:A_FEW])}
    if sum(n for n, _words in most[:A_FEW]) > why.thought_of:
        return _("In all, %(all)s such coaches were thought of, some with more than one reason: %(each)s.") % told
    return _("In all, %(all)s such coaches were thought of: %(each)s.") % told


def _taken(names: Names, row: ProposedTeam, why: Unserved) -> str:
    if not why.taken:
        return _("Whoever could take %(team)s would keep another team from being served.") % {"team": row.team}
    each = [
        _("%(coach)s has %(teams)s") % {"coach": names.coach(one.coach), "teams": names.teams(one.teams)}
        for one in why.taken[:A_FEW]
    ]
    told = {"team": row.team, "each": listed(each)}
    return _("Those who could take %(team)s are needed elsewhere: %(each)s.") % told


def remedy_sentence(names: Names, remedy: Remedy, slot: Slot | None = None) -> str:
    """`slot`: when the team meets now, so that an hour that stays is not told again."""
    steps = listed(change_words(names, remedy, change, slot) for change in remedy.changes)
    told = {"steps": steps[:1].upper() + steps[1:], "who": names.coaches(remedy.pair)}
    words = _("%(steps)s would serve it, with %(who)s.") % told
    if not remedy.altered:
        return words
    n = len(remedy.altered)
    others = ngettext("%(teams)s would have other coaches then.", "%(teams)s would have other coaches then.", n)
    return f"{words} {others % {'teams': names.teams(remedy.altered)}}"


def change_words(names: Names, remedy: Remedy, change: Any, slot: Slot | None) -> str:
    kind = type(change)
    if kind is changes.MoveSlot:
        return _("moving the slot to %(slot)s") % {"slot": moved_to(change.slot, slot)}
    if kind is changes.LiftBan:
        return _lift_ban(names, remedy, change)
    if kind is changes.LiftPin:
        told = {"who": names.coaches(change.pin.coaches), "team": names.team(change.pin.team)}
        return _("lifting the pin of %(who)s to %(team)s") % told
    if kind is changes.LetOnline:
        return _("letting a coach join online")
    return _of_a_coach(names, change)


def moved_to(new: Slot, old: Slot | None) -> str:
    if old and (new.since, new.until) == (old.since, old.until):
        return str(Weekday(new.weekday).label)
    if old and new.weekday == old.weekday:
        told = {"since": clock(new.since), "until": clock(new.until)}
        return _("the hours from %(since)s to %(until)s on the same day") % told
    return slot_words(new)


def _lift_ban(names: Names, remedy: Remedy, change: Any) -> str:
    who = {"who": names.coaches(change.ban.coaches)}
    if names.reason("BAN", remedy.team, change.ban.coaches) is None:
        return _("letting two coach it for the first time (%(who)s)") % who
    return _("lifting the ban of %(who)s") % who


def _of_a_coach(names: Names, change: Any) -> str:
    who = names.coach(change.coach)
    if type(change) is changes.TravelFurther:
        return _("%(who)s travelling %(minutes)s minutes") % {"who": who, "minutes": change.minutes}
    if type(change) is changes.OneMorePlace:
        return _("%(who)s taking one team more") % {"who": who}
    return _("%(who)s training for %(programme)s") % {"who": who, "programme": names.programme(change.programme)}
