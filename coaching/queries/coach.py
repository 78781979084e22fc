"""Where coaches stand, by the log; whom they coach, who supervises them, and what they were asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Min

from workforce.models import Absence

from ..calc.coach_state import CoachState, Known, Leave, coach_state
from ..enums import EnrolmentState, SessionState
from ..models import (
    Academy,
    Certification,
    Coach,
    Coaching,
    CoachLeave,
    Enrolment,
    Refresher,
    SessionPerson,
    Supervision,
)


@dataclass(frozen=True, slots=True)
class CoachLine:
    coach: Coach
    state: CoachState
    last_coached: dt.date | None
    certified: dt.date | None
    teams: int
    supervisor: Coach | None
    refresher: Refresher | None


def coach_lines(academy: Academy, *, on: dt.date) -> list[CoachLine]:
    """By name. Eight statements however many coaches."""
    coaches = Coach.objects.filter(academy=academy, person__left_date=None).select_related("person")
    return lines_of(list(coaches), academy, on=on)


def line_of(coach: Coach, *, on: dt.date) -> CoachLine:
    return lines_of([coach], coach.academy, on=on)[0]


def lines_of(coaches: Sequence[Coach], academy: Academy, *, on: dt.date) -> list[CoachLine]:
    people = [coach.person_id for coach in coaches]
    came = SessionPerson.objects.filter(person__in=people, is_coach=True, session__state=SessionState.HELD)
    last = dict(came.filter(session__date__lte=on).values_list("person").annotate(Max("session__date")))
    held = Certification.objects.filter(person__in=people).on(on)
    certified = dict(held.values_list("person").annotate(Min("since")))
    training = Enrolment.objects.filter(person__in=people, state=EnrolmentState.IN_TRAINING)
    in_training = set(training.values_list("person", flat=True))
    leaves = _leaves(coaches, on)
    refreshers = _refreshers(coaches)
    teams = Counter(Coaching.objects.filter(coach__in=coaches).on(on).values_list("coach", flat=True))
    over = Supervision.objects.filter(coach__in=coaches).on(on).prefetch_related("supervisor__person")  # few, of many
    supervisors = {row.coach_id: row.supervisor for row in over}
    weeks = {"active_weeks": academy.active_weeks, "resting_weeks": academy.resting_weeks}

    def line(coach: Coach) -> CoachLine:
        person, asked = coach.person_id, refreshers.get(coach.pk, [])
        known = Known(
            certified=certified.get(person),
            last_coached=last.get(person),
            is_in_training=person in in_training,
            refreshed=max((one.done_date for one in asked if one.done_date), default=None),
            leaves=tuple(leaves.get(coach.pk, ())),
        )
        state = coach_state(known, on=on, **weeks)
        latest = asked[-1] if asked else None
        return CoachLine(
            coach, state, known.last_coached, known.certified, teams[coach.pk], supervisors.get(coach.pk), latest
        )

    return sorted((line(coach) for coach in coaches), key=lambda one: (one.coach.person.family_name, one.coach.pk))


def _leaves(coaches: Sequence[Coach], on: dt.date) -> dict[int, list[Leave]]:
    """What the staff file tells of, and what was said here."""
    of_person = {coach.person_id: coach.pk for coach in coaches}
    found: dict[int, list[Leave]] = {}
    told = CoachLeave.objects.filter(coach__in=coaches, since__lte=on).values_list("coach", "since", "until")
    for pk, since, until in told:
        found.setdefault(pk, []).append((since, until))
    filed = Absence.objects.filter(person__in=of_person, since__lte=on).values_list("person", "since", "until")
    for person, since, until in filed:
        found.setdefault(of_person[person], []).append((since, until))
    return found


def _refreshers(coaches: Sequence[Coach]) -> dict[int, list[Refresher]]:
    found: dict[int, list[Refresher]] = {}
    for row in Refresher.objects.filter(coach__in=coaches).order_by("invited_date", "pk"):
        found.setdefault(row.coach_id, []).append(row)
    return found


def supervision_load(lines: Sequence[CoachLine]) -> list[tuple[Coach, int]]:
    """Who supervises how many, the most first."""
    load = Counter(line.supervisor for line in lines if line.supervisor)
    return sorted(load.items(), key=lambda one: (-one[1], one[0].person.family_name))
