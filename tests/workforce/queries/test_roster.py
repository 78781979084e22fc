"""A pasted list: who is meant by each line, however it was written."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.workforce import PersonFactory, PostFactory, TrustFactory, UnitFactory
from workforce.models import PersonIdentifier, PostIdentifier
from workforce.queries.roster import read_roster

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 12)
SINCE = dt.date(2020, 1, 1)


@pytest.fixture
def trust():
    return TrustFactory()


@pytest.fixture
def amal(trust):
    person = PersonFactory(trust=trust, given_name="Amal", family_name="O'Brien Lee", email="Amal.Lee@trust.example")
    post = PostFactory(person=person, unit=UnitFactory(trust=trust))
    PersonIdentifier.objects.create(trust=trust, person=person, system="esr-employee", value="10012345", since=SINCE)
    PostIdentifier.objects.create(trust=trust, post=post, system="esr-assignment", value="10012345-2A", since=SINCE)
    return person


def meant(text, trust, on=DAY):
    return [line.people for line in read_roster(text, trust, on=on)]


@pytest.mark.parametrize(
    "text",
    [
        "Amal O'Brien Lee",
        "  amal   o'brien lee ",
        "O'Brien Lee, Amal",
        "O’Brien Lee,Amal",
        "O'BRIEN LEE, AMAL,",
        "10012345",
        "10012345-2a",
        "amal.lee@TRUST.example",
        "10012345-2A|O'Brien Lee, Amal",
        "O'Brien Lee, Amal\tWard 4\tBand 5",
        "Ward 4\t10012345",
    ],
)
def test_somebody_is_found_however_the_line_is_written(trust, amal, text):
    assert meant(text, trust) == [(amal,)]


@pytest.mark.parametrize("text", ["Lee", "Amal", "Amal O%", "1001", "nobody@trust.example", "\x00", ",", "999"])
def test_a_line_that_names_nobody_finds_nobody(trust, amal, text):
    assert [people for people in meant(text, trust) if people] == []


def test_people_of_one_name_are_all_meant(trust):
    two = {PersonFactory(trust=trust, given_name="Sam", family_name="Jones") for _ in range(2)}

    [people] = meant("Sam Jones", trust)

    assert set(people) == two


def test_a_surname_alone_may_mean_everybody_who_has_it_and_is_never_sure(trust, amal):
    kings = [PersonFactory(trust=trust, given_name=name, family_name="King") for name in ("Ann", "Zoe")]
    PersonFactory(trust=trust, given_name="King", family_name="Cole")
    PersonFactory(given_name="Else", family_name="King")

    lines = read_roster("KING\nKing\tWard 4\nO'Brien Lee\nAnn King\nLear", trust, on=DAY)

    assert [(list(line.people), line.is_sure) for line in lines] == [
        (kings, False),
        (kings, False),
        ([amal], False),
        (kings[:1], True),
        ([], False),
    ]


def test_a_number_says_it_alone_where_a_name_would_not(trust, amal):
    PersonFactory(trust=trust, given_name="Amal", family_name="O'Brien Lee")

    assert meant("10012345|O'Brien Lee, Amal", trust) == [(amal,)]


def test_nobody_of_another_trust_is_meant(amal):
    assert meant("Amal O'Brien Lee\n10012345", TrustFactory()) == [(), ()]


def test_who_had_left_by_the_day_is_not_meant(trust, amal):
    amal.left_date, amal.left_reason = DAY, "RETIRED"
    amal.save()

    assert meant("Amal O'Brien Lee", trust) == [()]
    assert meant("Amal O'Brien Lee", trust, on=DAY - dt.timedelta(days=1)) == [(amal,)]


def test_a_number_means_whoever_has_it_on_the_day(trust, amal):
    PersonIdentifier.objects.update(until=DAY)

    assert meant("10012345", trust) == [()]


def test_lines_keep_their_numbers_and_empty_ones_are_left_out(trust, amal):
    lines = read_roster("\n\n10012345\n \nNobody Known", trust, on=DAY)

    assert [(line.number, line.text) for line in lines] == [(3, "10012345"), (5, "Nobody Known")]


def test_a_long_list_costs_no_more_questions_than_a_short_one(trust, amal):
    def questions(text):
        with CaptureQueriesContext(connection) as asked:
            read_roster(text, trust, on=DAY)
        return len(asked)

    assert questions("10012345") == questions("10012345\nAmal O'Brien Lee\n" * 100) == 4
