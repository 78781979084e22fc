"""May this account do this to that? Rules of coaching: with the tie to a team the access ends."""

from __future__ import annotations

import rules
from django.db.models import Model

from curriculum.rules import works_there
from workforce.enums import Role
from workforce.models import Account, Trust
from workforce.queries.manager import manages
from workforce.rules import holds, is_own, today

from .enums import TeamPart
from .models import Coach, Cohort, Enrolment, ProposedSeat, ProposedTeam, Team, TeamMember
from .models.cohort import LEADS
from .models.team import Tie

leads = holds(*LEADS)


def _team_of(thing: Model | None) -> Team | None:
    return thing if isinstance(thing, Team) else getattr(thing, "team", None)


def _tie(account: Account, team: Team | None) -> Tie | None:
    """Read with the team already, for this account and today."""
    tie = team.tie if team else None
    return tie if tie and (tie.account, tie.on) == (account.pk, today()) else None


@rules.predicate
def sees_the_team(account: Account, thing: Model | None) -> bool:
    """As the list says: one wording for both."""
    team = _team_of(thing)
    if _tie(account, team):
        return True
    return team is not None and Team.objects.filter(pk=team.pk).visible_to(account, on=today()).exists()


@rules.predicate
def coaches_it(account: Account, thing: Model | None) -> bool:
    team = _team_of(thing)
    if tie := _tie(account, team):
        return tie.coaches
    return team is not None and Team.objects.filter(pk=team.pk).coached_by(account, on=today()).exists()


@rules.predicate
def belongs_to_it(account: Account, thing: Model | None) -> bool:
    """A member of the team on the day, as what ever: lead, sponsor, patient partner."""
    team, person = _team_of(thing), getattr(account, "person_id", None)
    if tie := _tie(account, team):
        return bool(tie.part)
    if team is None or person is None:
        return False
    return TeamMember.objects.on(today()).filter(team=team, person=person).exists()


@rules.predicate
def is_its_lead(account: Account, thing: Model | None) -> bool:
    """The one of its own people who leads the team on the day."""
    team, person = _team_of(thing), getattr(account, "person_id", None)
    if tie := _tie(account, team):
        return tie.part == TeamPart.LEAD
    leading = TeamMember.objects.on(today()).filter(team=team, person=person, part=TeamPart.LEAD)
    return team is not None and person is not None and leading.exists()


@rules.predicate
def leads_it(account: Account, thing: Model | None) -> bool:
    """Leads the academies of its trust."""
    tie = _tie(account, _team_of(thing))
    return tie.leads if tie else bool(leads(account, thing))


works_on_it = coaches_it | leads_it | belongs_to_it


@rules.predicate
def leads_there(account: Account, thing: Model | None) -> bool:
    """Of a coach's whole trust: to lead a part of it, where the coach has a post, is not enough."""
    trust = getattr(thing, "trust", None)
    return trust is not None and bool(leads(account, trust))


@rules.predicate
def reads_the_profile(account: Account, thing: Model | None) -> bool:
    """As the list says: one wording for both."""
    return isinstance(thing, Coach) and Coach.objects.filter(pk=thing.pk).open_to(account, on=today()).exists()


@rules.predicate
def runs_the_cohort(account: Account, thing: Model | None) -> bool:
    """Its faculty, and the leads of the trust; of a trust: any cohort of it."""
    cohort = thing if isinstance(thing, Cohort) else getattr(thing, "cohort", None)
    run = Cohort.objects.all().run_by(account, on=today())
    if isinstance(thing, Trust):
        return run.filter(trust=thing).exists()
    return cohort is not None and run.filter(pk=cohort.pk).exists()


@rules.predicate
def is_asked(account: Account, thing: Model | None) -> bool:
    """To coach: the coach themselves. For a team: who leads or sponsors it today."""
    if isinstance(thing, ProposedSeat):
        return ProposedSeat.objects.filter(pk=thing.pk).asked_of(account).exists()
    return isinstance(thing, ProposedTeam) and (
        ProposedTeam.objects.filter(pk=thing.pk).asked_of(account, on=today()).exists()
    )


