"""People who are in more than one row of a screen, because they have posts in more than one unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from workforce.models import Trust

from ..calc.audience import Narrow
from ..models import ExpectedPost

IN_SEVERAL = """
SELECT count(*) FROM (
    SELECT e.person_id FROM ({posts}) e JOIN unnest(%s::bigint[]) AS row(unit) ON row.unit = ANY(e.above)
     WHERE %s = ANY(e.above)
     GROUP BY e.person_id HAVING count(DISTINCT row.unit) > 1
) AS several
"""


def counted_in_more_than_one(
    trust: Trust, *, whole: int, units: Sequence[int], level: int, on: dt.date, narrow: Narrow | None = None
) -> int:
    """Of whom the level is expected through posts below two or more of the units, all of which lie below the whole."""
    posts = ExpectedPost.objects.filter(trust=trust, level=level, elsewhere=True).on(on).filter(narrowed(narrow))
    sql, parameters = posts.values("person_id", "above").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(IN_SEVERAL.format(posts=sql), [*parameters, list(units), whole])
        return int(cursor.fetchone()[0])


def narrowed(narrow: Narrow | None) -> Q:
    """The filter, as a question to the posts."""
    if narrow is None:
        return Q()
    facets = {
        "staff_group__in": narrow.staff_groups,
        "band__in": narrow.bands,
        "site__in": narrow.sites,
        "kind__in": narrow.kinds,
    }
    return Q(**{facet: chosen for facet, chosen in facets.items() if chosen})
