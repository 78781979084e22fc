"""What pairing knows, read out of the database: teams that wait, coaches with all that binds them, decisions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..calc.pairing.facts import Facts, Pair
from ..calc.pairing.facts import Team as TeamFact
from ..calc.pairing.weights import Weights
from ..enums import Coached, DecisionKind, ProposedState, TeamState
from ..models import Cohort, PairDecision, Pairing, ProposedSeat, Team
from .pairing_coaches import coach_facts
from .pairing_decisions import bans, brought, never_two_first, pins, wishes
from .pairing_teams import team_facts, ways


class Unready(StrEnum):
    """Why a team cannot be thought of yet."""

    NO_SLOT = "NO_SLOT"
    NO_PATHWAY = "NO_PATHWAY"


@dataclass(frozen=True, slots=True)
class Read:
    """`unready`: teams that wait and lack something without which nobody can be found for them."""

    facts: Facts
    unready: tuple[tuple[Team, Unready], ...]


def read_facts(pairing: Pairing, *, on: dt.date, decisions: Sequence[PairDecision] | None = None) -> Read:
    """`decisions`: in place of those that the proposal has, to try others. Some twenty statements in all."""
    begins = begins_date(pairing.cohort, on=on)
    told = decisions_of(pairing) if decisions is None else list(decisions)
    waiting = teams_waiting(pairing.cohort)
    hard = {str(team.uuid) for team in waiting if team.is_hard}
    found = team_facts(waiting, on=begins, brought=brought(told), wishes=wishes(told, DecisionKind.TEAM_WISH))
    unready = tuple((team, why) for team in waiting if (why := why_unready(team, found.get(team.pk))))
    ready = [team for team in waiting if why_unready(team, found.get(team.pk)) is None]
    coaches = coach_facts(
        pairing.cohort.academy, ready, on=on, begins=begins, wished=wishes(told, DecisionKind.COACH_WISH)
    )
    facts = Facts(
        coaches=tuple(coaches.facts),
        teams=tuple(found[team.pk] for team in ready),
        minutes=ways(pairing.trust_id) | coaches.ways,
        weights=Weights(**pairing.weights),
        pins=pins(told),
        bans=bans(told),
    )
    facts = facts.but(
        bans=facts.bans | never_two_first(facts, hard), previous=_still_there(facts, pairs_before(pairing))
    )
    return Read(facts, unready)


def _still_there(facts: Facts, before: dict[str, Pair] | None) -> dict[str, Pair] | None:
    if before is None:
        return None
    return {team: pair for team, pair in before.items() if team in facts.team and set(pair) <= facts.coach.keys()}


def begins_date(cohort: Cohort, *, on: dt.date) -> dt.date:
    """Coaching begins with the course, or now if that has begun."""
    return max(cohort.since, on)


def teams_waiting(cohort: Cohort) -> list[Team]:
    """Selected, and not asked about a pair at the moment."""
    asked = ProposedSeat.objects.filter(proposed__state=ProposedState.ASKED).values("proposed__team")
    rows = Team.objects.filter(cohort=cohort, state=TeamState.SELECTED).exclude(pk__in=asked)
    return list(rows.select_related("programme", "pathway").order_by("name", "pk"))


def why_unready(team: Team, found: TeamFact | None) -> Unready | None:
    if found is None:
        return Unready.NO_SLOT
    return Unready.NO_PATHWAY if team.programme.coached == Coached.PAIR and team.pathway_id is None else None


def decisions_of(pairing: Pairing) -> list[PairDecision]:
    rows = pairing.decisions.select_related("team", "coach__person", "other__person", "recorded_by__person")
    return list(rows.order_by("team__name", "kind", "pk"))


def pairs_before(pairing: Pairing) -> dict[str, Pair] | None:
    """Of the proposal that this is a what-if of, if its pairs are to stay where they can."""
    if pairing.based_on is None or not pairing.keeps_pairs:
        return None
    return pairs_of(pairing.based_on)


def pairs_of(pairing: Pairing) -> dict[str, Pair]:
    """By team; the inside coach first, as their codes stand in the alphabet."""
    seats = ProposedSeat.objects.filter(proposed__pairing=pairing).order_by("part")
    found: dict[str, list[str]] = defaultdict(list)
    for team, person in seats.values_list("proposed__team__uuid", "coach__person__uuid"):
        found[str(team)].append(str(person))
    return {team: tuple(coaches) for team, coaches in found.items()}


def latest_of(cohorts: Iterable[Cohort]) -> dict[int, list[Pairing]]:
    """By cohort, the newest first."""
    found: dict[int, list[Pairing]] = defaultdict(list)
    rows = Pairing.objects.filter(cohort__in=list(cohorts)).select_related("job", "recorded_by__person", "based_on")
    for pairing in rows.order_by("-number"):
        found[pairing.cohort_id].append(pairing)
    return found
