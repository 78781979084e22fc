"""What stands between certain coaches and a team, by what is so now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..calc.pairing.rules import Refusal, refusals, refusals_of_coach
from ..models import Coach, Pairing, Team
from .pairing import read_facts


def why_not(pairing: Pairing, team: Team, coaches: Sequence[Coach], *, on: dt.date) -> list[Refusal] | None:
    """None: the team does not wait, or one of them is no coach here. Of fewer than it takes each alone is asked."""
    facts = read_facts(pairing, on=on).facts
    known, people = facts.team.get(str(team.uuid)), [str(coach.person.uuid) for coach in coaches]
    if known is None or any(one not in facts.coach for one in people):
        return None
    named = tuple(facts.coach[one] for one in people)
    if len(named) >= known.takes:
        return list(refusals(facts, named, known))
    return [refusal for one in named for refusal in refusals_of_coach(facts, one, known)]
