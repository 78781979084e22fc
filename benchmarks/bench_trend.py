"""A trend of sixty months for the whole trust, beside sixty questions of one day."""

from curriculum.calc.months import month_ends
from curriculum.queries.coverage import grid, trend

from .cast import Cast
from .right import columns_of, same
from .timing import timed
from .web import Web

MONTHS = 60


def run(cast: Cast, web: Web) -> None:
    level, skill = columns_of(cast.trust)[0]
    days = month_ends(cast.today, months=MONTHS)
    unit = cast.top.pk
    cell = {"unit": unit, "level": level, "skill": skill}
    for day, found in trend(cast.trust, days=days, **cell):
        same(found, grid(cast.trust, units=[unit], columns=[(level, skill)], on=day)[unit, level, skill])
    print(f"a trend of {MONTHS} months of the whole trust ({MONTHS} cells right)")
    timed("in one question", lambda: trend(cast.trust, days=days, **cell), times=9)
    address = f"/api/v1/coverage/trend?org_unit={cast.top.uuid}&level=L1&months={MONTHS}"
    print(f"  over HTTP                          {web.measured(address, 30)}")
