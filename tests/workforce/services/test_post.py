import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.workforce import PersonFactory, PostFactory, UnitFactory
from workforce.models import ChangedPerson, Decision, PostStretch
from workforce.services.person import bring_back, end_person
from workforce.services.post import CannotChangePost, begin_post, change_post, correct_post, end_post

pytestmark = pytest.mark.django_db

MAY = dt.date(2026, 5, 1)
JUNE = dt.date(2026, 6, 1)


def stretches(post):
    return list(post.stretches.order_by("since").values_list("since", "until", "band"))


def test_a_change_starts_a_new_stretch_on_its_day():
    post = PostFactory(band="5")

    changed = change_post(post=post, on=MAY, band="6", by=None)

    assert changed
    assert stretches(post) == [(dt.date(2020, 1, 1), MAY, "5"), (MAY, None, "6")]


def test_a_change_leaves_a_later_change_standing():
    post = PostFactory(band="5")
    change_post(post=post, on=JUNE, band="7", by=None)

    change_post(post=post, on=MAY, band="6", by=None)

    assert stretches(post) == [(dt.date(2020, 1, 1), MAY, "5"), (MAY, JUNE, "6"), (JUNE, None, "7")]


def test_a_change_to_what_already_is_changes_nothing():
    post = PostFactory(band="5", fte=Decimal("1"))
    ChangedPerson.objects.all().delete()

    changed = change_post(post=post, on=MAY, band="5", fte=Decimal("1.000"), by=None)

    assert not changed
    assert stretches(post) == [(dt.date(2020, 1, 1), None, "5")]
    assert not ChangedPerson.objects.exists()


def test_a_correction_of_the_past_touches_only_its_days():
    post = PostFactory(band="5", since=dt.date(2025, 1, 1))

    correct_post(post=post, since=dt.date(2025, 3, 1), until=dt.date(2025, 4, 1), band="4", by=None)

    assert stretches(post) == [
        (dt.date(2025, 1, 1), dt.date(2025, 3, 1), "5"),
        (dt.date(2025, 3, 1), dt.date(2025, 4, 1), "4"),
        (dt.date(2025, 4, 1), None, "5"),
    ]


def test_each_change_of_a_post_tells_of_its_person_and_is_noted():
    post = PostFactory(band="5")
    ChangedPerson.objects.all().delete()

    change_post(post=post, on=MAY, band="6", by=None)

    assert ChangedPerson.objects.get().person == post.person
    assert Decision.objects.filter(did="changed a post", to_id=post.pk).count() == 1


def test_overlapping_stretches_of_one_post_are_refused():
    post = PostFactory()

    with pytest.raises(CannotChangePost, match="already runs on some of these days"):
        begin_post(person=post.person, unit=UnitFactory(trust=post.trust), since=MAY, post=post, by=None)

    assert PostStretch.objects.filter(post=post).count() == 1


def test_a_post_in_a_unit_of_another_trust_is_refused():
    person, stranger = PersonFactory(), UnitFactory()

    with pytest.raises(CannotChangePost, match="another trust"):
        begin_post(person=person, unit=stranger, since=MAY, by=None)

    assert not person.posts.exists()


def test_nobody_manages_themselves():
    post = PostFactory()

    with pytest.raises(CannotChangePost, match="their own manager"):
        change_post(post=post, on=MAY, manager=post.person, by=None)

    assert post.stretches.get().manager is None


def test_an_ended_post_drops_what_had_not_begun():
    post = PostFactory(band="5")
    change_post(post=post, on=JUNE, band="6", by=None)

    end_post(post=post, on=MAY, by=None)

    assert stretches(post) == [(dt.date(2020, 1, 1), MAY, "5")]


def test_who_leaves_has_no_post_from_the_day_on_and_may_come_back():
    post = PostFactory()
    person = post.person

    end_person(person=person, on=MAY, reason="RETIRED", by=None)
    assert post.stretches.get().until == MAY

    bring_back(person=person, by=None)
    begin_post(person=person, unit=post.stretches.get().unit, since=JUNE, post=post, by=None)
    assert (person.left_date, person.left_reason) == (None, "")
    assert post.stretches.count() == 2
