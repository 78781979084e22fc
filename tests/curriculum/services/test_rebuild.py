"""All of coverage made anew is what was kept current; and what is not right is counted, and made right."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from curriculum.models import CoverageChange, CoverageMark, CoverageMonth, ExpectedPost, Holding, Spell
from curriculum.queries.coverage import grid
from curriculum.services.coverage import refresh_people
from curriculum.services.curve import fold_changes, mark_days
from tests.factories.curriculum import TargetFactory, dose_given
from tests.factories.workforce import AbsenceFactory, PostFactory, UnitFactory, top_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 12)


@pytest.fixture
def target():
    """A ward with somebody who learned, somebody who has two posts, and somebody who is away."""
    target = TargetFactory(valid_months=12)
    ward, other = UnitFactory(trust=target.trust), UnitFactory(trust=target.trust)
    people = [PostFactory(unit=ward).person for _ in range(3)]
    PostFactory(unit=other, person=people[1], band="Band\t5")
    AbsenceFactory(person=people[2], since=dt.date(2024, 1, 1))
    refresh_people(target.trust)
    for person in people[:2]:
        dose_given(person, target.skill)
    return target


def kept():
    """Everything that is kept, but for its ids."""
    return {
        model.__name__: sorted(map(str, model.objects.values_list(*columns)))
        for model, columns in (
            (ExpectedPost, ["person", "level", "post", "unit", "above", "since", "until", "band", "fte", "elsewhere"]),
            (Spell, ["person", "level", "line", "state", "since", "until"]),
            (Holding, ["person", "level", "skill", "since", "until"]),
            (CoverageMonth, ["unit", "level", "month", "days", "lines", "people", "beside", "fte", "sum_lines"]),
        )
    }


def cells(target):
    units = [top_of(target.trust).pk, *ExpectedPost.objects.values_list("unit", flat=True).distinct()]
    columns = [(target.dose.level_id, None), (target.dose.level_id, target.skill_id)]
    return [grid(target.trust, units=units, columns=columns, on=TODAY - dt.timedelta(days)) for days in (0, 400, 800)]


def told(command):
    out = StringIO()
    call_command(command, processes=1, stdout=out)
    return out.getvalue()


def test_coverage_made_anew_is_what_was_kept_current(target):
    before = cells(target)
    fold_changes(target.trust.pk)
    by_the_way = kept()

    told("rebuild_coverage")

    assert kept() == by_the_way
    assert cells(target) == before
    assert not CoverageChange.objects.exists()
    assert CoverageMark.objects.exists()


def test_coverage_that_is_right_is_found_right(target):
    assert "Coverage is that of the facts." in told("verify_coverage")

    fold_changes(target.trust.pk)
    mark_days(target.trust.pk, TODAY)

    assert "Coverage is that of the facts." in told("verify_coverage")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: Holding.objects.all().delete(),
        lambda: Spell.objects.update(since=F("since") + dt.timedelta(1)),
        lambda: ExpectedPost.objects.all()[0].delete(),
        lambda: CoverageMonth.objects.update(people=F("beside"), beside=F("people")),
        lambda: CoverageMonth.objects.update(sum_people=F("sum_beside")),
        lambda: CoverageMark.objects.update(people=F("beside")),
    ],
    ids=["holdings", "spells", "posts", "months", "sums", "marks"],
)
def test_coverage_that_is_spoilt_is_counted_and_made_right(target, spoil):
    fold_changes(target.trust.pk)
    mark_days(target.trust.pk, TODAY)
    spoil()

    with pytest.raises(CommandError, match="differ. rebuild_coverage"):
        told("verify_coverage")

    told("rebuild_coverage")
    assert "Coverage is that of the facts." in told("verify_coverage")


def test_nothing_is_left_beside_the_real_tables(target):
    told("rebuild_coverage")

    assert [name for name in connection.introspection.table_names() if name.startswith("staging_")] == []
