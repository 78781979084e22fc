"""Programmes are data: both that ship are whole, what is published stays, and a cohort keeps its version."""

import copy

import pytest

from cms.loading.files import CONTENT, read
from cms.loading.programmes import load_programmes
from coaching.models import ProgrammeVersion
from coaching.services.programme import CannotPublishProgramme, as_told, publish_programme
from tests.factories.coaching import CohortFactory
from tests.factories.workforce import TrustFactory

pytestmark = pytest.mark.django_db
FLOW, MICRO = read(CONTENT / "programmes.yml")["programmes"]


@pytest.fixture
def trust():
    return TrustFactory()


def test_both_programmes_that_ship_are_loaded_whole(trust):
    loaded = load_programmes(trust, by=None)

    assert (loaded["FLOW"].stages.count(), loaded["MICRO"].stages.count()) == (8, 9)
    assert {loaded["FLOW"].programme.coached, loaded["MICRO"].programme.coached} == {"PAIR", "ONE"}
    for told in (FLOW, MICRO):
        version = as_told(loaded[told["code"]])
        assert version["sessions"] == told["sessions"]
        assert version["deliverables"] == told["deliverables"]


def test_loaded_again_nothing_is_new(trust):
    load_programmes(trust, by=None)
    load_programmes(trust, by=None)
    publish_programme(trust=trust, told=FLOW, by=None)

    assert ProgrammeVersion.objects.count() == 2


def test_a_change_is_a_new_version_and_a_running_cohort_keeps_its_own(trust):
    first = publish_programme(trust=trust, told=FLOW, by=None)
    cohort = CohortFactory(academy__trust=trust, version=first)

    second = publish_programme(trust=trust, told=FLOW | {"months": 14}, by=None)

    cohort.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (cohort.version, cohort.version.months) == (first, 12)


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda told: told["rule"].update(stage="NOWHERE"), "which there is not"),
        (lambda told: told["rule"].update(points=3), "nothing that a certification rule"),
        (lambda told: told["stages"].append(told["stages"][0]), "a code of its own"),
        (lambda told: told["deliverables"][0].update(month=99), "after the last month"),
    ],
)
def test_a_programme_that_contradicts_itself_is_refused(trust, change, words):
    told = copy.deepcopy(FLOW)
    change(told)

    with pytest.raises(CannotPublishProgramme, match=words):
        publish_programme(trust=trust, told=told, by=None)

    assert not ProgrammeVersion.objects.exists()
