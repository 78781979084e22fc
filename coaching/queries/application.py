"""Applications that wait for somebody's agreement, and what somebody may say who applies."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from workforce.enums import Role
from workforce.models import Account, Grant, Trust
from workforce.models.reaching import true_on, unit_in_reach
from workforce.queries.manager import manages

from ..enums import TO_BE_CHOSEN, Agreement, TeamState
from ..models import Application, Team

OPEN_TEAMS = (TeamState.INTERESTED, TeamState.CHECKED, TeamState.SELECTED, TeamState.COACHED)


def agreements_waiting(account: Account, trust: Trust, *, on: dt.date) -> list[Application]:
    """Of the people whom the account manages, or for whose manager it deputises; the first who applied on top."""
    waiting = Application.objects.filter(trust=trust, agreement=Agreement.WAITING, enrolment__state__in=TO_BE_CHOSEN)
    acting = Grant.objects.on(on).filter(account=account).exclude(acts_for=None)
    bosses = [account.person_id, *acting.values_list("acts_for__account__person", flat=True)]
    posts = "enrolment__person__stretches"
    near = Q(**{f"{posts}__manager__in": [one for one in bosses if one]}) | unit_in_reach(
        f"{posts}__unit", account, [Role.UNIT_MANAGER], on
    )
    found = (
        waiting.filter(near & true_on(posts, on)).distinct().select_related("enrolment__person", "enrolment__cohort")
    )
    return [one for one in found.order_by("pk") if manages(account, one.enrolment.person, on=on)]


def teams_to_bring(account: Account, trust: Trust, *, on: dt.date) -> list[Team]:
    """Those with a tie to whoever applies that are not over."""
    seen = Team.objects.visible_to(account, on=on).filter(trust=trust, state__in=OPEN_TEAMS)
    return list(seen.order_by("name"))
