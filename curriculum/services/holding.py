"""What one person holds, folded again when their ledger changes, and with it the coverage of every unit they are in."""

from __future__ import annotations

from ..calc.curve import refolded
from ..calc.holding import Ledger
from ..calc.timeline import ground_of
from ..queries.facts import entries_of, versions_of
from ..queries.standing import standings_of
from .coverage import restand
from .locks import share_trust


def fold_person(*, trust: int, person: int) -> None:
    """In the transaction that changed the person's ledger, under the person's lock."""
    share_trust(trust)
    old = standings_of(trust, [person])
    ground = ground_of(versions_of(trust), {})
    ledger = Ledger(entries_of(trust, [person]).get(person, ()))
    restand(trust, old, {person: [refolded(ground, one, ledger) for one in old.get(person, ())]})
