"""Who may what of a cohort's people: the lists and the rules say the same, for everybody."""

import datetime as dt

import pytest
from django.utils import timezone

from coaching.models import Enrolment
from coaching.queries.application import agreements_waiting
from tests.factories.coaching import ApplicationFactory, CohortFactory, EnrolmentFactory
from tests.factories.workforce import (
    AccountFactory,
    GrantFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    account_with,
    top_of,
)
from workforce.enums import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - dt.timedelta(days=900)


def person_in(trust, **post):
    person = PersonFactory(trust=trust)
    if post:
        PostFactory(person=person, since=LONG_AGO, **post)
    return person


@pytest.fixture
def trust():
    return CohortFactory(name="Flow").trust


@pytest.fixture
def accounts(trust):
    """One of each: roles at the top and in a ward, a line manager, their deputy, faculty, who applies, a stranger."""
    ward = UnitFactory(trust=trust)
    roles = {f"{role} of the trust": account_with(role, top_of(trust), person=person_in(trust)) for role in Role}
    roles["manager of the ward"] = account_with(Role.UNIT_MANAGER, ward, person=person_in(trust))
    line = account_with(Role.UNIT_MANAGER, UnitFactory(trust=trust), person=person_in(trust))
    deputy = AccountFactory(trust=trust, person=person_in(trust))
    days = {"since": LONG_AGO, "until": TODAY + dt.timedelta(days=9)}
    GrantFactory(account=deputy, role=Role.UNIT_MANAGER, unit=ward, acts_for=line.grants.get(), **days)
    named = AccountFactory(trust=trust, person=person_in(trust, unit=ward, manager=line.person))
    unnamed = AccountFactory(trust=trust, person=person_in(trust, unit=ward))
    faculty = AccountFactory(trust=trust, person=person_in(trust))
    cohort = trust.academies.get().cohorts.get()
    cohort.faculty.create(trust=trust, person=faculty.person, since=LONG_AGO)
    for account in (named, unnamed):
        ApplicationFactory(enrolment=EnrolmentFactory(cohort=cohort, person=account.person))
    told = {"line manager": line, "deputy": deputy, "named": named, "unnamed": unnamed, "faculty": faculty}
    return roles | told | {"stranger": account_with(Role.ACADEMY_LEAD, top_of(CohortFactory().trust))}


def test_the_list_of_enrolments_is_what_the_rule_allows(accounts):
    for name, account in accounts.items():
        listed = set(Enrolment.objects.all().open_to(account, on=TODAY))
        allowed = {one for one in Enrolment.objects.all() if account.has_perm("coaching.view_enrolment", one)}
        assert listed == allowed, name


def test_the_agreements_that_wait_are_what_the_rule_allows(accounts, trust):
    for name, account in accounts.items():
        listed = {one.enrolment for one in agreements_waiting(account, trust, on=TODAY)}
        allowed = {one for one in Enrolment.objects.all() if account.has_perm("coaching.agree_to_application", one)}
        assert listed == allowed, name


def test_nobody_but_the_manager_and_their_deputy_agrees(accounts):
    named, unnamed = (Enrolment.objects.get(person=accounts[name].person) for name in ("named", "unnamed"))

    def who_agrees(enrolment):
        rule = "coaching.agree_to_application"
        return {name for name, account in accounts.items() if account.has_perm(rule, enrolment)}

    assert who_agrees(named) == {"line manager", "deputy"}
    assert who_agrees(unnamed) == {"manager of the ward"}


def test_nobody_scores_reviews_or_chooses_but_who_runs_it_and_never_their_own(accounts):
    for account in accounts.values():
        for one in Enrolment.objects.all():
            runs = account.has_perm("coaching.run_cohort", one)
            is_own = one.person_id == account.person_id
            assert account.has_perm("coaching.score_application", one) == (runs and not is_own)
            assert account.has_perm("coaching.review_work", one) == (runs and not is_own)
            assert account.has_perm("coaching.own_enrolment", one) == is_own
    leads = {
        name for name, account in accounts.items() if account.has_perm("coaching.certify", Enrolment.objects.first())
    }
    assert leads == {"ACADEMY_LEAD of the trust", "PROGRAMME_LEAD of the trust"}
