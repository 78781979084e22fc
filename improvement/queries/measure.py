"""Measures of a team, each with what its chart needs, in as many queries for one as for thirty."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from coaching.models import Team

from ..enums import MeasureKind
from ..models import Measure, MeasureNote, MeasurePoint

KINDS_IN_ORDER = [MeasureKind.OUTCOME, MeasureKind.PROCESS, MeasureKind.BALANCING]


def measures_of(team: Team) -> list[Measure]:
    """Those in use first; outcome before process before balancing; with points and notes in the order of their days."""
    return sorted(
        with_chart(Measure.objects.filter(team=team)),
        key=lambda measure: (
            measure.closed_date is not None,
            KINDS_IN_ORDER.index(MeasureKind(measure.kind)),
            measure.name.casefold(),
            measure.pk,
        ),
    )


def with_chart(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    return measures.select_related("team", "owner", "trust").prefetch_related(
        Prefetch("points", MeasurePoint.objects.order_by("date")),
        Prefetch("notes", MeasureNote.objects.order_by("date", "pk")),
    )
