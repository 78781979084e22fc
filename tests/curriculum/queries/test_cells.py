"""Who gets which cells: exact for who may see the people, month ends rounded and suppressed for everybody else."""

import datetime as dt

import pytest

from curriculum.calc.audience import Narrow
from curriculum.calc.coverage import Cell
from curriculum.calc.suppression import Hidden, Profile, Rounded
from curriculum.queries.cells import CannotShowCells, cells_for, reads_by_name
from curriculum.services.coverage import refresh_people
from curriculum.services.figure import keep_month_end
from tests.factories.curriculum import TargetFactory, dose_given
from tests.factories.workforce import PostFactory, UnitFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 12)
FEBRUARY = dt.date(2026, 2, 28)
LAST_YEAR = dt.date(2025, 3, 12)


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def top(target):
    return top_of(target.trust)


@pytest.fixture
def wards(target):
    """One of twelve people, nine of whom learned; and one of three, of whom nobody did."""
    large, small = UnitFactory(trust=target.trust), UnitFactory(trust=target.trust)
    people = [PostFactory(unit=large).person for _ in range(12)]
    for _ in range(3):
        PostFactory(unit=small)
    for person in people[:9]:
        dose_given(person, target.skill)
    refresh_people(target.trust)
    refresh_people(target.trust)
    keep_month_end(trust=target.trust, on=FEBRUARY)
    return [large, small]


def asked(account, target, units, *, on=None, narrow=None):
    return cells_for(
        account,
        trust=target.trust,
        units=[unit.pk for unit in units],
        columns=[(target.dose.level_id, None)],
        on=on,
        narrow=narrow,
        today=TODAY,
    )


def cells_of(answer):
    return list(answer.cells.values())


def test_a_manager_of_every_unit_asked_for_reads_exact_cells_of_today(target, top, wards):
    manager = account_with(Role.UNIT_MANAGER, top)

    answer = asked(manager, target, wards)

    assert answer.profile is None
    assert answer.on == TODAY
    assert cells_of(answer) == [
        Cell(required=12, met=9, overdue=3, fte_required=12_000, fte_met=9_000),
        Cell(required=3, overdue=3, fte_required=3_000),
    ]


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.ACADEMY_LEAD, Role.BOARD_READER, Role.EDITOR])
def test_every_other_role_reads_the_last_month_end_rounded_and_suppressed(target, top, wards, role):
    reader = account_with(role, top)

    answer = asked(reader, target, [top, *wards])

    hidden = Hidden.PRIMARY
    assert answer.profile == Profile(below=8, round_to=5)
    assert answer.on == FEBRUARY
    assert cells_of(answer) == [
        Rounded(required=15, met=10, in_time=hidden, overdue=hidden, away=hidden, exempt=hidden),
        Rounded(required=10, met=10, in_time=hidden, overdue=hidden, away=hidden, exempt=hidden),
        Rounded(required=hidden, met=hidden, in_time=hidden, overdue=hidden, away=hidden, exempt=hidden),
    ]


def test_a_manager_of_one_ward_reads_the_other_ward_and_the_two_together_rounded(target, top, wards):
    manager = account_with(Role.UNIT_MANAGER, wards[0])

    assert asked(manager, target, wards[:1]).profile is None
    assert asked(manager, target, wards).profile == Profile()
    assert asked(manager, target, [top]).profile == Profile()


def test_a_past_day_is_exact_for_a_named_reader_and_the_month_end_before_it_for_others(target, top, wards):
    keep_month_end(trust=target.trust, on=dt.date(2025, 2, 28))

    assert asked(account_with(Role.PROGRAMME_LEAD, top), target, wards, on=LAST_YEAR).on == LAST_YEAR
    assert asked(account_with(Role.STAFF, top), target, wards, on=LAST_YEAR).on == dt.date(2025, 2, 28)


@pytest.mark.parametrize(
    "more", [{"on": TODAY + dt.timedelta(days=1)}, {"narrow": Narrow(bands=frozenset({"5"}))}], ids=["future", "filter"]
)
def test_who_asks_for_more_than_month_ends_is_refused_with_a_sentence(target, top, wards, more):
    named, other = account_with(Role.ADMINISTRATOR, top), account_with(Role.BOARD_READER, top)

    asked(named, target, wards, **more)

    with pytest.raises(CannotShowCells, match="by name"):
        asked(other, target, wards, **more)


@pytest.mark.parametrize("on", [dt.date.min, dt.date(1999, 12, 31), dt.date(2036, 3, 13), dt.date.max])
def test_a_day_nobody_can_speak_of_is_refused(target, top, wards, on):
    with pytest.raises(CannotShowCells, match="Choose a day"):
        asked(account_with(Role.ADMINISTRATOR, top), target, wards, on=on)


def test_a_month_end_that_was_not_kept_has_no_data(target, top, wards):
    answer = asked(account_with(Role.STAFF, top), target, wards, on=LAST_YEAR)

    assert cells_of(answer) == [None, None]


def test_named_access_in_one_trust_is_none_in_another(target, wards):
    elsewhere = UnitFactory()
    stranger = account_with(Role.ADMINISTRATOR, top_of(elsewhere.trust))

    assert not reads_by_name(stranger, trust=target.trust, units=[ward.pk for ward in wards], today=TODAY)
    assert not reads_by_name(stranger, trust=elsewhere.trust, units=[elsewhere.pk, wards[0].pk], today=TODAY) or (
        asked(stranger, target, wards).profile is not None
    )


def test_a_month_end_that_is_kept_again_takes_the_place_of_the_first(target, top, wards):
    PostFactory(unit=wards[0])
    for _ in range(3):
        PostFactory(unit=wards[0])
    refresh_people(target.trust)

    keep_month_end(trust=target.trust, on=FEBRUARY)

    assert cells_of(asked(account_with(Role.STAFF, top), target, wards[:1]))[0].required == 15
