import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Exemption, Level, Nomination
from curriculum.services.exemption import exempt_person
from curriculum.services.nomination import nominate_person
from tests.factories.framework import small_framework
from tests.factories.workforce import BEGINNING, AccountFactory, GrantFactory, PostFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return PostFactory(title="Porter")


@pytest.fixture
def level(post) -> Level:
    return small_framework(post.trust).doses.get().level


@pytest.fixture
def lead(post) -> Client:
    client = Client()
    client.force_login(account_with(Role.PROGRAMME_LEAD, top_of(post.trust)))
    return client


def days(prefix: str, **told: dt.date) -> dict:
    said = {}
    for name, day in told.items():
        said |= {
            f"{prefix}-{name}_day": day.day,
            f"{prefix}-{name}_month": day.month,
            f"{prefix}-{name}_year": day.year,
        }
    return said


def test_people_are_found_by_name_in_ones_own_trust_only(post, lead):
    same_name = PostFactory()
    same_name.person.family_name = post.person.family_name
    same_name.person.save()

    page = lead.get(reverse("named"), {"q": post.person.family_name}).content.decode()

    assert "1 person found" in page
    assert str(same_name.person.uuid) not in page


@pytest.mark.parametrize("typed", ["{family}, {given}", "{given} {family}", "{family}"])
def test_a_name_is_found_in_the_order_in_which_lists_have_it_too(post, lead, typed):
    asked = typed.format(family=post.person.family_name, given=post.person.given_name)

    assert str(post.person.uuid) in lead.get(reverse("named"), {"q": asked}).content.decode()


@pytest.mark.parametrize("typed", [",", " , "])
def test_no_name_at_all_finds_nobody(post, lead, typed):
    assert str(post.person.uuid) not in lead.get(reverse("named"), {"q": typed}).content.decode()


def test_a_person_is_named_through_a_post(post, level, lead):
    told = {"nominate": "1", "nominate-level": level.pk, "nominate-through": f"post-{post.pk}"}

    answer = lead.post(reverse("named-person", args=[post.person.uuid]), told | days("nominate", since=BEGINNING))

    assert answer.status_code == 302
    assert [*Nomination.objects.values_list("person", "post", "unit", "since")] == [
        (post.person_id, post.pk, None, BEGINNING)
    ]


def test_a_post_of_somebody_else_cannot_be_chosen(post, level, lead):
    other = PostFactory(unit=post.stretches.get().unit)
    told = {"nominate": "1", "nominate-level": level.pk, "nominate-through": f"post-{other.pk}"}

    page = lead.post(reverse("named-person", args=[post.person.uuid]), told | days("nominate", since=BEGINNING))

    assert "There is a problem" in page.content.decode()
    assert not Nomination.objects.exists()


def test_an_exemption_is_approved_by_who_gives_it(post, lead):
    since, until = dt.date(2026, 1, 1), dt.date(2026, 7, 1)
    told = {"exempt": "1", "exempt-level": "", "exempt-reason": "ROLE"} | days("exempt", since=since, until=until)

    lead.post(reverse("named-person", args=[post.person.uuid]), told)

    exemption = Exemption.objects.get()
    assert (exemption.person, exemption.level, exemption.until) == (post.person, None, until)
    assert exemption.approved_by == exemption.recorded_by


def test_nobody_exempts_themselves(post):
    own = AccountFactory(person=post.person)
    GrantFactory(account=own, role=Role.PROGRAMME_LEAD, unit=top_of(post.trust))
    client = Client()
    client.force_login(own)
    told = {"exempt": "1", "exempt-level": "", "exempt-reason": "ROLE"}

    page = client.post(
        reverse("named-person", args=[post.person.uuid]),
        told | days("exempt", since=dt.date(2026, 1, 1), until=dt.date(2026, 7, 1)),
    )

    assert "Somebody else has to approve" in page.content.decode()
    assert not Exemption.objects.exists()


def test_a_nomination_and_an_exemption_are_ended_today(post, level, lead):
    nomination = nominate_person(person=post.person, level=level, post=post, since=BEGINNING, by=None)
    exemption = exempt_person(
        person=post.person,
        level=level,
        reason="ROLE",
        since=BEGINNING,
        until=dt.date(2090, 1, 1),
        approved_by=AccountFactory(trust=post.trust),
        by=None,
    )

    lead.post(reverse("named-end", args=[post.person.uuid, nomination.pk]))
    lead.post(reverse("exempt-end", args=[post.person.uuid, exemption.pk]))

    nomination.refresh_from_db()
    exemption.refresh_from_db()
    assert nomination.until == exemption.until == timezone.localdate()


def test_others_are_refused_and_another_trust_is_not_there(post, level, lead):
    manager = Client()
    manager.force_login(account_with(Role.UNIT_MANAGER, top_of(post.trust)))
    elsewhere = PostFactory().person

    assert manager.get(reverse("named-person", args=[post.person.uuid])).status_code == 403
    assert lead.get(reverse("named-person", args=[elsewhere.uuid])).status_code == 404


def test_the_list_asks_as_often_for_one_as_for_thirty(post, level, lead, django_assert_max_num_queries):
    for _ in range(29):
        other = PostFactory(unit=post.stretches.get().unit)
        nominate_person(person=other.person, level=level, post=other, since=BEGINNING, by=None)

    with django_assert_max_num_queries(12):
        page = lead.get(reverse("named"))

    assert "29 people are named" in page.content.decode()
