"""What somebody writes for themselves in a lesson is kept, theirs alone, and gone when they say so."""

import uuid

import pytest
from django.test import Client

from cms.models import LessonPage
from curriculum.models import Reflection
from tests.cms.pages.conftest import (  # noqa: F401 fixtures
    LESSON,
    come_in,
    curriculum,
    editor_of,
    learner,
    learner_of,
    module,
    signed_in,
    trust,
    trust_with_a_framework,
)
from tests.factories.workforce import PersonFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
ADDRESS, SECRET = "/my/reflections/", "I was afraid to ask on Monday"


@pytest.fixture
def lesson(module):  # noqa: F811
    page = LessonPage.objects.get(key=LESSON)
    page.body.append(("reflection", {"prompt": "When did you last hold back?"}))
    page.save_revision().publish()
    return LessonPage.objects.get(key=LESSON)


@pytest.fixture
def place(lesson):
    return [block.id for block in lesson.body if block.block_type == "reflection"][-1]


def keep(client, place, words=SECRET, lesson=LESSON, **more):
    return client.post(f"{ADDRESS}keep/", {"lesson": lesson, "place": place, "words": words}, **more)


def read(client, address):
    return client.get(address).content.decode()


def test_what_is_written_is_there_when_the_lesson_is_opened_again(signed_in, lesson, place):  # noqa: F811
    answer = keep(signed_in, place)

    assert answer["Location"] == f"{lesson.get_url()}?kept={place}#reflection-{place}"
    assert "Kept. Only you can read it.</p>" in read(signed_in, answer["Location"])
    assert SECRET in read(signed_in, lesson.get_url())
    page = read(signed_in, ADDRESS)
    assert SECRET in page
    assert "When did you last hold back?" in page


def test_its_script_is_answered_with_nothing(signed_in, place):  # noqa: F811
    answer = keep(signed_in, place, headers={"x-requested-with": "fetch"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert Reflection.objects.get().words == SECRET


def test_written_again_it_takes_the_place_of_the_first_and_empty_it_is_gone(signed_in, place):  # noqa: F811
    keep(signed_in, place)
    keep(signed_in, place, "Said it today")
    assert [one.words for one in Reflection.objects.all()] == ["Said it today"]
    keep(signed_in, place, "  ")

    assert not Reflection.objects.exists()


def test_nobody_else_reads_it_whatever_their_role(signed_in, learner, lesson, place, trust):  # noqa: F811
    keep(signed_in, place)
    kept = Reflection.objects.get()
    lead = account_with(Role.PROGRAMME_LEAD, top_of(trust))
    lead.person = PersonFactory(trust=trust)
    lead.save()
    for account in (learner_of(trust), editor_of(trust), lead):
        other = come_in(Client(), account)
        for address in (lesson.get_url(), ADDRESS, f"/manage/people/{learner.person.uuid}/", "/my/record/"):
            assert SECRET not in read(other, address)
        assert other.post(f"{ADDRESS}{kept.uuid}/take-out/").status_code in (403, 404)

    assert Reflection.objects.get() == kept


def test_it_is_taken_out_after_being_asked_once_more(signed_in, place):  # noqa: F811
    keep(signed_in, place)
    address = f"{ADDRESS}{Reflection.objects.get().uuid}/take-out/"
    assert "Nobody can bring it back." in read(signed_in, address)
    assert Reflection.objects.exists()
    signed_in.post(address)

    assert not Reflection.objects.exists()
    assert "You have written none yet." in read(signed_in, ADDRESS)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"place": "nothing"}, 404),
        ({"place": str(uuid.uuid4())}, 404),
        ({"lesson": "IN-9-99"}, 404),
        ({"words": "x" * 4001}, 422),
    ],
)
def test_what_has_no_place_or_is_too_long_is_refused_and_changes_nothing(signed_in, place, told, status):  # noqa: F811
    keep(signed_in, place)
    answer = keep(signed_in, **({"place": place, "words": "other"} | told))

    assert answer.status_code == status
    assert Reflection.objects.get().words == SECRET


def test_a_lesson_of_another_trust_is_no_place_to_write(lesson, place):
    stranger = come_in(Client(), learner_of(trust_with_a_framework()))

    assert keep(stranger, place).status_code == 404
    assert not Reflection.objects.exists()


def test_what_somebody_writes_is_words_and_never_a_page(signed_in, lesson, place):  # noqa: F811
    keep(signed_in, place, "</textarea><script>alert(1)</script>")

    assert "<script>alert(1)" not in read(signed_in, lesson.get_url())
    assert "<script>alert(1)" not in read(signed_in, ADDRESS)
