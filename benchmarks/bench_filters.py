"""A mix of filters on one screen: the top of the trust and its children, every level and skill."""

import datetime as dt

from curriculum.calc.audience import Narrow
from curriculum.queries.coverage import grid
from workforce.models import Site, UnitReach

from .cast import Cast
from .right import check_from_facts, columns_of
from .timing import timed
from .web import Web


def run(cast: Cast, web: Web) -> None:
    sites = frozenset(Site.objects.filter(trust=cast.trust).order_by("pk").values_list("pk", flat=True)[:10])
    narrow = Narrow(staff_groups=frozenset({"03", "07"}), bands=frozenset({"5", "6", "2"}), sites=sites)
    checked = check_from_facts(cast.trust, cast.today, narrow)
    reach = UnitReach.objects.on(cast.today).filter(ancestor=cast.top, distance__lte=1)
    units, columns = [*reach.values_list("unit", flat=True)], columns_of(cast.trust)
    print(f"staff group, band and site together: {len(units)} units by {len(columns)} columns ({checked} cells right)")
    for days in (0, -400):
        on = cast.today + dt.timedelta(days=days)
        timed(f"{days:+} days", lambda on=on: grid(cast.trust, units=units, columns=columns, on=on, narrow=narrow))
