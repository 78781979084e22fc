import datetime as dt

import pytest

from curriculum.models import Exemption
from curriculum.services.exemption import CannotExempt, end_exemption, exempt_person
from tests.factories.framework import small_framework
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.models import ChangedPerson

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = (dt.date(2026, month, 1) for month in (5, 6, 7))


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def lead(person):
    return AccountFactory(trust=person.trust)


def exempt(person, lead, **told) -> Exemption:
    values = {"level": None, "reason": "ROLE", "since": MAY, "until": JULY, "approved_by": lead, "by": lead}
    return exempt_person(person=person, **values | told)


def test_an_exemption_is_given_and_told_of(person, lead):
    exemption = exempt(person, lead)

    assert (exemption.person, exemption.approved_by, exemption.until) == (person, lead, JULY)
    assert [*ChangedPerson.objects.values_list("person", flat=True)] == [person.pk]


def test_nobody_approves_their_own(person):
    own = AccountFactory(person=person)

    with pytest.raises(CannotExempt, match="Somebody else"):
        exempt(person, own)

    assert not Exemption.objects.exists()


@pytest.mark.parametrize("until", [None, MAY, dt.date(2026, 4, 30)])
def test_an_exemption_without_a_later_end_is_refused(person, lead, until):
    with pytest.raises(CannotExempt, match="needs an end"):
        exempt(person, lead, until=until)

    assert not Exemption.objects.exists()


def test_a_level_or_an_approver_of_another_trust_is_refused(person, lead):
    elsewhere = PersonFactory().trust
    level = small_framework(elsewhere).doses.get().level

    for told in ({"level": level}, {"approved_by": AccountFactory(trust=elsewhere)}):
        with pytest.raises(CannotExempt, match="one trust"):
            exempt(person, lead, **told)

    assert not Exemption.objects.exists()


def test_two_exemptions_for_one_day_are_refused(person, lead):
    exempt(person, lead)

    with pytest.raises(CannotExempt, match="already"):
        exempt(person, lead, since=JUNE)

    assert Exemption.objects.count() == 1


def test_an_exemption_is_ended_early_and_never_made_longer(person, lead):
    exemption = exempt(person, lead)

    end_exemption(exemption=exemption, until=JUNE, by=lead)
    with pytest.raises(CannotExempt):
        end_exemption(exemption=exemption, until=JULY, by=lead)

    exemption.refresh_from_db()
    assert exemption.until == JUNE
