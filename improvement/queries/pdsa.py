"""Cycles and ideas of a team, and what a cycle that was led gives."""

from __future__ import annotations

from django.db.models import Prefetch

from coaching.models import Team, TeamSession
from curriculum.enums import SourceKind, VersionState
from curriculum.models import ActivityVersion, DoseEntry
from workforce.models import Trust

from ..models import ChangeIdea, Pdsa

ACTIVITY = "PR-PDSA"
SOURCE = SourceKind.PRACTICE


def ideas_of(team: Team) -> list[ChangeIdea]:
    """In the order in which they were told, each with its cycles."""
    cycles = Pdsa.objects.select_related("leader", "confirmed_by__person", "session").order_by("number")
    return list(ChangeIdea.objects.filter(team=team).prefetch_related(Prefetch("pdsas", cycles)).order_by("pk"))


def under_way(team: Team) -> list[Pdsa]:
    """Cycles that are not finished; the latest first."""
    going = Pdsa.objects.filter(team=team, finished_date=None).select_related("idea", "leader")
    return list(going.order_by("-began_date", "-pk"))


def talked_through(session: TeamSession) -> list[Pdsa]:
    return list(Pdsa.objects.filter(session=session).select_related("idea", "leader").order_by("pk"))


def version_of_pdsa(trust: Trust) -> ActivityVersion | None:
    """What the trust gives for a cycle that was led; None: its framework has no such activity."""
    published = ActivityVersion.objects.filter(trust=trust, state=VersionState.PUBLISHED)
    of_pdsa = published.filter(activity__key=ACTIVITY, activity__retired_date=None)
    return of_pdsa.select_related("activity").prefetch_related("doses").order_by("-number").first()


def gave_dose(pdsa: Pdsa) -> bool:
    """Whether it ever did, taken back or not."""
    return DoseEntry.objects.filter(trust=pdsa.trust_id, source_kind=SOURCE, source_id=pdsa.uuid).exists()
