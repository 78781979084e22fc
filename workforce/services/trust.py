"""A trust begins with its top unit: the tree that everything else hangs from."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..enums import UnitKind
from ..models import Account, Trust, Unit, UnitPlace
from .decision import note
from .reach import rebuild_reach


@transaction.atomic
def open_trust(*, name: str, since: dt.date, by: Account | None, ods_code: str = "", name_cy: str = "") -> Trust:
    trust = Trust.objects.create(name=name, name_cy=name_cy, ods_code=ods_code)
    top = Unit.objects.create(trust=trust, recorded_by=by)
    UnitPlace.objects.create(
        trust=trust, unit=top, parent=None, kind=UnitKind.TRUST, name=name, name_cy=name_cy, since=since, recorded_by=by
    )
    rebuild_reach(trust)
    note(by=by, did="opened the trust", to=trust)
    return trust
