"""What pairing knows, read out of the database: teams that wait, coaches with all that binds them, decisions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from workforce.models import Trust

from ..calc.pairing.facts import Facts, Pair
from ..calc.pairing.facts import Team as TeamFact
from ..calc.pairing.weights import Weights
from ..enums import Coached, DecisionKind, PairingState, ProposedState, TeamState
from ..models import Cohort, PairDecision, Pairing, ProposedSeat, Team
from .pairing_coaches import coach_facts
from .pairing_decisions import bans, brought, never_two_first, pins, wishes
from .pairing_teams import team_facts, ways

WORKED_OUT = (PairingState.PROPOSED, PairingState.PUBLISHED, PairingState.WITHDRAWN)


class Unready(StrEnum):
    """Why a team cannot be thought of yet."""

    NO_SLOT = "NO_SLOT"
    NO_PATHWAY = "NO_PATHWAY"


@dataclass(frozen=True, slots=True)
class Read:
    """`unready`: teams that wait and lack something without which nobody can be found for them."""

    facts: Facts
    unready: tuple[tuple[Team, Unready], ...]


def read_facts(pairing: Pairing, *, on: dt.date) -> Read:
    """Some twenty statements, however large the academy is."""
    begins, waiting = begins_date(pairing.cohort, on=on), teams_waiting(pairing.cohort)
    told = [one for one in decisions_of(pairing) if one.team in waiting]  # of others nothing is asked now
    found = team_facts(waiting, on=begins, brought=brought(told), wishes=wishes(told, DecisionKind.TEAM_WISH))
    lacking = {team: why for team in waiting if (why := why_unready(team, found.get(team.pk)))}
    ready = [team for team in waiting if team not in lacking]
    wished = wishes(told, DecisionKind.COACH_WISH, DecisionKind.RATHER_NOT)
    coaches = coach_facts(pairing.cohort.academy, ready, on=on, begins=begins, wished=wished)
    facts = Facts(
        coaches=coaches.facts,
        teams=tuple(found[team.pk] for team in ready),
        minutes=ways(pairing.trust_id) | coaches.ways,
        weights=Weights(**pairing.weights),
    )
    return Read(_decided(facts, pairing, [one for one in told if one.team in ready]), tuple(lacking.items()))


def _decided(facts: Facts, pairing: Pairing, told: list[PairDecision]) -> Facts:
    """A ban of somebody who has left has nothing to keep apart; a pin of them is a contradiction, and is told."""
    hard = {str(one.uuid) for one in Team.objects.filter(cohort=pairing.cohort, is_hard=True)}
    all_bans = {ban for ban in bans(told) if ban.coaches <= facts.coach.keys()} | never_two_first(facts, hard)
    before = _still_there(facts, pairs_before(pairing))
    return facts.but(pins=pins(told), bans=frozenset(all_bans), previous=before)


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


def numbers_waiting(trust: Trust) -> dict[int | None, int]:
    """How many teams wait, by cohort; those of none are thought of in no proposal."""
    asked = ProposedSeat.objects.filter(proposed__state=ProposedState.ASKED).values("proposed__team")
    rows = Team.objects.filter(trust=trust, state=TeamState.SELECTED).exclude(pk__in=asked).order_by()
    return dict(rows.values_list("cohort").annotate(Count("pk")))


def why_unready(team: Team, found: TeamFact | None) -> Unready | None:
    if found is None:
        return Unready.NO_SLOT
    return Unready.NO_PATHWAY if team.programme.coached == Coached.PAIR and team.pathway_id is None else None


def decisions_of(pairing: Pairing) -> list[PairDecision]:
    rows = pairing.decisions.select_related("team", "coach__person", "other__person", "recorded_by__person")
    return list(rows.order_by("team__name", "kind", "pk"))


def pairs_before(pairing: Pairing) -> dict[str, Pair] | None:
    """Of the proposal that this is a what-if of, if its pairs are to stay where they can."""
    before = before_it(pairing) if pairing.keeps_pairs else None
    return pairs_of(before) if before else None


def before_it(pairing: Pairing) -> Pairing | None:
    """The nearest proposal that this came out of; one whose decisions contradicted one another never became any."""
    before = pairing.based_on
    while before is not None and before.state not in WORKED_OUT:
        before = before.based_on
    return before


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
