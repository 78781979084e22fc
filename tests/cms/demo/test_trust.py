import datetime as dt
from itertools import pairwise

import pytest

from cms.demo.facts import PersonFact, Trust
from cms.demo.places import MERGED, MERGED_INTO, MOVED
from cms.demo.trust import make_trust
from workforce.enums import PostKind

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def trust() -> Trust:
    return make_trust(TODAY)


def test_the_same_seed_and_day_make_the_same_trust(trust):
    assert make_trust(TODAY) == trust


def test_there_are_120_units_on_eleven_sites_and_about_2000_people(trust):
    alive = [unit for unit in trust.units if unit.until is None or unit.until > TODAY]

    assert len(alive) == 120
    assert len(trust.sites) == 11
    assert 1_900 <= sum(person.works_on(TODAY) for person in trust.people) <= 2_200


def test_two_units_merged_and_one_moved(trust):
    by_name = {unit.name: unit for unit in trust.units}

    assert {by_name[name].successor for name in MERGED} == {by_name[MERGED_INTO].code}
    assert len(by_name[MOVED].moves) == 1


def test_a_post_is_one_thing_a_day_and_has_no_gap(trust):
    for _, stretches in _posts(trust):
        assert all(one.until == other.since for one, other in pairwise(stretches))
        assert all(stretch.until is None or stretch.since < stretch.until for stretch in stretches)


def test_nobody_works_in_a_unit_that_does_not_live(trust):
    units = {unit.code: unit for unit in trust.units}

    for _, stretches in _posts(trust):
        for stretch in stretches:
            unit = units[stretch.unit]
            assert unit.since <= stretch.since
            assert unit.until is None or (stretch.until is not None and stretch.until <= unit.until)


def test_who_left_has_no_post_after_that_day(trust):
    for person in trust.people:
        if person.left_date:
            assert all(post.until is not None and post.until <= person.left_date for post in person.posts)


def test_every_manager_is_somebody_who_works_here_today(trust):
    people = {person.employee: person for person in trust.people}
    managers = {stretch.manager for _, stretches in _posts(trust) for stretch in stretches if stretch.manager}

    assert all(people[manager].works_on(TODAY) for manager in managers)


def test_every_kind_of_post_is_there_today(trust):
    kinds = {
        stretch.kind
        for _, stretches in _posts(trust)
        for stretch in stretches
        if stretch.since <= TODAY and (stretch.until is None or stretch.until > TODAY)
    }

    assert kinds == set(PostKind)


def test_numbers_and_addresses_name_one_person(trust):
    assert len({person.employee for person in trust.people}) == len(trust.people)
    assert len({person.email for person in trust.people}) == len(trust.people)


def _posts(trust: Trust) -> list[tuple[PersonFact, list]]:
    return [(person, post.stretches) for person in trust.people for post in person.posts]
