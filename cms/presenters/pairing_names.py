"""Who is meant: the names behind the ids that pairing keeps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from coaching.models import Coach, PairDecision, Pairing, Programme, Team
from coaching.queries.pairing_decisions import coach_ids, team_id


def listed(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("and"))


class Names:
    """Of one proposal; each kind is read once, and only if it is needed."""

    def __init__(self, pairing: Pairing, decisions: Iterable[PairDecision]) -> None:
        self.pairing, self.decisions = pairing, list(decisions)

    @cached_property
    def _coaches(self) -> dict[str, str]:
        rows = Coach.objects.filter(academy=self.pairing.cohort.academy_id).select_related("person")
        return {str(coach.person.uuid): str(coach) for coach in rows}

    @cached_property
    def _teams(self) -> dict[str, str]:
        return {str(team.uuid): team.name for team in Team.objects.filter(cohort=self.pairing.cohort_id)}

    @cached_property
    def _programmes(self) -> dict[str, str]:
        rows = Programme.objects.filter(trust=self.pairing.trust_id).values_list("pk", "name")
        return {str(pk): name for pk, name in rows}

    def coach(self, uuid: str) -> str:
        return self._coaches.get(uuid, _("A coach of before"))

    def coaches(self, uuids: Iterable[str]) -> str:
        return listed(sorted(self.coach(one) for one in uuids))

    def team(self, uuid: str) -> str:
        return self._teams.get(uuid, _("A team of before"))

    def teams(self, uuids: Iterable[str]) -> str:
        return listed(sorted(self.team(one) for one in uuids))

    def programme(self, key: str) -> str:
        return self._programmes.get(key, _("the programme"))

    def reason(self, kind: str, team: str, coaches: Iterable[str]) -> str | None:
        """Why somebody decided so; None: nobody did, it follows from a rule."""
        wanted = frozenset(coaches)
        for one in self.decisions:
            if one.kind == kind and team_id(one) == team and coach_ids(one) == wanted:
                return one.reason
        return None
