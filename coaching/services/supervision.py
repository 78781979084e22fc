"""Who supervises a coach, from a day on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Coach, Supervision


class CannotSupervise(Refused):
    """They cannot supervise each other. Its text is for the reader."""


@transaction.atomic
def set_supervisor(*, coach: Coach, supervisor: Coach | None, on: dt.date, by: Account) -> Supervision | None:
    """None: nobody any more. Who is supervised by whom does not go round in a ring of two."""
    Coach.objects.select_for_update().get(pk=coach.pk)
    _must_fit(coach, supervisor, on)
    now = Supervision.objects.filter(coach=coach)
    if supervisor and now.on(on).filter(supervisor=supervisor).exists():
        return now.on(on).get()
    now.filter(since__gte=on).delete()
    now.on(on).update(until=on)
    note(by=by, did="set a supervisor", to=coach, supervisor=supervisor and supervisor.pk)
    if supervisor is None:
        return None
    return Supervision.objects.create(trust=coach.trust, coach=coach, supervisor=supervisor, since=on, recorded_by=by)


def _must_fit(coach: Coach, supervisor: Coach | None, on: dt.date) -> None:
    if supervisor is None:
        return
    if supervisor.pk == coach.pk:
        raise CannotSupervise("Nobody supervises themselves. Choose somebody else.")
    if supervisor.academy_id != coach.academy_id:
        raise CannotSupervise("The supervisor is a coach of the same academy.")
    if Supervision.objects.filter(coach=supervisor, supervisor=coach).on(on).exists():
        raise CannotSupervise(f"{coach} supervises {supervisor}, so it cannot be the other way round as well.")
