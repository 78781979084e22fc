"""Who could take a place beside a team that is coached already: by the same rules by which pairs are found."""

from __future__ import annotations

import datetime as dt

from ..calc.pairing.facts import Coach as CoachFact
from ..calc.pairing.facts import Facts
from ..calc.pairing.facts import Team as TeamFact
from ..calc.pairing.rules import is_inside, refusals_of_coach, refusals_of_pair
from ..enums import Coached, CoachPart
from ..models import Coach, Coaching, Team
from .pairing_coaches import coach_facts, coaches_of_academy
from .pairing_teams import team_facts, ways


def parts_open(team: Team, *, on: dt.date) -> list[CoachPart]:
    """As what a coach is missing."""
    wanted = {CoachPart.INSIDE, CoachPart.OUTSIDE} if team.programme.coached == Coached.PAIR else {CoachPart.SOLE}
    taken = Coaching.objects.filter(team=team).overlapping(on, None).values_list("part", flat=True)
    return sorted(wanted - {CoachPart(part) for part in taken})


def who_could(team: Team, part: CoachPart, *, on: dt.date) -> list[Coach]:
    """By name. Nobody where the team has no weekly slot: nobody knows who would be free."""
    known = team_facts([team], on=on, brought={}, wishes=()).get(team.pk)
    if known is None:
        return []
    coaches = coach_facts(team.academy, [team], on=on, begins=on)
    facts = Facts(coaches=coaches.facts, teams=(known,), minutes=ways(team.trust_id) | coaches.ways)
    fit = {one.id for one in facts.coach.values() if _fits(facts, one, known)}
    if part != CoachPart.SOLE:
        fit &= {one.id for one in facts.coach.values() if is_inside(one, known) == (part == CoachPart.INSIDE)}
    fit -= known.brings
    return [coach for coach in coaches_of_academy(team.academy, on=on) if str(coach.person.uuid) in fit]


def _fits(facts: Facts, coach: CoachFact, team: TeamFact) -> bool:
    """Alone, and beside whoever stays."""
    stays = [facts.coach[one] for one in team.brings - {coach.id} if one in facts.coach]
    beside = refusals_of_pair(facts, (coach, stays[0]), team) if team.needs_pair and len(stays) == 1 else ()
    return not [*refusals_of_coach(facts, coach, team), *beside]
