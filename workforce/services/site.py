from __future__ import annotations

from django.db import IntegrityError, transaction

from ..models import Account, Site, Trust
from .decision import note
from .refusal import Refused


class CannotOpenSite(Refused):
    """Another site has the code."""


@transaction.atomic
def open_site(*, trust: Trust, code: str, name: str, by: Account | None, name_cy: str = "") -> Site:
    try:
        with transaction.atomic():
            site = Site.objects.create(trust=trust, code=code, name=name, name_cy=name_cy, recorded_by=by)
    except IntegrityError:
        raise CannotOpenSite(f"Another site already has the code {code}.") from None
    note(by=by, did="opened a site", to=site)
    return site


@transaction.atomic
def rename_site(*, site: Site, name: str, by: Account | None, name_cy: str = "") -> None:
    site.name, site.name_cy = name, name_cy
    site.save(update_fields=["name", "name_cy"])
    note(by=by, did="renamed a site", to=site)
