"""Who came together: a team that its coach brought, and a pair that applied together for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..enums import HAS_A_PLACE
from ..models import Application, Coach, Cohort, Team


def came_together(cohort: Cohort, teams: Sequence[Team]) -> dict[Team, tuple[Coach, ...]]:
    """Of those who were given a place, in whichever cohort; one who was not brings nobody."""
    rows = Application.objects.filter(team__in=teams, enrolment__state__in=HAS_A_PLACE)
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows.select_related("enrolment").order_by("pk"):
        found[row.team_id or 0].add(row.enrolment.person_id)
        if row.partner_id and _has_a_place(row):
            found[row.team_id or 0].add(row.partner_id)
    people = {person for those in found.values() for person in those}
    coaches = Coach.objects.filter(academy=cohort.academy_id, person__in=people).select_related("person").order_by("pk")
    by_person = {coach.person_id: coach for coach in coaches}
    named = {team: tuple(by_person[one] for one in sorted(found[team.pk]) if one in by_person) for team in teams}
    return {team: coaches for team, coaches in named.items() if coaches}


def _has_a_place(row: Application) -> bool:
    """The partner, in the cohort that both applied to."""
    enrolments = row.enrolment.cohort.enrolments.filter(person=row.partner_id)
    return enrolments.filter(state__in=HAS_A_PLACE).exists()
