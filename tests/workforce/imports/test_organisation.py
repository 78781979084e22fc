import datetime as dt

import pytest

from tests.factories.workforce import PostFactory, TrustFactory, top_of
from workforce.enums import ImportKind
from workforce.models import Unit, UnitPlace
from workforce.queries.reach import units_below
from workforce.services.guard import TooManyLeave

from .handing_in import MAY, apply, brought_in, counts, hand_in, refusals, undo

pytestmark = pytest.mark.django_db

JUNE = dt.date(2026, 6, 1)
HEADER = "Code,Name,Parent Code,Type\n"
THREE = HEADER + "A1,Ward A1,A,Ward\nA,Surgery,,Division\nB,Medicine,,Division\n"
ORGANISATION = {"kind": ImportKind.ORGANISATION}


@pytest.fixture
def trust():
    return TrustFactory()


def unit(code) -> Unit:
    return UnitPlace.objects.filter(code=code).latest("since").unit


def places():
    return sorted(map(str, UnitPlace.objects.values_list()))


def test_an_organisation_list_makes_the_tree_whatever_its_order(trust):
    run = brought_in(trust, THREE, **ORGANISATION)

    assert counts(run) == {"ADD": 3}
    assert units_below(unit("A"), on=MAY) == {unit("A").pk, unit("A1").pk}
    assert len(units_below(top_of(trust), on=MAY)) == 4


def test_units_begin_on_the_day_that_was_chosen_for_them(trust):
    brought_in(trust, THREE, units_since="2021-04-01", **ORGANISATION)

    assert unit("A1").places.get().since == dt.date(2021, 4, 1)


def test_the_same_list_twice_changes_nothing(trust):
    brought_in(trust, THREE, **ORGANISATION)
    before = places()

    run = brought_in(trust, THREE, file_date=JUNE, **ORGANISATION)

    assert counts(run) == {"SAME": 3}
    assert places() == before


def test_a_moved_and_renamed_unit_stays_itself(trust):
    brought_in(trust, THREE, **ORGANISATION)
    ward = unit("A1")

    run = brought_in(trust, THREE.replace("A1,Ward A1,A", "A1,Frailty,B"), file_date=JUNE, **ORGANISATION)

    assert counts(run) == {"CHANGE": 1, "SAME": 2}
    assert run.rows.get(key="A1").changes == [["name", "Ward A1", "Frailty"], ["parent", "a", "b"]]
    assert unit("A1") == ward
    assert units_below(unit("B"), on=JUNE) == {unit("B").pk, ward.pk}
    assert units_below(unit("B"), on=MAY) == {unit("B").pk}


def test_duplicate_circular_and_orphaned_units_are_refused_with_their_lines(trust):
    run = brought_in(
        trust,
        THREE + "B,Medicine again,,Division\nC,C,D,Ward\nD,D,C,Ward\nE,E,X9,Ward\nF,F,E,Ward\nG,G,,Galaxy\n",
        **ORGANISATION,
    )

    assert refusals(run) == [
        (5, "The same code stands on line 4 already."),
        (6, "The unit would lie below itself: C → D → C."),
        (7, "The unit would lie below itself: D → C → D."),
        (8, "No unit has the code X9, neither here nor in the file."),
        (9, "The unit above it, on line 8, is refused."),
        (
            10,
            "“Galaxy” is not a kind of unit: Trust, Care group, Division, Directorate, Department, Ward or team.",
        ),
    ]
    assert Unit.objects.filter(trust=trust).count() == 4


def test_a_circle_of_the_file_and_of_what_is_here_is_refused(trust):
    brought_in(trust, THREE, **ORGANISATION)
    before = places()

    run = brought_in(trust, HEADER + "A,Surgery,A1,Division\n", file_date=JUNE, **ORGANISATION)

    assert refusals(run) == [(2, "The unit would lie below itself: A → A1 → A.")]
    assert places() == before


def test_an_absent_unit_is_closed_only_when_it_is_empty(trust):
    brought_in(trust, THREE, **ORGANISATION)
    PostFactory(unit=unit("B"), since=MAY)

    run = hand_in(trust, HEADER + "Z,Estates,,Division\n", file_date=JUNE, absent="END", **ORGANISATION)
    run = apply(run, leavers_percent=100)

    assert counts(run) == {"ADD": 1, "END": 2, "REFUSED": 1}
    assert [place.code for place in UnitPlace.objects.filter(trust=trust, until=JUNE).order_by("code")] == ["A", "A1"]
    assert "Posts are still in it on that day: 1" in run.rows.get(key="B").reason


def test_undoing_restores_the_tree_and_keeps_what_is_in_use(trust):
    brought_in(trust, THREE, **ORGANISATION)
    before = places()
    changed = HEADER + "A,Surgery and more,B,Division\nN,New,B,Ward\nU,Used,B,Ward\n"
    run = brought_in(trust, changed, file_date=JUNE, **ORGANISATION)
    PostFactory(unit=unit("U"), since=JUNE)

    run = undo(run)

    assert counts(run) == {"CHANGE": 1, "ADD": 1, "KEPT": 1}
    assert [place for place in places() if "'U'" not in place] == before
    assert units_below(unit("B"), on=JUNE) == {unit("B").pk, unit("U").pk}


def test_a_file_of_a_day_before_the_trust_is_refused_whole(trust):
    before = places()

    run = hand_in(trust, THREE, file_date=dt.date(2001, 5, 1), **ORGANISATION)

    assert (run.state, run.problem) == ("REFUSED", "The trust does not exist on 1 May 2001, the day of the file.")
    assert places() == before


def test_a_file_that_would_close_many_units_is_refused_until_that_is_said(trust):
    brought_in(trust, THREE, **ORGANISATION)
    half = hand_in(trust, HEADER + "B,Medicine,,Division\n", file_date=JUNE, absent="END", **ORGANISATION)
    before = places()

    with pytest.raises(TooManyLeave, match="would end 2 of 4 units, more than 2 %"):
        apply(half)

    assert places() == before
    assert counts(apply(half, leavers_percent=50)) == {"SAME": 1, "END": 2}
