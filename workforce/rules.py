"""May this account do this to that, today? The rooms above combine these predicates.

A rule is asked at the moment somebody acts, so here, and nowhere else below the doors, the clock is read.
"""

from __future__ import annotations

import datetime as dt

import rules
from django.db.models import Model
from django.utils import timezone

from .enums import NAMED_ACCESS, Role
from .models import Account, Grant, Job, Person, Trust, Unit
from .models.reaching import unit_in_reach, whole_trust_in_reach


def today() -> dt.date:
    return timezone.localdate()


def holds(*roles: Role) -> rules.Predicate:
    """Has one of the roles where the thing is: in its unit or above, or for its whole trust. Of nothing: anywhere."""

    @rules.predicate(f"holds:{'|'.join(roles)}")
    def held(account: Account, thing: Model | None) -> bool:
        if not getattr(account, "pk", None):
            return False
        if thing is None:
            return Grant.objects.filter(account=account, role__in=roles).on(today()).exists()
        return _reaches(account, roles, thing)

    return held


def _reaches(account: Account, roles: tuple[Role, ...], thing: Model) -> bool:
    match thing:
        case Unit():
            return Unit.objects.filter(unit_in_reach("", account, roles, today()), pk=thing.pk).exists()
        case Person():
            return Person.objects.filter(pk=thing.pk).reached_by(account, roles, on=today()).exists()
        case Trust():
            in_trust = whole_trust_in_reach("", account, roles, today())
            return Trust.objects.filter(in_trust, pk=thing.pk).exists()
        case _:
            return _reaches(account, roles, _home(thing))


def _home(thing: Model) -> Model:
    """What decides who reaches the thing: its person, or else its trust."""
    return getattr(thing, "person", None) or thing.trust  # type: ignore[attr-defined]  # every row of ours has a trust


@rules.predicate
def is_own(account: Account, thing: Model | None) -> bool:
    """The record, or what hangs on it, is the account's own person's; the account is its own."""
    if thing is None or not getattr(account, "pk", None):
        return False
    if isinstance(thing, Account):
        return thing.pk == account.pk
    person = thing.pk if isinstance(thing, Person) else getattr(thing, "person_id", None)
    return person is not None and person == account.person_id


@rules.predicate
def asked_for_it(account: Account, job: Job | None) -> bool:
    return job is not None and job.requested_by_id is not None and job.requested_by_id == account.pk


sees_by_name = holds(*NAMED_ACCESS)
is_administrator = holds(Role.ADMINISTRATOR)
is_programme_lead = holds(Role.PROGRAMME_LEAD)


@rules.predicate
def holds_no_role(account: Account, person: Person | None) -> bool:
    """Nobody comes by a role through a slip: whoever holds one is given theirs by an administrator."""
    return not Grant.objects.filter(account__person=person).exclude(until__lte=today()).exists()


@rules.predicate
def manages_a_unit(account: Account, _thing: Model | None) -> bool:
    """By a grant of its own, not for somebody else: what one holds for a time is not handed on."""
    return Grant.objects.on(today()).filter(account=account.pk, role=Role.UNIT_MANAGER, acts_for=None).exists()


@rules.predicate
def gives_slips_somewhere(account: Account, _thing: Model | None) -> bool:
    return bool(holds(Role.UNIT_MANAGER, Role.ADMINISTRATOR)(account, None))


rules.add_perm("workforce.hand_out_slip", (is_administrator | (holds(Role.UNIT_MANAGER) & holds_no_role)) & ~is_own)
rules.add_perm("workforce.hand_out_slips", gives_slips_somewhere)
rules.add_perm("workforce.view_person", is_own | sees_by_name)
rules.add_perm("workforce.change_person", is_administrator)
rules.add_perm("workforce.name_deputy", manages_a_unit)
rules.add_perm("workforce.read_notices", rules.is_authenticated)
rules.add_perm("workforce.send_letters", is_administrator)
rules.add_perm("workforce.view_organisation", rules.is_authenticated)
rules.add_perm("workforce.change_organisation", is_administrator)
rules.add_perm("workforce.import_organisation", is_administrator)
rules.add_perm("workforce.import_staff", is_administrator)
rules.add_perm("workforce.change_sign_in", is_administrator)
rules.add_perm("workforce.view_account", is_own | is_administrator)
rules.add_perm("workforce.match_account", is_administrator)
rules.add_perm("workforce.view_accounts", is_administrator)
rules.add_perm("workforce.view_grant", is_administrator)
rules.add_perm("workforce.give_grant", is_administrator)
rules.add_perm("workforce.view_job", asked_for_it | is_administrator)
