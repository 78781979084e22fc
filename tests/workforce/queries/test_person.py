"""Somebody is looked for as lists print them, as they are spoken of, or by a number: everywhere alike."""

import pytest

from tests.factories.workforce import BEGINNING, PersonFactory, PostFactory, TrustFactory, UnitFactory
from workforce.models import Person
from workforce.queries.person import meant
from workforce.services.identifier import identify

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust():
    trust = TrustFactory()
    stephen = PersonFactory(trust=trust, family_name="Nakamura", given_name="Stephen", email="s.n@example.nhs.uk")
    number(stephen, "20007431")
    anna = PersonFactory(trust=trust, family_name="van der Berg", given_name="Anna-Marie")
    number(PostFactory(person=anna, unit=UnitFactory(trust=trust)), "30001234-2")
    PersonFactory(trust=trust, family_name="O'Brien", given_name="Hannah")
    return trust


def number(thing, value):
    identify(thing=thing, system="esr", value=value, since=BEGINNING, by=None)


@pytest.mark.parametrize(
    "typed, given_names",
    [
        ("Nakamura, Stephen", ["Stephen"]),
        ("stephen nakamura", ["Stephen"]),
        ("Naka, Ste", ["Stephen"]),
        ("20007431", ["Stephen"]),
        ("2000743", ["Stephen"]),
        ("Nakamura 20007431", ["Stephen"]),
        ("S.N@example.nhs.uk", ["Stephen"]),
        ("30001234-2", ["Anna-Marie"]),
        ("30001234", ["Anna-Marie"]),
        ("Berg, Marie", ["Anna-Marie"]),
        ("van der Berg", ["Anna-Marie"]),
        ("Brien", ["Hannah"]),
        ("O’Brien, Hannah", ["Hannah"]),
        ("Ann", ["Anna-Marie"]),
        ("Nakamura, Anna", []),
        ("Nakamura 30001234-2", []),
        ("%", []),
        (".*", []),
        ("(", []),
        ("\\", []),
        ("\x00", []),
        (",", []),
    ],
)
def test_each_word_is_a_part_of_the_name_the_number_or_the_address(trust, typed, given_names):
    found = Person.objects.filter(meant(trust, typed), trust=trust)

    assert [person.given_name for person in found] == given_names


def test_a_number_of_another_trust_finds_nobody_here(trust):
    elsewhere = TrustFactory()
    number(PersonFactory(trust=elsewhere), "77777777")

    assert not Person.objects.filter(meant(trust, "77777777"), trust=trust).exists()
