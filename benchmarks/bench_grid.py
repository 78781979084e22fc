"""The whole grid: every unit by every level and skill, beside reading the bare rows in which it lies."""

from django.db import connection

from cms.garbage import look_seldom
from curriculum.queries.coverage import grid

from .cast import Cast
from .right import check_by_counting, columns_of
from .timing import timed
from .web import Web

ROWS = (
    "SELECT unit_id, level_id, lines, people, beside, fte FROM curriculum_coveragemark WHERE trust_id = %s AND day = %s"
)


def run(cast: Cast, web: Web) -> None:
    units, columns = cast.everywhere(), columns_of(cast.trust)
    checked = check_by_counting(cast.trust, units[:: max(1, len(units) // 50)], cast.today)
    print(f"the whole grid: {len(units):,} units by {len(columns)} columns ({checked:,} cells right)")
    look_seldom()  # as the web server does
    limit = timed("limit: the rows in which it lies", lambda: _rows(cast))
    own = timed("as cells", lambda: grid(cast.trust, units=units, columns=columns, on=cast.today))
    print(f"  {own / limit:.1f} x the limit")


def _rows(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [cast.trust.pk, cast.today])
        cursor.fetchall()
