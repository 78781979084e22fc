"""The library: resources by kind and skill, and a story that says whose it is."""

import pytest
from django.core.exceptions import ValidationError

from cms.loading.library import load_library
from cms.models import ResourceKind, ResourcePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(trust, curriculum):
    return load_library(trust, by=None)


def shown(answer):
    return {page.title for page in answer.context["resources"]}


def test_the_library_is_on_the_home_page_and_shows_every_resource(signed_in, library):
    home = signed_in.get("/").content.decode()

    assert 'href="/library/"' in home
    assert len(shown(signed_in.get("/library/"))) == ResourcePage.objects.live().count() == 11


def test_resources_are_chosen_by_kind_and_by_skill(signed_in, library):
    stories = shown(signed_in.get("/library/?kind=STORY"))
    of_meetings = shown(signed_in.get("/library/?kind=STORY&skill=H3"))

    assert len(stories) == 3
    assert of_meetings == {"Home by noon, one bay at a time"}


@pytest.mark.parametrize("query", ["kind=SPELL", "skill=Z9", "kind=STORY&skill=Z9"])
def test_a_choice_that_is_none_is_said_and_finds_nothing(signed_in, library, query):
    answer = signed_in.get(f"/library/?{query}")

    assert (answer.context["problem"] != "", shown(answer)) == (True, set())


def test_a_resource_shows_its_text_and_leads_to_others_of_its_skill(signed_in, library):
    page = signed_in.get("/library/which-chart/").content.decode()

    assert "Two points are not a trend" in page
    assert 'href="/library/?skill=D3"' in page


def test_a_story_without_a_team_is_refused(library):
    page = ResourcePage(title="A story", slug="a-story", kind=ResourceKind.STORY, summary="Of whom?")

    with pytest.raises(ValidationError, match="name the team"):
        library.add_child(instance=page)

    assert not ResourcePage.objects.filter(slug="a-story").exists()
