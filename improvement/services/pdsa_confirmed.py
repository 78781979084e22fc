"""A cycle that somebody led counts for them once somebody else says so (docs/decisions/0005).

Whoever led a cycle, or wrote it down, gets nothing by that. A coach of the team, or a lead of the trust, confirms a
finished cycle of somebody else: only then the ledger has it, as practice of the day on which it was finished, with the
cycle's uuid as its source, so once however often the button is pressed. Taken back, it is voided for all days, and the
cycle can be mended; confirmed again, it is the next revision of the same source.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from curriculum.models import ActivityVersion, DoseEntry
from curriculum.queries.session import recorded_on
from curriculum.services.entry import correct_source, give_dose, void_source
from curriculum.services.locks import hold_person
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Pdsa
from ..queries.pdsa import SOURCE, gave_dose, version_of_pdsa

LONGEST_REASON = 200


class CannotConfirmPdsa(Refused):
    """It was not confirmed, or not taken back. Its text is for the reader."""


@transaction.atomic
def confirm_pdsa(*, pdsa: Pdsa, at: dt.datetime, by: Account) -> list[DoseEntry]:
    """What it gave: nothing where the trust's framework has no activity for it. Told again, nothing changes."""
    held = Pdsa.objects.select_for_update(of=("self",)).select_related("leader", "trust").get(pk=pdsa.pk)
    if held.is_confirmed:
        return []
    _must_be_sound(held, by)
    held.confirmed_at, held.confirmed_by, held.taken_back_because = at, by, ""
    held.save(update_fields=["confirmed_at", "confirmed_by", "taken_back_because"])
    note(by=by, did="confirmed a PDSA cycle", to=held)
    version = version_of_pdsa(held.trust)
    return _give(held, version, by) if version else []


@transaction.atomic
def take_confirmation_back(*, pdsa: Pdsa, reason: str, by: Account) -> None:
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotConfirmPdsa(f"Say why, in at most {LONGEST_REASON} letters.")
    held = Pdsa.objects.select_for_update().get(pk=pdsa.pk)
    if not held.is_confirmed:
        raise CannotConfirmPdsa("This cycle is not confirmed, so there is nothing to take back.")
    held.confirmed_at, held.confirmed_by, held.taken_back_because = None, None, reason
    held.save(update_fields=["confirmed_at", "confirmed_by", "taken_back_because"])
    if gave_dose(held):
        void_source(trust=held.trust, source_kind=SOURCE, source_id=held.uuid, by=by)
    note(by=by, did="took the confirmation of a PDSA cycle back", to=held)


def _must_be_sound(pdsa: Pdsa, by: Account) -> None:
    if not pdsa.is_finished:
        raise CannotConfirmPdsa("This cycle is not finished yet.")
    if pdsa.leader_id == by.person_id:
        raise CannotConfirmPdsa("Nobody records their own dose. Ask another coach of the team, or an academy lead.")


def _give(pdsa: Pdsa, version: ActivityVersion, by: Account) -> list[DoseEntry]:
    day = pdsa.finished_date
    assert day is not None  # it is finished
    hold_person(pdsa.leader_id)
    if recorded_on(version.activity, day, [pdsa.leader]):
        raise CannotConfirmPdsa(
            f"A PDSA cycle of {pdsa.leader} is recorded for that day already, under Sessions held. It counts once."
        )
    give = correct_source if gave_dose(pdsa) else give_dose
    return give(person=pdsa.leader, version=version, source_kind=SOURCE, source_id=pdsa.uuid, given_date=day, by=by)
