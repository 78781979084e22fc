"""What gets in the way: of one team, and of all teams of an academy."""

from __future__ import annotations

from django.db.models import F, QuerySet

from workforce.queries.built_once import BuiltOnce

from ..models import Academy, Barrier, Team


def barriers_of(team: Team, *, closed: bool = False) -> list[Barrier]:
    """Open: the worst first. Closed: the latest first."""
    return (_CLOSED if closed else _OPEN)(team=team.pk)


_OPEN = BuiltOnce(
    lambda team: (
        Barrier.objects.filter(team=team, closed_date=None)
        .select_related("session")
        .order_by("-severity", "raised_date", "pk")
    )
)
_CLOSED = BuiltOnce(
    lambda team: (
        Barrier.objects.filter(team=team, closed_date__isnull=False)
        .select_related("session")
        .order_by("-closed_date", "-pk")
    )
)


def open_barriers(academy: Academy, *, level: str = "", group: str = "") -> QuerySet[Barrier]:
    """What is due first stands first; without a day last."""
    rows = Barrier.objects.filter(team__academy=academy, closed_date=None).select_related("team")
    rows = rows.filter(level=level) if level else rows
    rows = rows.filter(code__startswith=group) if group else rows
    return rows.order_by(F("due_date").asc(nulls_last=True), "-severity", "raised_date", "pk")
