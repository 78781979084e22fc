"""Two proposals side by side: what is other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coaching.calc.pairing.telling import from_json
from coaching.enums import ProposedState
from coaching.models import Pairing


@dataclass(frozen=True, slots=True)
class Beside:
    """A team in two proposals."""

    team: str
    before: str
    now: str


def beside(before: Pairing, now: Pairing) -> list[Beside]:
    """Only what is other: in the order of the teams' names."""
    one, other = _pairs(before), _pairs(now)
    nobody = _("Nobody")
    return [
        Beside(team, one.get(team) or nobody, other.get(team) or nobody)
        for team in sorted(one.keys() | other.keys())
        if one.get(team) != other.get(team)
    ]


def _pairs(pairing: Pairing) -> dict[str, str]:
    rows = pairing.teams.select_related("team").prefetch_related("seats__coach__person")
    return {
        row.team.name: ", ".join(str(seat.coach) for seat in sorted(row.seats.all(), key=lambda one: one.part))
        for row in rows
    }


def figures(pairing: Pairing) -> dict[str, int]:
    """For two side by side: teams served, and the quality."""
    return {
        "served": pairing.teams.exclude(state=ProposedState.UNSERVED).count(),
        "quality": from_json(pairing.result["quality"]).value if pairing.result.get("quality") else 0,
    }
