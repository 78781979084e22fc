import datetime as dt

import pytest

from tests.factories.workforce import UnitFactory
from workforce.models import UnitIdentifier
from workforce.services.identifier import CannotIdentify, end_identifier, identify

pytestmark = pytest.mark.django_db
MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


@pytest.fixture
def ward():
    return UnitFactory()


def named(thing, since=MAY, **told):
    return identify(thing=thing, system="ods", value="RX1", since=since, by=None, **told)


def test_a_code_names_one_thing_on_a_day_and_another_one_later(ward):
    other = UnitFactory(trust=ward.trust)
    named(ward, until=JUNE)

    named(other, since=JUNE)

    assert [*UnitIdentifier.objects.order_by("since").values_list("unit", "since", "until")] == [
        (ward.pk, MAY, JUNE),
        (other.pk, JUNE, None),
    ]


def test_a_code_that_names_something_else_is_refused(ward):
    named(ward)

    with pytest.raises(CannotIdentify, match="already names another unit"):
        named(UnitFactory(trust=ward.trust), since=JUNE)

    assert UnitIdentifier.objects.get().unit == ward


def test_another_trust_has_codes_of_its_own(ward):
    named(ward)
    named(UnitFactory())

    assert UnitIdentifier.objects.count() == 2


@pytest.mark.parametrize("on, left", [(JUNE, [JUNE]), (MAY, []), (dt.date(2026, 4, 1), [])])
def test_a_code_ends_on_a_day_or_never_was(ward, on, left):
    end_identifier(identifier=named(ward), on=on, by=None)

    assert [*UnitIdentifier.objects.values_list("until", flat=True)] == left


def test_an_end_that_was_known_is_not_put_off(ward):
    end_identifier(identifier=named(ward, until=JUNE), on=dt.date(2027, 1, 1), by=None)

    assert UnitIdentifier.objects.get().until == JUNE
