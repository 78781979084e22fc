"""A unit and its children today: as JSON beside the bare rows of the same cells, and as a page."""

from .cast import Cast
from .right import check_by_counting, check_from_facts
from .web import Web

TIMES = 100


def run(cast: Cast, web: Web) -> None:
    checked = check_by_counting(cast.trust, cast.with_children, cast.today) + check_from_facts(cast.trust, cast.today)
    unit = cast.division.uuid
    limit = web.measured(f"/bare/cells?unit={cast.division.pk}", TIMES)
    levels = web.measured(f"/api/v1/coverage?org_unit={unit}&descendants=children", TIMES)
    skills = web.measured(f"/api/v1/coverage?org_unit={unit}&descendants=children&skill=all", TIMES)
    page = web.measured(f"/insight/coverage/?unit={unit}", TIMES)
    print(f"a unit and its children today ({checked:,} cells right)")
    print(f"  limit: bare rows of the cells      {limit}")
    for words, one in (("levels, JSON", levels), ("every skill, JSON", skills), ("page", page)):
        print(f"  {words:<34} {one}   {one.processor / limit.processor:.1f} x the limit's processor")