@rules.predicate
def manages_who_applies(account: Account, thing: Model | None) -> bool:
    """The line manager of the person whose enrolment it is, or who deputises for them today."""
    return isinstance(thing, Enrolment) and manages(account, thing.person, on=today())


# Teams are seen by whoever has a tie to them; a session is told of by its coaches, or by a lead for them.
rules.add_perm("coaching.view_teams", works_there)  # the list is cut to one's own; without a team it says so
rules.add_perm("coaching.view_team", works_there & sees_the_team)
rules.add_perm("coaching.log_session", works_there & (coaches_it | leads_it))
rules.add_perm("coaching.reflect", works_there & coaches_it)
rules.add_perm("coaching.change_team", works_there & (coaches_it | leads_it | is_its_lead))
rules.add_perm("coaching.move_stage", works_there & (coaches_it | leads_it))

# Everybody may tell of a team that wants to improve; which teams are coached the leads of the academy decide.
rules.add_perm("coaching.express_interest", works_there)
rules.add_perm("coaching.answer_readiness", works_there & (coaches_it | leads_it | is_its_lead))
rules.add_perm("coaching.decide_team", works_there & leads_it)

# What was agreed is ticked, changed and let go of between meetings too, by whoever works on it.
rules.add_perm("coaching.view_actions", works_there & sees_the_team)
rules.add_perm("coaching.keep_actions", works_there & works_on_it)

# A barrier is told by whoever meets it; who takes it on, and what became of it, say the coaches or a lead.
rules.add_perm("coaching.view_barriers", works_there & sees_the_team)
rules.add_perm("coaching.raise_barrier", works_there & works_on_it)
rules.add_perm("coaching.move_barrier", works_there & (coaches_it | leads_it))

# Academies, programmes, cohorts, and who coaches whom: the leads of the trust.
rules.add_perm("coaching.lead_academy", works_there & leads)
rules.add_perm("coaching.view_across", works_there & holds(*LEADS, Role.BOARD_READER))  # sums only
rules.add_perm("coaching.pair_coaches", works_there & leads)
rules.add_perm("coaching.change_coaches", works_there & leads)
rules.add_perm("coaching.view_asked", works_there)
rules.add_perm("coaching.answer_proposed", works_there & (is_asked | leads))
rules.add_perm("coaching.run_cohorts", works_there & runs_the_cohort)
rules.add_perm("coaching.run_cohort", works_there & runs_the_cohort)

# A cohort's people: scored, taught and reviewed by whoever runs it, chosen and certified by leads; never themselves.
rules.add_perm("coaching.view_enrolment", works_there & (is_own | runs_the_cohort))
rules.add_perm("coaching.own_enrolment", works_there & is_own)
rules.add_perm("coaching.score_application", works_there & runs_the_cohort & ~is_own)
rules.add_perm("coaching.choose_people", works_there & leads)
rules.add_perm("coaching.review_work", works_there & runs_the_cohort & ~is_own)
rules.add_perm("coaching.certify", works_there & leads)

# Somebody's own manager agrees that they become a coach, and nobody else does: no lead, no faculty, not themselves.
rules.add_perm("coaching.agree_to_application", works_there & manages_who_applies & ~is_own)

# Everybody may apply, and look at what is on offer.
rules.add_perm("coaching.view_academies", works_there)

# A profile: its coach's, whoever supervises them and the leads'. Whom they must not coach is for fewer eyes.
rules.add_perm("coaching.view_coach", works_there & reads_the_profile)
rules.add_perm("coaching.change_coach", works_there & (is_own | leads_there))
rules.add_perm("coaching.view_conflicts", works_there & (is_own | leads_there))
# Wishes before pairs are worked out: a coach's own, a team's by whoever leads it; the leads read and correct both.
rules.add_perm("coaching.tell_coach_wishes", works_there & (is_own | leads_there))
rules.add_perm("coaching.tell_team_wishes", works_there & (is_its_lead | leads))
rules.add_perm("coaching.answer_invitation", works_there & is_own)
