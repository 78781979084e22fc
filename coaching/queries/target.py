"""How far an academy has come towards what it means to reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..calc.coach_state import CoachState
from ..enums import TargetKind, TeamState
from ..models import Academy, AcademyTarget, Team
from .coach import CoachLine


@dataclass(frozen=True, slots=True)
class TargetLine:
    target: AcademyTarget
    reached: int

    @property
    def is_met(self) -> bool:
        return self.reached >= self.target.number


def target_lines(academy: Academy, coaches: Sequence[CoachLine]) -> list[TargetLine]:
    """By the day on which they are due; those long past stay until somebody takes them out."""
    teams = Team.objects.filter(academy=academy)
    reached = {
        TargetKind.CERTIFIED: sum(line.certified is not None for line in coaches),
        TargetKind.ACTIVE: sum(line.state == CoachState.ACTIVE for line in coaches),
        TargetKind.COACHED: teams.filter(state=TeamState.COACHED).count(),
        TargetKind.INDEPENDENT: teams.filter(state=TeamState.INDEPENDENT).count(),
    }
    rows = academy.targets.order_by("due_date", "kind")
    return [TargetLine(row, reached[TargetKind(row.kind)]) for row in rows]


def is_late(line: TargetLine, *, on: dt.date) -> bool:
    return line.target.due_date < on and not line.is_met
