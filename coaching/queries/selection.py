"""Who is to be chosen for a cohort: points by each scorer, the line in which they stand, the places that are free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import mean

from ..enums import TO_BE_CHOSEN, Agreement, EnrolmentState
from ..models import Application, Cohort, Criterion, CriterionScore, Enrolment


@dataclass(slots=True)
class Scored:
    """`points`: for each scorer what they gave in all; a scorer counts once they scored every criterion."""

    enrolment: Enrolment
    application: Application | None
    points: dict[int, int] = field(default_factory=dict)
    of: int = 0

    @property
    def mean(self) -> float | None:
        return round(mean(self.points.values()), 1) if self.points else None


def scored(cohort: Cohort, states: Sequence[str] = TO_BE_CHOSEN) -> list[Scored]:
    """The most points first, then whoever applied first. Three statements however many people."""
    rows = Enrolment.objects.filter(cohort=cohort, state__in=states).select_related("person", "cohort", "trust")
    found = list(rows.select_related("application__partner", "application__team"))
    criteria = list(Criterion.objects.filter(version=cohort.version_id))
    given: dict[tuple[int, int], list[int]] = {}
    for row in CriterionScore.objects.filter(enrolment__in=found).values_list("enrolment", "scorer", "points"):
        given.setdefault(row[:2], []).append(row[2])
    lines = [Scored(one, getattr(one, "application", None), of=sum(c.most for c in criteria)) for one in found]
    by_pk = {line.enrolment.pk: line for line in lines}
    for (enrolment, scorer), points in given.items():
        if len(points) == len(criteria):
            by_pk[enrolment].points[scorer] = sum(points)
    return sorted(lines, key=_order)


def _order(line: Scored) -> tuple[float, object, int]:
    return (-(line.mean if line.mean is not None else -1), line.enrolment.applied_date, line.enrolment.pk)


def waiting_line(cohort: Cohort) -> list[Enrolment]:
    """Who is offered the next place first: only those whose manager agrees."""
    return [
        line.enrolment
        for line in scored(cohort, [EnrolmentState.WAITING])
        if line.application is None or line.application.agreement == Agreement.AGREED
    ]


def free_places(cohort: Cohort) -> list[int]:
    """The numbers of the places that nobody has, the lowest first."""
    taken = set(Enrolment.objects.filter(cohort=cohort).exclude(place=None).values_list("place", flat=True))
    return [number for number in range(1, cohort.places + 1) if number not in taken]


def own_scores(enrolment: Enrolment) -> list[CriterionScore]:
    """All of the application, by criterion and then by who scored first."""
    rows = CriterionScore.objects.filter(enrolment=enrolment).select_related("criterion", "scorer")
    return list(rows.order_by("criterion__position", "pk"))
