"""How long it takes from one site to another, either way: pairs of coaches are found by it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from workforce.models import Account, Site
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import TravelTime

LONGEST = 600


class CannotTellWays(Refused):
    """Not between these two. Its text is for the reader."""


@transaction.atomic
def tell_ways(*, site: Site, minutes: Mapping[Site, int | None], by: Account) -> int:
    """From one site to others; none: it is not known any more. Says how many were changed."""
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    if site in minutes or any(other.trust_id != site.trust_id for other in minutes):
        raise CannotTellWays("A way leads from one site of the trust to another.")
    changed = sum(_tell(site, other, told, by) for other, told in minutes.items())
    if changed:
        note(by=by, did="told how long ways between sites take", to=site, ways=changed)
    return changed


def _tell(site: Site, other: Site, told: int | None, by: Account) -> bool:
    one, two = sorted((site, other), key=lambda each: each.pk)
    there = TravelTime.objects.filter(trust=site.trust, one=one, other=two)
    if told == there.values_list("minutes", flat=True).first():
        return False
    if told is None:
        there.delete()
        return True
    TravelTime.objects.update_or_create(
        trust=site.trust, one=one, other=two, defaults={"minutes": told, "recorded_by": by}
    )
    return True
