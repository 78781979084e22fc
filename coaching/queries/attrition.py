"""What became of those whom each cohort certified: still here, still coaching."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..calc.coach_state import CoachState
from ..models import Academy, Certification, Cohort
from .coach import CoachLine


@dataclass(frozen=True, slots=True)
class CohortLine:
    """`certified` in all; some of them `left` the trust, and the rest stand in `states`."""

    cohort: Cohort
    certified: int
    left: int
    states: dict[CoachState, int]

    @property
    def active(self) -> int:
        return self.states.get(CoachState.ACTIVE, 0)

    @property
    def lapsed(self) -> int:
        return self.states.get(CoachState.LAPSED, 0)

    @property
    def others(self) -> int:
        return self.certified - self.left - self.active - self.lapsed


def cohort_lines(academy: Academy, coaches: Sequence[CoachLine], *, on: dt.date) -> list[CohortLine]:
    """The oldest first; without anybody certified there is nothing to say."""
    rows = Certification.objects.filter(enrolment__cohort__academy=academy, since__lte=on)
    people = set(rows.values_list("enrolment__cohort", "person", "person__left_date"))
    state_of = {line.coach.person_id: line.state for line in coaches}
    lines = []
    for cohort in Cohort.objects.filter(academy=academy).order_by("since", "pk"):
        own = [(person, left) for pk, person, left in people if pk == cohort.pk]
        gone = [person for person, left in own if left and left <= on]
        states = Counter(state_of[person] for person, _ in own if person in state_of and person not in gone)
        if own:
            lines.append(CohortLine(cohort, len(own), len(gone), dict(states)))
    return lines
