"""May this account do this to that? Rules of the curriculum, built of the ground floor's predicates."""

from __future__ import annotations

import rules
from django.db.models import Model

from workforce.enums import NAMED_ACCESS, Role
from workforce.models import Account, Trust
from workforce.rules import holds, is_administrator, is_own, is_programme_lead, sees_by_name

from .enums import BookingPart
from .models import Booking
from .models.planned_session import LEADS_SESSIONS
from .models.prior_learning import DECIDES_WHAT_IS_LEFT

RECORDERS = (Role.COACH, Role.ACADEMY_LEAD, *NAMED_ACCESS)
ASSESSORS = (Role.COACH, Role.UNIT_MANAGER, Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD)
VOIDERS = (Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
ANSWERABLE = (Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD)
SCHEDULERS = (Role.COACH, *LEADS_SESSIONS)
RELEASERS = (Role.UNIT_MANAGER, Role.PROGRAMME_LEAD)
NOMINATORS = (Role.UNIT_MANAGER, Role.PROGRAMME_LEAD)
KEEPS_ROOMS = (*LEADS_SESSIONS, Role.ADMINISTRATOR)


@rules.predicate
def works_there(account: Account, thing: Model | None) -> bool:
    """The account belongs to the trust that the thing is, or is of."""
    trust = thing.pk if isinstance(thing, Trust) else getattr(thing, "trust_id", None)
    return trust is not None and getattr(account, "trust_id", None) == trust


def somewhere(*roles: Role) -> rules.Predicate:
    """Has one of the roles in any unit of theirs: for a door, behind which each person is asked for."""

    @rules.predicate(f"somewhere:{'|'.join(roles)}")
    def has(account: Account, _thing: Model | None) -> bool:
        return bool(holds(*roles)(account, None))

    return has


@rules.predicate
def recorded_it(account: Account, thing: Model | None) -> bool:
    """The account wrote it down itself."""
    by = getattr(thing, "recorded_by_id", None)
    return by is not None and by == getattr(account, "pk", None)


@rules.predicate
def facilitates(account: Account, thing: Model | None) -> bool:
    """Leads the session; of a trust: any of its sessions."""
    person = getattr(account, "person_id", None)
    leading = Booking.objects.booked().filter(part=BookingPart.FACILITATOR, person=person)
    of = {"trust": thing} if isinstance(thing, Trust) else {"session": thing}
    return person is not None and leading.filter(**of).exists()


@rules.predicate
def is_left_to_managers(_account: Account, claim: Model | None) -> bool:
    """It is of a credential whose claims managers may decide."""
    credential = getattr(claim, "credential", None)
    return credential is not None and credential.managers_decide


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
rules.add_perm("curriculum.view_answerings", works_there & holds(Role.EDITOR, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR))
rules.add_perm("curriculum.change_framework", works_there & is_programme_lead)
rules.add_perm("curriculum.name_people", works_there & is_programme_lead)
rules.add_perm("curriculum.plan_levels", works_there & is_programme_lead)

# A manager names the people of their units for a level, and takes back what they named; nobody names themselves.
rules.add_perm("curriculum.nominate_people", works_there & somewhere(*NOMINATORS))
rules.add_perm("curriculum.nominate_person", works_there & holds(*NOMINATORS) & ~is_own)
rules.add_perm("curriculum.take_back_nomination", works_there & holds(*NOMINATORS) & recorded_it & ~is_own)

# What its skills and levels are called, and in which order they stand, its editors say too.
rules.add_perm("curriculum.word_framework", works_there & holds(Role.EDITOR, Role.PROGRAMME_LEAD))

# What there is to learn from is everybody's to find.
rules.add_perm("curriculum.find_learning", works_there)

# The pages of the curriculum are changed by the editors of the whole trust, in /cms/.
rules.add_perm("curriculum.edit_pages", works_there & holds(Role.EDITOR))

# Packages of e-learning from elsewhere are taken in by editors.
rules.add_perm("curriculum.keep_packages", works_there & holds(Role.EDITOR))

# What a course or qualification from elsewhere is worth is said by editors and by who keeps the framework.
rules.add_perm("curriculum.keep_credentials", works_there & holds(Role.EDITOR, Role.PROGRAMME_LEAD))

# What a course in a file of past training is here: who keeps the framework says so, or who brings the files in.
rules.add_perm("curriculum.match_courses", works_there & (is_programme_lead | is_administrator))

# Who came to a session is recorded of the people one works with, by somebody else than themselves.
rules.add_perm("curriculum.record_sessions", works_there & somewhere(*RECORDERS))
rules.add_perm("curriculum.record_person", works_there & holds(*RECORDERS) & ~is_own)
rules.add_perm("curriculum.void_attendance", works_there & (recorded_it | holds(*VOIDERS)))

# Sessions to come are everybody's to read and to book. Coaches and leads plan them; whoever planned or leads one, and
# the leads of the whole trust, see who has a place in it and confirm who came.
rules.add_perm("curriculum.view_sessions", works_there)
rules.add_perm("curriculum.schedule_sessions", works_there & somewhere(*SCHEDULERS))
rules.add_perm("curriculum.change_session", works_there & (recorded_it | holds(*LEADS_SESSIONS)))
rules.add_perm("curriculum.run_sessions", works_there & (somewhere(*SCHEDULERS) | facilitates))
rules.add_perm("curriculum.read_plans", works_there & (somewhere(*SCHEDULERS, Role.EDITOR) | facilitates))
rules.add_perm("curriculum.run_session", works_there & (recorded_it | facilitates | holds(*LEADS_SESSIONS)))
rules.add_perm("curriculum.run_all_sessions", works_there & holds(*LEADS_SESSIONS))
rules.add_perm("curriculum.read_rosters", works_there & (somewhere(*SCHEDULERS, *NAMED_ACCESS) | facilitates))
rules.add_perm("curriculum.keep_rooms", works_there & somewhere(*KEEPS_ROOMS))

# A manager releases the people of their units for a session; nobody releases themselves.
rules.add_perm("curriculum.release_people", works_there & somewhere(*RELEASERS))
rules.add_perm("curriculum.release_person", works_there & holds(*RELEASERS) & ~is_own)

# A skill is signed off by somebody else who can do it; services/sign_off.py asks that. Some answer for assessors.
rules.add_perm("curriculum.sign_off_people", works_there & somewhere(*ASSESSORS))
rules.add_perm("curriculum.sign_off_person", works_there & holds(*ASSESSORS) & ~is_own)
rules.add_perm("curriculum.answer_for_assessors", works_there & holds(*ANSWERABLE) & ~is_own)

# Reminded is whom one sees by name; never oneself.
rules.add_perm("curriculum.remind_people", works_there & somewhere(*NAMED_ACCESS))
rules.add_perm("curriculum.remind_person", works_there & sees_by_name & ~is_own)

# Prior learning is one's own to claim, and somebody else's to decide: a lead's, or, where the map of credentials says
# so, the manager's of whoever claims it. A manager gives what the map says or less.
rules.add_perm("curriculum.decide_claims", works_there & somewhere(*ANSWERABLE, *DECIDES_WHAT_IS_LEFT))
rules.add_perm(
    "curriculum.decide_claim",
    works_there & (holds(*ANSWERABLE) | (is_left_to_managers & holds(*DECIDES_WHAT_IS_LEFT))) & ~is_own,
)
rules.add_perm("curriculum.give_more_than_claimed", works_there & holds(*ANSWERABLE) & ~is_own)
