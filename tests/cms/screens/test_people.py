"""My people: who sees whom, in which state, and what the list answers to what it cannot read."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from cms.presenters.figure import day_words
from curriculum.calc.days import add_months
from curriculum.models import PracticeTarget
from curriculum.services.coverage import refresh_people
from tests.factories.curriculum import LevelDoseFactory, TargetFactory, dose_given
from tests.factories.hospital import client_of
from tests.factories.workforce import (
    BEGINNING,
    AccountFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    account_with,
    top_of,
)
from workforce.enums import PostKind, Role
from workforce.models import Decision, Person
from workforce.rules import today
from workforce.services.identifier import identify
from workforce.services.post import change_post

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/people/"


@pytest.fixture
def manager(hospital):
    return client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))


def states(answer):
    return [(row.given_name, row.state) for row in answer.context["rows"]]


def test_a_manager_sees_everybody_of_their_ward_who_needs_something_first(hospital, manager):
    answer = manager.get(PAGE)

    assert states(answer) == [("Uma", "Overdue"), ("Ola", "Met"), ("Ada", "Away"), ("Eva", "Exempt")]
    assert "Test a change" in words_of(answer)


def test_the_numbers_on_the_tabs_are_those_of_the_cell(hospital, manager):
    tabs = {str(tab["words"]): tab["n"] for tab in manager.get(PAGE).context["tabs"]}

    assert tabs == {"All": 4, "Overdue": 1, "In time": 0, "Fading": 0, "Met": 1, "Away": 1, "Exempt": 1}


def test_what_lapses_within_ninety_days_fades_and_says_its_renewal(fading_hospital):
    manager = client_of(fading_hospital.account(Role.UNIT_MANAGER, fading_hospital.ward))

    answer = manager.get(PAGE, {"state": "FADING"})

    assert states(answer) == [("Ola", "Fading")]
    assert "Test a change: 20 minutes of learning" in words_of(answer)


@pytest.mark.parametrize(
    "asked, names",
    [
        ({"search": "um"}, ["Uma"]),
        ({"search": "tester ola"}, ["Ola"]),
        ({"search": "ola tester"}, ["Ola"]),
        ({"search": "Tester, Ola"}, ["Ola"]),
        ({"search": "%"}, []),
        ({"state": "MET"}, ["Ola"]),
        ({"sort": "-name"}, ["Uma", "Ola", "Eva", "Ada"]),
        ({"level": "EVERYONE", "sort": "name"}, ["Ada", "Eva", "Ola", "Uma"]),
    ],
)
def test_the_list_is_searched_narrowed_and_sorted(hospital, manager, asked, names):
    assert [name for name, _state in states(manager.get(PAGE, asked))] == names


def test_who_works_there_for_the_bank_is_found_beside_the_list_with_the_reason(hospital, manager):
    words = words_of(manager.get(PAGE, {"search": "Tester, Bo0"}))
    everybody = words_of(manager.get(PAGE))

    assert "Nobody of whom a level is expected here is called “Tester, Bo0”." in words
    assert "Also here, and not counted" in words
    assert "Tester, Bo0" in everybody
    assert "Bo1" not in everybody


def test_an_employee_number_finds_its_person_counted_or_not(hospital, manager):
    bank = Person.objects.get(given_name="Bo0")
    for person, value in ((hospital.people["Ola"], "20001111"), (bank, "20002222")):
        identify(thing=person, system="esr-employee", value=value, since=BEGINNING, by=None)

    ola, bank = (manager.get(PAGE, {"search": value}) for value in ("20001111", "20002222"))

    assert states(ola) == [("Ola", "Met")]
    assert [line["name"] for line in bank.context["not_counted"]["lines"]] == ["Tester, Bo0"]


def test_paper_says_the_day_and_which_lines_these_are(hospital, manager):
    answer = manager.get(PAGE, {"state": "OVERDUE", "search": "Uma"})

    assert answer.context["in_words"] == f"As of {day_words(today())}; Overdue; called “Uma”"


def test_a_long_list_can_be_had_on_one_page(hospital, manager, monkeypatch):
    monkeypatch.setattr("cms.screens.people.ON_A_PAGE", 2)

    first = manager.get(PAGE, {"sort": "name"})
    whole = manager.get(first.context["on_one_page"])

    assert [name for name, _state in states(first)] == ["Ada", "Eva"]
    assert [name for name, _state in states(whole)] == ["Ada", "Eva", "Ola", "Uma"]
    assert whole.context["on_one_page"] == ""
    assert manager.get(PAGE, {"lines": "some"}).status_code == 400


def test_who_is_counted_in_the_ward_is_not_listed_beside_it_too(hospital, manager):
    PostFactory(person=hospital.people["Uma"], unit=hospital.ward, kind=PostKind.BANK)

    lines = manager.get(PAGE).context["not_counted"]["lines"]

    assert [line["name"] for line in lines] == ["Tester, Bo0"]


def test_a_post_is_held_since_it_began_though_its_band_has_changed(hospital, manager):
    post = hospital.people["Uma"].posts.get()
    began = post.stretches.get().since
    change_post(post=post, on=today(), by=None, band="7")

    words = words_of(manager.get(reverse("person", args=[hospital.people["Uma"].uuid])))

    assert f"since {day_words(began)}" in words
    assert f"since {day_words(today())}" not in words


@pytest.mark.parametrize("role", [Role.STAFF, Role.BOARD_READER, Role.COACH, Role.EDITOR, Role.ACADEMY_LEAD])
def test_without_named_access_there_is_no_list(hospital, role):
    reader = client_of(hospital.account(role))

    answers = [reader.get(reverse(route), {"unit": str(hospital.ward.uuid)}) for route in ("people", "people_csv")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert reader.get(PAGE).status_code == 403
    assert not Decision.objects.filter(did="exported people").exists()


def test_a_manager_of_one_ward_sees_nobody_of_another(hospital, manager):
    for unit in (hospital.other_ward, hospital.division, hospital.top):
        assert manager.get(PAGE, {"unit": str(unit.uuid)}).status_code == 403
    assert manager.get(reverse("person", args=[hospital.people["Bo1"].uuid])).status_code == 404
    assert manager.get(reverse("person", args=[PersonFactory().uuid])).status_code == 404


def test_a_person_has_a_page_with_their_levels_and_targets(hospital, manager):
    words = words_of(manager.get(reverse("person", args=[hospital.people["Uma"].uuid])))

    assert "Uma Tester" in words
    assert "Everyone Overdue" in words
    assert "Test a change aware Not held" in words


def test_who_is_overdue_is_so_since_a_day_and_is_told_all_that_is_missing():
    since = today() - dt.timedelta(days=40)
    dose = LevelDoseFactory(grace_days=10, taught_minutes=90)
    target = TargetFactory(dose=dose, minutes=None)
    PracticeTarget.objects.create(trust=target.trust, dose=dose, kind="VISIT", count=2, months=12)
    post = PostFactory(unit=UnitFactory(trust=target.trust), since=since)
    refresh_people(target.trust)
    dose_given(post.person, target.skill, on=today(), minutes=30)

    lead = client_of(account_with(Role.PROGRAMME_LEAD, top_of(target.trust)))
    [row] = lead.get(PAGE).context["rows"]
    own = client_of(AccountFactory(person=post.person)).get(reverse("my"))

    assert row.overdue_since == since + dt.timedelta(days=10)
    assert row.until.startswith("since ")
    assert row.next == "1 hour of learning; Go-and-see visit: done 0 of 2 times"
    assert "30 minutes of the 1 hour 30 minutes that this level asks for" in words_of(own)


def test_practice_that_was_done_and_runs_out_is_asked_for_once_more_and_never_told_as_missing():
    target = TargetFactory()
    PracticeTarget.objects.create(trust=target.trust, dose=target.dose, kind="VISIT", count=2, months=12)
    post = PostFactory(unit=UnitFactory(trust=target.trust))
    first = today() - dt.timedelta(days=300)
    dose_given(post.person, target.skill, on=first, practice_kind="VISIT", practice_count=1)
    dose_given(post.person, target.skill, on=today(), practice_kind="VISIT", practice_count=1)
    refresh_people(target.trust)

    [row] = client_of(account_with(Role.PROGRAMME_LEAD, top_of(target.trust))).get(PAGE).context["rows"]

    assert (row.state, row.until) == ("Fading", f"lapses {day_words(add_months(first, 12))}")
    assert row.next == f"Go-and-see visit: once more before {day_words(add_months(first, 12))}"


def test_what_was_done_of_a_renewal_already_is_not_asked_for_again(fading_hospital):
    ola = fading_hospital.people["Ola"]
    dose_given(ola, fading_hospital.target.skill, on=today(), minutes=5)
    refresh_people(fading_hospital.trust)
    manager = client_of(fading_hospital.account(Role.UNIT_MANAGER, fading_hospital.ward))

    [row] = manager.get(PAGE, {"state": "FADING"}).context["rows"]

    assert row.next == "Test a change: 15 minutes of learning"


def test_the_page_does_not_say_why_somebody_is_away(hospital, manager):
    words = words_of(manager.get(reverse("person", args=[hospital.people["Ada"].uuid])))

    assert "Away" in words
    assert "Parental" not in words


def test_the_export_is_the_whole_list_and_is_noted(hospital, manager):
    answer = manager.get(reverse("people_csv"), {"state": "OVERDUE"})

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    [uma] = rows
    assert (uma["given_name"], uma["state"], uma["next"]) == ("Uma", "Overdue", "Test a change")
    assert uma["unit"] == "Ward A"
    assert dt.date.fromisoformat(uma["overdue_since"]) <= today()
    assert uma["until"] == ""
    assert Decision.objects.get(did="exported people").detail == {"rows": 1}


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=%00", "page=" + "9" * 40, "state=NOPE", "sort=drop", "level=%00"]
    + ["search=%00", "search=" + "a" * 200, "unit=x", "unit=%00"],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(hospital, manager, query):
    assert manager.get(f"{PAGE}?{query}").status_code == 400


def test_a_page_past_the_last_is_the_last(hospital, manager):
    assert len(manager.get(PAGE, {"page": "99"}).context["rows"]) == 4


def test_a_search_asks_once_who_is_meant(manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(23) as asked:
        manager.get(PAGE, {"search": "Tester"})

    assert sum("~*" in one["sql"] for one in asked) == 1


def test_as_many_questions_for_thirty_people_as_for_four(hospital, manager, django_assert_max_num_queries):
    manager.get(PAGE)
    with django_assert_max_num_queries(22) as few:
        manager.get(PAGE)
    for _ in range(26):
        PostFactory(unit=hospital.ward)
    refresh_people(hospital.trust)

    with django_assert_max_num_queries(len(few)):
        answer = manager.get(PAGE)

    assert len(answer.context["rows"]) == 30


def test_a_ward_without_people_says_so(hospital):
    empty = UnitFactory(parent=hospital.division)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, empty))

    assert "There is nobody to show here" in words_of(manager.get(PAGE))
