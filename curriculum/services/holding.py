"""What people hold, folded again when their ledger changes, and with it the coverage of every unit they are in."""

from __future__ import annotations

from collections.abc import Collection

from ..calc.curve import refolded
from ..calc.holding import Ledger
from ..calc.timeline import ground_of
from ..queries.facts import entries_of, versions_of
from ..queries.standing import standings_of
from .coverage import in_parts, restand
from .locks import share_trust


def fold_person(*, trust: int, person: int, skills: Collection[int]) -> None:
    """In the transaction that changed the person's ledger in these skills, under the person's lock."""
    fold_people(trust=trust, people=[person], skills=skills)


def fold_people(*, trust: int, people: Collection[int], skills: Collection[int]) -> None:
    """What is held in other skills stays as it was stored."""
    share_trust(trust)
    ground = ground_of(versions_of(trust), {})
    for part in in_parts(people):
        old = standings_of(trust, part)
        entries = entries_of(trust, part)
        ledgers = {person: Ledger(entries.get(person, ())) for person in old}
        new = {person: [refolded(ground, one, ledgers[person], skills) for one in old[person]] for person in old}
        restand(trust, old, new)
