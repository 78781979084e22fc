"""What stands on a coach's page beside where they stand."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from ..models import Coach, Coaching, CoachLeave, Conflict, Supervision


def teams_of(coach: Coach, *, on: dt.date) -> QuerySet[Coaching]:
    return Coaching.objects.filter(coach=coach).on(on).select_related("team").order_by("since", "pk")


def supervised_by(coach: Coach, *, on: dt.date) -> QuerySet[Supervision]:
    rows = Supervision.objects.filter(supervisor=coach).on(on).select_related("coach__person")
    return rows.order_by("coach__person__family_name", "pk")


def leaves_ahead(coach: Coach, *, on: dt.date) -> QuerySet[CoachLeave]:
    """Those that are not over."""
    return CoachLeave.objects.filter(Q(until=None) | Q(until__gt=on), coach=coach).order_by("since")


def conflicts_of(coach: Coach) -> QuerySet[Conflict]:
    return Conflict.objects.filter(coach=coach).select_related("with_person", "with_team").order_by("pk")
