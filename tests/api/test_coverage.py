import csv
import datetime as dt
import io

import pytest
from django.utils import timezone

from curriculum.services.coverage import refresh_people
from tests.factories.curriculum import SkillFactory, TargetFactory, dose_given
from tests.factories.workforce import PostFactory, TrustFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import ImportRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(ward):
    group = SkillFactory(framework__trust=ward.trust, code="M1")
    return TargetFactory(dose__version__framework=group.framework, dose__level__code="L1", skill=group, minutes=10)


@pytest.fixture
def people(ward, target):
    """Three in the ward, of whom one was given the dose; one elsewhere."""
    met, *_ = [PostFactory(unit=ward).person for _ in range(3)]
    PostFactory(unit=UnitFactory(trust=ward.trust))
    refresh_people(ward.trust)
    dose_given(met, target.skill)
    return met


def divided(row):
    return [row[name] for name in ("required", "met", "in_time", "overdue")]


def test_a_manager_reads_the_exact_cells_of_the_ward(ask, manager, ward, people):
    answer = ask(manager, "coverage", org_unit=ward.uuid).json()

    [row] = answer["data"]
    assert (row["level"], row["skill"], divided(row)) == ("L1", None, [3, 1, 0, 2])
    assert (row["share"], row["suppressed"], answer["meta"]["suppression"]) == (0.3333, [], None)


def test_the_answer_says_of_which_day_the_staff_file_is_that_its_figures_know(ask, manager, ward, people):
    none_yet = ask(manager, "coverage", org_unit=ward.uuid).json()["meta"]
    told = {"trust": ward.trust, "kind": "STAFF", "file_name": "staff.csv", "applied_at": timezone.now()}
    ImportRun.objects.create(**told, file_date=dt.date(2026, 5, 1), state="APPLIED")
    ImportRun.objects.create(**told, file_date=dt.date(2026, 5, 2), state="UNDONE")
    ImportRun.objects.create(**told | {"trust": TrustFactory()}, file_date=dt.date(2026, 5, 3), state="APPLIED")

    meta = ask(manager, "coverage", org_unit=ward.uuid).json()["meta"]

    assert (none_yet["staff_file_on"], meta["staff_file_on"]) == (None, "2026-05-01")


def test_figures_kept_from_before_a_staff_file_do_not_claim_to_know_it(ask, ward, people):
    ImportRun.objects.create(
        trust=ward.trust,
        kind="STAFF",
        file_name="staff.csv",
        file_date=dt.date(2026, 5, 1),
        state="APPLIED",
        applied_at=timezone.now() + dt.timedelta(hours=1),
    )

    manager = account_with(Role.ADMINISTRATOR, top_of(ward.trust))

    assert ask(manager, "coverage").json()["meta"]["staff_file_on"] is None


def test_a_skill_is_asked_for_by_its_code(ask, manager, ward, people):
    [row] = ask(manager, "coverage", org_unit=ward.uuid, level="L1", skill="M1").json()["data"]

    assert (row["skill"], divided(row)) == ("M1", [3, 1, 0, 2])


def test_a_manager_of_one_ward_gets_no_exact_cell_of_the_trust(ask, manager, ward, people):
    answer = ask(manager, "coverage").json()

    assert answer["meta"]["suppression"] == {"threshold": 8, "rounding": 5}
    assert answer["meta"]["on"] < timezone.localdate().isoformat()


def test_days_to_come_and_filters_are_refused_to_who_may_not_see_the_people(ask, ward, people):
    board = account_with(Role.BOARD_READER, top_of(ward.trust))
    ahead = timezone.localdate() + dt.timedelta(days=30)

    answers = [ask(board, "coverage", on=ahead), ask(board, "coverage", band="5")]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "not_for_this_reader")] * 2


def test_a_day_to_come_is_the_same_question(ask, manager, ward, people):
    ahead = timezone.localdate() + dt.timedelta(days=30)

    [row] = ask(manager, "coverage", org_unit=ward.uuid, on=ahead).json()["data"]

    assert divided(row) == [3, 1, 0, 2]


def test_the_csv_has_the_same_cells(ask, manager, ward, people):
    [row] = ask(manager, "coverage", org_unit=ward.uuid).json()["data"]

    answer = ask(manager, "coverage", org_unit=ward.uuid, format="csv")

    [line] = csv.DictReader(io.StringIO(answer.content.decode()))
    assert [line[name] for name in ("org_unit_name", "required", "met", "share")] == ["Ward A", "3", "1", "0.3333"]
    assert divided({name: int(line[name]) for name in ("required", "met", "in_time", "overdue")}) == divided(row)


def test_a_trend_ends_on_the_day_itself(ask, manager, ward, people):
    points = ask(manager, "coverage/trend", org_unit=ward.uuid, level="L1", months=3).json()["data"]

    assert points[-1]["on"] == timezone.localdate().isoformat()
    assert divided(points[-1]) == [3, 1, 0, 2]


@pytest.mark.parametrize(
    "name,value", [("level", "L9"), ("skill", "X9"), ("site", "nowhere"), ("staff_group", "99"), ("post_kind", "X")]
)
def test_a_code_that_is_none_is_named(ask, manager, ward, people, name, value):
    answer = ask(manager, "coverage", org_unit=ward.uuid, **{"level": "L1", name: value})

    assert (answer.status_code, answer.json()["errors"][0]["parameter"].split(".")[0]) == (400, name)


def test_another_trusts_unit_is_not_there(ask, manager, people):
    answer = ask(manager, "coverage", org_unit=UnitFactory().uuid)

    assert answer.status_code == 400
