import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.workforce import PostFactory, TrustFactory, UnitFactory, top_of
from workforce.models import ChangedPerson, UnitPlace, UnitReach
from workforce.queries.reach import units_above, units_below
from workforce.services.reach import CannotPlaceUnit
from workforce.services.succession import merge_units, move_posts, split_unit
from workforce.services.unit import CannotChangeUnit, close_unit, move_unit, open_unit, rename_unit

pytestmark = pytest.mark.django_db

MAY = dt.date(2026, 5, 1)
BEFORE = dt.date(2026, 4, 30)


def test_a_moved_unit_takes_everything_below_it_along_from_the_day_on():
    trust = TrustFactory()
    old, new = UnitFactory(trust=trust), UnitFactory(trust=trust)
    department = UnitFactory(parent=old)
    ward = UnitFactory(parent=department)

    move_unit(unit=department, parent=new, on=MAY, by=None)

    assert units_below(old, on=BEFORE) == {old.pk, department.pk, ward.pk}
    assert units_below(old, on=MAY) == {old.pk}
    assert units_above(ward, on=MAY) == [top_of(trust).pk, new.pk, department.pk, ward.pk]


def test_a_move_tells_of_the_people_below_and_of_nobody_else():
    trust = TrustFactory()
    old, new = UnitFactory(trust=trust), UnitFactory(trust=trust)
    ward = UnitFactory(parent=old)
    below = PostFactory(unit=ward).person
    PostFactory(unit=new)
    ChangedPerson.objects.all().delete()

    move_unit(unit=ward, parent=new, on=MAY, by=None)

    assert list(ChangedPerson.objects.values_list("person", flat=True)) == [below.pk]


def test_a_unit_is_not_moved_below_itself():
    above = UnitFactory()
    below = UnitFactory(parent=above)

    with pytest.raises(CannotPlaceUnit, match="would lie below itself"), transaction.atomic():
        move_unit(unit=above, parent=below, on=MAY, by=None)

    assert units_above(below, on=MAY) == [top_of(above.trust).pk, above.pk, below.pk]


def test_the_database_itself_refuses_a_circle():
    above = UnitFactory()
    below = UnitFactory(parent=above)

    def turn_around():
        with transaction.atomic():
            UnitPlace.objects.filter(unit=above).update(parent=below)
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="would lie below itself"):
        turn_around()


def test_two_units_may_change_places_on_different_days():
    trust = TrustFactory()
    one, other = UnitFactory(trust=trust), UnitFactory(trust=trust)
    move_unit(unit=one, parent=other, on=MAY, by=None)

    move_unit(unit=one, parent=top_of(trust), on=dt.date(2026, 6, 1), by=None)
    move_unit(unit=other, parent=one, on=dt.date(2026, 6, 1), by=None)

    connection.check_constraints()
    assert units_below(other, on=MAY) == {one.pk, other.pk}
    assert units_below(one, on=dt.date(2026, 6, 1)) == {one.pk, other.pk}


def test_a_renamed_unit_keeps_its_place_and_its_old_name():
    ward = UnitFactory(name="Ward 7")

    rename_unit(unit=ward, name="Acute Frailty", on=MAY, by=None)

    assert list(ward.places.order_by("since").values_list("name", "until")) == [
        ("Ward 7", MAY),
        ("Acute Frailty", None),
    ]
    assert UnitReach.objects.filter(unit=ward).count() == 2


def test_a_unit_with_people_is_not_closed():
    ward = UnitFactory()
    PostFactory(unit=ward)

    with pytest.raises(CannotChangeUnit, match="Posts are still in it on that day: 1"):
        close_unit(unit=ward, on=MAY, by=None)

    assert ward.places.get().until is None


def test_a_closed_unit_lies_nowhere_from_the_day_on():
    ward = UnitFactory()

    close_unit(unit=ward, on=MAY, by=None)

    assert units_above(ward, on=BEFORE) == [top_of(ward.trust).pk, ward.pk]
    assert units_above(ward, on=MAY) == []


def test_a_unit_is_not_opened_below_one_of_another_trust():
    stranger = UnitFactory()
    trust = TrustFactory()

    with pytest.raises(CannotPlaceUnit, match="another trust"):
        open_unit(trust=trust, parent=stranger, kind="TEAM", name="Ward", since=MAY, by=None)

    assert trust.units.count() == 1


def test_merged_units_hand_over_people_and_children_and_close():
    trust = TrustFactory()
    one, into = UnitFactory(trust=trust), UnitFactory(trust=trust)
    team = UnitFactory(parent=one)
    post = PostFactory(unit=one)

    merge_units(units=[one], into=into, on=MAY, by=None)

    assert list(post.stretches.order_by("since").values_list("unit", "until")) == [(one.pk, MAY), (into.pk, None)]
    assert units_below(into, on=MAY) == {into.pk, team.pk}
    assert units_below(one, on=MAY) == set()
    assert one.successors.get().successor == into


def test_a_split_unit_hands_over_the_posts_that_are_named():
    ward = UnitFactory()
    goes, stays = PostFactory(unit=ward), PostFactory(unit=ward)

    [part] = split_unit(unit=ward, names=["Ward B"], on=MAY, by=None)
    moved = move_posts(unit=ward, into=part, posts=[goes.pk], on=MAY, by=None)

    assert moved == 1
    assert goes.stretches.on(MAY).get().unit == part
    assert stays.stretches.on(MAY).get().unit == ward
