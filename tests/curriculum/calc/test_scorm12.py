"""SCORM 1.2's table: what a package may say is kept, the rest is left out."""

import re

import pytest

from curriculum.calc.scorm12 import ELEMENTS, element_of, kept, status_after

SAYABLE = {
    "cmi.core.lesson_status": ("passed", "done"),
    "cmi.core.lesson_location": ("page 3", "x" * 5000),
    "cmi.core.score.raw": ("85.5", "101"),
    "cmi.core.session_time": ("0000:12:30.5", "12:30"),
    "cmi.core.exit": ("suspend", "leave"),
    "cmi.suspend_data": ("a;b\nc", "x" * 64001),
    "cmi.objectives.2.status": ("failed", "fine"),
}


@pytest.mark.parametrize("name", SAYABLE)
def test_what_is_in_its_form_is_kept_and_nothing_else(name):
    sound, wrong = SAYABLE[name]

    assert kept({name: sound}) == {name: sound}
    assert kept({name: wrong}) == {}


@pytest.mark.parametrize(
    "name",
    ["cmi.core.student_name", "cmi.launch_data", "cmi.core.colour", "cmi.objectives.999.status", "", "__proto__"],
)
def test_what_a_package_may_not_set_is_left_out(name):
    assert kept({name: "passed"}) == {}


def test_single_answers_and_comments_are_taken_and_not_kept():
    assert element_of("cmi.interactions.0.student_response") is not None
    assert kept({"cmi.interactions.0.student_response": "b", "cmi.comments": "Dr Ames was wrong"}) == {}


def test_only_words_are_kept_and_none_that_the_database_refuses():
    assert kept({"cmi.suspend_data": 7, "cmi.core.lesson_location": "a\x00b"}) == {}


def test_every_form_is_an_expression_that_both_sides_read():
    for element in ELEMENTS:
        re.compile(element.form)
        assert not re.search(r"\(\?[P<i]|\\Z|\\A", element.form)  # these mean something else in a browser, or nothing


@pytest.mark.parametrize(
    ("status", "score", "mastery", "after"),
    [
        ("", "", "", "completed"),
        ("incomplete", "", "", "incomplete"),
        ("incomplete", "90", "80", "incomplete"),
        ("completed", "90", "80", "passed"),
        ("completed", "79.9", "80", "failed"),
        ("passed", "", "80", "passed"),
        ("", "80", "80", "passed"),
        ("browsed", "", "", "browsed"),
    ],
)
def test_how_a_piece_stands_once_it_is_left(status, score, mastery, after):
    values = {"cmi.core.lesson_status": status, "cmi.core.score.raw": score}

    assert status_after(values, mastery) == after
