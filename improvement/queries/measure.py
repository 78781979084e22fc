"""Measures of a team, each with what its chart needs, in as many queries for one as for thirty."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from coaching.models import Team
from workforce.queries.built_once import BuiltOnce, together

from ..enums import MeasureKind
from ..models import Measure, MeasureNote, MeasurePoint

KINDS_IN_ORDER = [MeasureKind.OUTCOME, MeasureKind.PROCESS, MeasureKind.BALANCING]


def measures_of(team: Team) -> list[Measure]:
    """Those in use first; outcome before process before balancing; with points and notes in the order of their days."""
    measures = with_chart(Measure.objects.filter(team=team))
    return sorted(measures, key=lambda measure: (measure.closed_date is not None, _place(measure)))


def _place(measure: Measure) -> tuple[int, str, int]:
    return KINDS_IN_ORDER.index(MeasureKind(measure.kind)), measure.name.casefold(), measure.pk


def first_in_use(team: Team) -> Measure | None:
    """The one that a team's page shows and its log asks for: outcome before process before balancing."""
    return min(_IN_USE(team=team.pk), key=_place, default=None)


def chart_of(measure: Measure) -> tuple[list[MeasurePoint], list[MeasureNote]]:
    """Its points and notes in the order of their days."""
    points, notes = together([_POINTS, _NOTES], measure=measure.pk)
    return points, notes


_IN_USE = BuiltOnce(lambda team: Measure.objects.filter(team=team, closed_date=None).select_related("owner", "trust"))
_POINTS = BuiltOnce(lambda measure: MeasurePoint.objects.filter(measure=measure).order_by("date"))
_NOTES = BuiltOnce(lambda measure: MeasureNote.objects.filter(measure=measure).order_by("date", "pk"))


def with_chart(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    return measures.select_related("team", "owner", "trust").prefetch_related(
        Prefetch("points", MeasurePoint.objects.order_by("date")),
        Prefetch("notes", MeasureNote.objects.order_by("date", "pk")),
    )
