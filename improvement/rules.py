"""May this account do this to that? Whoever sees the team sees what changed for it; with the tie the access ends."""

from __future__ import annotations

import rules
from django.db.models import Model

from coaching.rules import coaches_it, leads, sees_the_team, works_on_it
from curriculum.rules import works_there
from workforce.models import Account

from .models import Pdsa


@rules.predicate
def led_it(account: Account, thing: Model | None) -> bool:
    person = getattr(account, "person_id", None)
    return isinstance(thing, Pdsa) and person is not None and thing.leader_id == person


# What a team counts and tests is told by the team itself, its coaches, or a lead for them.
rules.add_perm("improvement.view_measures", works_there & sees_the_team)
rules.add_perm("improvement.keep_measures", works_there & works_on_it)
rules.add_perm("improvement.view_pdsas", works_there & sees_the_team)
rules.add_perm("improvement.keep_pdsas", works_there & works_on_it)

# A cycle counts for whoever led it once a coach of the team says so; nobody says so of themselves.
rules.add_perm("improvement.confirm_pdsas", works_there & (coaches_it | leads))
rules.add_perm("improvement.confirm_pdsa", works_there & (coaches_it | leads) & ~led_it)
