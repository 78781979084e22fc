import datetime as dt

import pytest

from curriculum.models import Level, Nomination
from curriculum.services.nomination import CannotNominate, end_nomination, nominate_person
from tests.factories.framework import small_framework
from tests.factories.workforce import PostFactory
from workforce.models import ChangedPerson

pytestmark = pytest.mark.django_db
MAY = dt.date(2026, 5, 1)
JUNE = dt.date(2026, 6, 1)


@pytest.fixture
def post():
    return PostFactory()


@pytest.fixture
def level(post) -> Level:
    return small_framework(post.trust).doses.get().level


def test_a_nomination_through_a_post_is_told_of(post, level):
    ChangedPerson.objects.all().delete()

    nomination = nominate_person(person=post.person, level=level, post=post, since=MAY, by=None)

    assert (nomination.person, nomination.post, nomination.unit, nomination.until) == (post.person, post, None, None)
    assert [*ChangedPerson.objects.values_list("person", flat=True)] == [post.person_id]


def test_a_nomination_ends(post, level):
    nomination = nominate_person(person=post.person, level=level, post=post, since=MAY, by=None)

    end_nomination(nomination=nomination, until=JUNE, by=None)

    nomination.refresh_from_db()
    assert nomination.until == JUNE


def test_it_does_not_end_before_it_begins(post, level):
    nomination = nominate_person(person=post.person, level=level, post=post, since=MAY, by=None)

    with pytest.raises(CannotNominate, match="ends after"):
        end_nomination(nomination=nomination, until=MAY, by=None)

    nomination.refresh_from_db()
    assert nomination.until is None


def test_neither_or_both_of_post_and_unit_are_refused(post, level):
    unit = post.stretches.get().unit

    for told in ({}, {"post": post, "unit": unit}):
        with pytest.raises(CannotNominate, match="one of the two"):
            nominate_person(person=post.person, level=level, since=MAY, by=None, **told)

    assert not Nomination.objects.exists()


def test_somebody_elses_post_is_refused(post, level):
    other = PostFactory(unit=post.stretches.get().unit)

    with pytest.raises(CannotNominate, match="somebody else"):
        nominate_person(person=post.person, level=level, post=other, since=MAY, by=None)

    assert not Nomination.objects.exists()


def test_a_level_of_another_trust_is_refused(post, level):
    elsewhere = PostFactory()

    with pytest.raises(CannotNominate, match="one trust"):
        nominate_person(person=elsewhere.person, level=level, post=elsewhere, since=MAY, by=None)

    assert not Nomination.objects.exists()


def test_the_same_nomination_twice_on_one_day_is_refused(post, level):
    nominate_person(person=post.person, level=level, post=post, since=MAY, by=None)

    with pytest.raises(CannotNominate, match="already"):
        nominate_person(person=post.person, level=level, post=post, since=JUNE, by=None)

    assert Nomination.objects.count() == 1
