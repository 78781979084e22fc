"""Of whoever began each cohort, how many were certified, how many left, and how many coach today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..calc.coach_state import CoachState
from ..enums import EnrolmentState
from ..models import Academy, Cohort, Enrolment
from .coach import CoachLine


@dataclass(frozen=True, slots=True)
class Attrition:
    """`began` is the sum of the three that follow. `active`: of the certified. `months`: since the course ended."""

    cohort: Cohort
    began: int
    certified: int
    in_training: int
    withdrew: int
    active: int
    months: int | None


def attrition_of(academy: Academy, coaches: Iterable[CoachLine], *, on: dt.date) -> list[Attrition]:
    """Cohorts that have begun, the newest first. Who is active is what the lead's page says of each coach."""
    active = {line.coach.person_id for line in coaches if line.state == CoachState.ACTIVE}
    cohorts = list(Cohort.objects.filter(academy=academy, since__lte=on).order_by("-since", "pk"))
    rows = Enrolment.objects.filter(cohort__in=cohorts).exclude(began_date=None)
    by_cohort: dict[int, list[Enrolment]] = {}
    for row in rows:
        by_cohort.setdefault(row.cohort_id, []).append(row)
    return [_line(cohort, by_cohort.get(cohort.pk, []), active, on) for cohort in cohorts]


def _line(cohort: Cohort, rows: list[Enrolment], active: set[int], on: dt.date) -> Attrition:
    def standing(state: EnrolmentState) -> list[Enrolment]:
        return [row for row in rows if row.state == state]

    certified = standing(EnrolmentState.CERTIFIED)
    ended = on - cohort.until
    return Attrition(
        cohort=cohort,
        began=len(rows),
        certified=len(certified),
        in_training=len(standing(EnrolmentState.IN_TRAINING)),
        withdrew=len(standing(EnrolmentState.WITHDRAWN)),
        active=sum(row.person_id in active for row in certified),
        months=ended.days * 12 // 365 if ended.days >= 0 else None,
    )
