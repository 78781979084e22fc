"""People and places for tests. What has days begins in 2020 and runs on, unless a test says otherwise."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from workforce.enums import AbsenceKind, PostKind, Role, UnitKind
from workforce.models import Absence, Account, Grant, Person, Post, PostStretch, Site, Trust, Unit
from workforce.queries.trust import top_unit
from workforce.services.grant import give_grant
from workforce.services.post import begin_post
from workforce.services.trust import open_trust
from workforce.services.unit import open_unit

BEGINNING = dt.date(2020, 1, 1)


class TrustFactory(DjangoModelFactory):
    """A trust with its top unit."""

    name = factory.Sequence("Trust {}".format)
    since = BEGINNING
    by = None

    class Meta:
        model = Trust

    @classmethod
    def _create(cls, model_class, **told):
        return open_trust(**told)


def top_of(trust: Trust) -> Unit:
    return top_unit(trust, on=BEGINNING)


class UnitFactory(DjangoModelFactory):
    """A ward below the top of a trust, or below `parent`."""

    trust = factory.LazyAttribute(lambda unit: unit.parent.trust if unit.parent else TrustFactory())
    parent = None
    kind = UnitKind.TEAM
    name = factory.Sequence("Ward {}".format)
    since = BEGINNING
    by = None

    class Meta:
        model = Unit

    @classmethod
    def _create(cls, model_class, **told):
        parent = told.pop("parent") or top_of(told["trust"])
        return open_unit(parent=parent, **told)


class SiteFactory(DjangoModelFactory):
    trust = factory.SubFactory(TrustFactory)
    code = factory.Sequence("S{:03}".format)
    name = factory.Sequence("Site {}".format)

    class Meta:
        model = Site


class PersonFactory(DjangoModelFactory):
    """Somebody known to a trust, without a post."""

    trust = factory.SubFactory(TrustFactory)
    given_name = "Amal"
    family_name = factory.Sequence("Person{}".format)
    email = factory.Sequence("person{}@trust.example".format)

    class Meta:
        model = Person


class PostFactory(DjangoModelFactory):
    """A substantive whole-time post; with neither person nor unit given, a new person in a new ward."""

    unit = factory.LazyAttribute(lambda post: UnitFactory(trust=post.person.trust) if post.person else UnitFactory())
    person = None
    since = BEGINNING
    kind = PostKind.SUBSTANTIVE
    fte = 1
    by = None

    class Meta:
        model = Post

    @classmethod
    def _create(cls, model_class, **told):
        person = told.pop("person") or PersonFactory(trust=told["unit"].trust)
        return begin_post(person=person, **told)


class PostStretchFactory(DjangoModelFactory):
    """One stretch of a new post."""

    class Meta:
        model = PostStretch

    @classmethod
    def _create(cls, model_class, **told):
        return PostFactory(**told).stretches.get()


class AbsenceFactory(DjangoModelFactory):
    trust = factory.SelfAttribute("person.trust")
    person = factory.SubFactory(PersonFactory)
    kind = AbsenceKind.PARENTAL
    since = BEGINNING

    class Meta:
        model = Absence


class AccountFactory(DjangoModelFactory):
    """A way in, matched to nobody unless a person is given."""

    trust = factory.LazyAttribute(lambda account: account.person.trust if account.person else TrustFactory())
    person = None
    username = factory.Sequence("account{}".format)
    email = factory.LazyAttribute(lambda account: f"{account.username}@trust.example")

    class Meta:
        model = Account


class GrantFactory(DjangoModelFactory):
    """A role; with neither account nor unit given, at the top of a new trust for a new account."""

    account = factory.SubFactory(AccountFactory)
    unit = factory.LazyAttribute(lambda grant: top_of(grant.account.trust))
    role = Role.UNIT_MANAGER
    since = BEGINNING
    by = None

    class Meta:
        model = Grant

    @classmethod
    def _create(cls, model_class, **told):
        return give_grant(**told)


def account_with(role: Role, unit: Unit, **told) -> Account:
    """An account that holds the role in the unit."""
    account = AccountFactory(trust=unit.trust, **told)
    GrantFactory(account=account, role=role, unit=unit)
    return account
