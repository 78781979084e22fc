"""A way in for staff without work e-mail: a slip of paper with a code, handed over by somebody who knows them.

The code is good once, for a fortnight, and only with an assignment number of the person: a slip that is found on the
floor opens nothing. It is as good as whoever made it: without their role it is worth nothing.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ..models import Account, Person, PersonIdentifier, PostIdentifier, Slip
from .account import make_account
from .browser_session import sign_out
from .decision import note
from .refusal import Refused

LASTS = dt.timedelta(days=14)
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
LENGTH, GROUP = 12, 4


class CannotHandOutSlip(Refused):
    """This person gets none, or not from this account."""


class CannotUseSlip(Refused):
    """The same words whatever is wrong: they tell nobody which half of a guess was right."""

    def __init__(self) -> None:
        super().__init__(_("This code and number do not belong together, or the code was used, or is too old."))


@transaction.atomic
def hand_out_slip(*, person: Person, at: dt.datetime, by: Account) -> str:
    """The code, as it stands on the paper; it is told this once. An older slip of the person is worth nothing now."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    _check_may_have(person, by, at)
    Slip.objects.filter(person=person, used_at=None, ended_at=None).update(ended_at=at)
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    slip = Slip(trust=person.trust, person=person, code_hash=_hash(code), made_at=at, made_by=by)
    slip.expires_at = at + LASTS
    slip.save(force_insert=True)
    note(by=by, did="handed out a slip", to=slip, person=person.pk)
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_slip(*, code: str, number: str, at: dt.datetime) -> Slip:
    """The slip of this code, if the number is one of its person's and whoever made it still may."""
    found = Slip.objects.good(at=at).filter(code_hash=_hash(_plain(code))).select_related("person", "made_by__trust")
    slip = found.first()
    if slip is None or not _is_theirs(slip.person, number) or not is_good(slip, at=at):
        raise CannotUseSlip
    return slip


def is_good(slip: Slip, *, at: dt.datetime) -> bool:
    account = Account.objects.filter(person=slip.person).first()
    works_here = slip.person.left_date is None or slip.person.left_date > at.date()
    may = slip.made_by.is_open(on=at.date()) and slip.made_by.has_perm("workforce.hand_out_slip", slip.person)
    return works_here and may and (account is None or account.is_active)


@transaction.atomic
def use_slip(*, slip: Slip, username: str, password: str, at: dt.datetime) -> Account:
    """The person's account, made if there is none, with the password that they chose."""
    if not _take(slip, at) or not is_good(slip, at=at):
        raise CannotUseSlip
    account = Account.objects.filter(person=slip.person).first()
    if account is None:
        account = make_account(trust=slip.trust, username=username, person=slip.person, by=slip.made_by)
    account.set_password(password)
    account.save(update_fields=["password"])
    sign_out(account=account, by=account)
    note(by=account, did="came in with a slip", to=slip, person=slip.person_id)
    return account


def _take(slip: Slip, at: dt.datetime) -> bool:
    """Of two who use it at the same moment, one has it."""
    return bool(Slip.objects.good(at=at).filter(pk=slip.pk).update(used_at=at))


def _check_may_have(person: Person, by: Account, at: dt.datetime) -> None:
    if person.left_date is not None and person.left_date <= at.date():
        raise CannotHandOutSlip(_("%(person)s has left the trust.") % {"person": person})
    if not by.has_perm("workforce.hand_out_slip", person):
        words = _("You cannot give %(person)s a slip. An administrator of the academy in your trust can.")
        raise CannotHandOutSlip(words % {"person": person})


def _is_theirs(person: Person, number: str) -> bool:
    own = PersonIdentifier.objects.filter(person=person).values_list("value", flat=True)
    of_posts = PostIdentifier.objects.filter(post__person=person).values_list("value", flat=True)
    return _plain(number) in {_plain(value) for value in (*own, *of_posts)} - {""}


def _plain(typed: str) -> str:
    """Without what people put between letters, and in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _hash(code: str) -> str:
    """Sixty bits of chance need no slow hash; a copy of the database alone is no help in making codes."""
    return salted_hmac("slip", code, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
