"""A statement that is built once answers as the queryset it was made of, for whatever values come later."""

import datetime as dt
import uuid

import pytest
from django.db.models import Value

from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.enums import LeavingReason
from workforce.models import Account, Person
from workforce.queries.built_once import BuiltOnce, together

pytestmark = pytest.mark.django_db
NAMED = BuiltOnce(
    lambda trust, name: Person.objects.filter(trust=trust, family_name=name).order_by("pk").values_list("pk", "uuid")
)


def test_other_values_are_asked_with_the_same_statement(django_assert_num_queries):
    people = [PersonFactory(family_name=name) for name in ("Begum", "Osei", "Osei")]

    with django_assert_num_queries(3):
        found = [NAMED(trust=one.trust_id, name=one.family_name) for one in people]

    plain = [
        [*Person.objects.filter(trust=one.trust_id, family_name=one.family_name).values_list("pk", "uuid")]
        for one in people
    ]
    assert found == plain


def test_rows_come_with_what_was_read_beside_them(django_assert_num_queries):
    account = AccountFactory(person=PersonFactory(family_name="Begum"))
    asked = BuiltOnce(lambda key: Account.objects.select_related("person").filter(uuid=key))

    (found,) = asked(key=account.uuid)

    with django_assert_num_queries(0):
        assert (found, found.person.family_name) == (account, "Begum")
    assert asked(key=uuid.uuid4()) == []


def test_a_day_and_a_moment_are_told_apart():
    left = PersonFactory(left_date=dt.date(2026, 3, 1), left_reason=LeavingReason.RETIRED)
    gone = BuiltOnce(lambda on, at: Person.objects.filter(left_date__lte=on, recorded_at__lte=at))
    later = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)

    assert gone(on=dt.date(2026, 3, 1), at=later) == [left]
    assert gone(on=dt.date(2026, 2, 28), at=later) == []
    assert gone(on=dt.date(2026, 3, 1), at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) == []


def test_a_list_is_as_long_as_it_is():
    people = [PersonFactory(family_name=name) for name in ("Begum", "Osei", "Zhou")]
    among = BuiltOnce(lambda keys, name: Person.objects.filter(pk__in=keys, family_name__gte=name).order_by("pk"))

    for so_many in (people, people[:1], []):
        assert among(keys=[one.pk for one in so_many], name="A") == so_many
    assert among(keys=[one.pk for one in people], name="O") == people[1:]


def test_a_list_can_say_what_must_not_be_there():
    people = [PersonFactory(family_name=name) for name in ("Begum", "Osei", "Zhou")]
    but = BuiltOnce(lambda keys: Person.objects.exclude(pk__in=keys).order_by("pk"))

    assert but(keys=[one.pk for one in people[:2]]) == people[2:]
    assert but(keys=[]) == people


def test_a_list_that_is_asked_otherwise_than_by_in_is_refused():
    with pytest.raises(TypeError, match="`in` alone"):
        BuiltOnce(lambda keys: Person.objects.filter(pk=Value(keys[0])))(keys=[1, 2])


@pytest.mark.parametrize("value", [None, True, (1, 2)])
def test_what_would_change_the_statement_itself_is_refused(value):
    with pytest.raises(TypeError):
        BuiltOnce(lambda trust: Person.objects.filter(trust=trust))(trust=value)


def test_a_value_that_the_question_does_not_ask_by_is_refused():
    with pytest.raises(TypeError, match="other"):
        BuiltOnce(lambda trust, other: Person.objects.filter(trust=trust))(trust=1, other=2)


def test_questions_that_travel_together_are_answered_each_as_alone():
    people = [PersonFactory(family_name="Begum"), PersonFactory(family_name="Osei")]
    named = BuiltOnce(lambda trust: Person.objects.filter(trust=trust).values_list("family_name"))
    whole = BuiltOnce(lambda trust: Person.objects.filter(trust=trust))

    for one in people:
        assert together([named, whole], trust=one.trust_id) == [[(one.family_name,)], [one]]
