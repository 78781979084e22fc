"""A reader with Welsh chosen sees the Welsh page where there is one, and else the English with a line that says so."""

import pytest
from wagtail.models import Locale

from cms.models import LessonPage
from curriculum.models import Activity, ActivityVersion, DoseEntry
from tests.cms.screens.checks import form_of, right_answers

from .conftest import LESSON

pytestmark = pytest.mark.django_db
MODULE = "/learn/in-1-introduction-to-improvement/"
NOT_YET = "This page is not in Welsh yet."


def in_welsh(page, title, **said):
    """As the editor does: translated, its words changed, published."""
    cy = Locale.objects.get_or_create(language_code="cy")[0]
    page.refresh_from_db()
    translated = page.copy_for_translation(cy)
    translated.title, translated.live = title, True
    for name, value in said.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return translated


@pytest.fixture
def welsh(home, curriculum, module):
    """Home, curriculum and module are there in Welsh, the module under a Welsh address; its lessons are not."""
    in_welsh(home, "Academi Gwella")
    in_welsh(curriculum, "Dysgu")
    return in_welsh(module, "Cyflwyniad i wella", slug="cyflwyniad")


@pytest.fixture
def reader(signed_in):
    """Chooses by the form that stands on the pages."""

    def choose(language):
        signed_in.post("/language/", {"language": language, "next": "/"})
        return signed_in

    return choose


def test_who_has_chosen_welsh_reads_welsh(reader, welsh):
    page = reader("cy").get("/learn/cyflwyniad/").content.decode()

    assert "Cyflwyniad i wella" in page
    assert '<html lang="cy">' in page
    assert NOT_YET not in page


def test_an_english_address_leads_to_the_welsh_page_of_it(reader, welsh):
    assert "Cyflwyniad i wella" in reader("cy").get(MODULE).content.decode()


def test_a_welsh_address_leads_an_english_reader_to_the_english_page(reader, welsh):
    page = reader("en-gb").get("/learn/cyflwyniad/").content.decode()

    assert "Introduction to improvement" in page
    assert "not in" not in page.split("<h1")[0].split("<main")[1]


def test_a_page_that_is_not_in_welsh_is_shown_in_english_and_says_so(reader, welsh):
    page = reader("cy").get(f"{MODULE}improvement-is-part-of-your-job/").content.decode()

    assert "Improvement is part of your job" in page
    assert NOT_YET in page
    assert '<html lang="en-gb">' in page


def test_a_draft_in_welsh_is_not_shown(reader, welsh):
    welsh.unpublish()

    page = reader("cy").get(MODULE).content.decode()

    assert "Introduction to improvement" in page
    assert NOT_YET in page


def test_a_trust_without_welsh_offers_no_choice_and_says_nothing_of_it(reader, module):
    page = reader("cy").get(MODULE).content.decode()

    assert "Introduction to improvement" in page
    assert ("Cymraeg" in page, NOT_YET in page) == (False, False)


def test_the_parts_of_a_welsh_module_lead_to_its_lessons_in_whatever_language(reader, welsh):
    page = reader("cy").get("/learn/cyflwyniad/")

    assert page.context["ways"][0].parts[0].address == f"{MODULE}improvement-is-part-of-your-job/"


def test_a_lesson_in_welsh_gives_the_same_dose_once_and_no_second_in_english(reader, welsh):
    lesson = LessonPage.objects.get(key=LESSON)
    in_welsh(lesson, "Gwella yw eich gwaith")
    cy = reader("cy")
    before = (Activity.objects.count(), ActivityVersion.objects.count())
    cy.post("/my/answers/", form_of(cy.get(f"{MODULE}improvement-is-part-of-your-job/")) | right_answers())
    english = reader("en-gb")

    english.post("/my/answers/", form_of(english.get(lesson.get_url())) | right_answers())

    assert DoseEntry.objects.count() == 2
    assert (Activity.objects.count(), ActivityVersion.objects.count()) == before


def test_an_address_that_is_none_in_any_language_is_not_there(reader, welsh):
    assert reader("cy").get("/learn/nothing/").status_code == 404
