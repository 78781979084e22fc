"""The coverage page: who sees which cells, in words, and what it answers to an address it cannot read."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from curriculum.services.coverage import refresh_people
from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, PostFactory, UnitFactory
from workforce.enums import Role
from workforce.rules import today
from workforce.services.changed import tell_changed

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/insight/coverage/"


@pytest.fixture
def lead(hospital):
    return client_of(hospital.account(Role.PROGRAMME_LEAD))


@pytest.fixture
def reader(hospital):
    return client_of(hospital.account(Role.BOARD_READER))


def of(unit, **more):
    return {"unit": str(unit.uuid), **more}


def test_a_named_reader_sees_exact_cells_with_their_division(hospital, lead):
    words = words_of(lead.get(PAGE, of(hospital.division)))

    assert "15 required = 13 met + 0 in time + 2 overdue" in words
    assert "2 not counted = 1 away + 1 exempt" in words
    assert "50% 1 of 2, met: 1 of 2 required" in words
    assert "92% 12 of 13, met: 12 of 13 required" in words
    assert "In whole-time equivalents: 13.0 of 15.0 FTE." in words


def test_a_reader_without_named_access_sees_month_ends_rounded_and_no_filters(hospital, reader):
    words = words_of(reader.get(PAGE, of(hospital.division)))

    assert "15 required = 15 met + hidden in time + hidden overdue" in words
    assert "hidden, too few people to show" in words
    assert "rounded to the nearest 5" in words
    assert "Staff group" not in words
    assert "12 of 13" not in words


@pytest.mark.parametrize("more", [{"on": "1 January 2035"}, {"group": "03"}])
def test_a_reader_without_named_access_who_asks_for_more_is_refused_kindly(hospital, reader, more):
    answer = reader.get(PAGE, of(hospital.division, **more))

    assert answer.status_code == 400
    assert "by name" in words_of(answer)


def test_a_day_to_come_says_that_nobody_is_trained_from_today(hospital, lead):
    ahead = today() + dt.timedelta(days=40)

    assert "with nobody trained from today" in words_of(lead.get(PAGE, of(hospital.ward, on=ahead.isoformat())))


def test_a_unit_in_which_nobody_is_required_has_no_data(hospital, lead):
    empty = UnitFactory(parent=hospital.division, name="Empty ward")

    words = words_of(lead.get(PAGE, of(empty)))

    assert "no data, nobody is required to" in words
    assert "there is no data, which is neither 0% nor 100%" in words


def test_filters_narrow_the_posts(hospital, lead):
    words = words_of(lead.get(PAGE, of(hospital.ward, kind="BANK")))

    assert "Only posts with Kind of post: Bank" in words
    assert "no data" in words


def test_the_page_says_who_holds_posts_without_a_requirement(hospital, lead):
    assert "Bank 1 people." in words_of(lead.get(PAGE, of(hospital.ward)))


def test_the_page_says_how_many_people_are_in_more_than_one_row(hospital, lead):
    before = words_of(lead.get(PAGE, of(hospital.division)))
    PostFactory(person=hospital.people["Ola"], unit=hospital.other_ward)
    refresh_people(hospital.trust)

    words = words_of(lead.get(PAGE, of(hospital.division)))

    assert "Nobody is in more than one row for Everyone" in before
    assert "1 person is in more than one row for Everyone" in words
    assert "15 required = 13 met" in words


def test_the_skills_of_a_level_are_columns_of_their_own(hospital, lead):
    words = words_of(lead.get(PAGE, of(hospital.division, level="EVERYONE")))

    assert "Whole level" in words
    assert "Test a change" in words


def test_rows_are_sorted_by_a_column_and_no_data_comes_last(hospital, lead):
    UnitFactory(parent=hospital.division, name="Empty ward")

    answer = lead.get(PAGE, of(hospital.division, sort="-EVERYONE"))

    names = [row.name for row in answer.context["page"].rows]
    assert names == ["All of Medicine", "Ward B", "Ward A", "Empty ward"]


def test_a_manager_begins_at_their_unit_and_everybody_else_at_the_trust(hospital):
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    member = client_of(hospital.account(Role.STAFF, hospital.ward))

    assert manager.get(PAGE).context["asked"].place.name == "Ward A"
    assert member.get(PAGE).context["asked"].place.unit == hospital.top


def test_a_manager_of_one_ward_sees_the_division_only_rounded(hospital):
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))

    assert "2 required = 1 met" in words_of(manager.get(PAGE, of(hospital.ward)))
    assert "15 required = 15 met" in words_of(manager.get(PAGE, of(hospital.division)))


@pytest.mark.parametrize(
    "query",
    [
        "on=foo",
        "on=%00",
        "on=0000-01-01",
        "on=99999999999999999999",
        "on=31 February 2026",
        "on=1 January 1066",
        "on=1 January 9999",
        "unit=1",
        "unit=%00",
        "unit=00000000-0000-0000-0000-000000000000",
        "level=NOPE",
        "level=%00",
        "level=EVERYONE&skill=NOPE",
        "skill=PDSA",
        "sort=%27%3B",
        "group=99",
        "band=%00",
        "site=../..",
        "kind=BANK&kind=NOPE",
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(hospital, lead, query):
    answers = [lead.get(f"{reverse(route)}?{query}") for route in ("coverage", "coverage_csv", "coverage_why")]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert all("This page cannot be shown" in words_of(answer) for answer in answers)


def test_a_unit_of_another_trust_is_not_there(hospital, lead):
    elsewhere = UnitFactory(name="Ward of another trust")

    answer = lead.get(PAGE, of(elsewhere))

    assert answer.status_code == 400
    assert "Ward of another trust" not in words_of(answer)


@pytest.mark.parametrize("role", [Role.PROGRAMME_LEAD, Role.BOARD_READER])
def test_the_csv_has_the_cells_of_the_screen_for_the_same_reader(hospital, role):
    client = client_of(hospital.account(role))
    asked = of(hospital.division, level="EVERYONE", sort="-PDSA")

    page = client.get(PAGE, asked).context["page"]
    answer = client.get(reverse("coverage_csv"), asked)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    on_screen = [cell.share for row in page.rows for cell in row.cells]
    assert [row["share"] for row in rows] == on_screen
    assert len({row["suppression"] for row in rows}) == 1


def test_nothing_in_the_csv_starts_a_formula(hospital, lead):
    evil = UnitFactory(parent=hospital.division, name='=cmd|"/c calc"!A0')

    answer = lead.get(reverse("coverage_csv"), of(evil))

    [row] = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert row["unit"] == '\'=cmd|"/c calc"!A0'


def test_an_account_without_a_trust_is_refused(client):
    client.force_login(AccountFactory(trust=None), backend="cms.backends.AccountBackend")

    assert client.get(PAGE).status_code == 403


def test_nobody_sees_coverage_before_signing_in(client):
    assert client.get(PAGE).status_code == 302


def test_the_page_asks_as_many_questions_for_twenty_wards_as_for_two(hospital, lead, django_assert_max_num_queries):
    lead.get(PAGE, of(hospital.division))
    with django_assert_max_num_queries(60) as few:
        lead.get(PAGE, of(hospital.division))
    for _ in range(18):
        PostFactory(unit=UnitFactory(parent=hospital.division))

    with django_assert_max_num_queries(len(few)):
        lead.get(PAGE, of(hospital.division))

    assert len(few) <= 36


def test_the_trend_says_no_data_where_there_is_none(hospital, lead):
    points = lead.get(PAGE, of(hospital.division)).context["trend"].points

    assert points[-1].words == "87%"
    assert len(points) == 25


def test_figures_that_wait_for_a_change_say_so(hospital, lead):
    quiet = words_of(lead.get("/insight/coverage/"))
    tell_changed(hospital.trust, [hospital.people["Uma"].pk])

    assert "some of these figures are being made anew" not in quiet
    assert "some of these figures are being made anew" in words_of(lead.get("/insight/coverage/"))


def test_a_day_that_is_none_is_typed_again_where_it_stands_and_the_rest_is_kept(hospital, lead):
    answer = lead.get("/insight/coverage/", of(hospital.ward, on="31/31/2026", level="EVERYONE"))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'name="on" type="text" value="31/31/2026"' in page
    assert f'name="unit" value="{hospital.ward.uuid}"' in page
    assert 'name="level" value="EVERYONE"' in page
    assert f'href="/insight/coverage/?unit={hospital.ward.uuid}&amp;level=EVERYONE"' in page
