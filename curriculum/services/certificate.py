"""Certificates: issued to whoever asks for their own, once for each thing and day, and taken back at will.

What one says is true or not by the ledger alone (queries/certificate.py): nothing here ends one.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Certificate
from ..queries.certifiable import Fact
from .locks import hold_person

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letter that is read as another one, or as a number
LETTERS = 26  # of 5 bits: 130 bits, so nobody finds a code by trying


class CannotWithdraw(Refused):
    """The certificate stays. Its text is for the reader."""


@transaction.atomic
def issue_certificate(*, person: Person, fact: Fact, by: Account) -> Certificate:
    """Asked for again, it is the same one."""
    hold_person(person.pk)
    same = {"trust": person.trust, "person": person, "kind": fact.kind, "subject": fact.subject, "since": fact.since}
    if told := Certificate.objects.kept().filter(**same).first():
        return told
    certificate = Certificate.objects.create(
        **same,
        code=_new_code(),
        sources=list(fact.sources),
        version=fact.version,
        until=fact.until,
        name=str(person),
        title=fact.title,
        trust_name=person.trust.name,
        recorded_by=by,
    )
    note(by=by, did="issued certificate", to=certificate, kind=fact.kind)
    return certificate


@transaction.atomic
def withdraw_certificates(*, person: Person, certificates: Sequence[Certificate], by: Account | None) -> int:
    """Taken back for good, with the name on it: nobody reads anything of it any more. Told twice, nothing is left."""
    hold_person(person.pk)
    if any(one.person_id != person.pk for one in certificates):
        raise CannotWithdraw("A certificate is taken back for whom it belongs to.")
    kept = [*Certificate.objects.kept().filter(pk__in=[one.pk for one in certificates])]
    Certificate.objects.filter(pk__in=[one.pk for one in kept]).update(name="", withdrawn_at=Now(), withdrawn_by=by)
    for certificate in kept:
        note(by=by, did="withdrew certificate", to=certificate)
    return len(kept)


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
