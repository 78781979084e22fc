"""Whatever is about a person is listed through who may see that person."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from curriculum.models import DoseEntry
from tests.factories.curriculum import SkillFactory, dose_given
from tests.factories.workforce import PostFactory, account_with, top_of
from tests.house.test_models import OURS
from workforce.enums import Role
from workforce.models import Person
from workforce.models.reaching import OfPeopleQuerySet

DERIVED = {"ChangedPerson", "ExpectedPost", "Spell", "Holding"}  # made of what is listed, and never listed themselves


def is_about_a_person(model) -> bool:
    return any(field.name == "person" and field.related_model is Person for field in model._meta.fields)


ABOUT_PEOPLE = [model for model in OURS if is_about_a_person(model) and model.__name__ not in DERIVED | {"Account"}]


@pytest.mark.parametrize("model", ABOUT_PEOPLE, ids=lambda model: model.__name__)
def test_rows_about_a_person_know_who_sees_them(model):
    assert isinstance(model._default_manager.all(), OfPeopleQuerySet)


@pytest.mark.parametrize("model", ABOUT_PEOPLE, ids=lambda model: model.__name__)
def test_and_in_the_one_wording_there_is(model):
    assert type(model._default_manager.all()).visible_to is OfPeopleQuerySet.visible_to


@pytest.mark.django_db
def test_entries_of_the_ledger_are_seen_by_who_sees_the_person():
    [mine], [stranger] = (
        dose_given(post.person, SkillFactory(trust=post.trust)) for post in (PostFactory(), PostFactory())
    )
    lead = account_with(Role.PROGRAMME_LEAD, top_of(mine.trust))

    assert stranger.trust != mine.trust
    assert [*DoseEntry.objects.visible_to(lead, on=timezone.localdate())] == [mine]
    assert not DoseEntry.objects.visible_to(AnonymousUser(), on=timezone.localdate()).exists()
