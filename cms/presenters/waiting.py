"""What waits for a manager, one line each: on the pages where they begin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.navigation import claims_that_wait, releases_that_wait, roles_of
from curriculum.queries.my_people import Asked, counts_of
from workforce.enums import Role
from workforce.models import Account, Grant

A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    words: str
    href: str


def waiting_for(account: Account, *, on: dt.date) -> list[Waiting]:
    """For whoever manages a unit; for others there is nothing to count."""
    if account.trust is None or Role.UNIT_MANAGER not in roles_of(account, on=on):
        return []
    releases, claims = releases_that_wait(account, on), claims_that_wait(account, on)
    told = []
    if releases:
        told.append(Waiting(_releases(releases), reverse("release")))
    if claims:
        told.append(Waiting(_claims(claims), reverse("claims")))
    return told + _due(account, on)


def _releases(n: int) -> str:
    words = ngettext(
        "%(n)s person waits for you to release them for a session",
        "%(n)s people wait for you to release them for sessions",
        n,
    )
    return words % {"n": n}


def _claims(n: int) -> str:
    words = ngettext("%(n)s claim of prior learning waits for you", "%(n)s claims of prior learning wait for you", n)
    return words % {"n": n}


def _due(account: Account, on: dt.date) -> list[Waiting]:
    """Of the unit with which “My people” begins. Counted at most once a minute: a division is many people."""
    grants = Grant.objects.filter(account=account, role=Role.UNIT_MANAGER).on(on).select_related("unit")
    grant = grants.order_by("since", "pk").first()
    if grant is None:
        return []
    counted = partial(counts_of, Asked(trust=grant.trust, on=on, unit=grant.unit_id))
    counts = cache.get_or_set(f"due:{grant.unit_id}:{on}", counted, A_MINUTE) or {}
    people, unit = reverse("people"), str(grant.unit.uuid)
    return [
        Waiting(words % {"n": counts[state]}, f"{people}?{urlencode({'unit': unit, 'state': state})}")
        for state, words in (
            ("OVERDUE", _("My people: %(n)s overdue")),
            ("FADING", _("My people: %(n)s about to lapse")),
        )
        if counts.get(state)
    ]
