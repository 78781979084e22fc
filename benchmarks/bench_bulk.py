"""The bulk door: many entries with coverage current at the end, beside COPY of as many rows."""

import time
import uuid

from django.db import connection

from curriculum.models import DoseEntry, ExpectedPost
from curriculum.services.bulk import Given, give_many
from curriculum.services.curve import fold_changes

from .cast import Cast, published
from .right import check_by_counting
from .web import Web

PEOPLE, EACH = 2_000, 5


def run(cast: Cast, web: Web) -> None:
    version, day = published(cast.trust), cast.today
    people = sorted({*ExpectedPost.objects.filter(trust=cast.trust).values_list("person", flat=True)[: PEOPLE * 4]})
    rows = [Given(one, version, "ATTENDANCE", uuid.uuid4(), day) for one in people[:PEOPLE] for _ in range(EACH)]
    began = time.perf_counter()
    outcome = give_many(trust=cast.trust, rows=rows, by=None)
    own = outcome.entries / (time.perf_counter() - began)
    if outcome.entries != len(rows) * version.doses.count():
        raise SystemExit("Entries were lost or doubled, so there is no figure.")
    checked = check_by_counting(cast.trust, [cast.top.pk, *cast.with_children], day)
    began = time.perf_counter()
    fold_changes(cast.trust.pk)
    folding = time.perf_counter() - began
    limit = _copied(cast, outcome.entries)
    print(f"the bulk door: {outcome.entries:,} entries of {PEOPLE:,} people ({checked:,} cells right)")
    print(f"  limit: COPY of the rows alone {limit:10,.0f} a second")
    print(f"  with coverage current         {own:10,.0f} a second, {limit / own:.0f} times slower")
    print(f"  folded into the curves by the worker seconds later, in {folding:.1f} s", flush=True)


def _copied(cast: Cast, count: int) -> float:
    """Into a table of the same columns and keys, thrown away."""
    table = DoseEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE copied (LIKE {table} INCLUDING ALL)")
        with cursor.copy(f"COPY (SELECT * FROM {table} ORDER BY id DESC LIMIT {count}) TO STDOUT") as out:
            text = b"".join(bytes(block) for block in out)
        began = time.perf_counter()
        with cursor.copy("COPY copied FROM STDIN") as copy:
            copy.write(text)
        seconds = time.perf_counter() - began
        cursor.execute("DROP TABLE copied")
    return count / seconds
