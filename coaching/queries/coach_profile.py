"""What stands on a coach's page beside where they stand."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from workforce.models import Account
from workforce.queries.built_once import BuiltOnce, first

from ..models import Coach, Coaching, CoachLeave, Conflict, Supervision


def teams_of(coach: Coach, *, on: dt.date) -> QuerySet[Coaching]:
    return Coaching.objects.filter(coach=coach).on(on).select_related("team").order_by("since", "pk")


def own_coach(account: Account) -> Coach | None:
    """The coach that the account's person is; None: they are none, or there is no person."""
    found: Coach | None = first(_OWN(account=account.pk))
    return found


def number_supervised(coach: Coach | None, *, on: dt.date) -> int:
    return len(_SUPERVISED(coach=coach.pk, on=on)) if coach else 0


_OWN = BuiltOnce(lambda account: Coach.objects.filter(person__account=account))
_SUPERVISED = BuiltOnce(lambda coach, on: Supervision.objects.filter(supervisor=coach).on(on).values_list("pk"))


def supervised_by(coach: Coach, *, on: dt.date) -> QuerySet[Supervision]:
    rows = Supervision.objects.filter(supervisor=coach).on(on).select_related("coach__person")
    return rows.order_by("coach__person__family_name", "pk")


def leaves_ahead(coach: Coach, *, on: dt.date) -> QuerySet[CoachLeave]:
    """Those that are not over."""
    return CoachLeave.objects.filter(Q(until=None) | Q(until__gt=on), coach=coach).order_by("since")


def conflicts_of(coach: Coach) -> QuerySet[Conflict]:
    return Conflict.objects.filter(coach=coach).select_related("with_person", "with_team").order_by("pk")
