"""The map of credentials on the screen: kept by editors and programme leads, and by nobody else."""

import pytest

from curriculum.models import Credential
from tests.factories.hospital import client_of
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/framework/credentials/"


@pytest.fixture
def editor(hospital):
    return client_of(hospital.account(Role.EDITOR))


@pytest.fixture
def form(hospital):
    return {
        "title": "Green belt",
        "given_by": "A college",
        "valid_months": "36",
        "evidence_asked": "Its number",
        f"depth_{hospital.target.skill_id}": "2",
    }


def test_added_it_is_listed_with_the_targets_that_it_reaches(hospital, editor, form):
    added = editor.post(f"{PAGE}add/", form)

    assert added.status_code == 302
    [line] = editor.get(PAGE).context["lines"]
    assert (line.lasts, [*line.reaches]) == ("for 36 months from its day", ["Everyone: 1 of 1 targets"])


def test_what_counts_as_minutes_reaches_nothing_by_itself(hospital, editor, form):
    editor.post(f"{PAGE}add/", form | {f"minutes_{hospital.target.skill_id}": "90"})

    [line] = editor.get(PAGE).context["lines"]
    assert (line.reaches, "1 hour 30 minutes" in line.skills[0]) == ((), True)


@pytest.mark.parametrize(
    "told, words",
    [
        ({"title": ""}, "Fill in “What is it called?”"),
        ({"valid_months": "0"}, "is at least 1"),
        ({"valid_months": "three"}, "is a number"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(editor, form, told, words):
    answer = editor.post(f"{PAGE}add/", form | told)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert answer.context["form"]["given_by"].value() == "A college"
    assert not Credential.objects.exists()


def test_minutes_without_a_depth_are_refused(hospital, editor, form):
    skill = hospital.target.skill_id

    answer = editor.post(f"{PAGE}add/", form | {f"depth_{skill}": "", f"minutes_{skill}": "20"})

    assert "or take its minutes away" in words_of(answer)
    assert not Credential.objects.exists()


def test_changed_retired_and_brought_back(editor, form):
    editor.post(f"{PAGE}add/", form)
    own = f"{PAGE}{Credential.objects.get().uuid}/"

    assert editor.get(own).context["form"]["title"].value() == "Green belt"
    editor.post(own, form | {"title": "Blue belt"})
    assert Credential.objects.get().title == "Blue belt"
    assert "Claims that were made stay" in words_of(editor.get(f"{own}retire/"))
    editor.post(f"{own}retire/")
    assert Credential.objects.get().retired_date == today()
    editor.post(f"{own}bring-back/")
    assert Credential.objects.get().retired_date is None


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_MANAGER, Role.COACH, Role.BOARD_READER])
def test_others_neither_see_nor_change_it(hospital, form, role):
    stranger = client_of(hospital.account(role))

    assert stranger.get(PAGE).status_code == 403
    assert stranger.post(f"{PAGE}add/", form).status_code == 403
    assert not Credential.objects.exists()
