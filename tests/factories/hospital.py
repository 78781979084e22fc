"""A small trust for the screens: two wards under a division, a framework, and people in every state of it."""

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from curriculum.models import Level, Target
from curriculum.services.coverage import refresh_people
from curriculum.services.figure import keep_month_ends
from workforce.enums import PostKind, Role, UnitKind
from workforce.models import Account, Person, Trust, Unit
from workforce.rules import today

from .curriculum import ExemptionFactory, LevelDoseFactory, TargetFactory, dose_given
from .workforce import AbsenceFactory, PersonFactory, PostFactory, UnitFactory, account_with, top_of

LEARNED = dt.timedelta(days=200)


@dataclass
class Hospital:
    trust: Trust
    top: Unit
    division: Unit
    ward: Unit
    other_ward: Unit
    target: Target
    people: dict[str, Person]

    @property
    def level(self) -> Level:
        return self.target.dose.level

    def account(self, role: Role, unit: Unit | None = None) -> Account:
        return account_with(role, unit or self.top)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="cms.backends.AccountBackend")
    return client


def opened_hospital(**asked) -> Hospital:
    """In the ward: Ola met it, Uma is overdue, Ada is away, Eva exempt; in the other ward twelve met it of thirteen."""
    dose = LevelDoseFactory(level__code="EVERYONE", level__name="Everyone")
    target = TargetFactory(dose=dose, skill__code="PDSA", skill__name="Test a change", **asked)
    trust, top = target.trust, top_of(target.trust)
    division = UnitFactory(parent=top, name="Medicine", kind=UnitKind.DIVISION)
    ward = UnitFactory(parent=division, name="Ward A")
    other_ward = UnitFactory(parent=division, name="Ward B")
    people = {name: employed(name, ward) for name in ("Ola", "Uma", "Ada", "Eva")}
    for number in range(13):
        people[f"Bo{number}"] = employed(f"Bo{number}", other_ward)
    PostFactory(person=people["Bo0"], unit=ward, kind=PostKind.BANK)
    for name in ("Ola", *(f"Bo{number}" for number in range(12))):
        dose_given(people[name], target.skill, on=today() - LEARNED)
    AbsenceFactory(person=people["Ada"], since=today() - dt.timedelta(days=100))
    ExemptionFactory(person=people["Eva"], until=today() + dt.timedelta(days=100))
    refresh_people(trust)
    keep_month_ends(trust=trust, today=today(), months=1)
    return Hospital(trust, top, division, ward, other_ward, target, people)


def employed(name: str, unit: Unit) -> Person:
    person = PersonFactory(trust=unit.trust, given_name=name, family_name="Tester")
    PostFactory(person=person, unit=unit)
    return person
