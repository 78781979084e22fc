"""The framework on the screen as a whole: from a new level to its figures, and long in few questions."""

import datetime as dt

import pytest

from cms.loading.files import CONTENT, read
from curriculum.models import FrameworkVersion, Level
from curriculum.queries.coverage import grid
from curriculum.services.coverage import refresh_people
from curriculum.services.framework import load_framework
from tests.factories.hospital import client_of
from tests.factories.workforce import TrustFactory, account_with, top_of
from workforce.enums import Role
from workforce.rules import today

from .shaping import LIST

pytestmark = pytest.mark.django_db


def test_a_new_level_is_in_the_figures_from_the_first_day_of_a_version_with_it_and_never_before(hospital):
    lead, tomorrow = client_of(hospital.account(Role.PROGRAMME_LEAD)), today() + dt.timedelta(days=1)

    def cell(on):
        columns = [(level.pk, None)]
        return grid(hospital.trust, units=[hospital.other_ward.pk], columns=columns, on=on)[
            hospital.other_ward.pk, level.pk, None
        ]

    lead.post("/manage/framework/draft/")
    draft = FrameworkVersion.objects.get(trust=hospital.trust, state="DRAFT")
    like = draft.doses.get()
    lead.post(LIST + "levels/add/", {"code": "NEW", "name": "Improvers", "begin": like.pk})
    level = Level.objects.get(code="NEW")
    refresh_people(hospital.trust)
    while_drafted = [cell(today()), cell(tomorrow)]
    first = {"effective_date_day": tomorrow.day, "effective_date_month": tomorrow.month}
    address = f"/manage/framework/{draft.number}/publish/"
    lead.post(address, first | {"effective_date_year": tomorrow.year, "publish": "1"})
    refresh_people(hospital.trust)

    assert while_drafted == [None, None]
    assert cell(today()) is None
    assert (cell(tomorrow).required, cell(tomorrow).met) == (13, 12)


def test_the_example_framework_is_listed_whole_in_its_order_and_in_few_questions(django_assert_max_num_queries):
    trust = TrustFactory()
    load_framework(trust=trust, data=read(CONTENT / "framework.yml"), effective_date=dt.date(2024, 1, 1), by=None)
    lead = client_of(account_with(Role.PROGRAMME_LEAD, top_of(trust)))

    with django_assert_max_num_queries(24):
        view = lead.get(LIST).context["view"]

    assert [line.thing.code for line in view.levels] == [f"L{n}" for n in range(1, 9)]
    assert [line.thing.code for line in view.groups] == ["M", "D", "H", "P", "G"]
    assert [line.thing.code for line in view.groups[0].inside] == [f"M{n}" for n in range(1, 7)]
    assert {line.words for line in view.levels} == {"In force"}
