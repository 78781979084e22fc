"""A unit and its children on any other day, past or to come, over HTTP."""

import datetime as dt

from .cast import Cast
from .right import check_by_counting
from .web import Web

DAYS = (-1, -17, -400, -1500, 45, 700)
TIMES = 30


def run(cast: Cast, web: Web) -> None:
    print("a unit and its children on another day, JSON")
    for days in DAYS:
        on = cast.today + dt.timedelta(days=days)
        checked = check_by_counting(cast.trust, cast.with_children, on)
        address = f"/api/v1/coverage?org_unit={cast.division.uuid}&descendants=children&on={on}"
        print(f"  {days:+5} days ({checked:,} cells right)       {web.measured(address, TIMES)}")
