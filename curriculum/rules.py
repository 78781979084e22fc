"""May this account do this to that? Rules of the curriculum, built of the ground floor's predicates."""

from __future__ import annotations

import rules
from django.db.models import Model

from workforce.enums import Role
from workforce.models import Account, Trust
from workforce.rules import holds, is_administrator, is_programme_lead, sees_by_name


@rules.predicate
def works_there(account: Account, thing: Model | None) -> bool:
    """The account belongs to the trust that the thing is, or is of."""
    trust = thing.pk if isinstance(thing, Trust) else getattr(thing, "trust_id", None)
    return trust is not None and getattr(account, "trust_id", None) == trust


reads_the_board_page = holds(Role.BOARD_READER, Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)

# What one must be able to do, holds and did oneself is one's own to read.
rules.add_perm("curriculum.view_own_record", works_there)

# Coverage is for everybody who works there; queries/cells.py decides who gets which cells of it.
rules.add_perm("curriculum.view_coverage", works_there)
rules.add_perm("curriculum.view_people_of_coverage", works_there & sees_by_name)
rules.add_perm("curriculum.view_board", works_there & reads_the_board_page)
rules.add_perm("curriculum.publish_figures", works_there & (is_programme_lead | is_administrator))

# The framework is everybody's to read and the programme lead's to change; so is who is named for a level, or exempt.
rules.add_perm("curriculum.view_framework", works_there)
rules.add_perm("curriculum.change_framework", works_there & is_programme_lead)
rules.add_perm("curriculum.name_people", works_there & is_programme_lead)
rules.add_perm("curriculum.plan_levels", works_there & is_programme_lead)

# The pages of the curriculum are changed by the editors of the whole trust, in /cms/.
rules.add_perm("curriculum.edit_pages", works_there & holds(Role.EDITOR))

# What a course in a file of past training is here: who keeps the framework says so, or who brings the files in.
rules.add_perm("curriculum.match_courses", works_there & (is_programme_lead | is_administrator))
