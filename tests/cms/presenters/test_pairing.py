"""Whatever pairing finds is told in whole sentences, and a declared conflict is never explained."""

import datetime as dt
from dataclasses import replace
from random import Random

import pytest

from cms.presenters.pairing_clauses import clauses
from cms.presenters.pairing_names import Names
from cms.presenters.pairing_picture import picture
from cms.presenters.pairing_problems import problem_sentence
from cms.presenters.pairing_why import why_sentences
from coaching.calc.pairing.changes import smallest_change
from coaching.calc.pairing.facts import Away, Ban, Slot
from coaching.calc.pairing.problems import problems
from coaching.calc.pairing.reasons import Unserved, Want, unserved
from coaching.calc.pairing.rules import Managed, Refusal, Rule
from coaching.calc.pairing.solver import propose
from coaching.calc.pairing.telling import as_json, from_json
from coaching.models import ProposedTeam
from tests.coaching.calc.pairing.small import a_pin, academy, often
from tests.factories.pairing import PairingAcademy

pytestmark = pytest.mark.django_db
TUESDAY = Slot(1, 840, 900)


@pytest.fixture
def there():
    return PairingAcademy()


@pytest.fixture
def names(there):
    return Names(there.begun(), [])


@pytest.fixture
def people(there):
    return {name: str(there.coach(name).person.uuid) for name in ("Amal", "Bo", "Ruth")}


def is_a_sentence(words):
    return words[0].isupper() and words.endswith(".") and "%(" not in words and ".." not in words


def test_every_reason_and_every_change_of_many_academies_is_a_sentence(there, names):
    team = there.team()
    for seed in range(120):
        facts = academy(Random(seed), most_teams=3, most_coaches=5)
        choice = propose(facts).pairs
        for why in unserved(facts, choice):
            remedy = smallest_change(facts, choice, facts.team[why.team])
            assert (from_json(as_json(why)), from_json(as_json(remedy))) == (why, remedy)
            row = ProposedTeam(team=team, why=as_json(why), remedy=as_json(remedy))
            assert all(map(is_a_sentence, why_sentences(names, row))), why_sentences(names, row)


def test_every_contradiction_of_many_academies_is_a_sentence(names):
    found = []
    for seed in range(150):
        chance = Random(seed)
        facts = academy(chance)
        pins = frozenset(a_pin(chance, facts) for _ in range(4))
        bans = frozenset(Ban(pin.team, pin.coaches) for pin in pins if often(chance, 0.2))
        found += problems(facts.but(pins=pins, bans=bans))

    assert len({problem.fault for problem in found}) >= 5
    assert all(is_a_sentence(problem_sentence(names, problem)) for problem in found)


def refusal(rule, *coaches, **told):
    return Refusal(rule, "team", coaches, **told)


def test_all_that_stands_against_a_coach_is_told_together_and_the_same_against_several_once(names, people):
    amal, bo, ruth = people["Amal"], people["Bo"], people["Ruth"]

    words = clauses(
        names,
        [
            refusal(Rule.LINE_MANAGER, amal, managed=(Managed("one", 1), Managed("two", 1), Managed("two/1", 1))),
            refusal(Rule.NOT_FREE, amal, slot=TUESDAY),
            refusal(Rule.NOT_FREE, bo, slot=TUESDAY),
            refusal(Rule.NOT_FREE, ruth, slot=TUESDAY),
        ],
    )

    assert words == (
        "Amal Tester line-manages two of its members and is not free on Tuesday from 14:00 to 15:00; "
        "Bo Tester and Ruth Tester are not free on Tuesday from 14:00 to 15:00"
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            refusal(Rule.LINE_MANAGER, "Amal", managed=(Managed("m", 2),)),
            "Amal Tester manages the line manager of one of its members",
        ),
        (
            refusal(Rule.AWAY, "Amal", away=Away(dt.date(2026, 3, 1), dt.date(2026, 9, 1))),
            "Amal Tester is away from 1 March 2026 until 1 September 2026",
        ),
        (refusal(Rule.TOO_FAR, "Amal", minutes=48, limit=45), "Amal Tester would travel 48 minutes, more than 45"),
        (
            refusal(Rule.CONFLICT, "Amal", conflicts=("somebody",)),
            "Amal Tester has a declared conflict with the team or somebody in it",
        ),
        (
            refusal(Rule.NOBODY_CLINICAL, "Amal", "Ruth"),
            "of Amal Tester and Ruth Tester nobody is clinical",
        ),
        (
            refusal(Rule.BANNED, "Amal", "Ruth"),
            "Amal Tester and Ruth Tester would both coach for the first time, and this is a hard team",
        ),
    ],
    ids=lambda one: getattr(one, "rule", ""),
)
def test_a_rule_is_said_plainly(names, people, told, words):
    told = replace(told, coaches=tuple(people[one] for one in told.coaches))

    assert clauses(names, [told]) == words


def test_in_the_picture_coaches_stand_where_their_teams_are_and_teams_without_any_stand_last():
    drawn = picture({"Hip": [("Ruth", "INSIDE"), ("Bo", "OUTSIDE")], "Aged": [], "Stroke": [("Amal", "SOLE")]}, {})

    assert [(spot.words, spot.is_alone) for spot in drawn.teams] == [("Hip", False), ("Stroke", False), ("Aged", True)]
    assert [spot.words for spot in drawn.coaches] == ["Bo", "Ruth", "Amal"]
    assert [seat.is_inside for seat in drawn.seats] == [True, False, True]


def test_counts_that_add_up_to_more_than_there_are_say_why(there, names, people):
    nearest = (refusal(Rule.NO_PLACE, people["Amal"]),)
    once = Unserved("team", Want.OUTSIDE, by_rule=((Rule.NO_PLACE, 4),), nearest=nearest, thought_of=4)
    twice = replace(once, by_rule=((Rule.NO_PLACE, 4), (Rule.AWAY, 1)))

    team = there.team()
    said = [" ".join(why_sentences(names, ProposedTeam(team=team, why=as_json(why)))) for why in (once, twice)]

    assert "In all, four such coaches were thought of: 4 without a place left." in said[0]
    assert "thought of, some with more than one reason: 4 without a place left and 1 away." in said[1]
