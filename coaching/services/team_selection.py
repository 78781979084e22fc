"""Whether a team is ready, how it is scored, and what is decided about it: each step with a day and a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from workforce.enums import NoticeKind
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.notice import Telling, tell_many
from workforce.services.refusal import Refused

from ..enums import (
    NEXT_TEAM_STATES,
    BarrierCode,
    CoachingEnd,
    ReadinessQuestion,
    TeamCriterion,
    TeamPart,
    TeamState,
)
from ..models import Coaching, Cohort, ReadinessAnswer, Team, TeamDecision, TeamScore, TeamSlot, TeamStage
from ..queries.team_selection import cohorts_for
from .team import end_rows

BEST = 4
OPEN_TO_CHECK = (TeamState.INTERESTED, TeamState.CHECKED)
WITH_A_REASON = (TeamState.SELECTED, TeamState.NOT_TAKEN)
ENDS = {
    TeamState.INDEPENDENT: CoachingEnd.FINISHED,
    TeamState.STOPPED: CoachingEnd.TEAM_STOPPED,
    TeamState.SELECTED: CoachingEnd.OTHER,
}


class CannotDecide(Refused):
    """The team cannot go there. Its text is for the reader."""


@transaction.atomic
def answer_readiness(*, team: Team, answers: Mapping[str, tuple[int, str]], on: dt.date, by: Account) -> Team:
    """Once every question has an answer the team counts as checked."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.state not in OPEN_TO_CHECK:
        raise CannotDecide("The readiness check belongs before the selection, which is decided already.")
    for question, (answer, words) in answers.items():
        ReadinessAnswer.objects.update_or_create(
            trust=team.trust,
            team=team,
            question=question,
            defaults={"answer": answer, "words": words.strip(), "recorded_by": by},
        )
    note(by=by, did="answered a readiness check", to=team, answers=len(answers))
    if team.state == TeamState.INTERESTED and team.readiness.count() == len(ReadinessQuestion):
        _come_to(team, TeamState.CHECKED, on=on, by=by)
    return team


@transaction.atomic
def score_team(*, team: Team, scores: Mapping[str, int], by: Account) -> None:
    """By one assessor, for themselves; told again, the later counts."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.state != TeamState.CHECKED:
        raise CannotDecide("Teams are scored between their readiness check and the decision.")
    if set(scores) != set(TeamCriterion.values) or not all(0 <= score <= BEST for score in scores.values()):
        raise CannotDecide(f"Score each criterion from 0 to {BEST}.")
    for criterion, score in scores.items():
        TeamScore.objects.update_or_create(
            trust=team.trust, team=team, assessor=by, criterion=criterion, defaults={"score": score, "recorded_by": by}
        )
    note(by=by, did="scored a team", to=team)


@transaction.atomic
def decide_team(
    *, team: Team, state: str, reason: str, code: str, link: str, on: dt.date, by: Account, cohort: Cohort | None = None
) -> Team:
    """With what it brings: coaches end with the coaching; stopped, it says by which kind of barrier; selected, it waits
    for coaches with a cohort. Whoever leads the team is told, with a link to its page."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if state not in NEXT_TEAM_STATES[TeamState(team.state)]:
        raise CannotDecide(f"A team that stands at “{team.get_state_display()}” cannot go there next.")
    to = TeamState(state)
    _must_be_due(team, to, reason.strip(), code, on)
    if to == TeamState.SELECTED and cohort:
        _wait_with(team, cohort, on)
    if to in ENDS:
        _end_coaching(team, ENDS[to], on)
    if to == TeamState.STOPPED:
        end_rows(TeamSlot.objects.filter(team=team), on)
    _come_to(team, to, on=on, by=by, reason=reason.strip(), code=code if to == TeamState.STOPPED else "")
    note(by=by, did="decided about a team", to=team, state=to)
    _tell_its_lead(team, link, on, by)
    return team


def _tell_its_lead(team: Team, link: str, on: dt.date, by: Account) -> None:
    """Once for each step of a day; whoever decided about their own team knows."""
    words = f"“{team}” now stands at: {team.get_state_display()}. The reason is on its page."
    key = f"team {team.pk} {team.state} {on}"
    leads = team.members.on(on).filter(part=TeamPart.LEAD).select_related("person")
    told = [Telling(row.person, NoticeKind.WORK, words, link, key) for row in leads if row.person_id != by.person_id]
    tell_many(trust=team.trust, tellings=told, by=by)


@transaction.atomic
def change_cohort_of(*, team: Team, cohort: Cohort, on: dt.date, by: Account) -> Team:
    """As long as it waits for coaches."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.state != TeamState.SELECTED:
        raise CannotDecide("Only a team that is selected waits for coaches.")
    _wait_with(team, cohort, on)
    note(by=by, did="changed with which cohort a team waits", to=team, cohort=cohort.pk)
    return team


def _must_be_due(team: Team, to: TeamState, reason: str, code: str, on: dt.date) -> None:
    if to in WITH_A_REASON and not reason:
        raise CannotDecide("Say why, in a sentence that the team can read.")
    if to == TeamState.STOPPED and code not in BarrierCode.values:
        raise CannotDecide("Choose what stopped the team.")
    if to == TeamState.SELECTED and team.state == TeamState.CHECKED:
        _must_be_selectable(team, on)
    if to == TeamState.INDEPENDENT and not team.transition_plan:
        raise CannotDecide("Write the transition plan first: how the team goes on without its coaches.")
    if to == TeamState.COACHED and not Coaching.objects.filter(team=team).on(on).exists():
        raise CannotDecide("Nobody coaches the team yet. Give it coaches first.")


def _must_be_selectable(team: Team, on: dt.date) -> None:
    if not team.selection_scores.exists():
        raise CannotDecide("Nobody has scored the team yet. Score it first.")
    if not team.members.on(on).filter(part=TeamPart.SPONSOR).exists():
        raise CannotDecide("The team has no sponsor. Name one first: without a sponsor nobody clears the way.")


def _wait_with(team: Team, cohort: Cohort, on: dt.date) -> None:
    if not cohorts_for(team, on=on).filter(pk=cohort.pk).exists():
        raise CannotDecide("That cohort is over, or of another academy or programme than the team. Choose another.")
    team.cohort = cohort
    team.save(update_fields=["cohort"])


def _end_coaching(team: Team, why: CoachingEnd, on: dt.date) -> None:
    running = Coaching.objects.filter(team=team)
    running.filter(since__gte=on).delete()
    running.on(on).update(until=on, end_reason=why)
    end_rows(TeamStage.objects.filter(team=team), on)


def _come_to(team: Team, state: TeamState, *, on: dt.date, by: Account, reason: str = "", code: str = "") -> None:
    team.state, team.state_date, team.stopped_reason = state, on, code
    team.save(update_fields=["state", "state_date", "stopped_reason"])
    TeamDecision.objects.create(
        trust=team.trust, team=team, state=state, date=on, code=code, reason=reason, recorded_by=by
    )
