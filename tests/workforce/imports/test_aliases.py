"""Units and sites are found in a staff list by what other systems call them."""

import datetime as dt

import pytest

from tests.factories.workforce import SiteFactory, UnitFactory
from workforce.models import PostStretch, UnitPlace
from workforce.services.identifier import identify

from .handing_in import MAY, brought_in, refusals

pytestmark = pytest.mark.django_db

HEADER = "Assignment Number,Last Name,Cost Centre,Site Code\n"
BEGINNING = dt.date(2020, 1, 1)


@pytest.fixture
def ward(trust):
    return UnitPlace.objects.get(code="W7").unit


def named(thing, value, system="cost-centre", since=BEGINNING, until=None):
    identify(thing=thing, system=system, value=value, since=since, until=until, by=None)


def test_a_unit_and_a_site_are_found_by_their_aliases(trust, ward):
    site = SiteFactory(trust=trust)
    named(ward, "CC-4711")
    named(site, "RX999", system="ods")

    brought_in(trust, HEADER + "1001,Khan,cc-4711,rx999\n")

    post = PostStretch.objects.get()
    assert (post.unit, post.site) == (ward, site)


def test_a_code_of_ours_goes_before_an_alias(trust, ward):
    named(UnitPlace.objects.get(code="W8").unit, "W7")

    brought_in(trust, HEADER + "1001,Khan,W7,\n")

    assert PostStretch.objects.get().unit == ward


@pytest.mark.parametrize("case", ["over", "of another trust", "of two units"])
def test_an_alias_that_is_not_certain_finds_nothing(trust, ward, case):
    match case:
        case "over":
            named(ward, "CC-1", until=MAY)
        case "of another trust":
            named(UnitFactory(), "CC-1")
        case "of two units":
            named(ward, "CC-1", system="finance")
            named(UnitPlace.objects.get(code="W8").unit, "CC-1")

    run = brought_in(trust, HEADER + "1001,Khan,CC-1,\n")

    assert [line for line, _reason in refusals(run)] == [2]
    assert not PostStretch.objects.exists()
