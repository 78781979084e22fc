"""All of history made anew, beside the entries of the ledger only read. Verified afterwards: no cell differs."""

import resource
import time

from curriculum.models import DoseEntry
from curriculum.services.rebuild import rebuild_trust
from curriculum.services.verify import verify_trust

from .cast import Cast
from .web import Web

PROCESSES = 2
FIELDS = ("person", "skill", "depth", "minutes", "given_date")


def run(cast: Cast, web: Web) -> None:
    began = time.monotonic()
    rows = DoseEntry.objects.filter(trust=cast.trust).values_list(*FIELDS).iterator(chunk_size=20_000)
    entries = sum(1 for _ in rows)
    read = time.monotonic() - began
    began = time.monotonic()
    people = rebuild_trust(trust=cast.trust, today=cast.today, processes=PROCESSES)
    seconds = time.monotonic() - began
    own, each = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    checked = verify_trust(trust=cast.trust, today=cast.today, cells=3, processes=PROCESSES, tell=lambda *_: None)
    if wrong := [one for one in checked if one.differing]:
        raise SystemExit(f"Coverage differs from the facts, so there is no figure: {wrong}")
    print(f"all of history made anew, {people:,} people, {entries:,} entries (0 differing)")
    print(f"  limit: the entries read, one process {read:6.1f} s")
    print(f"  made anew, {PROCESSES} processes            {seconds:6.1f} s, {seconds / read:.1f} x, at most", end="")
    print(f" {own + PROCESSES * each:,.0f} MiB in all of its processes of Python", flush=True)
