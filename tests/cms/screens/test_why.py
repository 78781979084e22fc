"""Every figure opens to its rule and, as far as the reader may see them, to exactly the people it counts."""

import pytest

from tests.factories.curriculum import ExemptionFactory
from tests.factories.hospital import client_of
from tests.factories.workforce import PostFactory, UnitFactory
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db
WHY = "/insight/coverage/why/"


def of(unit, **more):
    return {"unit": str(unit.uuid), "level": "EVERYONE", **more}


def test_the_opened_rows_reproduce_the_figure(hospital):
    lead = client_of(hospital.account(Role.PROGRAMME_LEAD))

    answer = lead.get(WHY, of(hospital.ward))

    assert "2 required = 1 met + 0 in time + 1 overdue" in words_of(answer)
    people = [(row.name, row.state) for row in answer.context["people"]["rows"]]
    assert people == [
        ("Uma Tester", "Overdue"),
        ("Ola Tester", "Met"),
        ("Ada Tester", "Away"),
        ("Eva Tester", "Exempt"),
    ]


def test_the_rule_the_population_and_what_is_left_out_are_said_in_words(hospital):
    words = words_of(client_of(hospital.account(Role.PROGRAMME_LEAD)).get(WHY, of(hospital.ward)))

    assert "posts of these kinds: Fixed-term, Honorary, Other employer, Lived-experience partner or" in words
    assert "holds every essential skill: Test a change" in words
    assert "Away: absent for more than 28 days" in words
    assert "No staff file has been applied yet" in words


def test_a_skill_opens_to_its_target(hospital):
    words = words_of(client_of(hospital.account(Role.PROGRAMME_LEAD)).get(WHY, of(hospital.ward, skill="PDSA")))

    assert "holds Test a change: depth “aware”, never lapses" in words


def test_a_state_can_be_shown_by_itself(hospital):
    lead = client_of(hospital.account(Role.PROGRAMME_LEAD))

    rows = lead.get(WHY, of(hospital.ward, state="OVERDUE")).context["people"]["rows"]

    assert [row.name for row in rows] == ["Uma Tester"]


def test_a_reader_without_named_access_sees_the_rule_and_no_names(hospital):
    words = words_of(client_of(hospital.account(Role.BOARD_READER)).get(WHY, of(hospital.ward)))

    assert "too few" not in words
    assert "rounded to the nearest 5" in words
    assert "Tester" not in words


def test_a_manager_of_another_ward_sees_no_names(hospital):
    elsewhere = UnitFactory(parent=hospital.division)
    PostFactory(unit=elsewhere)
    ExemptionFactory(person=hospital.people["Uma"])

    words = words_of(client_of(hospital.account(Role.UNIT_MANAGER, elsewhere)).get(WHY, of(hospital.ward)))

    assert "Tester" not in words


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"page": "9" * 30}, {"state": "NOPE"}, {"level": ""}])
def test_what_cannot_be_read_is_answered_with_a_sentence(hospital, query):
    lead = client_of(hospital.account(Role.PROGRAMME_LEAD))

    assert lead.get(WHY, of(hospital.ward) | query).status_code == 400


def test_as_many_questions_for_forty_people_as_for_four(hospital, django_assert_max_num_queries):
    lead = client_of(hospital.account(Role.PROGRAMME_LEAD))
    lead.get(WHY, of(hospital.ward))

    with django_assert_max_num_queries(50) as few:
        lead.get(WHY, of(hospital.ward))
    with django_assert_max_num_queries(len(few)):
        lead.get(WHY, of(hospital.other_ward))
